"""The documentation tells what the importers do; here it is held to that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from homestead.services.importing import archives, detect, reading
from homestead.services.importing.report import OUTCOMES

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "share/doc/importing.md").read_text(encoding="utf-8")
READERS = ROOT / "homestead/services/importing/simply_plural"
SAID = {
    code
    for file in READERS.glob("*.py")
    for code in re.findall(
        r'(?:Note|warn|_note)\(\s*"(\w+)"', file.read_text(encoding="utf-8")
    )
}
OBVIOUS = {
    "another_system",
    "avatars_elsewhere",
    "not_a_record",
    "secrets_left_out",
}
"""Codes whose warning says all there is to say."""


def test_the_readers_say_something():
    assert len(SAID) > 10


@pytest.mark.parametrize("code", sorted(SAID - OBVIOUS))
def test_every_mended_contradiction_is_documented(code):
    assert f"`{code}`" in TEXT


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_is_documented(outcome):
    assert f"| {outcome} |" in TEXT


@pytest.mark.parametrize("app", detect.TITLES.values())
def test_every_format_is_documented(app):
    assert app in TEXT


def test_the_limits_are_those_that_hold():
    assert f"{reading.MOST_JSON >> 20} MB" in TEXT
    assert f"{reading.MOST_ZIP >> 30} GB" in TEXT
    assert f"{archives.MOST_MEMBERS:,} files" in TEXT
