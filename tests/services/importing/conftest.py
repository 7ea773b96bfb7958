"""Exports of Simply Plural, built small, and homes they are brought into."""

from __future__ import annotations

import io
import json

import pytest
from services.importing.exports import DATA, HOUR, NOON, as_bytes

from homestead.core.house import NamedFile
from homestead.services import imports


@pytest.fixture
def bring(house):
    """Import documents, or bytes, into this test's home; returns the report."""

    def bring_in(*contents, name="export.json", **options):
        files = [NamedFile(name, io.BytesIO(as_bytes(each))) for each in contents]
        return imports.run(house, files=files, **options)

    return bring_in


@pytest.fixture
def example():
    """The example exports, parsed: `example("simply-plural")`."""
    return lambda name: json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def all_rows(house):
    """Everything the home holds, but for the log of imports: {table: rows}."""

    def read():
        names = house.app.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND name NOT IN ('imports', 'changes', 'change_rows')"
        )
        return {
            name: [tuple(row) for row in house.app.rows(f"SELECT * FROM {name}")]
            for (name,) in names
        }

    return read


@pytest.fixture
def fronts(house):
    """Who fronts when, in hours after noon: [("Seles", 0, 2, "status"), …]."""

    def read():
        rows = house.app.rows(
            "SELECT name, started_at, ended_at, status FROM fronts JOIN alters"
            " ON alters.id = alter_id WHERE fronts.deleted_at IS NULL"
            " ORDER BY started_at, fronts.id"
        )
        return [
            (name, hours(start), None if end is None else hours(end), status)
            for name, start, end, status in rows
        ]

    return read


def hours(moment):
    return (moment - NOON) / HOUR
