"""Votes, reactions and polls: each alter one."""

from __future__ import annotations

import pytest

from homestead.core import clock
from homestead.core.errors import (
    ConflictError,
    NotFoundError,
    NotPermittedError,
    RefusedError,
    UsageError,
)

FILM = {"question": "Film?", "options": ["Comedy", "Horror"]}
FLAT = {"question": "New flat?", "kind": "yesno"}


def who(told):
    return [one["alter"] for one in told]


def test_each_alter_has_one_vote_and_may_take_it_back(acting, say):
    post = say("dexen")
    acting("seles", "vote", post=post, value=1)
    acting("seles", "vote", post=post, value=-1)
    told = acting("yuki", "vote", post=post, value=1)
    assert (told["score"], who(told["up"]), who(told["down"])) == (
        0,
        ["yuki"],
        ["seles"],
    )
    assert told["my_vote"] == 1
    assert acting("yuki", "vote", post=post, value=0)["score"] == -1


@pytest.mark.parametrize("value", [2, -5])
def test_nobody_votes_more_than_once(acting, say, value):
    with pytest.raises(UsageError):
        acting("seles", "vote", post=say("dexen"), value=value)


def test_a_resident_votes_only_as_whom_they_may(acting, say):
    post = say("dexen")
    args = {"role": "resident", "may": ["dexen"], "post": post, "value": 1}
    with pytest.raises(NotPermittedError):
        acting("dexen", "vote", alter="yuki", **args)


def test_reactions_show_who_saw_it(acting, say):
    post = say("dexen")
    acting("seles", "react", post=post, emoji="❤️")
    told = acting("yuki", "react", post=post, emoji="❤️")["reactions"]
    assert [(one["emoji"], who(one["who"]), one["mine"]) for one in told] == [
        ("❤️", ["seles", "yuki"], True)
    ]
    [left] = acting("yuki", "react", post=post, emoji="❤️")["reactions"]
    assert who(left["who"]) == ["seles"]


@pytest.mark.parametrize("emoji", ["👍", "👩‍👩‍👧", "1️⃣", "🏳️‍🌈", "☕", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"])
def test_every_emoji_is_one(acting, say, emoji):
    assert acting("seles", "react", post=say("dexen"), emoji=emoji)["reactions"]


@pytest.mark.parametrize(
    "emoji", ["", "a", "<b>", "1", "ok 👍", "<", "+", "\u202e👍", "é", "👍" * 17, "日"]
)
def test_what_is_no_emoji_is_no_reaction(acting, say, emoji):
    with pytest.raises(UsageError, match="one emoji"):
        acting("seles", "react", post=say("dexen"), emoji=emoji)


def test_a_post_has_only_so_many_kinds_of_reactions(acting, say):
    post = say("dexen")
    for number in range(20):
        acting("seles", "react", post=post, emoji=chr(0x1F600 + number))
    with pytest.raises(UsageError, match="at most 20"):
        acting("seles", "react", post=post, emoji="👍")


def test_nobody_thinks_anything_of_what_is_deleted_or_locked(acting, thread, say):
    post = say("dexen")
    acting("dexen", "post_delete", post=post)
    with pytest.raises(NotFoundError):
        acting("seles", "vote", post=post, value=1)
    acting("seles", "thread_lock", thread=thread)
    with pytest.raises(RefusedError, match="locked"):
        acting("seles", "react", post=1, emoji="👍")


@pytest.fixture
def asked(acting):
    """Ask something in a thread of its own: `asked(FILM)`; return the post."""

    def ask(poll, **more):
        poll = {**poll, **more}
        return acting("seles", "thread_create", category=1, text="?", poll=poll)["post"]

    return ask


def options(acting, post, alter="seles"):
    told = acting(alter, "post_show", post=post)["poll"]["options"]
    return {one["text"]: one["option"] for one in told}


def counts(told):
    return {one["text"]: one["count"] for one in told["poll"]["options"]}


def test_a_poll_takes_one_answer_of_each_alter(acting, asked):
    post = asked(FILM)
    known = options(acting, post)
    for alter, choice in (("seles", "Comedy"), ("yuki", "Horror"), ("seles", "Horror")):
        told = acting(
            alter, "poll_vote", post=post, options=[known[choice]], comment="because"
        )
    assert counts(told) == {"Comedy": 0, "Horror": 2}
    assert told["poll"]["options"][1]["votes"][0]["comment"] == "because"
    with pytest.raises(UsageError, match="Choose one"):
        acting("yuki", "poll_vote", post=post, options=list(known.values()))


def test_a_poll_of_many_takes_several_and_none(acting, asked):
    post = asked(FILM, kind="multiple")
    known = list(options(acting, post).values())
    told = acting("yuki", "poll_vote", post=post, options=known)
    assert counts(told) == {"Comedy": 1, "Horror": 1}
    told = acting("yuki", "poll_vote", post=post, options=[])
    assert told["poll"]["answered"] == 0


def test_a_veto_is_seen(acting, asked):
    post = asked(FLAT)
    known = options(acting, post)
    assert list(known) == ["yes", "no", "abstain", "veto"]
    told = acting("dexen", "poll_vote", post=post, options=[known["veto"]])
    assert told["poll"]["vetoed"]


def test_a_hidden_poll_tells_when_it_is_over(acting, asked):
    post = asked(FILM, hidden=True)
    [comedy, _] = options(acting, post).values()
    told = acting("yuki", "poll_vote", post=post, options=[comedy])
    assert counts(told) == {"Comedy": None, "Horror": None}
    assert told["poll"]["options"][0]["mine"]
    assert told["poll"]["options"][0]["votes"] == []
    told = acting("seles", "poll_close", post=post)
    assert counts(told) == {"Comedy": 1, "Horror": 0}


def test_after_the_deadline_nobody_answers(acting, asked, monkeypatch):
    post = asked(FILM, closes="2126-12-24 18:00")
    [comedy, _] = options(acting, post).values()
    late = clock.moment("2126-12-24T18:00:00.000Z") + clock.DAY
    monkeypatch.setattr(clock, "now", lambda: late)
    with pytest.raises(ConflictError, match="over"):
        acting("yuki", "poll_vote", post=post, options=[comedy])
    acting("seles", "poll_close", post=post, closed=False)
    assert acting("yuki", "poll_vote", post=post, options=[comedy])


@pytest.mark.parametrize(
    "wrong",
    [
        {"question": ""},
        {"options": ["one"]},
        {"options": 7},
        {"options": "ab"},
        {"options": ["a", "a"]},
        {"options": [str(number) for number in range(31)]},
        {"kind": "ranked"},
        {"closes": "yesterday-ish"},
        {"closes": "2020-01-01"},
        {"colour": "red"},
    ],
)
def test_what_is_no_poll(asked, wrong):
    with pytest.raises(UsageError):
        asked(FILM, **wrong)


def test_an_option_of_another_poll_is_none_of_this(acting, asked):
    first, second = asked(FILM), asked(FLAT)
    [foreign, *_] = options(acting, first).values()
    with pytest.raises(UsageError, match="no option"):
        acting("yuki", "poll_vote", post=second, options=[foreign])


def test_one_asks_later_in_ones_own_post_and_once(acting, say):
    post = say("dexen")
    acting("dexen", "poll_create", post=post, poll=FILM)
    with pytest.raises(ConflictError, match="already"):
        acting("dexen", "poll_create", post=post, poll=FLAT)
    with pytest.raises(NotPermittedError):
        acting(
            "yuki", "poll_close", role="resident", may=["yuki"], post=post, closed=True
        )
