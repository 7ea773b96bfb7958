"""The record is read page by page, however long it is."""

from __future__ import annotations

import itertools

import pytest

from homestead.core import clock
from homestead.core.errors import NotFoundError, UsageError
from homestead.services import fronts
from homestead.services.fronts import models, pages, record

HOUR = clock.HOUR


@pytest.fixture
def start(settled, hours):
    """Ten fronts, an hour each, of Seles and Dexen in turn; return when they began."""
    start = hours.now()
    hours.time += 20 * HOUR
    for number, name in zip(range(10), itertools.cycle(("seles", "dexen"))):
        begins = start + number * HOUR
        fronts.insert(settled, alter=name, start=begins, end=begins + HOUR)
    return start


def ids(result):
    return [entry["id"] for entry in result["fronts"]]


def test_an_entry_has_the_shape_that_scripts_rely_on(settled, start):
    entry = fronts.history(settled, limit=1)["fronts"][0]
    wanted = {
        "id": 10,
        "alter": "dexen",
        "name": "Dexen",
        "custom": False,
        "start": clock.iso(start + 9 * HOUR),
        "end": clock.iso(start + 10 * HOUR),
        "status": None,
        "comments": [],
    }
    assert wanted.items() <= entry.items()


@pytest.mark.parametrize("limit", [1, 3, 10])
def test_pages_tell_every_front_once_newest_first(settled, start, limit):
    told, cursor = [], None
    while True:
        page = fronts.history(settled, limit=limit, cursor=cursor)
        told += ids(page)
        cursor = page["next"]
        assert page["total"] == 10
        if cursor is None:
            break
    assert told == list(range(10, 0, -1))


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_a_stretch_takes_in_who_was_there_when_it_began(settled, start, limit):
    fronts.insert(settled, alter="yuki", start=start, end=start + 10 * HOUR)
    told, cursor = [], None
    while True:
        page = fronts.history(
            settled,
            since=start + 2 * HOUR + 1,
            until=start + 4 * HOUR,
            limit=limit,
            cursor=cursor,
        )
        told += ids(page)
        assert page["total"] == 3
        cursor = page["next"]
        if cursor is None:
            break
    assert told == [4, 3, 11]


def test_one_alters_record_can_be_read_alone(settled, start):
    page = fronts.history(settled, alter="Dexen")
    assert ids(page) == [10, 8, 6, 4, 2]
    assert page["total"] == 5


def test_a_day_is_taken_whole(settled, start):
    day = clock.iso(start)[:10]
    assert fronts.history(settled, since=day, until=day)["total"] >= 1


def test_what_is_deleted_is_not_counted(settled, start):
    fronts.delete(settled, front=3)
    page = fronts.history(settled)
    assert page["total"] == 9
    assert 3 not in ids(page)


@pytest.mark.parametrize("limit", [0, -1, 2001])
def test_a_page_has_a_sensible_size(settled, limit):
    with pytest.raises(UsageError, match="1 to 2000"):
        fronts.history(settled, limit=limit)


@pytest.mark.parametrize("cursor", ["", "x", "1", "1.x", "é.é"])
def test_a_made_up_cursor_is_refused(settled, cursor):
    with pytest.raises(UsageError):
        fronts.history(settled, cursor=cursor)


def test_a_stranger_has_no_record(settled):
    with pytest.raises(NotFoundError):
        fronts.history(settled, alter="mallory")


def test_who_fronted_then_can_be_asked(settled, start, hours):
    then = fronts.at(settled, when=start + HOUR)
    assert [one["alter"] for one in then["fronting"]] == ["dexen"]
    assert then["since"] == clock.iso(start + HOUR)


def test_nobody_fronted_before_the_record_began(settled, start):
    then = fronts.at(settled, when=start - 1)
    assert (then["fronting"], then["since"]) == ([], None)


PAGE = "(started_at, id) < (?, ?) ORDER BY started_at DESC, id DESC LIMIT 9"


@pytest.mark.parametrize(
    "sql",
    [
        models._AT,
        models._NOW,
        models._NEXT,
        models._LAST,
        f"SELECT id FROM fronts WHERE deleted_at IS NULL AND {PAGE}",
        f"SELECT id FROM fronts WHERE deleted_at IS NULL AND alter_id = ? AND {PAGE}",
        "SELECT id FROM front_comments WHERE front_id IN (?, ?) AND deleted_at IS NULL",
    ],
)
def test_no_question_asked_often_reads_the_whole_record(settled, sql):
    plan = settled.app.rows(f"EXPLAIN QUERY PLAN {sql}", (1,) * sql.count("?"))
    steps = [row["detail"] for row in plan]
    scans = ("SCAN fronts", "SCAN one", "SCAN other", "SCAN front_comments", "TEMP")
    assert not [step for step in steps if step.startswith(scans) or "TEMP" in step]


@pytest.fixture
def steps(settled):
    """Count the steps SQLite takes to answer."""

    def count(ask):
        taken = itertools.count()
        settled.app.connection.set_progress_handler(lambda: next(taken) and None, 1)
        ask()
        settled.app.connection.set_progress_handler(None, 0)
        return next(taken)

    return count


def fill(house, count, alter):
    with house.app.transaction() as tx:
        tx.many(
            "INSERT INTO fronts (uid, alter_id, started_at, ended_at, created_at)"
            " VALUES (?, ?, ?, ?, 0)",
            ((f"{alter}{n}", alter, n * HOUR, n * HOUR + 9) for n in range(count)),
        )


@pytest.mark.parametrize(
    "ask",
    [
        fronts.current,
        lambda house: fronts.at(house, when=1_700_000_000_000),
        lambda house: [fronts.switch(house, alters=[a]) for a in ("dexen", "seles")],
        lambda house: fronts.history(house, alter="dexen", limit=9),
        lambda house: pages.page(
            house.app, pages.Stretch(None, None, None), (1 << 60, 0), 9
        ),
    ],
)
def test_a_long_record_is_asked_in_as_few_steps_as_a_short_one(settled, steps, ask):
    fill(settled, 100, 3)
    fronts.switch(settled, alters=["seles"])
    ask(settled)
    short = steps(lambda: ask(settled))
    fill(settled, 10_000, 4)
    assert steps(lambda: ask(settled)) < 1.3 * short


@pytest.mark.parametrize("verb", ["history", "stats", "timeline", "calendar"])
@pytest.mark.parametrize("bound", [-(10**18), 10**18, "9999-12-30", "0002-01-01"])
@pytest.mark.parametrize("key", ["since", "until"])
def test_mallory_asks_for_times_that_never_were(settled, start, verb, bound, key):
    try:
        getattr(fronts, verb)(settled, **{key: bound})
    except UsageError as error:
        assert error.hint  # noqa: PT017 - either answer will do, but no other


def names(result):
    return [[one["name"] for one in entry["beside"]] for entry in result["fronts"]]


@pytest.fixture
def company(settled, hours):
    """Blurry for six hours; Seles and, from the second hour on, Dexen; then Yuki."""
    start = hours.now()
    hours.time += 9 * HOUR
    times = {"blurry": (0, 6), "seles": (1, 3), "dexen": (2, 4), "yuki": (7, 8)}
    for name, (begins, ends) in times.items():
        bounds = {"start": start + begins * HOUR, "end": start + ends * HOUR}
        fronts.insert(settled, alter=name, **bounds)
    return settled


def test_an_entry_tells_who_was_there_when_it_began(company):
    told = fronts.history(company, beside=True)
    assert names(told) == [[], ["Blurry", "Seles"], ["Blurry"], []]


def test_company_is_told_across_pages_and_for_one_alone(company):
    cursor = fronts.history(company, limit=1)["next"]
    page = fronts.history(company, limit=1, cursor=cursor, beside=True)
    assert names(page) == [["Blurry", "Seles"]]
    dexen = fronts.history(company, alter="dexen", beside=True)
    assert names(dexen) == [["Blurry", "Seles"]]


def test_everything_is_told_page_by_page(company, monkeypatch):
    monkeypatch.setattr("homestead.services.fronts.record.MOST_AT_ONCE", 3)
    every = record.everything(company, since=None, until=None, alter=None)
    assert [entry["alter"] for entry in every] == ["yuki", "dexen", "seles", "blurry"]
