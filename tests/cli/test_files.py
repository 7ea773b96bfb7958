"""Files named on the command line, and what is no file at all."""

from __future__ import annotations

import sys
from contextlib import ExitStack

import pytest

from homestead.cli.files import opened
from homestead.core.errors import NotFoundError, UsageError


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("", UsageError),
        ("/", UsageError),
        ("~nobody-of-that-name/export.json", NotFoundError),
        ("no such file", NotFoundError),
    ],
)
def test_what_cannot_be_opened_is_said_plainly(word, kind):
    with ExitStack() as stack, pytest.raises(kind) as caught:
        opened(word, stack)
    assert caught.value.hint


def test_a_closed_standard_input_is_said_plainly(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    with ExitStack() as stack, pytest.raises(UsageError, match="no standard input"):
        opened("-", stack)
