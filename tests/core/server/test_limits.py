"""Nobody takes more of the house than their share, and nobody locks the owner out."""

from contextlib import ExitStack

import pytest
from conftest import eventually

HEAD = "POST {} HTTP/1.1\r\nHost: localhost\r\n{}\r\n"


def post(path, *lines):
    return HEAD.format(path, "".join(line + "\r\n" for line in lines)).encode()


@pytest.fixture
def crowd():
    """Open many connections and keep them."""
    with ExitStack() as stack:

        def gather(house, count, *, path=None, **options):
            clients = [house.client(**options) for _ in range(count)]
            for client in clients:
                stack.enter_context(client)
                if path:
                    client.get(path)
            return clients

        yield gather


class TestDeadlines:
    def test_a_silent_client_is_closed(self, hasty):
        with hasty.client() as client:
            assert client.rest() == b""

    def test_an_idle_client_is_closed_without_a_word(self, hasty):
        with hasty.client() as client:
            assert client.get("/").answer().status == 200
            assert client.rest() == b""

    def test_a_head_that_drips_in_is_cut_off(self, hasty):
        with hasty.client() as client:
            assert drip(client, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ") == 408

    def test_half_a_head_is_cut_off(self, hasty):
        with hasty.client() as client:
            assert client.send(b"GET / HTTP/1.1\r\nHost: ").answer().status == 408

    def test_half_a_body_is_cut_off(self, hasty):
        with hasty.client() as client:
            client.send(post("/echo", "Content-Length: 9") + b"half")
            answer = client.answer()
        assert (answer.status, answer.headers["connection"]) == (408, "close")

    def test_a_body_that_drips_in_is_cut_off(self, hasty):
        with hasty.client() as client:
            assert drip(client, post("/echo", "Content-Length: 99999")) == 408

    def test_a_chunked_body_that_drips_in_is_cut_off(self, hasty):
        head = post("/echo", "Transfer-Encoding: chunked")
        with hasty.client() as client:
            assert drip(client, head, b"1\r\na\r\n") == 408

    def test_a_body_nobody_reads_does_not_hold_the_connection(self, hasty):
        with hasty.client() as client:
            client.send(post("/", "Content-Length: 99") + b"half")
            assert client.answer().body == b"ignored"
            assert client.rest() == b""

    def test_a_client_that_does_not_read_is_cut_off(self, hasty):
        with hasty.client() as client:
            client.get("/large?100000000")
            told = eventually(lambda: hasty.told("access"))
        assert told[0]["bytes"] < 100_000_000

    def test_an_answer_may_take_longer_than_every_deadline(self, hasty):
        with hasty.client() as client:
            client.get("/hold")
            with hasty.client() as idle:
                assert idle.rest() == b""
            hasty.release()
            assert client.answer().body == b"held and released"


def drip(client, head, drop=b"x"):
    """Send byte by byte without end, until the server has had enough."""
    client.send(head)
    client.sock.settimeout(0.02)
    for _ in range(1000):
        try:
            client.send(drop)
            return client.answer().status
        except TimeoutError:
            client.file = client.sock.makefile("rb")
    return None


class TestSizes:
    def test_a_body_larger_than_allowed_is_refused_before_it_is_sent(self, house):
        with house.client() as client:
            answer = client.send(post("/echo", "Content-Length: 1000001")).answer()
            assert (answer.status, answer.headers["connection"]) == (413, "close")
            assert client.rest() == b""

    def test_who_sends_the_large_body_anyway_can_read_the_refusal(self, house):
        with house.client() as client:
            client.send(post("/echo", "Content-Length: 9000000") + b"x" * 9_000_000)
            assert client.answer().status == 413

    def test_a_chunked_body_is_refused_once_it_is_too_large(self, house):
        with house.client() as client:
            client.send(post("/echo", "Transfer-Encoding: chunked"))
            client.send(b"fffff\r\n")
            assert client.answer().status == 413

    def test_a_body_as_large_as_allowed_is_taken(self, house):
        with house.client() as client:
            client.send(post("/echo", "Content-Length: 1000000") + b"x" * 1_000_000)
            assert len(client.answer().body) == 1_000_000

    @pytest.mark.parametrize("end", [" HTTP/1.1\r\nHost: localhost\r\n\r\n", ""])
    @pytest.mark.parametrize("length", [9_000, 70_000])
    def test_an_endless_address_is_refused(self, house, length, end):
        with house.client() as client:
            client.send(f"GET /{'x' * length}{end}".encode())
            assert client.answer().status == 414

    def test_a_long_address_and_many_fields_are_taken(self, house):
        fields = [f"X-{n}: {'y' * 150}" for n in range(90)]
        assert house.get(f"/environ?{'x' * 8_000}", *fields).status == 200


class TestCrowds:
    def test_silent_sockets_lock_nobody_out(self, serve, crowd):
        house = serve(limits={"connections": 20, "per_address": 0})
        crowd(house, 100)
        assert [house.get("/").status for _ in range(30)] == [200] * 30

    def test_sockets_that_drip_lock_nobody_out(self, serve, crowd):
        house = serve(limits={"connections": 20, "per_address": 0})
        for client in crowd(house, 20):
            client.send(b"GET / HTTP/1.1\r\n")
        assert [house.get("/").status for _ in range(30)] == [200] * 30

    def test_idle_sockets_lock_nobody_out(self, serve, crowd):
        house = serve(limits={"connections": 20, "per_address": 0})
        for client in crowd(house, 20, path="/"):
            assert client.answer().status == 200
        assert house.get("/").status == 200

    def test_the_silent_go_before_the_idle(self, serve, crowd):
        house = serve(limits={"connections": 3, "per_address": 0})
        [idle] = crowd(house, 1, path="/")
        idle.answer()
        silent = crowd(house, 2)
        assert house.get("/").status == 200
        assert silent[0].rest() == b""
        assert idle.get("/").answer().status == 200

    def test_when_everybody_is_being_served_the_next_is_told_to_come_again(
        self, serve, crowd
    ):
        house = serve(limits={"connections": 3, "per_address": 0})
        busy = crowd(house, 2, path="/hold")
        house.until_held(2)
        busy += crowd(house, 1, path="/hold")
        with house.client() as client:
            assert client.answer().status == 503
        house.release()
        assert [b.answer().status for b in busy] == [200] * 3

    def test_mallory_takes_her_own_share_only(self, serve, crowd):
        house = serve(limits={"per_address": 3})
        crowd(house, 3, path="/hold", source="127.0.0.66")
        house.until_held(3)
        [refused] = crowd(house, 1, source="127.0.0.66")
        assert refused.answer().status == 503
        assert house.get("/").status == 200

    def test_mallorys_silent_sockets_make_room_for_her_own(self, serve, crowd):
        house = serve(limits={"per_address": 3})
        silent = crowd(house, 3, source="127.0.0.66")
        with house.client(source="127.0.0.66") as client:
            assert client.get("/").answer().status == 200
        assert silent[0].rest() == b""

    def test_a_share_is_given_back_when_a_connection_ends(self, serve):
        house = serve(limits={"per_address": 1})
        assert [house.get("/").status for _ in range(20)] == [200] * 20
