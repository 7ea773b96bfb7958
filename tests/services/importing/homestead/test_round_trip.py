"""An export taken back: nothing is different, nothing is doubled."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path

import pytest
from homes import document, exported, homes, new_home
from hypothesis import HealthCheck, given, settings
from restoring import restore

from homestead.services import changes

DATA = Path(__file__).parents[3] / "data"
number = count()
in_homes = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def folder(tmp_path):
    return lambda: tmp_path / str(next(number))


@in_homes
@given(rows=homes())
def test_an_empty_home_becomes_the_one_that_was_exported(rows, folder):
    with new_home(folder(), rows) as old, new_home(folder()) as new:
        report = restore(new, exported(old))
        assert document(new) == document(old)
        assert {w["code"] for w in report["warnings"]} <= {"picture_missing"}


@in_homes
@given(rows=homes())
def test_the_layout_of_the_file_does_not_matter(rows, folder):
    with new_home(folder(), rows) as old, new_home(folder()) as new:
        restore(new, json.loads(exported(old)))
        assert document(new) == document(old)


@in_homes
@given(rows=homes())
def test_a_zip_holds_the_same(rows, folder):
    with new_home(folder(), rows) as old, new_home(folder()) as new:
        restore(new, exported(old, format="zip"))
        assert document(new) == document(old)


@in_homes
@given(rows=homes())
def test_undo_takes_the_whole_import_back(rows, folder):
    with new_home(folder(), rows) as old, new_home(folder()) as new:
        before = document(new)
        export = exported(old)
        if not outcomes(restore(new, export)):
            return
        changes.undo(new)
        assert of_the_home(document(new)) == of_the_home(before)


def of_the_home(told):
    """Leave out what modules have: what they took of an import stays with them."""
    return {name: value for name, value in told.items() if name != "modules"}


@in_homes
@given(rows=homes())
def test_a_home_that_has_it_all_stays_as_it_is(rows, folder):
    with new_home(folder(), rows) as house:
        before = document(house)
        report = restore(house, exported(house))
        assert document(house) == before
        assert outcomes(report) <= {"unchanged"}
        assert house.app.value("SELECT count(*) FROM changes") == 0


@in_homes
@given(first=homes(), second=homes())
def test_any_two_homes_can_be_brought_together_and_then_agree(first, second, folder):
    with new_home(folder(), first) as one, new_home(folder(), second) as other:
        export = exported(other)
        restore(one, export)
        together = document(one)
        restore(one, export)
        assert document(one) == together
        assert not overlaps(one)


@pytest.mark.parametrize("app", ["simply-plural", "pluralkit"])
def test_a_home_moves_with_what_it_imported_and_stays_known_to_the_app(app, folder):
    old_file = (DATA / f"{app}.json").read_bytes()
    with new_home(folder()) as old, new_home(folder()) as new:
        restore(old, old_file)
        restore(new, exported(old))
        assert document(new) == document(old)
        assert outcomes(restore(new, old_file)) == {"unchanged"}


def outcomes(report):
    return {
        outcome
        for counted in report["counts"].values()
        for outcome, number in counted.items()
        if number
    }


def overlaps(house):
    return house.app.rows(
        "SELECT a.id, b.id FROM fronts a JOIN fronts b ON a.alter_id = b.alter_id"
        " AND a.id < b.id AND a.started_at < coalesce(b.ended_at, 1e18)"
        " AND b.started_at < coalesce(a.ended_at, 1e18)"
        " WHERE a.deleted_at IS NULL AND b.deleted_at IS NULL"
    )


def test_an_empty_export_changes_nothing(house):
    empty = exported(house)
    assert restore(house, empty)["counts"] == {}
    assert json.loads(empty)["system"] is None
