"""The audit log in sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import homestead
from homestead.modules.account import telling


def noted():
    """Return every action the home notes, by its own words."""
    home = Path(homestead.__file__).parent
    files = [*home.glob("services/**/*.py"), *home.glob("integration/*.py")]
    calls = r"(?:audit\.(?:note|append)|_note)\([^()]*?\"([a-z]+\.[a-z_]+)\""
    return {found for file in files for found in re.findall(calls, file.read_text())}


def test_every_action_has_its_sentence():
    assert noted() == set(telling.SENTENCES)


def entry(action, **meta):
    return {"actor": "Robin", "action": action, "meta": meta}


@pytest.mark.parametrize(
    ("told", "sentence", "details"),
    [
        (
            entry("user.role", user="Kit", role="guest"),
            "Robin made Kit guest",
            "",
        ),
        (
            entry("session.begin", device="Firefox on Android", address="10.0.0.7"),
            "Robin signed in",
            "Firefox on Android · 10.0.0.7",
        ),
        (
            entry("token.create", user="Kit", name="{x}", scopes=["a", "b"]),
            "Robin made the token “{x}” for Kit",
            "a, b",
        ),
        (entry("user.role"), "Robin made … …", ""),
        (entry("moon.rise", user="Kit"), "Robin: moon.rise", "Kit"),
        (
            entry("session.refuse", user="", address=""),
            telling.SENTENCES["session.refuse"],
            "",
        ),
    ],
)
def test_an_entry_reads_as_people_speak(told, sentence, details):
    assert telling.sentence(told) == sentence
    assert telling.details(told) == details
