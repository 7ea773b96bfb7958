"""Who counts as one, and who has to go when room is needed."""

import socket

import pytest

from homestead.core.server import connections
from homestead.core.server.connections import (
    BODY,
    BUSY,
    HEAD,
    IDLE,
    LINGER,
    SILENT,
    WRITE,
    Connections,
)
from homestead.core.server.limits import Limits


class Sock:
    """A socket of which only the end is of interest."""

    shut = None

    def shutdown(self, how):
        self.shut = how


@pytest.fixture
def crowded():
    """Return connections that are full, in these states, each waiting a bit longer."""

    def fill(*states, **limits):
        room = Connections(Limits(connections=len(states), **limits))
        for age, state in enumerate(states):
            connection = room.admit(Sock(), ("10.0.0.1", age))
            connection.state, connection.since = state, -age
        return room

    return fill


def let_in(room, host="10.0.0.2"):
    """Let one more in; return the states of those who had to go, or None."""
    before = {connection: connection.state for connection in room}
    if not room.admit(Sock(), (host, 1)):
        return None
    return [state for one, state in before.items() if one not in set(room)]


@pytest.mark.parametrize(
    ("states", "gone"),
    [
        ((BUSY, WRITE, BODY, IDLE, HEAD, SILENT, LINGER), LINGER),
        ((BUSY, WRITE, BODY, IDLE, HEAD, SILENT), SILENT),
        ((BUSY, WRITE, BODY, IDLE, HEAD), HEAD),
        ((BUSY, WRITE, BODY, IDLE), IDLE),
        ((BUSY, WRITE, BODY), BODY),
        ((BUSY, WRITE), WRITE),
    ],
)
def test_those_who_have_the_least_to_lose_go_first(crowded, states, gone):
    assert let_in(crowded(*states, per_address=0)) == [gone]


def test_nobody_who_is_being_served_has_to_go(crowded):
    assert let_in(crowded(BUSY, BUSY, per_address=0)) is None


def test_of_two_alike_the_one_that_waits_longest_goes(crowded):
    room = crowded(IDLE, IDLE, IDLE, per_address=0)
    longest = min(room, key=lambda c: c.since)
    assert let_in(room) == [IDLE]
    assert longest.sock.shut == socket.SHUT_RDWR


def test_who_went_leaves_a_place_and_only_one(crowded):
    room = crowded(IDLE, per_address=0)
    [gone] = room
    let_in(room)
    room.discard(gone)
    assert len(room) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10.0.0.1", "10.0.0.1", True),
        ("10.0.0.1", "10.0.0.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("fe80::1%eth0", "fe80::2", True),
        ("::ffff:10.0.0.1", "10.0.0.1", True),
        ("::ffff:10.0.0.1", "::ffff:10.0.0.2", False),
    ],
)
def test_an_ipv6_network_counts_as_one_client(one, other, same):
    origins = {connections._origin((host, 1)) for host in (one, other)}
    assert (len(origins) == 1) is same


def test_clients_of_a_unix_socket_are_not_told_apart_and_not_capped():
    room = Connections(Limits(per_address=1))
    assert all(room.admit(Sock(), "") for _ in range(5))
