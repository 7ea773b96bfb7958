"""Who is at the front now, and what a switch makes of it."""

from __future__ import annotations

import pytest

from homestead.core import clock
from homestead.core.errors import ConflictError, NotFoundError, UsageError
from homestead.services import alters, changes, fronts


def there(result):
    return [(one["alter"], one["tier"]) for one in result["fronting"]]


def rows(house):
    return [tuple(row) for row in house.app.rows("SELECT * FROM fronts ORDER BY id")]


def spans(house):
    found = house.app.rows(
        "SELECT handle, started_at, ended_at FROM fronts"
        " JOIN alters ON alters.id = alter_id WHERE fronts.deleted_at IS NULL"
        " ORDER BY started_at, fronts.position"
    )
    return [tuple(row) for row in found]


def test_nobody_fronts_in_a_new_home(settled):
    assert fronts.current(settled) == {"fronting": [], "since": None}


def test_seles_can_be_switched_to(settled, hours):
    fronts.switch(settled, alters=["seles"])
    since = clock.iso(hours.now())
    assert fronts.current(settled) == {
        "fronting": [
            {
                "alter": "seles",
                "name": "Seles",
                "tier": "primary",
                "custom": False,
                "pronouns": "",
                "color": None,
                "avatar": None,
                "since": since,
                "status": None,
                "id": 1,
            }
        ],
        "since": since,
    }


def test_the_first_one_named_is_primary(settled):
    result = fronts.switch(settled, alters=["dexen", "Seles", "blurry"])
    assert there(result) == [
        ("dexen", "primary"),
        ("seles", "co-front"),
        ("blurry", "co-front"),
    ]
    assert [one["custom"] for one in result["fronting"]] == [False, False, True]


def test_a_switch_says_who_came_and_who_left(settled, hours):
    fronts.switch(settled, alters=["seles", "dexen"])
    hours.pass_minutes(5)
    result = fronts.switch(settled, alters=["dexen", "yuki"])
    assert (result["came"], result["left"]) == (["yuki"], ["seles"])
    assert result["changed"] == ["dexen"]


def test_since_is_when_the_last_one_came_or_left(settled, hours):
    fronts.switch(settled, alters=["seles", "dexen"])
    later = hours.pass_minutes(5)
    result = fronts.remove(settled, alters=["dexen"])
    assert result["since"] == clock.iso(later)
    assert result["fronting"][0]["since"] < result["since"]


def test_since_tells_how_long_nobody_has_been_there(settled, hours):
    fronts.switch(settled, alters=["seles"])
    later = hours.pass_minutes(5)
    fronts.out(settled)
    assert fronts.current(settled) == {"fronting": [], "since": clock.iso(later)}


def test_a_status_is_said_and_taken_back(settled):
    result = fronts.switch(settled, alters=["seles"], status="at work")
    assert result["fronting"][0]["status"] == "at work"
    result = fronts.switch(settled, alters=["seles"], status="")
    assert result["fronting"][0]["status"] is None
    assert len(rows(settled)) == 1


def test_a_change_in_the_past_shows_its_span_in_the_home_time(settled, hours):
    settled.app.connection.execute(
        "INSERT INTO system (uid, time_zone, created_at, updated_at)"
        " VALUES ('s', 'Asia/Tokyo', 0, 0)"
    )
    start = hours.now()
    fronts.switch(settled, alters=["seles"])
    hours.pass_minutes(60)
    fronts.switch(settled, alters=["dexen"])
    result = fronts.switch(settled, alters=["yuki"], at=start + 30 * clock.MINUTE)
    assert result["span"] == "from 17:30 to 18:00"
    assert there(result) == [("dexen", "primary")]


def test_a_moment_can_be_written_as_people_do(settled, hours):
    result = fronts.switch(settled, alters=["seles"], at="20 min ago")
    assert result["at"] == clock.iso(hours.now() - 20 * clock.MINUTE)
    assert result["span"] is None


def test_a_few_seconds_ahead_is_now(settled, hours):
    result = fronts.switch(settled, alters=["seles"], at=hours.now() + 30_000)
    assert result["at"] == clock.iso(hours.now())


@pytest.mark.parametrize("ahead", [2 * clock.MINUTE, 10**15, 10**30])
def test_the_future_cannot_be_recorded(settled, hours, ahead):
    with pytest.raises(UsageError, match="still to come"):
        fronts.switch(settled, alters=["seles"], at=hours.now() + ahead)


@pytest.mark.parametrize("at", [-(10**15), "1899-12-31"])
def test_the_record_does_not_begin_before_people_did(settled, at):
    with pytest.raises(UsageError, match="too long ago"):
        fronts.switch(settled, alters=["seles"], at=at)


def test_a_misspelt_name_suggests_the_right_one(settled):
    with pytest.raises(NotFoundError) as told:
        fronts.switch(settled, alters=["selse"])
    assert "seles" in told.value.hint
    assert rows(settled) == []


@pytest.mark.parametrize(
    ("verb", "how", "message"),
    [
        ("switch", {"alters": ["seles"]}, "Seles is at the front already."),
        ("add", {"alters": ["seles"]}, "Seles is at the front already."),
        ("remove", {"alters": ["dexen"]}, "Dexen is not at the front."),
        (
            "switch",
            {"alters": ["seles"], "at": "now"},
            "Seles was at the front already then.",
        ),
        (
            "remove",
            {"alters": ["seles", "dexen", "yuki"]},
            "Dexen and Yuki are not at the front.",
        ),
    ],
)
def test_what_is_so_already_is_a_conflict(settled, verb, how, message):
    fronts.switch(settled, alters=["seles"])
    before = rows(settled)
    with pytest.raises(ConflictError, match=message):
        getattr(fronts, verb)(settled, **how)
    assert rows(settled) == before
    assert len(changes.listing(settled)["changes"]) == 1


def test_nobody_can_leave_an_empty_front(settled):
    with pytest.raises(ConflictError, match="Nobody is at the front"):
        fronts.out(settled)


def test_an_unknown_tier_names_those_there_are(settled):
    with pytest.raises(UsageError) as told:
        fronts.switch(settled, alters=["seles"], tier="boss")
    assert "co-conscious" in told.value.hint


def test_a_switch_must_name_somebody(settled):
    with pytest.raises(UsageError):
        fronts.switch(settled, alters=[])


def test_two_switches_in_one_millisecond_both_stay_on_record(settled, hours):
    fronts.switch(settled, alters=["seles"])
    fronts.out(settled)
    fronts.switch(settled, alters=["dexen"])
    at = hours.now()
    assert spans(settled) == [("seles", at, at + 1), ("dexen", at + 2, None)]


def test_a_clock_set_back_a_little_does_not_lose_a_switch(settled, hours):
    fronts.switch(settled, alters=["seles"])
    at = hours.now()
    hours.pass_minutes(-0.005)
    assert there(fronts.switch(settled, alters=["dexen"])) == [("dexen", "primary")]
    assert spans(settled) == [("seles", at, at + 1), ("dexen", at + 1, None)]


def test_a_front_recorded_on_a_clock_far_ahead_does_not_stop_a_switch(settled, hours):
    fronts.switch(settled, alters=["seles"])
    hours.pass_minutes(-600)
    assert there(fronts.switch(settled, alters=["dexen"])) == [("dexen", "primary")]
    assert there(fronts.current(settled)) == [("dexen", "primary")]


def test_comments_go_with_the_part_of_a_front_they_were_made_in(settled, hours):
    start = hours.now()
    fronts.switch(settled, alters=["seles"])
    for at in (start, start + 30 * clock.MINUTE):
        settled.app.connection.execute(
            "INSERT INTO front_comments (uid, front_id, at, text, created_at)"
            " VALUES (?, 1, ?, 'hm', 0)",
            (str(at), at),
        )
    hours.pass_minutes(60)
    fronts.switch(settled, alters=["seles"], tier="co-front", at=start + clock.MINUTE)
    found = settled.app.rows("SELECT front_id FROM front_comments ORDER BY at")
    assert [row[0] for row in found] == [1, 2]


def test_every_switch_tells_the_open_pages(settled):
    heard = []
    settled.events.listen(lambda name, facts: heard.append((name, facts["came"])))
    fronts.switch(settled, alters=["seles"])
    assert heard == [("front.changed", ["seles"])]


def test_undo_puts_everybody_back_exactly(settled, hours):
    fronts.switch(settled, alters=["seles", "dexen"])
    before = rows(settled)
    hours.pass_minutes(5)
    fronts.switch(settled, alters=["yuki", "seles"])
    changes.undo(settled)
    assert rows(settled) == before


def test_no_other_verb_is_offered():
    with pytest.raises(AttributeError):
        _ = fronts.wipe


def test_a_status_is_one_line(settled):
    result = fronts.switch(settled, alters=["seles"], status=" at\nwork\x1b ")
    assert result["fronting"][0]["status"] == "at work"


def test_a_status_is_no_novel(settled):
    with pytest.raises(UsageError, match="the most"):
        fronts.switch(settled, alters=["seles"], status="x" * 301)


def test_who_joins_in_the_past_leaves_what_came_later(settled, hours):
    start = hours.now()
    fronts.switch(settled, alters=["seles"])
    hours.pass_minutes(60)
    fronts.switch(settled, alters=["dexen"])
    fronts.add(settled, alters=["yuki"], at=start + 30 * clock.MINUTE)
    assert spans(settled) == [
        ("seles", start, start + clock.HOUR),
        ("yuki", start + 30 * clock.MINUTE, start + clock.HOUR),
        ("dexen", start + clock.HOUR, None),
    ]


def test_who_is_removed_at_the_instant_they_came_never_was_there(settled, hours):
    start = hours.now()
    fronts.switch(settled, alters=["seles", "dexen"])
    hours.pass_minutes(60)
    fronts.remove(settled, alters=["dexen"], at=start)
    assert spans(settled) == [("seles", start, None)]


def test_who_stays_can_change_places(settled, hours):
    fronts.switch(settled, alters=["seles", "dexen"], tier="primary")
    hours.pass_minutes(5)
    result = fronts.switch(settled, alters=["dexen", "seles"], tier="primary")
    assert [one for one, _ in there(result)] == ["dexen", "seles"]
    assert len(result["changed"]) == 1


def test_a_name_counts_once_however_it_is_written(settled):
    result = fronts.switch(settled, alters=["seles", "Seles", "SELES"])
    assert there(result) == [("seles", "primary")]


def test_who_is_removed_from_the_home_leaves_the_front(settled):
    fronts.switch(settled, alters=["seles", "dexen"])
    alters.remove(settled, alter="seles")
    assert there(fronts.current(settled)) == [("dexen", "co-front")]
    changes.undo(settled)
    assert len(fronts.current(settled)["fronting"]) == 2


def test_the_record_keeps_the_names_of_who_is_gone(settled):
    fronts.switch(settled, alters=["seles"])
    alters.remove(settled, alter="seles")
    assert fronts.history(settled)["fronts"][0]["name"] == "Seles"
    assert fronts.stats(settled)["alters"][0]["name"] == "Seles"
