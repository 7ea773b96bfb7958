"""Records as the export has them, read beside each other in one pass."""

from __future__ import annotations

import tracemalloc

import pytest
from homes import new_home

from homestead.core import clock
from homestead.services import alters, fields, groups
from homestead.services.exporting import records, shape
from homestead.services.exporting.document import Document


@pytest.fixture
def people(house):
    for name in ("Seles", "Dexen", "Yuki"):
        alters.add(house, name=name)
    return house


def each(house, section):
    return list(records.each(house.app, section))


def by_handle(house, section):
    return {record["handle"]: record for record in each(house, section)}


def test_values_stand_with_the_alter_they_are_of(people):
    fields.add(people, name="Role")
    fields.set(people, field="role", alter="dexen", value="Host")
    (field,) = each(people, shape.FIELDS)
    told = by_handle(people, shape.ALTERS)
    assert told["dexen"]["fields"] == {field["uid"]: "Host"}
    assert "fields" not in told["seles"]


def test_members_stand_in_order(people):
    groups.add(people, name="Night shift")
    groups.join(people, group="night-shift", alters=["yuki", "seles"])
    uids = {name: it["uid"] for name, it in by_handle(people, shape.ALTERS).items()}
    (group,) = each(people, shape.GROUPS)
    assert group["members"] == [uids["yuki"], uids["seles"]]


def test_parents_stand_before_those_inside_them(people):
    for name in ("Inner", "Middle", "Outer"):
        groups.add(people, name=name)
    groups.nest(people, group="inner", parent="middle")
    groups.nest(people, group="middle", parent="outer")
    told = each(people, shape.GROUPS)
    assert [it["handle"] for it in told] == ["outer", "middle", "inner"]
    assert told[2]["parent"] == told[1]["uid"]


def test_comments_stand_with_the_front_they_are_on(people):
    with people.app.transaction() as tx:
        for number in (1, 2, 3):
            row = {"uid": f"f{number}", "alter_id": number, "started_at": number}
            tx.insert("fronts", {**row, "created_at": 0})
        for number, front in enumerate([3, 1, 3]):
            row = {"uid": f"c{number}", "front_id": front, "at": 0, "text": "hm"}
            tx.insert("front_comments", {**row, "created_at": 0})
    told = {it["uid"]: it.get("comments", []) for it in each(people, shape.FRONTS)}
    assert {uid: [c["uid"] for c in it] for uid, it in told.items()} == {
        "f1": ["c1"],
        "f2": [],
        "f3": ["c0", "c2"],
    }


def test_a_source_tells_the_uid_of_what_it_became(people):
    rows = [("alters", 2), ("alters", None), ("", None), ("alters", 99)]
    with people.app.transaction() as tx:
        for number, (table, row) in enumerate(rows):
            place = {"app": "a", "collection": "c", "source_id": str(number)}
            tx.insert("sources", {**place, "table_name": table, "row_id": row})
    dexen = by_handle(people, shape.ALTERS)["dexen"]["uid"]
    told = [record.get("uid") for record in each(people, shape.SOURCES)]
    assert told == [dexen, None, None, None]


def test_moments_are_told_in_utc(people):
    record = by_handle(people, shape.ALTERS)["seles"]
    row = people.app.row("SELECT created_at FROM alters WHERE handle = 'seles'")
    assert record["created_at"] == clock.iso(row["created_at"])


def test_pictures_are_told_once_each(people):
    with people.app.transaction() as tx:
        tx.run("UPDATE alters SET avatar = 'alters/a.png' WHERE id < 3")
    assert records.pictures(people.app) == ["alters/a.png"]


class Nowhere:
    def write(self, data):
        return len(data)


def peak(folder, marks):
    """Return how many bytes an export needs for so many records."""
    with new_home(folder) as house:
        with house.app.transaction() as tx:
            sql = "INSERT INTO switch_marks (at) VALUES (?)"
            tx.many(sql, [(at,) for at in range(marks)])
        tracemalloc.start()
        try:
            Document(Nowhere(), house.app, house.progress).write({})
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


def test_a_large_home_needs_no_more_memory_than_a_small_one(tmp_path):
    small, large = peak(tmp_path / "a", 5_000), peak(tmp_path / "b", 50_000)
    assert large < small * 1.5
