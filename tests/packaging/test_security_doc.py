"""The documentation of safety is held against the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from homestead.core.settings import SETTINGS
from homestead.services import access
from homestead.services.accounts import devices, first, passwords, throttle, tokens

TEXT = (Path(__file__).parents[2] / "share/doc/security.md").read_text()
PLAIN = " ".join(TEXT.split())


def told(heading):
    part = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `([\w:]+)` \|", part, re.MULTILINE)


def test_every_role_is_told_and_no_other():
    assert told("Accounts and roles") == list(access.ROLES)


def test_every_scope_is_told_and_no_other():
    assert told("Tokens") == list(access.SCOPES)
    assert f"`{tokens.PREFIX}`" in TEXT


@pytest.mark.parametrize("kind", ["device", "known", "address"])
def test_the_figures_of_throttling_are_told(kind):
    assert throttle.RULES[kind] == (10, 600)
    assert TEXT.count("10 in 10 minutes") == 4


def test_the_figures_of_an_account_under_attack_are_told():
    assert throttle.RULES["account"] == (30, 3600)
    assert "30 in an hour" in TEXT
    assert throttle.RULES["note"] == (60, 3600)
    assert "60 an hour" in TEXT


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (passwords.SHORTEST == 8, "At least 8 letters"),
        (passwords.LONGEST == 1000, "at most 1,000"),
        (passwords.MEMORY_KIB == 46 * 1024, "46 MiB"),
        (passwords.PASSES == 2, "two passes"),
        (passwords.AT_ONCE == 2, "At most two are computed at once"),
        (first.VALID == 24 * 3600 * 1000, "works once, within 24 hours"),
        (devices.KEPT == 400 * 24 * 3600 * 1000, "400 days"),
        (SETTINGS["account.session_days"].default == 30, "not used for 30 days"),
    ],
)
def test_every_figure_is_the_programs(figure, words):
    assert figure
    assert words in PLAIN
