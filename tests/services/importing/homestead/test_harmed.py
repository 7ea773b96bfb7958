"""Exports somebody has been at, with an editor or a hex editor."""

from __future__ import annotations

import copy
import json
from itertools import count

import pytest
from homes import document, exported, homes, new_home
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pluralkit_files import anything
from restoring import restore

from homestead.core.errors import HomesteadError
from homestead.services import alters
from homestead.services.exporting import shape

number = count()
in_homes = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LISTS = [section.name for section in shape.LISTS]
TOLD_AS = {"alters": ("alters", "custom_fronts")}


def swap(records, first, second):
    records[first], records[second] = records[second], records[first]


def harmed(export, data):
    """Harm one thing in an export: a value, a key, a record, a whole list."""
    name = data.draw(st.sampled_from(LISTS))
    records = export[name]
    if not records or data.draw(st.integers(0, 9)) == 0:
        export[name] = data.draw(anything)
        return
    at = data.draw(st.integers(0, len(records) - 1))
    how = data.draw(
        st.sampled_from(["value", "key", "record", "twice", "order", "cut"])
    )
    whole = isinstance(records[at], dict) and bool(records[at])
    if how == "value" and whole:
        key = data.draw(st.sampled_from(sorted(records[at])))
        records[at][key] = data.draw(anything)
    elif how == "key" and whole:
        del records[at][data.draw(st.sampled_from(sorted(records[at])))]
    elif how == "record":
        records[at] = data.draw(anything)
    elif how == "twice":
        records.append(copy.deepcopy(records[at]))
    elif how == "order":
        swap(records, at, data.draw(st.integers(0, len(records) - 1)))
    else:
        del records[at]


def counted(report, name):
    told = TOLD_AS.get(name, (name,))
    return sum(sum(report["counts"].get(each, {}).values()) for each in told)


def sound(house):
    """Tell whether the home keeps what every home promises."""
    twice = house.app.rows(
        "SELECT 1 FROM fronts a JOIN fronts b"
        " ON a.alter_id = b.alter_id AND a.id < b.id"
        " AND a.started_at < coalesce(b.ended_at, 1e18)"
        " AND b.started_at < coalesce(a.ended_at, 1e18)"
        " WHERE a.deleted_at IS NULL AND b.deleted_at IS NULL"
    )
    return not twice and not house.app.rows("PRAGMA foreign_key_check")


@in_homes
@given(rows=homes(), harms=st.integers(1, 4), data=st.data())
def test_an_export_harmed_by_hand_is_refused_or_taken_record_by_record(
    rows, harms, data, tmp_path
):
    here = tmp_path / str(next(number))
    with new_home(here / "a", rows) as old, new_home(here / "b") as new:
        export = json.loads(exported(old))
        for _ in range(harms):
            if all(isinstance(export[name], list) for name in LISTS):
                harmed(export, data)
        before = document(new)
        try:
            report = restore(new, export)
        except HomesteadError:
            assert document(new) == before
            return
        assert sound(new)
        for name in LISTS:
            assert counted(report, name) == len(export[name] or [])


@in_homes
@given(rows=homes(), data=st.data())
def test_an_export_with_a_byte_changed_says_so_or_comes_in(rows, data, tmp_path):
    here = tmp_path / str(next(number))
    with new_home(here / "a", rows) as old, new_home(here / "b") as new:
        export = bytearray(exported(old))
        at = data.draw(st.integers(0, len(export) - 1))
        export[at] = data.draw(st.integers(0, 255))
        try:
            restore(new, bytes(export))
        except HomesteadError:
            assert not new.app.value("SELECT count(*) FROM changes")
        assert sound(new)


@pytest.mark.parametrize("share", [0.01, 0.3, 0.7, 0.99])
@pytest.mark.parametrize("kind", ["json", "zip"])
def test_an_export_cut_off_anywhere_changes_nothing(house, tmp_path, kind, share):
    for name in ("Seles", "Dexen", "Yuki"):
        alters.add(house, name=name, description=name * 50)
    export = exported(house, format=kind)
    with new_home(tmp_path / "other") as other:
        with pytest.raises(HomesteadError):
            restore(other, export[: int(len(export) * share)])
        assert document(other)["alters"] == []
