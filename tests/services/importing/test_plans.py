"""The contract of a plan: what a reader may say, and what becomes of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from services.importing.homes import a_home

from homestead.services import changes
from homestead.services.changes import Change
from homestead.services.importing import writer
from homestead.services.importing.apply import apply
from homestead.services.importing.plan import (
    Entry,
    Failed,
    Front,
    Kept,
    Note,
    Plan,
    Switch,
    Twin,
    someone,
)
from homestead.services.importing.work import Work
from homestead.services.importing.writer import Bulk

LOST = Note("lost", "Something was lost.")


def plan(*entries, app="somewhere", **more):
    return Plan(app, entries=list(entries), **more)


def alter(source_id, name="Seles", **more):
    values = more.pop("values", {})
    return Entry("alters", source_id, {"name": name, **values}, **more)


def carry_out(house, made):
    """Carry a plan out; return {collection: {outcome: times}} without noughts."""

    def write(tx):
        change = Change(tx, house, "import", "")
        bulk = Bulk(tx, change)
        work = Work(made, tx, bulk, house.progress)
        apply(work)
        bulk.finish()
        change.finish()
        return work.report

    report = house.app.in_background(write)
    carry_out.warnings = report.warnings()
    return {
        name: {how: times for how, times in each.items() if times}
        for name, each in report.counts.items()
    }


def rows(house, sql):
    return [tuple(row) for row in house.app.rows(sql)]


def spans(house):
    return rows(
        house,
        "SELECT alter_id, started_at, ended_at FROM fronts WHERE deleted_at IS NULL"
        " ORDER BY alter_id, started_at",
    )


def test_an_empty_plan_does_nothing(house):
    assert carry_out(house, plan()) == {}
    assert rows(house, "SELECT * FROM changes") == []


def test_an_alter_is_known_by_every_alias(house):
    carry_out(house, plan(alter("uuid-1", aliases=("abcde",))))
    group = Entry("groups", "g", {"name": "G", "members": ["abcde", "uuid-1"]})
    front = Front("f", "abcde", 1, 2)
    carry_out(house, plan(group, fronts=[front]))
    assert rows(house, "SELECT alter_id FROM group_members") == [(1,)]
    assert spans(house) == [(1, 1, 2)]


def test_an_alias_finds_who_has_lost_their_main_id(house):
    carry_out(house, plan(alter("uuid-1", aliases=("abcde",))))
    assert carry_out(house, plan(alter("abcde"))) == {"alters": {"unchanged": 1}}
    assert rows(house, "SELECT count(*) FROM alters") == [(1,)]


def test_a_note_degrades_what_is_written_and_is_told(house):
    assert carry_out(house, plan(alter("a", notes=(LOST,)))) == {
        "alters": {"degraded": 1}
    }
    assert carry_out.warnings == [
        {"code": "lost", "message": "Something was lost.", "ref": "alters/a"}
    ]


def test_a_note_on_what_is_known_already_is_not_told_again(house):
    made = plan(alter("a", notes=(LOST,)))
    carry_out(house, made)
    assert carry_out(house, made) == {"alters": {"unchanged": 1}}
    assert carry_out.warnings == []


def test_a_stand_in_is_counted_nowhere_and_changes_nobody(house):
    carry_out(house, plan(alter("a")))
    told = carry_out(house, plan(someone("Somewhere", "a"), someone("Somewhere", "b")))
    assert told == {}
    names = rows(house, "SELECT name, archived_at IS NULL FROM alters")
    assert names == [("Seles", 1), ("Someone deleted (b)", 0)]


def test_a_twin_in_an_app_never_imported_is_remembered(house):
    carry_out(house, plan(alter("a", twins=(Twin("elsewhere", "alters", "x"),))))
    other = alter("x", "Another name", values={"pronouns": "she/her"})
    told = carry_out(house, plan(other, app="elsewhere"))
    assert told == {"alters": {"updated": 1}}
    assert rows(house, "SELECT name, pronouns FROM alters") == [("Seles", "she/her")]


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [(5, 6, "updated"), (6, 5, "unchanged"), (5, 5, "updated"), (None, 5, "updated")],
)
def test_a_stamp_tells_which_file_is_newer(house, first, second, outcome):
    carry_out(house, plan(alter("a", "Old", stamp=first)))
    told = carry_out(house, plan(alter("a", "New", stamp=second)))
    assert told == {"alters": {outcome: 1}}


def test_the_same_id_twice_fails_the_second_time(house):
    told = carry_out(house, plan(alter("a"), alter("a", "Dexen")))
    assert told == {"alters": {"imported": 1, "failed": 1}}
    fronts = [Front("f", "a", 1, 2), Front("f", "a", 3, 4)]
    told = carry_out(house, plan(fronts=fronts))
    assert told == {"fronts": {"imported": 1, "failed": 1}}


def test_what_failed_over_there_is_told(house):
    told = carry_out(house, plan(failed=[Failed("alters", "a", LOST)]))
    assert told == {"alters": {"failed": 1}}
    assert carry_out.warnings[0]["ref"] == "alters/a"


def test_warnings_about_the_file_degrade_nothing(house):
    made = plan(alter("a"))
    made.warn("odd", "The file is odd.")
    assert carry_out(house, made) == {"alters": {"imported": 1}}
    assert carry_out.warnings == [
        {"code": "odd", "message": "The file is odd.", "ref": ""}
    ]


def test_a_record_kept_twice_is_kept_once(house):
    kept = plan(kept=[Kept("dreams", "d", {"of": "flying"})])
    assert carry_out(house, kept) == {"dreams": {"preserved": 1}}
    assert carry_out(house, kept) == {"dreams": {"unchanged": 1}}
    assert rows(house, "SELECT record FROM preserved") == [('{"of": "flying"}',)]


def test_switches_are_remembered_and_compared(house):
    def told(who):
        return carry_out(house, plan(switches=[Switch("1", who)], marks=[1, 1]))

    assert told("abcde") == {"switches": {"imported": 1}}
    assert told("abcde") == {"switches": {"unchanged": 1}}
    assert told("fghij") == {"switches": {"updated": 1}}
    assert rows(house, "SELECT at FROM switch_marks") == [(1,)]


def test_a_front_of_nobody_is_kept_aside(house):
    told = carry_out(house, plan(fronts=[Front("f", "nobody", 1, 2)]))
    assert told == {"fronts": {"preserved": 1}}
    kept = json.loads(rows(house, "SELECT record FROM preserved")[0][0])
    assert kept == {"alter": "nobody", "started_at": 1, "ended_at": 2, "status": ""}


def test_a_comment_finds_a_front_of_an_earlier_import(house):
    carry_out(house, plan(alter("a"), fronts=[Front("f", "a", 1, 2)]))
    comment = Entry("comments", "c", {"front": "f", "at": 1, "text": "hi"})
    assert carry_out(house, plan(comment)) == {"comments": {"imported": 1}}


def test_columns_of_json_take_lists_and_objects(house):
    values = {"tags": ["a"], "proxy_tags": [{"prefix": "s:"}], "extra": {"x": {"y": 1}}}
    carry_out(house, plan(alter("a", values=values)))
    found = rows(house, "SELECT tags, proxy_tags, extra FROM alters")[0]
    assert [json.loads(each) for each in found] == list(values.values())


def test_extra_of_another_app_is_left_alone(house):
    carry_out(house, plan(alter("a", values={"extra": {"x": 1, "z": 1}})))
    with house.app.transaction() as tx:
        tx.update("alters", 1, {"extra": '{"x": 1, "z": 1, "own": 2}'})
    carry_out(house, plan(alter("a", values={"extra": {"x": 3}})))
    extra = json.loads(rows(house, "SELECT extra FROM alters")[0][0])
    assert extra == {"own": 2, "x": 3}


def test_new_rows_come_after_those_that_are_there(house):
    carry_out(house, plan(alter("a"), alter("b")))
    carry_out(house, plan(alter("c"), app="elsewhere"))
    assert rows(house, "SELECT position FROM alters ORDER BY id") == [(0,), (1,), (2,)]


def test_a_front_gone_from_a_complete_file_goes_here_too(house):
    both = [Front("f", "a", 1, 2), Front("g", "a", 3, 4)]
    carry_out(house, plan(alter("a"), fronts=both, complete=(0, 9)))
    told = carry_out(house, plan(alter("a"), fronts=both[1:], complete=(0, 9)))
    assert told["fronts"] == {"unchanged": 1}
    assert spans(house) == [(1, 3, 4)]
    assert carry_out.warnings[0]["code"] == "gone"


@pytest.mark.parametrize(
    "reason",
    ["out of the file's time", "the file is not complete", "touched here"],
)
def test_a_front_is_not_taken_for_gone(house, reason):
    carry_out(house, plan(alter("a"), fronts=[Front("f", "a", 1, 2)], complete=(0, 9)))
    if reason == "touched here":
        with house.app.transaction() as tx:
            tx.update("fronts", 1, {"status": "mine"})
    complete = {"out of the file's time": (5, 9), "touched here": (0, 9)}.get(reason)
    carry_out(house, plan(alter("a"), complete=complete))
    assert spans(house) == [(1, 1, 2)]


times = st.integers(0, 20)
stretches = st.tuples(times, st.one_of(st.none(), st.integers(1, 6))).map(
    lambda it: (it[0], None if it[1] is None else sum(it))
)
fronts = st.dictionaries(
    st.sampled_from("fghijkl"), st.tuples(st.sampled_from("ab"), stretches), max_size=6
)


def planned(given_fronts):
    made = [Front(key, who, *span) for key, (who, span) in given_fronts.items()]
    return plan(alter("a"), alter("b"), fronts=made)


def moments(given_spans):
    ends = ((who, start, 40 if end is None else end) for who, start, end in given_spans)
    return sorted((who, at) for who, start, end in ends for at in range(start, end))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(fronts, min_size=1, max_size=3))
def test_the_time_of_everybody_is_that_of_the_last_file(files):
    """Nothing else being in the home, it holds what the files say, each moment once."""
    with a_home() as house:
        latest = {}
        for each in files:
            carry_out(house, planned(each))
            latest.update(each)
        told = {("ab".index(who) + 1, *span) for who, span in latest.values()}
        found = moments(spans(house))
        assert found == sorted(set(found))
        if len(files) == 1:
            assert found == sorted(set(moments(told)))
        else:
            assert set(found) <= set(moments(told)) | set(found)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fronts, fronts)
def test_what_was_entered_here_is_never_touched_by_an_import(own, imported):
    with a_home() as house:
        carry_out(house, planned({}))
        carry_out(house, plan(alter("a"), app="own"))
        carry_out(house, planned(own))
        before = {row[0]: row for row in rows(house, "SELECT * FROM fronts")}
        other = planned({f"x{key}": told for key, told in imported.items()})
        carry_out(house, other)
        after = {row[0]: row for row in rows(house, "SELECT * FROM fronts")}
        assert {key: after[key] for key in before} == before
        found = moments(spans(house))
        both = {*own.values(), *imported.values()}
        told = moments([("ab".index(who) + 1, *span) for who, span in both])
        assert found == sorted(set(told))


def test_who_got_a_new_id_over_there_is_still_the_same(house):
    carry_out(house, plan(alter("abcde", aliases=("uuid-1",))))
    renamed = plan(alter("fghij", "Selene", aliases=("uuid-1",)))
    assert carry_out(house, renamed) == {"alters": {"updated": 1}}
    assert carry_out(house, renamed) == {"alters": {"unchanged": 1}}
    assert carry_out(house, plan(alter("fghij", "Sel"))) == {"alters": {"updated": 1}}
    assert rows(house, "SELECT name FROM alters") == [("Sel",)]


def test_two_who_claim_the_same_ids_stay_two(house):
    carry_out(house, plan(alter("abcde", aliases=("uuid-1",))))
    both = plan(alter("abcde"), alter("uuid-1", "Dexen"))
    assert carry_out(house, both) == {"alters": {"unchanged": 1, "imported": 1}}
    assert carry_out(house, both) == {"alters": {"unchanged": 2}}
    assert rows(house, "SELECT name FROM alters") == [("Seles",), ("Dexen",)]


ids = st.sampled_from("pqrst")
people = st.lists(
    st.tuples(ids, st.lists(ids, max_size=2), st.lists(ids, max_size=1), st.text("ab")),
    max_size=5,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(["one", "two"]), people), max_size=4))
def test_ids_in_any_tangle_never_break_an_import(files):
    with a_home() as house:
        for app, some in files:
            made = [
                alter(
                    source_id,
                    name or "x",
                    aliases=tuple(aliases),
                    twins=tuple(Twin("two", "alters", each) for each in twins),
                )
                for source_id, aliases, twins, name in some
            ]
            counts = carry_out(house, plan(*made, app=app)).get("alters", {})
            assert sum(counts.values()) == len(some)
            again = carry_out(house, plan(*made, app=app)).get("alters", {})
            assert set(again) <= {"unchanged", "failed"}


def test_a_large_import_written_in_parts_is_the_same(house, monkeypatch):
    monkeypatch.setattr(writer, "MOST_WAITING", 7)
    groups = [
        Entry("groups", f"g{n}", {"name": "G", "parent": f"g{n + 1}", "members": ["a"]})
        for n in range(20)
    ]
    groups.append(Entry("groups", "g20", {"name": "G", "parent": None}))
    history = [Front(f"f{n}", "a", n, n + 1) for n in range(50)]
    told = carry_out(house, plan(alter("a"), *groups, fronts=history))
    assert told["groups"] == {"imported": 21}
    assert len(spans(house)) == 50
    changes.undo(house)
    assert rows(house, "SELECT * FROM groups UNION ALL SELECT * FROM groups") == []


def test_a_stamp_tells_which_front_is_newer(house):
    carry_out(house, plan(alter("a"), fronts=[Front("f", "a", 1, 9, stamp=5)]))
    old = Front("f", "a", 1, 2, stamp=4)
    assert carry_out(house, plan(fronts=[old]))["fronts"] == {"unchanged": 1}
    assert spans(house) == [(1, 1, 9)]


def test_what_else_is_said_of_a_front_follows_too(house):
    carry_out(house, plan(alter("a"), fronts=[Front("f", "a", 1, 9, extra={"x": 1})]))
    new = Front("f", "a", 1, 9, tier="co-front", position=2, extra={"x": 2})
    assert carry_out(house, plan(fronts=[new]))["fronts"] == {"updated": 1}
    found = rows(house, "SELECT tier, position, extra FROM fronts")
    assert found == [("co-front", 2, '{"x": 2}')]


def enter(house, start, end, status=""):
    """Enter a front of the first alter by hand."""
    with house.app.transaction() as tx:
        times = {"started_at": start, "ended_at": end, "status": status}
        tx.insert(
            "fronts", {"uid": f"u{start}", "alter_id": 1, "created_at": 0, **times}
        )


def test_a_front_moved_to_where_the_home_has_one_gives_way(house):
    carry_out(house, plan(alter("a"), fronts=[Front("f", "a", 1, 2, "there")]))
    enter(house, 5, 9, "here")
    told = carry_out(house, plan(fronts=[Front("f", "a", 6, 8, "there")]))
    assert told["fronts"] == {"preserved": 1}
    assert spans(house) == [(1, 5, 9)]
    again = carry_out(house, plan(fronts=[Front("f", "a", 6, 8, "there")]))
    assert again["fronts"] == {"unchanged": 1}
    back = carry_out(house, plan(fronts=[Front("f", "a", 1, 2, "there")]))
    assert back["fronts"] == {"updated": 1}
    assert spans(house) == [(1, 1, 2), (1, 5, 9)]


def test_a_front_moved_into_two_pieces_keeps_both(house):
    carry_out(house, plan(alter("a"), fronts=[Front("f", "a", 20, 30)]))
    enter(house, 5, 9)
    moved = plan(fronts=[Front("f", "a", 1, 12)])
    assert carry_out(house, moved)["fronts"] == {"degraded": 1}
    assert spans(house) == [(1, 1, 5), (1, 5, 9), (1, 9, 12)]
    assert carry_out(house, moved)["fronts"] == {"unchanged": 1}
    back = plan(fronts=[Front("f", "a", 20, 30)])
    assert carry_out(house, back)["fronts"] == {"updated": 1}
    assert spans(house) == [(1, 5, 9), (1, 20, 30)]


def test_a_moved_front_takes_the_status_of_one_it_hides(house):
    carry_out(house, plan(alter("a"), fronts=[Front("f", "a", 1, 2, "one")]))
    both = [Front("g", "a", 5, 9, "two"), Front("f", "a", 5, 9, "one")]
    carry_out(house, plan(fronts=both))
    assert spans(house) == [(1, 5, 9)]
    assert rows(house, "SELECT status FROM fronts WHERE deleted_at IS NULL") == [
        ("one; two",)
    ]


def test_a_group_or_value_of_nothing_known_is_left_out_and_said(house):
    person = alter("a", values={"fields": {"gone": "Host"}})
    group = Entry("groups", "g", {"name": "G", "parent": "gone"})
    told = carry_out(house, plan(person, group))
    assert told == {"alters": {"degraded": 1}, "groups": {"degraded": 1}}
    codes = {each["code"] for each in carry_out.warnings}
    assert codes == {"field_missing", "group_without_parent"}


def test_many_alike_are_summed_up(house):
    many = [alter(f"a{n}", notes=(LOST,)) for n in range(60)]
    assert carry_out(house, plan(*many)) == {"alters": {"degraded": 60}}
    assert len(carry_out.warnings) == 51
    assert carry_out.warnings[-1]["message"] == "… and 10 more like this."
