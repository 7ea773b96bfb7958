"""SIGTERM lets everybody finish what they began; a second one does not."""

import signal

import pytest


@pytest.fixture
def drained(serve):
    """A house with one request being held, told to end."""

    def start(**options):
        house = serve(**options)
        client = house.client()
        client.get("/hold")
        house.until_held(1)
        return house, client

    return start


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_nobody_uses_ends_at_once(serve, number):
    assert serve(grace=60).terminate(number).ended() == 0


def test_idle_connections_are_closed_at_once(serve):
    house = serve(grace=60)
    with house.client() as idle, house.client() as silent:
        idle.get("/").answer()
        house.terminate()
        assert idle.rest() == silent.rest() == b""
        assert house.ended() == 0


def test_an_answer_in_flight_is_finished_and_says_farewell(drained):
    house, client = drained(grace=60)
    with house.client() as idle, client:
        house.terminate()
        assert idle.rest() == b""
        house.release()
        answer = client.answer()
        assert (answer.status, answer.headers["connection"]) == (200, "close")
        assert client.rest() == b""
    assert house.ended() == 0


def test_a_request_that_has_begun_to_arrive_is_answered(serve):
    house = serve(grace=60)
    with house.client() as idle, house.client() as client:
        client.send(b"GET / HTTP/1.1\r\nHost:")
        idle.get("/").answer()
        house.terminate()
        assert idle.rest() == b""
        assert client.send(b" localhost\r\n\r\n").answer().body == b"ignored"
    assert house.ended() == 0


def test_nobody_new_is_let_in(drained):
    house, client = drained(grace=60)
    with house.client() as idle, client:
        house.terminate()
        assert idle.rest() == b""
        with pytest.raises(ConnectionRefusedError):
            house.client()
        house.release()
        assert house.ended() == 0


def test_a_long_answer_is_told_to_end_and_does(serve):
    house = serve(grace=60)
    with house.client() as client:
        client.get("/stream").head()
        house.terminate()
        assert b"".join(client.chunks()) == b"beginend"
    assert house.ended() == 0


def test_what_does_not_end_is_ended(drained):
    house, client = drained(grace=0.2)
    with client:
        house.terminate()
        assert client.rest() == b""
    assert house.ended() == 0


def test_a_second_signal_ends_it_at_once(drained):
    house, client = drained(grace=600)
    with house.client() as idle, client:
        house.terminate()
        assert idle.rest() == b""
        house.terminate()
        assert client.rest() == b""
    assert house.ended() == 0


def test_ending_is_no_reason_to_complain(drained):
    house, client = drained(grace=0.1)
    with client:
        assert house.terminate().ended() == 0
    assert house.complaints() == ""
    assert house.told("errors") == []
    assert house.told("access")[-1]["path"] == "/hold"
