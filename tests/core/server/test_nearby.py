"""How other devices reach this machine."""

from __future__ import annotations

import ipaddress
import socket

import pytest

from homestead.core.server import nearby


def test_it_is_an_address_of_the_own_network_or_none():
    found = nearby.address()
    assert not found or ipaddress.ip_address(found).is_private
    assert not found.startswith("127.")


@pytest.mark.parametrize(
    ("seen", "found"),
    [
        ([], ""),
        (["127.0.0.1"], ""),
        (["", "203.0.113.7"], "203.0.113.7"),
        (["127.0.0.1", "8.8.8.8", "192.168.1.17", "10.0.0.1"], "192.168.1.17"),
    ],
)
def test_the_first_that_only_this_network_knows_counts(monkeypatch, seen, found):
    names = dict(enumerate(seen))
    monkeypatch.setattr(socket, "if_nameindex", lambda: [(i, i) for i in names])
    monkeypatch.setattr(nearby, "_address", lambda _, name: names[name])
    assert nearby.address() == found


def test_a_phone_that_tells_nothing_has_none(monkeypatch):
    def refuse():
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket, "if_nameindex", refuse)
    assert nearby.address() == ""


def test_an_interface_without_an_address_has_none():
    with socket.socket(type=socket.SOCK_DGRAM) as asking:
        assert nearby._address(asking, "no-such-0") == ""
