"""Nothing in the database is forgotten by an export, nor by its documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from homestead.services.exporting import shape

SECTIONS = (shape.SYSTEM, *shape.LISTS, shape.COMMENTS)
ACCOUNTS = {"users", "user_alters", "devices", "sessions", "tokens", "invitations"}
NOT_EXPORTED = {"changes", "change_rows", "audit_log", "migrations"} | ACCOUNTS
"""What happened in this very home, who may come in, and how far its schema is."""
LINKS = {"field_values", "group_members"}
POINTERS = {"front_comments": {"front_id"}, "sources": {"row_id"}}
"""Columns told by where a record stands, or by another key."""

DOC = Path(__file__).parents[3] / "share" / "doc" / "export.md"
BESIDE = {
    "alters": ("fields",),
    "groups": ("members",),
    "fronts": ("comments",),
    "sources": ("uid",),
}
"""The keys of a section that come from other tables than its own."""


def columns(house, table):
    return {row["name"] for row in house.app.rows(f"PRAGMA table_info({table})")}


def test_every_table_is_exported_or_left_out_on_purpose(house):
    tables = house.app.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    told = {section.table for section in SECTIONS}
    assert {row["name"] for row in tables} == told | LINKS | NOT_EXPORTED


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_every_column_of_a_table_has_its_key(house, section):
    told = {key.column for key in section.keys} | POINTERS.get(section.table, set())
    assert columns(house, section.table) - {"id"} == told


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_a_key_left_out_means_what_the_database_takes_for_granted(house, section):
    for row in house.app.rows(f"PRAGMA table_info({section.table})"):
        key = next((k for k in section.keys if k.column == row["name"]), None)
        if key is not None and not key.needed and row["dflt_value"] is not None:
            default = row["dflt_value"].strip("'")
            kept = {shape.TEXT: str, shape.NUMBER: float, shape.FLAG: int}.get(key.kind)
            assert key.default == (kept(default) if kept else eval(default))


def documented():
    """Return the keys of each section of the document, in order."""
    found = {}
    for part in re.split(r"^#+ ", DOC.read_text(), flags=re.MULTILINE)[1:]:
        title = re.match(r"`(\w+)`", part)
        if title:
            found[title[1]] = re.findall(r"^\| `(\w+)` \|", part, flags=re.MULTILINE)
    return found


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_every_key_is_documented_in_order(section):
    beside = BESIDE.get(section.name, ())
    assert documented()[section.name] == [*(key.name for key in section.keys), *beside]


def test_the_head_and_the_order_of_the_document_are_documented():
    lists = [section.name for section in shape.LISTS]
    assert documented()["homestead_export"] == [*shape.HEAD, *lists, shape.MODULES]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_every_value_a_key_may_have_is_documented(section):
    text = DOC.read_text()
    for key in section.keys:
        assert all(f"`{value}`" in text for value in key.allowed)
