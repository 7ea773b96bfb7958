"""Undo restores exactly; redo too; neither tramples on what came later."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homestead.core.errors import ConflictError, NotFoundError
from homestead.services import changes


def add(house, name, summary="Somebody was added"):
    with changes.recording(house, "alter.add", summary) as change:
        return change.insert("alters", columns(name))


def columns(name):
    handle = name.lower()
    return {
        "uid": f"uid-{handle}",
        "handle": handle,
        "name": name,
        "created_at": 1,
        "updated_at": 1,
    }


def rename(house, row, name):
    with changes.recording(house, "alter.edit", f"{name} has a new name") as change:
        change.update("alters", row, {"name": name, "color": "#88aa33"})


def content(house, *tables):
    return {
        table: [tuple(row) for row in house.app.rows(f"SELECT * FROM {table}")]
        for table in tables or ("alters", "fronts")
    }


def test_undo_takes_back_what_was_added(house):
    before = content(house)
    add(house, "Seles")
    assert changes.undo(house)["undone"]["summary"] == "Somebody was added"
    assert content(house) == before


def test_undo_restores_every_column_of_an_edit(house):
    row = add(house, "Seles")
    before = content(house)
    rename(house, row, "Celeste")
    changes.undo(house)
    assert content(house) == before


def test_undo_brings_a_removed_row_back_with_its_number(house):
    row = add(house, "Seles")
    before = content(house)
    with changes.recording(house, "alter.purge", "Seles was removed") as change:
        change.delete("alters", row)
    assert house.app.rows("SELECT * FROM alters") == []
    changes.undo(house)
    assert content(house) == before


def test_redo_makes_it_again_exactly(house):
    rename(house, add(house, "Seles"), "Celeste")
    after = content(house)
    changes.undo(house)
    changes.undo(house)
    changes.redo(house)
    assert changes.redo(house)["redone"]["summary"] == "Celeste has a new name"
    assert content(house) == after


def test_there_is_an_end_to_undo(house):
    with pytest.raises(NotFoundError, match="nothing to take back"):
        changes.undo(house)
    with pytest.raises(NotFoundError, match="nothing to make again"):
        changes.redo(house)


def test_a_number_nobody_knows_is_not_found(house):
    with pytest.raises(NotFoundError, match="no change number 99"):
        changes.undo(house, change=99)


def test_a_change_is_taken_back_once(house):
    add(house, "Seles")
    number = changes.undo(house)["undone"]["id"]
    with pytest.raises(ConflictError, match="taken back already"):
        changes.undo(house, change=number)


def test_an_earlier_change_can_be_taken_back_alone(house):
    first, second = add(house, "Seles"), add(house, "Dexen")
    rename(house, first, "Celeste")
    changes.undo(house, change=2)
    assert [row["id"] for row in house.app.rows("SELECT id FROM alters")] == [first]
    assert second != first


def test_what_later_changes_stand_on_stays(house):
    row = add(house, "Seles")
    rename(house, row, "Celeste")
    before = content(house)
    with pytest.raises(ConflictError, match="Celeste has a new name"):
        changes.undo(house, change=1)
    assert content(house) == before


def test_undo_does_not_pull_the_floor_from_under_a_front(house):
    row = add(house, "Seles")
    with house.app.transaction() as tx:
        tx.insert("fronts", a_front(row, 1000, None))
    with pytest.raises(ConflictError, match="depends on this"):
        changes.undo(house)


def a_front(alter, start, end):
    return {
        "uid": f"f{alter}-{start}",
        "alter_id": alter,
        "started_at": start,
        "ended_at": end,
        "created_at": 1,
    }


def test_undo_never_puts_somebody_at_the_front_twice(house):
    row = add(house, "Seles")
    with changes.recording(house, "front.add", "Seles was here") as change:
        front = change.insert("fronts", a_front(row, 1000, 2000))
    with changes.recording(house, "front.delete", "It was deleted") as change:
        change.update("fronts", front, {"deleted_at": 5})
    with changes.recording(house, "front.add", "Seles was here again") as change:
        change.insert("fronts", a_front(row, 1500, 2500))
    before = content(house)
    with pytest.raises(ConflictError, match="cover the same time"):
        changes.undo(house, change=3)
    assert content(house) == before


def test_bulk_rows_go_together(house):
    before = content(house)
    with changes.recording(house, "import.run", "An import") as change:
        change.tx.many(
            "INSERT INTO alters (id, uid, handle, name, created_at, updated_at)"
            " VALUES (?, ?, ?, ?, 1, 1)",
            [(n, f"u{n}", f"h{n}", f"N{n}") for n in range(10, 20)],
        )
        change.inserted("alters", 10, 19)
    changes.undo(house)
    assert content(house) == before
    with pytest.raises(ConflictError, match="import") as refused:
        changes.redo(house)
    assert "once more" in refused.value.hint


def test_a_change_that_touches_nothing_leaves_no_trace(house):
    with changes.recording(house, "alter.edit", "Nothing"):
        pass
    assert changes.listing(house) == {"changes": []}


def test_a_failed_change_leaves_no_trace(house):
    half = changes.recording(house, "alter.add", "Half")
    with pytest.raises(ZeroDivisionError), half as change:
        change.insert("alters", columns("Yuki"))
        _ = 1 / 0
    assert changes.listing(house) == {"changes": []}
    assert content(house) == {"alters": [], "fronts": []}


def test_the_list_tells_the_newest_first_and_what_is_undone(house):
    add(house, "Seles", "one")
    add(house, "Dexen", "two")
    changes.undo(house)
    told = changes.listing(house)["changes"]
    assert [(c["summary"], c["undone"] is not None) for c in told] == [
        ("two", True),
        ("one", False),
    ]
    assert len(changes.listing(house, limit=1)["changes"]) == 1


def test_open_pages_hear_of_an_undo(house):
    heard = []
    house.events.listen(lambda name, facts: heard.append((name, facts)))
    add(house, "Seles")
    changes.undo(house)
    assert heard == [("alter.changed", {"undo": True})]


def test_events_come_after_the_commit(house):
    heard = []
    house.events.listen(lambda name, _: heard.append((name, len(content(house)))))
    with changes.recording(house, "alter.add", "Yuki") as change:
        change.insert("alters", columns("Yuki"))
        change.emit("alter.changed", {"alter": "yuki"})
        assert heard == []
    assert heard == [("alter.changed", 2)]


@given(st.lists(st.sampled_from(["add", "rename", "remove", "undo", "redo"])))
@settings(max_examples=40, deadline=None)
def test_undoing_everything_ends_where_it_began(tmp_path_factory, steps):
    from contextlib import closing

    from homestead import app
    from homestead.core import paths

    folder = tmp_path_factory.mktemp("home")
    with closing(app.open_home(paths.find(str(folder)))) as opened:
        for number, step in enumerate(steps):
            take(opened.house, step, number)
        while changes.listing(opened.house, limit=100)["changes"]:
            try:
                changes.undo(opened.house)
            except NotFoundError:
                break
        assert content(opened.house) == {"alters": [], "fronts": []}


def take(house, step, number):
    """Take one step that may have nothing to work on."""
    found = house.app.value("SELECT max(id) FROM alters")
    if step == "add":
        add(house, f"Alter{number}")
    elif step in ("undo", "redo"):
        try:
            getattr(changes, step)(house)
        except (NotFoundError, ConflictError):
            return
    elif found and step == "rename":
        rename(house, found, f"Name {number}")
    elif found:
        with changes.recording(house, "alter.purge", "Removed") as change:
            change.delete("alters", found)
