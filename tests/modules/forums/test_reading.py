"""What each alter has read, what waits for them, whom they hear of."""

from __future__ import annotations

import pytest

from homestead.core import clock
from homestead.core.errors import UsageError


def unread(acting, alter):
    return acting(alter, "waiting")["unread"]


def test_what_seles_writes_waits_for_dexen_and_not_for_seles(acting, thread):
    assert (unread(acting, "seles"), unread(acting, "dexen")) == (0, 1)


def test_what_dexen_read_still_waits_for_yuki(acting, thread):
    acting("dexen", "mark_read", thread=thread)
    assert (unread(acting, "dexen"), unread(acting, "yuki")) == (0, 1)


def test_the_first_new_post_is_on_the_page_called_new(acting, thread, say, cast):
    cast.call("modules.set", {"module": "forums", "key": "page", "value": "5"})
    for _ in range(11):
        say("dexen")
    acting("yuki", "mark_read", thread=thread, number=7)
    told = acting("yuki", "thread_show", thread=thread, page="new")
    assert (told["page"], told["first_new"]) == (2, 8)
    assert [post["new"] for post in told["posts"]] == [False, False, True, True, True]


def test_reading_further_up_takes_nothing_back(acting, thread, say):
    say("dexen")
    acting("yuki", "mark_read", thread=thread)
    assert acting("yuki", "mark_read", thread=thread, number=1)["read_to"] == 2
    assert unread(acting, "yuki") == 0
    acting("yuki", "mark_unread", thread=thread, number=2)
    assert acting("yuki", "waiting")["threads"][0]["first_new"] == 2


def test_everything_is_read_at_once_or_a_category(acting, thread, shell):
    other = shell("category_create", name="Plans")["category"]
    acting("seles", "thread_create", category=other, text="x")
    assert acting("yuki", "mark_all_read", category=other)["threads"] == 1
    assert unread(acting, "yuki") == 1
    acting("yuki", "mark_all_read")
    assert unread(acting, "yuki") == 0


def test_a_category_says_how_many_threads_are_new(acting, thread):
    [general] = acting("yuki", "category_list")["categories"]
    assert general["unread"] == 1


def test_what_is_muted_does_not_wait(acting, thread):
    acting("yuki", "follow", thread=thread, level="mute")
    acting("dexen", "follow", category=1, level="mute")
    assert (unread(acting, "yuki"), unread(acting, "dexen")) == (0, 0)
    acting("dexen", "follow", thread=thread, level="watch")
    assert acting("dexen", "waiting")["threads"][0]["watched"]


def test_normal_is_neither_watched_nor_muted(acting, thread):
    acting("yuki", "follow", thread=thread, level="mute")
    acting("yuki", "follow", thread=thread, level="normal")
    assert unread(acting, "yuki") == 1


@pytest.mark.parametrize("wrong", [{"level": "loud"}, {"category": 1}])
def test_one_follows_one_thing_in_one_way(acting, thread, wrong):
    with pytest.raises(UsageError):
        acting("yuki", "follow", **{"thread": thread, "level": "mute", **wrong})


def test_yuki_hears_of_being_mentioned_until_they_saw_it(acting, thread, say):
    say("dexen", "@yuki look, and @nobody too")
    assert acting("yuki", "waiting")["mentions"] == 1
    [told] = acting("yuki", "mention_list")["mentions"]
    assert (told["author"]["alter"], told["new"]) == ("dexen", True)
    acting("yuki", "mark_read", thread=thread)
    assert acting("yuki", "waiting")["mentions"] == 0
    assert acting("seles", "mention_list")["mentions"] == []


def test_a_mentioned_group_is_everybody_in_it_but_who_wrote(acting, thread, say):
    say("dexen", "@night come here")
    assert acting("seles", "waiting")["mentions"] == 1
    assert acting("dexen", "waiting")["mentions"] == 0


def test_where_somebody_may_not_look_they_are_not_mentioned(acting):
    acting("seles", "thread_create", category=1, text="@yuki", between=["dexen"])
    assert acting("yuki", "waiting")["mentions"] == 0
    assert acting("yuki", "mention_list")["mentions"] == []


def test_a_kept_post_is_found_again(acting, thread, say):
    post = say("dexen", "The recipe")
    acting("yuki", "bookmark", post=post, note="for Sunday")
    [kept] = acting("yuki", "bookmark_list")["bookmarks"]
    assert (kept["post"], kept["note"]) == (post, "for Sunday")
    assert acting("yuki", "post_show", post=post)["bookmarked"]
    assert not acting("dexen", "post_show", post=post)["bookmarked"]
    acting("yuki", "bookmark", post=post, keep=False)
    assert acting("yuki", "bookmark_list")["bookmarks"] == []


def test_new_since_you_were_here_means_before_you_came_back(
    acting, thread, monkeypatch
):
    start = clock.now()
    acting("yuki", "mark_read", thread=thread)
    assert acting("yuki", "category_list")["here"] is None
    monkeypatch.setattr(clock, "now", lambda: start + 2 * clock.HOUR)
    acting("yuki", "mark_read", thread=thread)
    monkeypatch.setattr(clock, "now", lambda: start + 2 * clock.HOUR + 1)
    here = acting("yuki", "category_list")["here"]
    assert abs(clock.moment(here) - start) < clock.MINUTE


def test_nobody_who_reads_has_nothing_waiting(acting, cast, thread):
    cast.call("fronts.out", {})
    assert acting(None, "waiting")["reader"] is None
    with pytest.raises(UsageError):
        acting(None, "mark_read", thread=thread)
