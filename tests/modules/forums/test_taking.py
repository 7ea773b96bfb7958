"""What Simply Plural knew moves in: messages, notes, polls; each once."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homestead.core.house import NamedFile
from homestead.core.module import Preserved
from homestead.modules.forums import module

SELES, DEXEN = "65a000000000000000000001", "65a000000000000000000002"
GONE = "65a000000000000000000009"
MESSAGE = {
    "_id": "65a000000000000000000080",
    "title": "hi",
    "message": "please **eat**",
    "writtenBy": SELES,
    "writtenFor": DEXEN,
    "read": False,
    "writtenAt": 1735732800000,
    "supportMarkdown": True,
}
NOTE = {
    "_id": "65a000000000000000000060",
    "title": "meds",
    "note": "take **two**",
    "member": DEXEN,
    "date": 1735736400000,
    "supportMarkdown": False,
}
FILM = {
    "_id": "65a000000000000000000070",
    "name": "Film night?",
    "desc": "",
    "custom": True,
    "endTime": 1735898400000,
    "options": [
        {"name": "Comedy", "color": "#00ff00"},
        {"name": "Horror", "color": "#ff0000"},
    ],
    "votes": [
        {"id": SELES, "vote": "Comedy", "comment": "please"},
        {"id": GONE, "vote": "Western", "comment": ""},
    ],
}
FLAT = {
    "_id": "65a000000000000000000071",
    "name": "New flat?",
    "custom": False,
    "endTime": 1735984800000,
    "votes": [
        {"id": SELES, "vote": "Yes", "comment": "ok"},
        {"id": DEXEN, "vote": "veto", "comment": "too loud"},
    ],
}


def export(**collections):
    members = [{"_id": SELES, "name": "Seles"}, {"_id": DEXEN, "name": "Dexen"}]
    told = {"members": members, "frontHistory": [], **collections}
    return [NamedFile("sp.json", io.BytesIO(json.dumps(told).encode()))]


@pytest.fixture
def brought(opened):
    """Import records of Simply Plural; call the forums as an alter that came along."""

    def bring(**collections):
        opened.call("imports.run", {}, files=export(**collections))

    bring.ask = lambda verb, **args: opened.call(f"forums.{verb}", args)
    return bring


def posts(brought, reader):
    listed = brought.ask("thread_list", reader=reader)["threads"]
    shown = [
        brought.ask("thread_show", thread=one["thread"], reader=reader)
        for one in listed
    ]
    return [(one["thread"], one["posts"][0]) for one in shown]


def test_a_board_message_is_on_the_board_of_whom_it_was_for(brought):
    brought(boardMessages=[MESSAGE])
    [(thread, post)] = posts(brought, "dexen")
    assert (thread["title"], thread["category"]["owner"]["alter"]) == ("hi", "dexen")
    assert post["authors"][0]["alter"] == "seles"
    assert post["html"] == "<p>please <strong>eat</strong></p>\n"
    assert post["at"] == "2025-01-01T12:00:00.000Z"
    assert thread["unread"] == 1
    assert sorted(one["alter"] for one in thread["between"]) == ["dexen", "seles"]


def test_a_message_that_was_read_is_read(brought):
    brought(boardMessages=[{**MESSAGE, "read": True}])
    assert brought.ask("waiting", reader="dexen")["unread"] == 0


def test_a_note_is_among_the_notes_of_whose_it_is_and_nobody_elses(brought):
    brought(notes=[NOTE])
    [(thread, post)] = posts(brought, "dexen")
    assert (thread["title"], thread["category"]["kind"]) == ("meds", "notes")
    assert post["html"] == "<p>take **two**</p>\n"
    assert posts(brought, "seles") == []


def test_a_poll_comes_with_every_vote_and_comment(brought):
    brought(polls=[FILM])
    [(thread, post)] = posts(brought, "dexen")
    poll = post["poll"]
    assert (thread["title"], poll["question"], poll["open"]) == (
        "Film night?",
        "Film night?",
        False,
    )
    told = {
        one["text"]: [(v["who"]["name"], v["comment"]) for v in one["votes"]]
        for one in poll["options"]
    }
    assert told == {
        "Comedy": [("Seles", "please")],
        "Horror": [],
        "Western": [("Somebody who is gone", "")],
    }
    assert poll["options"][0]["color"] == "#00ff00"
    assert post["authors"][0]["name"] == "Simply Plural"
    assert thread["unread"] == 0


def test_yes_no_and_veto_in_any_case(brought):
    brought(polls=[FLAT])
    [(_, post)] = posts(brought, "seles")
    assert [(one["text"], one["count"]) for one in post["poll"]["options"]] == [
        *(("yes", 1), ("no", 0), ("abstain", 0), ("veto", 1))
    ]
    assert post["poll"]["vetoed"]


@pytest.mark.parametrize("poll", [{"name": ""}, {"votes": None}, {"options": "x"}])
def test_a_poll_with_pieces_missing_comes_as_far_as_it_goes(brought, poll):
    brought(polls=[{**FILM, **poll}])
    assert len(posts(brought, "seles")) == 1


def test_messages_to_who_is_gone_are_kept_for_who_wrote_them(brought):
    brought(boardMessages=[{**MESSAGE, "writtenFor": GONE}])
    [(thread, _)] = posts(brought, "seles")
    assert thread["category"]["name"] == "From Simply Plural"
    assert posts(brought, "dexen") == []


def test_importing_again_brings_nothing_twice(brought, opened):
    for _ in range(3):
        brought(boardMessages=[MESSAGE], notes=[NOTE], polls=[FILM, FLAT])
    base = opened.house.room("forums").database
    assert base.value("SELECT count(*) FROM posts") == 4
    linked = base.rows("SELECT collection, source_id FROM sources ORDER BY source_id")
    assert [tuple(row) for row in linked] == [
        ("notes", NOTE["_id"]),
        ("polls", FILM["_id"]),
        ("polls", FLAT["_id"]),
        ("board_messages", MESSAGE["_id"]),
    ]


def test_what_was_taken_and_told_again_after_a_power_cut_is_there_once(brought, opened):
    brought(polls=[FILM])
    with opened.house.app.transaction() as tx:
        tx.run("UPDATE preserved SET taken_at = NULL")
    opened.house.rooms.moving.take_over()
    assert len(posts(brought, "seles")) == 1


def test_old_messages_stand_below_what_was_written_since(brought):
    brought()
    brought.ask("thread_create", category=1, text="New", authors=["seles"])
    brought(boardMessages=[MESSAGE])
    listed = brought.ask("thread_list", reader="seles")["threads"]
    assert [one["title"] for one in listed] == ["New", "hi"]


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from([*FILM, *MESSAGE, "id"]), inside, max_size=4)
    ),
    max_leaves=6,
)
KEYS = sorted({*MESSAGE, *NOTE, *FILM} - {"_id"})


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=st.dictionaries(st.sampled_from(KEYS), ODD) | ODD)
def test_a_record_may_be_anything_and_the_forums_open_all_the_same(opened, record):
    for takeover in module.takes:
        kept = Preserved(takeover.app, takeover.collection, repr(record)[:200], record)
        takeover.take(opened.house, kept)
    assert opened.call("forums.thread_list", {}) is not None
