"""The first thing a new home says."""

from __future__ import annotations

import subprocess
import sys

import pytest
import segno

from homestead.cli.showing import welcome
from homestead.core.plain import safe

URL = "http://192.168.1.17:7410/welcome/9tLkc7RnUwJ7QelN7zVsyyjXMoIXDcM_MmdgmrNnQwM"
HALVES = {"█": "00", "▀": "01", "▄": "10", " ": "11"}


def modules(lines):
    """Read the drawn code back, two rows a line; its quiet edge is cut off."""
    rows = [
        [int(HALVES[letter][half]) for letter in line[2:]]
        for line in lines
        for half in (0, 1)
    ]
    edge = welcome._QUIET
    size = len(rows[0]) - 2 * edge
    return [row[edge:-edge] for row in rows[edge : edge + size]]


@pytest.mark.parametrize("url", [URL, "http://127.0.0.1:7410/x", "http://[::1]:1/é"])
def test_the_code_says_what_the_link_says(url):
    drawn = [line for line in welcome.lines(url) if set(line) <= {*HALVES} and line]
    expected = segno.make_qr(url, error="l").matrix
    assert modules(drawn) == [list(row) for row in expected]


def test_the_link_stands_alone_on_its_line():
    assert f"  {URL}" in list(welcome.lines(URL))


def test_it_fits_a_phone_held_upright():
    drawn = [line for line in welcome.lines(URL) if "█" in line]
    assert max(map(len, drawn)) <= 40
    assert len(drawn) <= 20


def test_a_terminal_takes_it_as_it_is():
    assert all(safe(line) == line for line in welcome.lines(URL))


def test_the_code_is_drawn_by_something_loaded_late():
    code = (
        "import sys; from homestead.cli.showing import welcome;"
        " print('segno' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", code]) == b"False\n"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (URL, False),
        ("http://127.0.0.1:7410/x", True),
        ("http://[::1]:1/x", True),
        ("http://[fd00::7]:7410/x", False),
    ],
)
def test_it_says_how_other_devices_get_there_where_they_cannot(url, told):
    assert ("  homestead serve --host 0.0.0.0" in list(welcome.lines(url))) is told
