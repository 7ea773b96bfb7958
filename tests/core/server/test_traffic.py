"""What ordinary clients do goes on working."""

import json

import pytest


def chunked(*parts, path="/echo", extension="", trailers=""):
    body = "".join(f"{len(p):x}{extension}\r\n{p}\r\n" for p in parts)
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    return f"{head}\r\n{body}0\r\n{trailers}\r\n".encode()


def post(body, *lines, path="/echo"):
    fields = "".join(line + "\r\n" for line in lines)
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
    return f"{head}{fields}\r\n".encode() + body


@pytest.fixture
def seles(house):
    with house.client() as client:
        yield client


def test_seles_asks_many_times_on_one_connection(seles):
    assert {seles.get("/").answer().body for _ in range(50)} == {b"ignored"}


def test_two_requests_sent_at_once_are_answered_in_order(seles):
    seles.send(post(b"one") + post(b"two"))
    assert [seles.answer().body, seles.answer().body] == [b"one", b"two"]


def test_a_hundred_requests_sent_at_once_are_all_answered(seles):
    seles.send(b"".join(post(b"%d" % n) for n in range(100)))
    assert [seles.answer().body for _ in range(100)] == [b"%d" % n for n in range(100)]


def test_a_request_may_come_byte_by_byte(seles):
    for byte in post(b"slowly"):
        seles.send(bytes([byte]))
    assert seles.answer().body == b"slowly"


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 999_999])
def test_a_body_of_any_size_arrives(seles, size):
    assert seles.send(post(b"x" * size)).answer().body == b"x" * size


@pytest.mark.parametrize("size", [0, 1, 65_536, 5_000_000])
def test_an_answer_of_any_size_arrives(seles, size):
    answer = seles.get(f"/large?{size}").answer()
    assert answer.headers["content-length"] == str(size)
    assert answer.body == b"x" * size


def test_a_chunked_body_arrives_whole(seles):
    assert seles.send(chunked("Seles", " and ", "Dexen")).answer().body == (
        b"Seles and Dexen"
    )


def test_a_chunked_body_may_have_extensions_and_trailers(seles):
    trailers = "X-Sum: 1\r\nHost: evil.example\r\n"
    seles.send(chunked("abc", extension=";a=b", trailers=trailers) + post(b"next"))
    assert [seles.answer().body, seles.answer().body] == [b"abc", b"next"]


@pytest.mark.parametrize("parts", [["a\nb", "c\n\nd"], ["x" * 70_000 + "\ny"], [""]])
def test_a_body_is_read_line_by_line(seles, parts):
    whole = "".join(parts).encode()
    lines = b"|".join(whole.splitlines(keepends=True))
    plain = seles.send(post(whole, path="/lines")).answer()
    pieces = seles.send(chunked(*filter(None, parts), path="/lines")).answer()
    assert plain.body == pieces.body == lines


def test_a_body_nobody_read_does_not_become_a_request(seles):
    seles.send(post(b"GET /raises HTTP/1.1\r\nHost: x\r\n\r\n", path="/"))
    assert seles.answer().body == b"ignored"
    assert seles.get("/").answer().status == 200


def test_after_a_large_body_nobody_read_the_connection_closes(seles):
    answer = seles.send(post(b"x" * 900_000, path="/")).answer()
    assert (answer.body, answer.headers["connection"]) == (b"ignored", "close")
    assert seles.rest() == b""


def test_an_answer_without_a_known_length_is_chunked(seles):
    answer = seles.get("/generator").answer()
    assert answer.headers["transfer-encoding"] == "chunked"
    assert answer.body == b"onetwothree"


def test_an_old_client_gets_it_until_the_end_of_the_connection(house):
    said = house.say(b"GET /generator HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
    assert said.endswith(b"\r\n\r\nonetwothree")
    assert b"Connection: close\r\n" in said
    assert b"chunked" not in said


def test_an_old_client_may_keep_its_connection(seles):
    ask = b"GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"
    answers = [seles.send(ask).answer() for _ in range(3)]
    assert [a.headers["connection"] for a in answers] == ["keep-alive"] * 3


def test_an_old_client_is_let_go_otherwise(house):
    assert b"Connection: close\r\n" in house.say(b"GET / HTTP/1.0\r\n\r\n")


@pytest.mark.parametrize("wish", ["close", "Close", "close, x", "keep-alive, close"])
def test_a_client_that_wishes_to_close_is_closed(seles, wish):
    answer = seles.get("/", f"Connection: {wish}").answer()
    assert answer.headers["connection"] == "close"
    assert seles.rest() == b""


def test_parts_of_an_answer_come_with_their_whole_length(seles):
    answer = seles.get("/several").answer()
    assert (answer.body, answer.headers["content-length"]) == (b"abc", "3")


def test_the_old_write_callable_works(seles):
    assert seles.get("/writes").answer().body == b"old form"


@pytest.mark.parametrize("path", ["/several", "/large?70000", "/generator", "/stream"])
def test_head_gets_no_body_and_the_next_answer_is_in_step(seles, path):
    answer = seles.get(path, method="HEAD").answer(bodiless=True)
    assert "transfer-encoding" not in answer.headers
    assert seles.get("/").answer().body == b"ignored"


def test_head_tells_the_length_get_would_have(seles):
    answer = seles.get("/large?70000", method="HEAD").answer(bodiless=True)
    assert answer.headers["content-length"] == "70000"


@pytest.mark.parametrize(("path", "status"), [("/nothing", 204), ("/unchanged", 304)])
def test_an_empty_answer_leaves_the_connection_in_step(seles, path, status):
    answer = seles.get(path).answer()
    assert answer.status == status
    assert not {"content-length", "transfer-encoding"} & set(answer.headers)
    assert seles.get("/").answer().body == b"ignored"


def about(house, path, *lines):
    return json.loads(house.get(path, *lines).body)


def test_the_application_is_told_what_the_client_said(house):
    told = about(house, "/environ?a=b&c", "X-Name: Seles", "Accept:  text/html\t")
    expected = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/environ",
        "QUERY_STRING": "a=b&c",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": str(house.address[1]),
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "HTTP_X_NAME": "Seles",
        "HTTP_ACCEPT": "text/html",
        "wsgi.url_scheme": "http",
    }
    assert {**told, **expected} == told


def test_fields_that_come_twice_are_joined(house):
    told = about(house, "/environ", "Cookie: a=1", "Cookie: b=2", "X-A: 1", "X-A: 2")
    assert (told["HTTP_COOKIE"], told["HTTP_X_A"]) == ("a=1; b=2", "1, 2")


def test_a_path_is_decoded_once(house):
    assert about(house, "/%65nviron?%65")["QUERY_STRING"] == "%65"
    assert house.get("/%2565nviron").status == 404


@pytest.mark.parametrize("host", ["localhost:7410", "[::1]:7410", "127.0.0.1", "my_pi"])
def test_every_kind_of_host_is_passed_on(house, host):
    with house.client() as client:
        client.send(f"GET /environ HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        assert json.loads(client.answer().body)["HTTP_HOST"] == host


def test_every_request_has_an_id_of_its_own_in_environ_and_answer(house):
    answers = [house.get("/environ") for _ in range(20)]
    told = [json.loads(a.body)["homestead.request_id"] for a in answers]
    assert told == [a.headers["x-request-id"] for a in answers]
    assert len(set(told)) == 20


def test_the_access_log_tells_of_a_request_but_not_its_query(house):
    answer = house.get("/large?30")
    request_id = answer.headers["x-request-id"]
    told = house.access(request_id)
    sent = told.pop("bytes")
    assert 30 < sent < 400
    assert told.pop("ms") > 0
    assert told.pop("at") > 1_700_000_000_000
    assert told == {
        "method": "GET",
        "path": "/large",
        "status": 200,
        "request_id": request_id,
        "peer": "127.0.0.1",
    }


def test_answers_are_dated(seles):
    assert seles.get("/").answer().headers["date"].endswith(" GMT")


class TestExpect:
    def test_kit_is_asked_for_the_body_when_it_is_wanted(self, seles):
        seles.send(post(b"", "Expect: 100-continue").replace(b"h: 0", b"h: 3"))
        assert seles.head()[0] == 100
        assert seles.send(b"abc").answer().body == b"abc"

    def test_kit_is_not_asked_for_what_is_here_already(self, seles):
        status, _ = seles.send(post(b"abc", "Expect: 100-continue")).head()
        assert status == 200

    def test_kit_is_not_asked_for_what_nobody_reads(self, seles):
        ask = post(b"", "Expect: 100-continue", path="/").replace(b"h: 0", b"h: 3")
        answer = seles.send(ask).answer()
        assert (answer.status, answer.headers["connection"]) == (200, "close")
        assert seles.rest() == b""

    def test_kit_is_not_asked_for_what_is_too_large(self, seles):
        ask = post(b"", "Expect: 100-continue").replace(b"h: 0", b"h: 3000000")
        assert seles.send(ask).head()[0] == 413

    def test_the_question_never_stands_inside_an_answer(self, seles):
        ask = post(b"", "Expect: 100-continue", path="/late").replace(b"h: 0", b"h: 3")
        said = seles.send(ask).rest()
        assert b"\r\n6\r\nfirst \r\n" in said
        assert b"100 Continue" not in said

    def test_another_expectation_is_refused(self, seles):
        assert seles.send(post(b"abc", "Expect: 200-ok")).answer().status == 417

    def test_an_old_client_expects_nothing(self, house):
        ask = post(b"abc", "Expect: 100-continue").replace(b"P/1.1", b"P/1.0")
        assert house.say(ask).startswith(b"HTTP/1.1 200 OK\r\n")
