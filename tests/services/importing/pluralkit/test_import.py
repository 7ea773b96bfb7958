"""A PluralKit file, really imported: what is in the home tells the file again."""

from __future__ import annotations

import json
from itertools import count

import pytest
from homes import new_home
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pluralkit_files import (
    CAST,
    DEXEN,
    NOON_MS,
    SELES,
    WEBHOOK,
    YUKI,
    documents,
    export,
    member,
    switch,
    switches,
)
from restoring import restore
from services.importing.conftest import hours

from homestead.services.fronts.switches import Stretch, switches_of
from homestead.services.importing import pluralkit

MINUTE = 60_000
MEMBERS = [member(each) for each in CAST]
LATER = "2026-01-01T00:00:00Z"
AHEAD = "2999-01-01T00:00:00Z"
number = count()
in_homes = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def in_home(house):
    """Return the switches that the fronts in the home tell of."""
    rows = house.app.rows(
        "SELECT source_id, started_at, ended_at, position FROM fronts"
        " JOIN sources ON table_name = 'alters' AND row_id = alter_id"
        " AND length(source_id) < 36 WHERE deleted_at IS NULL ORDER BY fronts.id"
    )
    marks = [row["at"] for row in house.app.rows("SELECT at FROM switch_marks")]
    return switches_of([Stretch(*row) for row in rows], marks)


def in_file(*listed, **more):
    """Return the switches that a file tells of, as they are to be told again."""
    plan = pluralkit.read([export(*listed, **more)])
    return [(int(it.source_id), tuple(it.snapshot.split())) for it in plan.switches]


def later(*listed, **more):
    """Return an export that knows of everything up to a much later day."""
    told = [member(each) for each in CAST]
    told[0]["last_message_timestamp"] = LATER
    return export(*listed, **{"members": told, **more})


def counted(report, collection):
    return {how: n for how, n in report["counts"][collection].items() if n}


def test_the_example_comes_in_whole(bring, example, house):
    report = bring(example("pluralkit"))
    assert report["format"] == "pluralkit"
    assert {name: counted(report, name) for name in report["counts"]} == {
        "system": {"imported": 1},
        "alters": {"imported": 2},
        "groups": {"imported": 1},
        "fronts": {"imported": 2},
        "switches": {"imported": 3},
    }
    assert len(in_home(house)) == 3


@pytest.mark.parametrize(
    "listed",
    [
        [(0, []), (5, [SELES])],
        [(0, [SELES, DEXEN]), (5, [DEXEN, SELES]), (6, [SELES])],
        [(0, [SELES]), (5, [SELES]), (6, []), (7, [])],
        [(0, [SELES]), (0, [DEXEN]), (0, [DEXEN, YUKI])],
    ],
)
def test_the_home_tells_the_switches_again(bring, house, listed):
    told = [switch(at, *who) for at, who in listed]
    bring(export(*told))
    assert in_home(house) == in_file(*told)


@in_homes
@given(listed=switches())
def test_any_switches_are_told_again_by_the_home(listed, tmp_path):
    with new_home(tmp_path / str(next(number))) as house:
        report = restore(house, export(*listed))
        assert in_home(house) == in_file(*listed)
        total = sum(report["counts"].get("switches", {}).values())
        assert total == len(listed)


@in_homes
@given(listed=switches())
def test_the_same_file_again_changes_nothing(listed, tmp_path):
    with new_home(tmp_path / str(next(number))) as house:
        restore(house, export(*listed))
        before = house.app.value("SELECT count(*) FROM changes")
        report = restore(house, export(*listed))
        assert all(
            set(counted(report, name)) <= {"unchanged"} for name in report["counts"]
        )
        assert house.app.value("SELECT count(*) FROM changes") == before


@in_homes
@given(old=switches(most=8), new=switches(most=8))
def test_a_newer_file_has_the_word(old, new, tmp_path):
    first = switch(-5, SELES)
    with new_home(tmp_path / str(next(number))) as house:
        restore(house, export(first, *old))
        restore(house, later(first, *new))
        assert in_home(house) == in_file(first, *new)


@in_homes
@given(old=switches(most=8), new=switches(most=8))
def test_coming_and_going_over_there_ends_where_the_last_file_does(old, new, tmp_path):
    first = switch(-5, SELES)
    with new_home(tmp_path / str(next(number))) as house:
        for listed in (old, new, old):
            restore(house, later(first, *listed))
        assert in_home(house) == in_file(first, *old)


@in_homes
@given(document=documents)
def test_whatever_stands_in_a_file_is_accounted_for_once(document, tmp_path):
    with new_home(tmp_path / str(next(number))) as house:
        told = json.dumps(document, allow_nan=False)
        report = restore(house, told.encode())
        for key, name in (("members", "alters"), ("groups", "groups")):
            records = document[key] if isinstance(document[key], list) else []
            counts = report["counts"].get(name, {})
            assert sum(counts.values()) >= len(records)
        again = restore(house, told.encode())["counts"].values()
        assert not any(each["imported"] + each["updated"] for each in again)


BEFORE = [switch(0, SELES), switch(10, DEXEN), switch(20, YUKI)]


@pytest.mark.parametrize(
    "after",
    [
        [*BEFORE, switch(30)],
        [BEFORE[0], switch(5, YUKI), *BEFORE[1:]],
        [BEFORE[0], BEFORE[2]],
        [BEFORE[0], switch(10, DEXEN, SELES), BEFORE[2]],
        [BEFORE[0], switch(12, DEXEN), BEFORE[2]],
    ],
    ids=["more", "inserted", "deleted", "other members", "moved"],
)
def test_what_changed_over_there_changes_here(bring, house, after):
    bring(export(*BEFORE))
    report = bring(export(*after))
    assert in_home(house) == in_file(*after)
    assert counted(report, "alters") == {"unchanged": 3}


def test_an_older_file_takes_nothing_away(bring, house):
    bring(export(*BEFORE, switch(30)))
    report = bring(export(*BEFORE[:2]))
    assert in_home(house) == in_file(*BEFORE, switch(30))
    assert counted(report, "fronts") == {"unchanged": 2}


def test_an_older_file_gives_nobody_their_old_name_back(bring, house):
    renamed = [member(SELES, "Selene"), member(DEXEN), member(YUKI)]
    bring(export(*BEFORE, switch(30), members=renamed))
    report = bring(export(*BEFORE))
    assert counted(report, "alters") == {"unchanged": 3}
    assert house.app.value("SELECT name FROM alters ORDER BY id") == "Selene"


def test_a_part_of_the_history_takes_nothing_away(bring, house):
    bring(export(*BEFORE))
    bring(export(*BEFORE[1:], switch(30)))
    assert in_home(house) == in_file(*BEFORE, switch(30))


def test_an_edited_member_is_the_only_one_updated(bring, house):
    bring(export(*BEFORE))
    edited = [member(SELES, pronouns="she/her"), member(DEXEN), member(YUKI)]
    report = bring(export(*BEFORE, members=edited))
    assert counted(report, "alters") == {"updated": 1, "unchanged": 2}
    assert house.app.value("SELECT pronouns FROM alters WHERE name = 'Seles'")


def hour(minutes):
    """Return a moment of the file as the `fronts` fixture tells it."""
    return hours(NOON_MS + minutes * MINUTE)


def edit(house, handle, **columns):
    """Edit the front of an alter as a person would."""
    with house.app.transaction() as tx:
        row = tx.value(
            "SELECT fronts.id FROM fronts JOIN alters ON alters.id = alter_id"
            " WHERE handle = ?",
            (handle,),
        )
        tx.update("fronts", row, columns)


def test_a_front_deleted_here_stays_deleted(bring, house):
    bring(export(*BEFORE))
    edit(house, "yuki", deleted_at=1)
    bring(export(*BEFORE, switch(30)))
    assert in_home(house) == [*in_file(*BEFORE[:2]), (NOON_MS + 20 * MINUTE, ())]


def test_a_front_ended_here_stays_as_it_was_ended(bring, house, fronts):
    bring(export(*BEFORE))
    edit(house, "yuki", ended_at=NOON_MS + 25 * MINUTE)
    report = bring(export(*BEFORE, switch(30)))
    assert fronts()[-1][:3] == ("Yuki", hour(20), hour(25))
    assert "kept_here" in [each["code"] for each in report["warnings"]]


def test_a_front_edited_here_is_not_deleted_with_its_switch(bring, fronts, house):
    bring(export(*BEFORE))
    edit(house, "dexen", status="at work")
    bring(export(BEFORE[0], BEFORE[2]))
    assert ("Dexen", hour(10), hour(20), "at work") in fronts()


def test_the_same_person_from_simply_plural_is_not_doubled(bring, house):
    bring(
        {
            "users": [{"_id": "u", "username": "lantern"}],
            "members": [{"_id": "m1", "name": "Seles", "pkId": "SEL-es"}],
            "frontHistory": [],
        }
    )
    bring(export(*BEFORE))
    names = [row[0] for row in house.app.rows("SELECT name FROM alters ORDER BY name")]
    assert names == ["Dexen", "Seles", "Yuki"]


def test_a_stranger_is_one_alter_however_often_they_come(bring, house):
    for _ in range(2):
        report = bring(export(switch(0, "gonee"), switch(5, SELES)))
    made = house.app.rows("SELECT name FROM alters WHERE archived_at IS NOT NULL")
    assert [row["name"] for row in made] == ["Someone deleted (onee)"]
    assert "unknown_member" in [each["code"] for each in report["warnings"]]


def test_a_members_time_stays_theirs_when_they_are_gone_over_there(bring, house):
    bring(export(*BEFORE))
    bring(later(*BEFORE, members=[member(SELES, last_message_timestamp=LATER)]))
    assert in_home(house) == in_file(*BEFORE)
    assert house.app.value("SELECT count(*) FROM alters") == 3


@in_homes
@given(text=st.uuids(version=4))
def test_no_webhook_is_anywhere_in_the_home(text, tmp_path):
    secret = f"{WEBHOOK}-{text}"
    folder = tmp_path / str(next(number))
    with new_home(folder) as house:
        restore(
            house,
            export(
                switch(0, SELES, webhook_url=secret),
                webhook_url=secret,
                config={"webhook_url": secret, "webhook_token": secret},
                members=[member(SELES, webhook_url=secret)],
            ),
        )
    kept = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert str(text).encode() not in kept
    assert b"do-not-keep-me" not in kept


def test_records_that_say_the_same_and_have_no_name_are_each_kept(bring, house):
    nobody = {"color": "88aa33"}
    nowhen = {"timestamp": None, "members": [SELES]}
    listed = [nowhen, *BEFORE, nowhen]
    told = bring(export(*listed, members=[*MEMBERS, nobody, nobody]))
    assert told["counts"]["switches"]["preserved"] == 2
    assert told["counts"]["alters"]["preserved"] == 2
    assert house.app.value("SELECT count(*) FROM preserved") == 4
    again = bring(export(*listed, members=[*MEMBERS, nobody, nobody]))
    assert again["counts"]["switches"]["unchanged"] == 2 + len(BEFORE)


def test_undo_takes_a_whole_import_back(bring, house, all_rows):
    from homestead.services import changes

    before = all_rows()
    bring(export(*BEFORE))
    changes.undo(house)
    assert all_rows() == before


def test_the_database_is_sound_after_it_all(bring, house):
    bring(export(*BEFORE))
    bring(export(BEFORE[0], BEFORE[2]))
    assert house.app.value("PRAGMA integrity_check") == "ok"
    assert not house.app.rows("PRAGMA foreign_key_check")


def test_switches_that_are_to_come_are_told_of(bring):
    report = bring(export(switch(0, SELES), {**switch(5, DEXEN), "timestamp": AHEAD}))
    (warning,) = report["warnings"]
    assert warning["code"] == "to_come"
    assert "later than now: 1." in warning["message"]
