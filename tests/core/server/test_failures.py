"""When the application fails, or the client leaves, one request is lost and no more."""

import pytest
from conftest import eventually


@pytest.mark.parametrize("path", ["/raises", "/raises-after-headers", "/injected"])
def test_an_application_that_raises_answers_500_in_plain_words(house, path):
    answer = house.get(path)
    assert (answer.status, answer.headers["connection"]) == (500, "close")
    assert answer.body == b"Something went wrong here. It has been logged.\n"
    assert "x-half" not in answer.headers


def test_an_application_that_answers_nothing_answers_500(house):
    assert house.get("/silent").status == 500


def test_the_failure_is_told_once_with_the_id_of_its_request(house):
    request_id = house.get("/raises").headers["x-request-id"]
    assert house.told("errors").count(["Seles broke it", request_id]) == 1


def test_an_answer_that_breaks_off_ends_the_connection(house):
    with house.client() as client:
        said = client.get("/midway").rest()
    assert b"half of" in said
    assert not said.endswith(b"0\r\n\r\n")


def test_an_answer_shorter_than_it_said_ends_the_connection(house):
    with house.client() as client:
        assert client.get("/short").rest().endswith(b"12345")


def test_an_answer_longer_than_it_said_is_cut_where_it_should_end(house):
    with house.client() as client:
        said = client.get("/too-long").rest()
    assert said.endswith(b"\r\n\r\n12345")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"GE",
        b"GET /large?50000000 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf",
        b"GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
)
def test_a_client_that_leaves_is_no_reason_to_complain(house, raw):
    errors = house.told("errors")
    with house.client() as client:
        client.send(raw)
    assert house.get("/").status == 200
    assert house.told("errors") == errors


def test_a_client_that_leaves_before_its_answer_is_logged_without_status(serve):
    house = serve()
    with house.client() as client:
        client.send(b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")
    assert eventually(lambda: house.told("access"))[0]["status"] == 0
