"""What the database says, told so that a person can act on it."""

from __future__ import annotations

import sqlite3

import pytest

from homestead.core.connections import explained
from homestead.core.errors import (
    BusyError,
    CannotCreateError,
    IntegrityError,
    NotPermittedError,
)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("database disk image is malformed", IntegrityError),
        ("file is not a database", IntegrityError),
        ("database or disk is full", CannotCreateError),
        ("disk I/O error", CannotCreateError),
        ("attempt to write a readonly database", NotPermittedError),
        ("database is locked", BusyError),
    ],
)
def test_every_trouble_of_the_disk_is_said_with_what_to_do(said, kind):
    told = explained(sqlite3.OperationalError(said))
    assert type(told) is kind
    assert told.hint


def test_a_mistake_in_the_program_is_not_blamed_on_the_disk():
    mistake = sqlite3.OperationalError("no such table: seles")
    assert explained(mistake) is mistake
