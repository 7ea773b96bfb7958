"""What is told of looks is what they are."""

import re
from pathlib import Path

import pytest

from homestead.services.styles.tokens import CHOICE, NUMBER, TOKENS

DOC = (Path(__file__).parents[3] / "share/doc/look.md").read_text()
ROWS = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", DOC, re.MULTILINE))


def test_every_token_is_documented_in_order():
    assert [name for name in ROWS if name in {t.name for t in TOKENS}] == [
        token.name for token in TOKENS
    ]


@pytest.mark.parametrize("token", TOKENS, ids=lambda token: token.name)
def test_what_a_token_may_be_is_documented(token):
    if token.kind == CHOICE:
        assert re.findall(r"`(\w+)`", ROWS[token.name]) == [*token.choices]
    if token.kind == NUMBER:
        assert ROWS[token.name] == f"{token.least:g} to {token.most:g}"


def test_every_command_that_is_told_of_exists():
    from homestead.modules.template.commands import app

    known = {each.name or each.callback.__name__ for each in app.registered_commands}
    assert set(re.findall(r"homestead template (\w+)", DOC)) <= known
