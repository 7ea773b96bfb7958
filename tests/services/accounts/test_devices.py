"""What a browser is called, and what counts as one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.services.accounts import devices

CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Firefox/140",
            "Firefox on Android",
        ),
        (
            f"Mozilla/5.0 (Linux; Android 10; K) {CHROME} Safari/537",
            "Chrome on Android",
        ),
        (f"Mozilla/5.0 (X11; CrOS x86_64) {CHROME} Safari/53", "Chrome on Chromebook"),
        (f"Mozilla/5.0 (Windows NT 10.0) {CHROME} Edg/140.0", "Edge on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1",
            "Safari on iPhone",
        ),
        (f"(Linux; Android 13; SM-S911B) SamsungBrowser/27 {CHROME}", None),
        ("curl/8.14.1", "curl/8.14.1"),
        ("", "unknown device"),
        ("\x00\x1b", "unknown device"),
    ],
)
def test_a_browser_is_called_what_a_person_calls_it(user_agent, name):
    assert devices.called(user_agent) == (name or "Samsung Internet on Android")


@given(st.text())
def test_whatever_it_says_it_is_called_something_short(user_agent):
    name = devices.called(user_agent)
    assert 0 < len(name) <= devices.LONGEST
    assert "\n" not in name
    assert "\x1b" not in name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8::1", "2001:db8::ffff:1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%wlan0", "fe80::2"),
    ],
)
def test_neighbours_are_one_place(one, other):
    assert devices.neighbourhood(one) == devices.neighbourhood(other)


def test_strangers_are_not():
    places = ["192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8:0:1::1", "x"]
    assert len({devices.neighbourhood(place) for place in places}) == len(places)
