"""What a terminal shows, and what it never obeys."""

import sys

import pytest

from homestead.cli.showing import alter, group, markdown
from homestead.cli.showing.table import table
from homestead.core.terms import Terms


@pytest.fixture
def terminal(monkeypatch):
    """Standard output as a colour terminal."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.mark.usefixtures("terminal")
def test_a_table_has_a_spot_of_each_color():
    lines = "\n".join(
        table(("name",), [("Seles",), ("Dexen",)], colors=["#ff7f50", None])
    )
    assert "\x1b[38;2;255;127;80m●" in lines
    assert lines.count("●") == 1


@pytest.mark.usefixtures("terminal")
def test_no_color_is_respected(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("FORCE_COLOR")
    assert "38;2" not in "\n".join(table(("name",), [("Seles",)], colors=["#ff7f50"]))


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("evil", ["\x1b]0;owned\x07", "\x1b[2J", "\x9b2J"])
def test_nothing_people_wrote_commands_a_terminal(evil):
    told = "\n".join(
        [*table(("name",), [(f"{evil}Mallory",)]), *markdown.markdown(evil)]
    )
    assert evil not in told
    assert "Mallory" in told


@pytest.mark.usefixtures("terminal")
def test_markdown_is_drawn_on_a_terminal():
    assert "\x1b[1mbold\x1b[0m" in "\n".join(markdown.markdown("**bold**"))


def test_markdown_stays_as_it_is_in_a_pipe(capsys):
    assert list(markdown.markdown("**bold**\n- a")) == ["**bold**", "- a"]


def test_the_homes_own_words_are_everywhere():
    terms = Terms(alter="headmate", system="collective")
    assert list(alter.listed({"alters": []}, terms)) == ["No headmates."]
    told = {
        **dict.fromkeys(("display_name", "emoji", "description"), ""),
        "group": "day",
        "name": "Day",
        "parent": None,
        "subsystem": True,
        "color": None,
        "privacy": "private",
        "depth": 0,
        "members": [{"alter": "seles", "name": "Seles"}],
    }
    lines = list(group.shown(told, terms))
    assert "kind       subcollective" in lines
    assert "headmates  Seles" in lines
