"""What alters, groups and fields have in common as rows."""

import subprocess
import sys

import pytest

from homestead.core import handles
from homestead.core.errors import ConflictError, NotFoundError
from homestead.services import finding, records
from homestead.services.changes import recording

TABLES = ["alters", "groups", "fields"]


@pytest.fixture(params=TABLES)
def table(request):
    return request.param


@pytest.fixture
def made(house, table):
    """Make something of a table with that name."""

    def make(name, **columns):
        with recording(house, "test", "test") as change:
            return records.create(change, table, {"name": name, **columns}, kind="it")

    return make


def test_the_first_comes_first(made):
    assert [made(name)["position"] for name in "abc"] == [0, 1, 2]


def test_everything_gets_an_id_nobody_else_has(made):
    uids = {made("Seles")["uid"] for _ in range(20)}
    assert len(uids) == 20


def test_the_same_name_gets_the_next_free_handle(made, house, table):
    found = [made(name)["handle"] for name in ("Seles", "SELES", "\u200b", "\u200b")]
    assert found == ["seles", "seles-2", "it", "it-2"]
    assert all(handles.check(handle) for handle in found)
    assert finding.find(house.app, table, "seles-2")["name"] == "SELES"


def test_a_handle_that_is_asked_for_is_given_or_refused(made):
    assert made("Seles", handle="sel")["handle"] == "sel"
    with pytest.raises(ConflictError) as refused:
        made("Selene", handle="sel")
    assert refused.value.fields == {"handle": "is taken"}


def test_what_is_removed_frees_its_handle_and_comes_back(made, house, table):
    first = made("Seles")
    with recording(house, "test", "test") as change:
        records.remove(change, table, first)
    assert made("Seles")["handle"] == "seles"
    with recording(house, "test", "test") as change:
        back = records.bring_back(change, table, "seles", house)
    assert (back["id"], back["handle"]) == (first["id"], "seles-2")


def test_the_latest_removed_comes_back_first(made, house, table):
    for text in ("one", "two"):
        row = made("Seles", **({} if table == "fields" else {"description": text}))
        with recording(house, "test", "test") as change:
            records.remove(change, table, row)
    with recording(house, "test", "test") as change:
        assert records.bring_back(change, table, "Seles", house)["id"] == row["id"]


def test_what_was_never_there_does_not_come_back(house, table):
    with (
        pytest.raises(NotFoundError, match="was removed"),
        recording(house, "test", "test") as change,
    ):
        records.bring_back(change, table, "seles", house)


def test_a_handle_is_looked_up_by_index_alone(made, house, table):
    made("Seles")
    plan = house.app.rows(
        f"EXPLAIN QUERY PLAN SELECT * FROM {table}"
        " WHERE handle = 'seles' AND deleted_at IS NULL"
    )
    assert f"USING INDEX {table}_handle" in plan[0][3]


def test_looking_somebody_up_loads_next_to_nothing():
    code = (
        "import sys; before = set(sys.modules)\n"
        "from homestead.services import alters\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [
        "__future__",
        "homestead",
        "homestead.core",
        "homestead.core.late",
        "homestead.services",
        "homestead.services.alters",
        "homestead.services.finding",
    ]
