"""Every request that two programs might read differently is refused."""

import pytest

HOST = "Host: localhost\r\n"
SECOND = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"


def post(*lines, body=""):
    return f"POST /echo HTTP/1.1\r\n{HOST}" + "".join(lines) + "\r\n" + body


def get(*lines):
    return f"GET / HTTP/1.1\r\n{HOST}" + "".join(lines) + "\r\n"


CHUNKED = "Transfer-Encoding: chunked\r\n"
THREE = "Content-Length: 3\r\n"
EMPTY_CHUNKED = "0\r\n\r\n"

FORMS = {
    "length and chunked": post(THREE, CHUNKED, body=EMPTY_CHUNKED + SECOND),
    "chunked and length": post(CHUNKED, THREE, body=EMPTY_CHUNKED + SECOND),
    "xchunked and length": post("Transfer-Encoding: xchunked\r\n", THREE, body="abc"),
    "xchunked": post("Transfer-Encoding: xchunked\r\n", body=EMPTY_CHUNKED),
    "gzip, chunked": post("Transfer-Encoding: gzip, chunked\r\n", body=EMPTY_CHUNKED),
    "chunked, chunked": post(
        "Transfer-Encoding: chunked, chunked\r\n", body="0\r\n\r\n"
    ),
    "chunked, identity": post("Transfer-Encoding: chunked, identity\r\n", body="abc"),
    "identity": post("Transfer-Encoding: identity\r\n", body="abc"),
    "chunked twice": post(CHUNKED, CHUNKED, body=EMPTY_CHUNKED),
    "chunked in quotes": post('Transfer-Encoding: "chunked"\r\n', body=EMPTY_CHUNKED),
    "empty coding": post("Transfer-Encoding:\r\n", THREE, body="abc"),
    "chunked after vertical tab": post("Transfer-Encoding: \x0bchunked\r\n"),
    "chunked after no-break space": post("Transfer-Encoding: \xa0chunked\r\n"),
    "chunked in HTTP/1.0": f"POST /echo HTTP/1.0\r\n{HOST}{CHUNKED}\r\n0\r\n\r\n",
    "two lengths": post(THREE, "Content-Length: 5\r\n", body="abcde"),
    "two equal lengths": post(THREE, THREE, body="abc"),
    "a list of lengths": post("Content-Length: 3,3\r\n", body="abc"),
    "length with plus": post("Content-Length: +3\r\n", body="abc"),
    "length with minus": post("Content-Length: -3\r\n", body="abc"),
    "length with underscore": post("Content-Length: 0_3\r\n", body="abc"),
    "length in hex": post("Content-Length: 0x3\r\n", body="abc"),
    "length with fraction": post("Content-Length: 3.0\r\n", body="abc"),
    "superscript length": post("Content-Length: \xb3\r\n", body="abc"),
    "length with no-break space": post("Content-Length: \xa03\r\n", body="abc"),
    "empty length": post("Content-Length:\r\n", body="abc"),
    "endless length": post(f"Content-Length: {'9' * 5000}\r\n"),
    "space before the colon of a length": post("Content-Length : 3\r\n", body="abc"),
    "space before the colon of a coding": post("Transfer-Encoding : chunked\r\n"),
    "tab before a colon": post("Content-Length\t: 3\r\n", body="abc"),
    "space before a name": get(" X-Name: Seles\r\n"),
    "first field folded": f"GET / HTTP/1.1\r\n {HOST}\r\n",
    "folded with space": get("X-Name: Seles\r\n and Dexen\r\n"),
    "folded with tab": get("X-Name: Seles\r\n\tand Dexen\r\n"),
    "folded coding": post("Transfer-Encoding:\r\n chunked\r\n", body=EMPTY_CHUNKED),
    "bare LF everywhere": "GET / HTTP/1.1\nHost: localhost\n\n",
    "bare LF after the request line": f"GET / HTTP/1.1\n{HOST}\r\n",
    "bare LF in the middle": get("X-A: 1\nX-B: 2\r\n"),
    "bare LF at the end": f"GET / HTTP/1.1\r\n{HOST}\n",
    "bare CR in a value": get("X-A: 1\rX-B: 2\r\n"),
    "bare CR as line end": get("X-A: 1\rTransfer-Encoding: chunked\r\n"),
    "CR CR LF": get("X-A: 1\r\r\n"),
    "NUL in a value": get("X-A: a\0b\r\n"),
    "NUL in a name": get("X\0A: a\r\n"),
    "escape in a value": get("X-A: a\x1bb\r\n"),
    "DEL in a value": get("X-A: a\x7fb\r\n"),
    "field without a colon": get("X-Nothing\r\n"),
    "field without a name": get(": nothing\r\n"),
    "name with a space": get("X A: 1\r\n"),
    "name with a parenthesis": get("X(A): 1\r\n"),
    "name beyond ASCII": get("X-\xe4: 1\r\n"),
    "HTTP/0.9": "GET /\r\n",
    "HTTP/0.9 and an empty line": "GET /\r\n\r\n",
    "HTTP/0.9 with a version": f"GET / HTTP/0.9\r\n{HOST}\r\n",
    "HTTP/1.2": f"GET / HTTP/1.2\r\n{HOST}\r\n",
    "HTTP/1.9": f"GET / HTTP/1.9\r\n{HOST}\r\n",
    "HTTP/1.10": f"GET / HTTP/1.10\r\n{HOST}\r\n",
    "HTTP/01.1": f"GET / HTTP/01.1\r\n{HOST}\r\n",
    "HTTP/2.0": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "http/1.1": f"GET / http/1.1\r\n{HOST}\r\n",
    "another protocol": f"GET / RTSP/1.1\r\n{HOST}\r\n",
    "method in lower case": f"get / HTTP/1.1\r\n{HOST}\r\n",
    "method in mixed case": f"Get / HTTP/1.1\r\n{HOST}\r\n",
    "method with a digit": f"GET1 / HTTP/1.1\r\n{HOST}\r\n",
    "endless method": f"{'G' * 9000} / HTTP/1.1\r\n{HOST}\r\n",
    "no method": f" / HTTP/1.1\r\n{HOST}\r\n",
    "two spaces": f"GET  / HTTP/1.1\r\n{HOST}\r\n",
    "a tab for a space": f"GET\t/ HTTP/1.1\r\n{HOST}\r\n",
    "space after the version": f"GET / HTTP/1.1 \r\n{HOST}\r\n",
    "space in the target": f"GET /a b HTTP/1.1\r\n{HOST}\r\n",
    "an empty line first": "\r\n" + get(),
    "no Host": "GET / HTTP/1.1\r\n\r\n",
    "no Host but others": "GET / HTTP/1.1\r\nAccept: */*\r\n\r\n",
    "empty Host": "GET / HTTP/1.1\r\nHost:\r\n\r\n",
    "two Hosts": get("Host: evil.example\r\n"),
    "two equal Hosts": get(HOST),
    "two Hosts in HTTP/1.0": f"GET / HTTP/1.0\r\n{HOST}{HOST}\r\n",
    "a list of Hosts": "GET / HTTP/1.1\r\nHost: x,y\r\n\r\n",
    "Host with a user": "GET / HTTP/1.1\r\nHost: a@localhost\r\n\r\n",
    "Host with a path": "GET / HTTP/1.1\r\nHost: localhost/a\r\n\r\n",
    "Host with an odd port": "GET / HTTP/1.1\r\nHost: localhost:port\r\n\r\n",
    "Host half in brackets": "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n",
    "absolute target": f"GET http://localhost/ HTTP/1.1\r\n{HOST}\r\n",
    "absolute target elsewhere": f"GET http://evil.example/ HTTP/1.1\r\n{HOST}\r\n",
    "authority target": f"CONNECT localhost:80 HTTP/1.1\r\n{HOST}\r\n",
    "asterisk target": f"OPTIONS * HTTP/1.1\r\n{HOST}\r\n",
    "target without a slash": f"GET health HTTP/1.1\r\n{HOST}\r\n",
    "target with a fragment": f"GET /#a HTTP/1.1\r\n{HOST}\r\n",
    "target beyond ASCII": f"GET /\xfc HTTP/1.1\r\n{HOST}\r\n",
    "target with a NUL": f"GET /\0 HTTP/1.1\r\n{HOST}\r\n",
    "target with a coded NUL": f"GET /%00 HTTP/1.1\r\n{HOST}\r\n",
    "two content types": post("Content-Type: a/b\r\n", "Content-Type: c/d\r\n", THREE),
    "two origins": post("Origin: http://a\r\n", "Origin: http://b\r\n"),
    "two authorizations": get("Authorization: a\r\n", "Authorization: b\r\n"),
    "six megabytes of fields": get(*[f"X-{n}: {'x' * 60_000}\r\n" for n in range(100)]),
    "one huge field": get(f"X-A: {'x' * 40_000}\r\n"),
    "a huge field that never ends": f"GET / HTTP/1.1\r\n{HOST}X-A: {'x' * 70_000}",
    "two hundred fields": get(*[f"X-{n}: 1\r\n" for n in range(200)]),
    "a head cut short": f"GET / HTTP/1.1\r\n{HOST}",
    "a TLS greeting": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "noise": "\xff\xfe\x00\x01\r\n\r\n",
}

BODIES = {
    "no size": "\r\nabc\r\n0\r\n\r\n",
    "size not in hex": "xyz\r\nabc\r\n0\r\n\r\n",
    "size with 0x": "0x3\r\nabc\r\n0\r\n\r\n",
    "size with plus": "+3\r\nabc\r\n0\r\n\r\n",
    "size with minus": "-3\r\nabc\r\n0\r\n\r\n",
    "size with underscore": "0_3\r\nabc\r\n0\r\n\r\n",
    "size with a space before": " 3\r\nabc\r\n0\r\n\r\n",
    "size with a space after": "3 \r\nabc\r\n0\r\n\r\n",
    "size of a hundred digits": "0" * 99 + "3\r\nabc\r\n0\r\n\r\n",
    "size ended by LF": "3\nabc\r\n0\r\n\r\n",
    "size ended by CR": "3\rabc\r\n0\r\n\r\n",
    "extension with a bare LF": "3;a\nb\r\nabc\r\n0\r\n\r\n",
    "extension with a bare CR": "3;a\rb\r\nabc\r\n0\r\n\r\n",
    "endless extension": f"3;{'a' * 10_000}\r\nabc\r\n0\r\n\r\n",
    "chunk longer than said": "3\r\nabcd\r\n0\r\n\r\n",
    "chunk ended by LF": "3\r\nabc\n0\r\n\r\n",
    "last chunk ended by LF": "3\r\nabc\r\n0\n\n",
    "trailer without a colon": "0\r\nSeles\r\n\r\n",
    "trailer folded": "0\r\nX-A: 1\r\n 2\r\n\r\n",
    "trailer with a space": "0\r\nX-A : 1\r\n\r\n",
    "trailer ended by LF": "0\r\nX-A: 1\n\r\n",
    "endless trailers": "0\r\n" + "X-A: 1\r\n" * 10_000 + "\r\n",
}


def is_refused(said):
    """One answer, and it says 400 and farewell."""
    head, _, text = said.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert b"Connection: close" in head
    assert text == b"This request could not be read.\n"
    return True


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_an_ambiguous_request_is_refused_and_the_connection_closed(house, form):
    assert is_refused(house.say(form.encode("latin-1")))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_an_ambiguous_request_after_a_good_one_is_refused(house, form):
    with house.client() as client:
        assert client.get("/").answer().body == b"ignored"
        client.send(form.encode("latin-1")).sock.shutdown(1)
        assert is_refused(client.rest())


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_malformed_chunked_body_is_refused(house, body):
    assert is_refused(house.say(post(CHUNKED, body=body + SECOND).encode("latin-1")))


@pytest.mark.parametrize("form", ["bare LF everywhere", "HTTP/0.9", "a TLS greeting"])
def test_who_waits_for_an_answer_to_half_a_head_gets_it_at_once(house, form):
    with house.client() as client:
        client.send(FORMS[form].encode("latin-1"))
        assert is_refused(client.rest())


@pytest.mark.parametrize("body", ["zz\r\n", "3\r\nabcdef"])
def test_what_follows_a_broken_body_is_never_a_request(house, body):
    said = house.say((post(CHUNKED, body=body) + SECOND).encode())
    assert said.count(b"HTTP/1.1 ") == 1


def test_a_refused_request_is_logged_with_the_id_its_sender_was_told(house):
    with house.client() as client:
        told = client.send(b"get / HTTP/1.1\r\n\r\n").answer()
    assert house.access(told.headers["x-request-id"])["status"] == 400


def test_a_name_with_an_underscore_is_not_taken_for_one_with_a_dash(house):
    answer = house.get("/environ", "X_Forwarded_For: 1.2.3.4", "Content_Length: 9")
    assert b"1.2.3.4" not in answer.body
    assert b"CONTENT_LENGTH" not in answer.body
