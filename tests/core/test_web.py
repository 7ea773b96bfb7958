"""The door of the web: who is let in, and what is said to those who are not."""

import io
import json

import pytest

from homestead.core import shield, web
from homestead.core.errors import ConflictError, TooManyError
from homestead.core.server.faults import GoneError, RequestError


@pytest.fixture
def ask():
    """Ask the home's application for a path, as a WSGI server would."""

    def ask(path, method="GET", *, app=None, body=b"", **environ):
        said = []
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "HTTP_HOST": "localhost:7410",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            **environ,
        }
        app = app or web.application()
        parts = app(environ, lambda status, headers, *_: said.append((status, headers)))
        body = b"".join(parts)
        assert environ["wsgi.errors"].getvalue() == ""
        [(status, headers)] = said
        return int(status[:3]), dict(headers), body

    return ask


@pytest.fixture
def mounted():
    """Mount one application under a prefix."""

    def mount(handler, prefix="/forums"):
        found = prefix, handler
        return web.application(lambda path: found if path.startswith(prefix) else None)

    return mount


def test_health_answers_without_a_login(ask):
    status, headers, body = ask("/health")
    assert (status, json.loads(body)) == (200, {"status": "ok"})
    assert headers["Content-Type"] == "application/json"
    assert headers["Cache-Control"] == "no-store"


def test_health_answers_head(ask):
    assert ask("/health", "HEAD")[::2] == (200, b"")


@pytest.mark.parametrize("path", ["/", "/healthy", "/health/", "/health/x", "/login"])
def test_everything_else_is_not_here(ask, path):
    status, headers, body = ask(path)
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert b"<h1>Not here</h1>" in body


@pytest.mark.parametrize(
    ("path", "method", "status", "code"),
    [("/x", "GET", 404, "not_found"), ("/health", "POST", 405, "usage")],
)
def test_programs_are_told_in_json(ask, path, method, status, code):
    got, headers, body = ask(path, method, HTTP_ACCEPT="application/json")
    assert (got, headers["Content-Type"]) == (status, "application/json")
    assert json.loads(body)["error"]["code"] == code


def test_a_browser_that_takes_json_too_gets_a_page(ask):
    _, headers, _ = ask("/x", HTTP_ACCEPT="text/html,application/json")
    assert headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    ("path", "method", "environ"),
    [
        ("/health", "GET", {}),
        ("/health", "POST", {}),
        ("/nothing", "GET", {}),
        ("/nothing", "HEAD", {}),
        ("/health", "GET", {"HTTP_HOST": "evil.example"}),
    ],
)
def test_every_answer_carries_the_security_headers(ask, path, method, environ):
    _, headers, _ = ask(path, method, **environ)
    assert set(shield.HEADERS) <= set(headers.items())
    assert "Strict-Transport-Security" not in headers


def test_the_policy_allows_nothing_from_elsewhere_and_nothing_inline(ask):
    policy = ask("/health")[1]["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "frame-ancestors 'none'" in policy
    assert not {"unsafe-inline", "unsafe-eval", "*", "http"} & set(policy.split())


@pytest.mark.parametrize(
    ("peer", "said", "strict"),
    [
        ("127.0.0.1", "https", True),
        ("::1", "HTTPS ", True),
        ("", "https", True),
        ("::ffff:127.0.0.1", "https", True),
        ("127.8.9.1", "https", True),
        ("192.168.1.9", "https", False),
        ("127.0.0.1", "http", False),
        ("127.0.0.1", "https, http", False),
        ("127.0.0.1", "", False),
    ],
)
def test_a_proxy_of_this_machine_is_believed_that_it_speaks_https(
    ask, peer, said, strict
):
    environ = {"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_PROTO": said}
    _, headers, _ = ask("/health", **environ)
    assert ("Strict-Transport-Security" in headers) is strict


def test_over_https_browsers_are_told_to_stay_there(ask):
    _, headers, _ = ask("/health", **{"wsgi.url_scheme": "https"})
    assert "max-age=" in headers["Strict-Transport-Security"]


def test_whoever_tries_too_often_is_told_when_to_come_back(ask, mounted):
    def refuse(environ, answer):
        error = TooManyError("Too many wrong passwords.")
        error.retry_after = 90
        raise error

    status, headers, body = ask("/forums", app=mounted(refuse))
    assert (status, headers["Retry-After"]) == (429, "90")
    assert b"<h1>One moment</h1>" in body
    assert "Retry-After" not in ask("/nothing")[1]


def test_an_answer_may_say_its_own_security_header():
    said = [("content-security-policy", "sandbox")]
    headers = shield.headers_for(said, "http")
    assert [n for n, _ in headers if n.lower() == "content-security-policy"] == [
        "content-security-policy"
    ]


class TestHosts:
    @pytest.mark.parametrize(
        "host",
        ["localhost", "localhost:7410", "LOCALHOST:1", "127.0.0.1:7410", "[::1]:80"],
    )
    def test_the_home_answers_to_its_own_names(self, host):
        assert host in shield.KnownHosts()

    @pytest.mark.parametrize(
        "host",
        [
            "",
            "evil.example",
            "evil.example:7410",
            "localhost.evil.example",
            "localhost:x",
            "127.0.0.1.evil.example",
            "127.0.0.2",
            "192.168.1.5",
            "[fe80::1]",
        ],
    )
    def test_the_home_does_not_answer_to_others(self, host):
        assert host not in shield.KnownHosts()

    @pytest.mark.parametrize(
        ("configured", "host", "known"),
        [
            ("home.example", "Home.Example:8443", True),
            ("home.example", "home.example.", True),
            ("Home.example.", "home.example", True),
            ("home.example", "www.home.example", False),
            ("home.example:8443", "home.example:8443", True),
            ("home.example:8443", "home.example", False),
        ],
    )
    def test_configured_names_are_answered_to(self, configured, host, known):
        assert (host in shield.KnownHosts([configured])) is known

    @pytest.mark.parametrize("bound", ["0.0.0.0", "::"])
    def test_a_home_open_to_its_network_answers_to_plain_addresses(self, bound):
        hosts = shield.KnownHosts(bound=bound)
        assert all(
            h in hosts for h in ("192.168.1.5:7410", "[fe80::1]:7410", "10.0.0.1")
        )
        assert "evil.example" not in hosts

    @pytest.mark.parametrize(
        ("bound", "host"),
        [("192.168.1.5", "192.168.1.5:7410"), ("fd00::5", "[fd00::5]")],
    )
    def test_a_home_bound_to_one_address_answers_to_it(self, bound, host):
        assert host in shield.KnownHosts(bound=bound)

    def test_a_rebound_name_is_refused_and_named_without_harm(self, ask):
        status, _, body = ask("/health", HTTP_HOST="<b>evil.example")
        assert status == 403
        assert b"&lt;b&gt;evil.example" in body


class TestCrossSite:
    @pytest.mark.parametrize(
        "environ",
        [
            {},
            {"HTTP_SEC_FETCH_SITE": "same-origin"},
            {"HTTP_SEC_FETCH_SITE": "none"},
            {"HTTP_ORIGIN": "http://localhost:7410"},
            {"HTTP_ORIGIN": "https://LOCALHOST:7410"},
            {
                "HTTP_SEC_FETCH_SITE": "same-origin",
                "HTTP_ORIGIN": "https://home.example",
            },
        ],
    )
    def test_kit_may_post_from_the_home_itself_or_a_script(self, ask, environ):
        assert ask("/health", "POST", **environ)[0] == 405

    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "BREW"])
    @pytest.mark.parametrize(
        "environ",
        [
            {"HTTP_SEC_FETCH_SITE": "cross-site"},
            {"HTTP_SEC_FETCH_SITE": "same-site"},
            {"HTTP_SEC_FETCH_SITE": "same-origin, cross-site"},
            {"HTTP_SEC_FETCH_SITE": ""},
            {"HTTP_ORIGIN": "https://evil.example"},
            {"HTTP_ORIGIN": "http://localhost"},
            {"HTTP_ORIGIN": "http://localhost:7411"},
            {"HTTP_ORIGIN": "null"},
            {"HTTP_ORIGIN": ""},
            {"HTTP_ORIGIN": "file://localhost:7410"},
        ],
    )
    def test_mallorys_page_may_not_change_anything(self, ask, method, environ):
        assert ask("/health", method, **environ)[0] == 403

    def test_a_link_from_elsewhere_may_be_followed(self, ask):
        assert ask("/health", HTTP_SEC_FETCH_SITE="cross-site")[0] == 200


class TestMounting:
    def test_an_application_sees_its_own_part_of_the_path(self, ask, mounted):
        def forums(environ, start_response):
            start_response("200 OK", [])
            return [f"{environ['SCRIPT_NAME']} {environ['PATH_INFO']}".encode()]

        app = mounted(forums)
        assert ask("/forums/7", app=app)[2] == b"/forums /7"
        assert ask("/forums", app=app)[2] == b"/forums /"
        assert ask("/rtc", app=app)[0] == 404

    def test_what_is_mounted_may_change_while_running(self, ask):
        def forums(environ, start_response):
            start_response("200 OK", [])
            return [b"hello"]

        rooms = {"/forums": ("/forums", forums)}
        app = web.application(rooms.get)
        assert ask("/forums", app=app)[0] == 200
        rooms.clear()
        assert ask("/forums", app=app)[0] == 404

    def test_an_error_becomes_its_page(self, ask, mounted):
        def forums(environ, start_response):
            raise ConflictError("Seles <3 fronts already.", hint="Nothing to do.")

        status, headers, body = ask("/forums", app=mounted(forums))
        assert (status, headers["Cache-Control"]) == (409, "no-store")
        assert b"<p>Seles &lt;3 fronts already.</p>" in body
        assert b"<p>Nothing to do.</p>" in body

    def test_a_failure_of_a_handler_is_logged_and_tells_nothing(
        self, ask, mounted, caplog
    ):
        def fail(environ, start_response):
            raise RuntimeError("a secret")

        asked = {"homestead.request_id": "a-1"}
        status, _, body = ask("/forums", app=mounted(fail), **asked)
        assert (status, b"secret" in body) == (500, False)
        assert "request a-1 failed" in caplog.text
        assert "a secret" in caplog.text

    @pytest.mark.parametrize("fault", [RequestError(408), GoneError()])
    def test_what_the_server_says_itself_is_left_to_it(self, ask, mounted, fault):
        def forums(environ, start_response):
            raise fault

        with pytest.raises(type(fault)):
            ask("/forums", app=mounted(forums))

    def test_what_is_too_large_is_told_on_a_page(self, ask, mounted):
        def forums(environ, start_response):
            raise RequestError(413)

        status, headers, body = ask("/forums", "POST", app=mounted(forums))
        assert (status, headers["Content-Type"]) == (413, "text/html; charset=utf-8")
        assert b"<h1>Too large</h1>" in body
        assert b"homestead import FILE" in body

    def test_a_chunked_upload_reaches_a_handler(self, ask, mounted):
        def upload(environ, start_response):
            start_response("200 OK", [])
            return [environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))]

        app = mounted(upload)
        chunked = {"HTTP_TRANSFER_ENCODING": "chunked"}
        assert ask("/forums", "POST", app=app, body=b"Seles", **chunked)[2] == b"Seles"
        with pytest.raises(RequestError, match="how long"):
            ask("/forums", "POST", app=app, body=b"x" * 1_050_000, **chunked)
