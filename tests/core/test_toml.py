"""TOML read quickly where it is plain."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from homestead.core import toml

PIECES = st.sampled_from(
    [
        *("[", "]", "=", '"', "'", "\\", "#", "\n", "\r\n", "\r", " ", "\t", ".", ","),
        *("server", "port", "home", "0", "1", "07", "7410", "-1", "1_0", "é", "\x7f"),
        *('"text"', "true", "[server]\n", "port = 1\n", 'name = "Seles"\n', "{}"),
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=60))
@example("[server]\nport = 1\n[home]\n")
@example('a = "\u200d"')
@example("a = ٣")
@example("a-b = 1")
@example("[a]\n[a]")
def test_a_plain_file_means_what_toml_says_it_means(text):
    quick = toml.plain(text)
    assert quick is None or quick == tomllib.loads(text)


def test_what_most_homes_have_is_plain():
    text = '# Ours\n\n[terms]\nalter = "headmate"\n\n[server]\n  port = 8000\n'
    assert toml.plain(text) == {
        "terms": {"alter": "headmate"},
        "server": {"port": 8000},
    }


@pytest.mark.parametrize(
    ("path", "line"),
    [("server", 2), ("server.port", 3), ("home.name", 5), ("a.b.c", 6), ("none", None)],
)
def test_the_line_of_a_key_is_found(path, line):
    text = "\n[ server ]\n'port' = 1\n[home]\n \"name\"=''\n[a . b]\n"
    text = text.replace("[a . b]", "[a.b.c]")
    assert toml.line_of(text, path) == line


@given(st.text(max_size=200), st.text(max_size=20))
def test_looking_for_a_line_never_fails(text, path):
    assert (toml.line_of(text, path) or 1) >= 1
