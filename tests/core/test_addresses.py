"""An address tells where somebody is: on this machine, or elsewhere."""

import pytest

from homestead.core import addresses


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("", True),
        ("::ffff:127.8.9.1", True),
        ("::2", False),
        ("::ffff:192.168.1.2", False),
        ("192.168.1.2", False),
        ("localhost", False),
        ("127.0.0.1, 203.0.113.9", False),
    ],
)
def test_only_this_machine_is_here(address, here):
    assert addresses.is_here(address) is here


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("192.0.2.1", True), ("fe80::1%wlan0", True), ("192.0.2.256", False), ("", False)],
)
def test_only_an_address_is_one(text, is_one):
    assert (addresses.parsed(text) is not None) is is_one
