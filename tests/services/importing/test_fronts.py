"""How the front history comes in: every moment once, none lost."""

from __future__ import annotations

import json

import pytest
from services.importing.exports import HOUR, NOON, export, front, identity, member

from homestead.core import clock


def codes(report):
    return {each["code"] for each in report["warnings"]}


def test_co_fronts_are_fronts_at_the_same_time(bring, fronts):
    bring(export(frontHistory=[front(11, 1, 0, 4), front(12, 2, 1, 2)]))
    assert fronts() == [("Seles", 0, 4, ""), ("Dexen", 1, 2, "")]


@pytest.mark.parametrize(
    "stale",
    [{}, {"endTime": None}, {"endTime": NOON - HOUR}, {"endTime": NOON + HOUR}],
)
def test_who_is_live_is_at_the_front_whatever_the_end_says(bring, fronts, stale):
    document = export(frontHistory=[front(11, 1, 0, None)])
    del document["frontHistory"][0]["endTime"]
    document["frontHistory"][0].update(stale)
    bring(document)
    assert fronts() == [("Seles", 0, None, "")]


def test_a_front_without_end_is_open_where_nobody_says_it_is_over(bring, fronts):
    document = export(frontHistory=[front(11, 1, 0, None)])
    del document["frontHistory"][0]["live"]
    bring(document)
    assert fronts() == [("Seles", 0, None, "")]


@pytest.mark.parametrize(
    ("touched", "end"),
    [(NOON + HOUR, 1), (NOON + 30 * clock.DAY, 1 / HOUR), (None, 1 / HOUR)],
)
def test_a_front_that_is_over_since_nobody_knows_when_ends(bring, fronts, touched, end):
    lost = {**front(11, 1, 0, None), "live": False, "lastOperationTime": touched}
    told = bring(export(frontHistory=[lost]))
    assert told["counts"]["fronts"]["degraded"] == 1
    assert fronts() == [("Seles", 0, end, "")]


def test_an_end_before_the_start_is_exchanged_with_it_and_said(bring, fronts):
    told = bring(export(frontHistory=[front(11, 1, 3, 1)]))
    assert fronts() == [("Seles", 1, 3, "")]
    assert told["counts"]["fronts"]["degraded"] == 1
    assert codes(told) == {"end_before_start"}


def test_a_front_of_no_length_keeps_its_moment_and_status(bring, fronts):
    told = bring(export(frontHistory=[front(11, 1, 2, 2, customStatus="a blink")]))
    assert fronts() == [("Seles", 2, 2 + 1 / HOUR, "a blink")]
    assert codes(told) == {"no_length"}


@pytest.mark.parametrize("end", [0, "0", -1])
def test_an_end_that_was_never_set_does_not_make_a_front_of_fifty_years(
    bring, fronts, end
):
    told = {**front(11, 1, 2, 3), "endTime": end, "lastOperationTime": NOON + 5 * HOUR}
    report = bring(export(frontHistory=[told]))
    assert fronts() == [("Seles", 2, 5, "")]
    assert [each["code"] for each in report["warnings"]] == ["no_end"]


@pytest.mark.parametrize("start", [None, "yesterday", {}, 10**30, float(10**20), True])
def test_a_front_without_a_start_is_preserved(bring, fronts, house, start):
    told = bring(export(frontHistory=[{**front(11, 1, 0, 1), "startTime": start}]))
    assert told["counts"]["fronts"]["preserved"] == 1
    assert not fronts()
    assert house.app.value("SELECT collection FROM preserved") == "fronts"


@pytest.mark.parametrize("custom", [False, True])
def test_a_front_of_someone_deleted_is_kept_under_a_stand_in(bring, house, custom):
    told = bring(export(frontHistory=[{**front(11, 99, 0, 1), "custom": custom}]))
    row = house.app.row("SELECT * FROM alters WHERE id NOT IN (1, 2, 3)")
    assert row["name"] == "Someone deleted (0099)"
    assert row["archived_at"]
    assert (row["kind"] == "custom") is custom
    assert codes(told) == {"unknown_member"}
    assert sum(told["counts"]["alters"].values()) == 3


def test_a_front_of_nobody_at_all_is_kept_too(bring, house, fronts):
    bring(export(frontHistory=[{**front(11, 1, 0, 1), "member": None}]))
    assert fronts() == [("Someone unknown", 0, 1, "")]


def test_one_stand_in_serves_many_fronts(bring, house):
    bring(export(frontHistory=[front(n, 99, n, n + 0.5) for n in range(10, 20)]))
    assert house.app.value("SELECT count(*) FROM alters") == 4


OVERLAPS = [
    (
        "the later one begins when the earlier one has not ended",
        [(0, 4, "one"), (2, 6, "two")],
        [(0, 2, "one"), (2, 6, "two")],
    ),
    (
        "the later one lies inside",
        [(0, 6, "one"), (2, 4, "two")],
        [(0, 2, "one"), (2, 4, "two"), (4, 6, "one")],
    ),
    (
        "the same time twice",
        [(0, 4, "one"), (0, 4, "two")],
        [(0, 4, "two; one")],
    ),
    (
        "the same time twice, nothing said",
        [(0, 4, ""), (0, 4, "")],
        [(0, 4, "")],
    ),
    (
        "both still there",
        [(0, None, "one"), (2, None, "two")],
        [(0, 2, "one"), (2, None, "two")],
    ),
    (
        "one still there, another inside",
        [(0, None, "one"), (2, 3, "two")],
        [(0, 2, "one"), (2, 3, "two"), (3, None, "one")],
    ),
    (
        "hidden under two",
        [(0, 4, "one"), (0, 2, "two"), (2, 4, "three")],
        [(0, 2, "two; one"), (2, 4, "three")],
    ),
    ("they touch", [(0, 2, "one"), (2, 4, "two")], [(0, 2, "one"), (2, 4, "two")]),
]


@pytest.mark.parametrize(
    ("given", "kept"),
    [case[1:] for case in OVERLAPS],
    ids=[case[0] for case in OVERLAPS],
)
def test_nobody_is_at_the_front_twice_and_no_moment_is_lost(bring, fronts, given, kept):
    told = bring(
        export(
            frontHistory=[
                front(11 + n, 1, start, end, customStatus=status)
                for n, (start, end, status) in enumerate(given)
            ]
        )
    )
    assert fronts() == [("Seles", *span) for span in kept]
    assert sum(told["counts"]["fronts"].values()) == len(given)
    again = bring(
        export(
            frontHistory=[
                front(11 + n, 1, start, end, customStatus=status)
                for n, (start, end, status) in enumerate(given)
            ]
        )
    )
    assert again["counts"]["fronts"]["unchanged"] == len(given)
    assert fronts() == [("Seles", *span) for span in kept]


def test_a_comment_on_a_front_hidden_by_another_goes_to_that(bring, house):
    comment = {"_id": "c1", "documentId": identity(11), "text": "hi", "time": NOON}
    bring(
        export(
            frontHistory=[front(11, 1, 0, 4), front(12, 1, 0, 4)], comments=[comment]
        )
    )
    assert house.app.value("SELECT count(*) FROM front_comments") == 1


def test_comments_inside_old_fronts_come_in(bring, house):
    old = [{"text": "hard morning", "time": NOON}, {"text": "better", "time": NOON + 1}]
    told = bring(export(frontHistory=[front(11, 1, 0, 4, comments=old)]))
    assert told["counts"]["comments"]["imported"] == 2
    texts = house.app.rows("SELECT text FROM front_comments ORDER BY at")
    assert [row[0] for row in texts] == ["hard morning", "better"]


@pytest.mark.parametrize(
    ("old", "outcome"),
    [
        ({"c1": {"text": "hard morning", "time": NOON}}, "imported"),
        (["hard morning"], "preserved"),
        ("hard morning", "preserved"),
    ],
)
def test_no_comment_inside_a_front_is_lost(bring, old, outcome):
    told = bring(export(frontHistory=[front(11, 1, 0, 4, comments=old)]))
    assert told["counts"]["comments"][outcome] == 1


def test_comments_that_were_copied_out_of_their_front_come_in_once(bring, house):
    old = {"text": "hard morning", "time": NOON}
    copy = {**old, "_id": "c1", "documentId": identity(11)}
    told = bring(
        export(frontHistory=[front(11, 1, 0, 4, comments=[old])], comments=[copy])
    )
    assert told["counts"]["comments"]["imported"] == 1


@pytest.mark.parametrize(
    "lost",
    [
        {"documentId": "gone", "time": NOON},
        {"documentId": identity(11), "time": "never"},
        {"documentId": identity(11), "time": NOON, "collection": "notes"},
    ],
    ids=["its front is gone", "it has no time", "it is on something else"],
)
def test_a_comment_that_belongs_nowhere_is_preserved(bring, house, lost):
    comment = {"_id": "c1", "text": "a lost word", "secretKey": "hush", **lost}
    told = bring(export(frontHistory=[front(11, 1, 0, 4)], comments=[comment]))
    assert told["counts"]["comments"]["preserved"] == 1
    kept = house.app.value("SELECT record FROM preserved")
    assert json.loads(kept)["text"] == "a lost word"
    assert "hush" not in kept


def test_an_unknown_word_about_a_front_is_kept(bring, house):
    bring(export(frontHistory=[front(11, 1, 0, 4, mood="calm")]))
    extra = json.loads(house.app.value("SELECT extra FROM fronts"))
    assert extra == {"simply-plural": {"mood": "calm"}}


def test_what_the_home_has_already_is_not_overwritten(bring, house, fronts):
    bring(export(members=[member(1, "Seles")]))
    with house.app.transaction() as tx:
        for uid, start, end in (("a", 1, 2), ("b", 3, 4)):
            moments = {"started_at": NOON + start * HOUR, "ended_at": NOON + end * HOUR}
            more = {"uid": uid, "alter_id": 1, "status": "here", "created_at": 0}
            tx.insert("fronts", {**moments, **more})
    told = bring(
        export(
            members=[member(1, "Seles")],
            frontHistory=[
                front(11, 1, 0, 5, customStatus="there"),
                front(12, 1, 1.2, 1.5, customStatus="inside"),
                front(13, 1, 3, 4),
            ],
        )
    )
    counts = told["counts"]["fronts"]
    assert (counts["degraded"], counts["preserved"], counts["unchanged"]) == (1, 1, 1)
    assert fronts() == [
        ("Seles", 0, 1, "there"),
        ("Seles", 1, 2, "here"),
        ("Seles", 2, 3, "there"),
        ("Seles", 3, 4, "here"),
        ("Seles", 4, 5, "there"),
    ]
