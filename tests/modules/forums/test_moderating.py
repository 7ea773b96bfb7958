"""Threads looked after: what moves, what stays, what comes back."""

from __future__ import annotations

import pytest

from homestead.core.errors import (
    ConflictError,
    NotFoundError,
    NotPermittedError,
    RefusedError,
    UsageError,
)


def texts(acting, thread, alter="seles", **args):
    posts = acting(alter, "thread_show", thread=thread, **args)["posts"]
    return [post["text"] for post in posts]


def test_a_pinned_thread_stays_at_the_top(acting, thread, shell):
    acting("dexen", "thread_create", category=1, title="Later", text="x")
    shell("thread_pin", thread=thread)
    told = acting("seles", "thread_list", category=1)
    assert [one["title"] for one in told["pinned"]] == ["Dinner"]
    assert [one["title"] for one in told["threads"]] == ["Later"]


def test_nobody_writes_in_a_locked_thread_or_edits_there(acting, thread, say, shell):
    shell("thread_lock", thread=thread)
    with pytest.raises(RefusedError, match="locked"):
        say("dexen")
    with pytest.raises(RefusedError, match="locked"):
        acting("seles", "post_edit", post=1, text="No", version=1)
    shell("thread_lock", thread=thread, locked=False)
    assert say("dexen")


def test_a_hidden_thread_is_there_for_an_owner_alone(acting, thread, shell):
    shell("thread_hide", thread=thread)
    assert acting("seles", "thread_show", thread=thread)["thread"]["hidden"]
    with pytest.raises(NotFoundError):
        acting("seles", "thread_show", role="resident", thread=thread)
    [general] = acting("seles", "category_list")["categories"]
    assert general["threads"] == 0


def test_a_hidden_post_says_nothing_to_a_resident(acting, thread, say, shell):
    shell("post_hide", post=say("dexen", "Too much"))
    assert texts(acting, thread, role="resident")[1] == ""
    assert texts(acting, thread)[1] == "Too much"


def test_a_moved_thread_counts_where_it_stands(acting, thread, shell):
    plans = shell("category_create", name="Plans")["category"]
    shell("thread_move", thread=thread, category=plans)
    told = acting("seles", "category_list")["categories"]
    assert [(one["threads"], one["posts"]) for one in told] == [(0, 0), (1, 1)]


@pytest.fixture
def talk(acting, thread, say):
    """Posts: 1 Soup? 2 Yes 3 Film? 4 Which? (answers 3) 5 With bread."""
    posts = {1: 1, 2: say("dexen", "Yes"), 3: say("yuki", "Film?")}
    posts[4] = say("dexen", "Which?", parent=posts[3])
    posts[5] = say("seles", "With bread", parent=posts[2])
    return posts


def test_a_part_becomes_a_thread_of_its_own_with_what_answers_it(
    acting, thread, talk, shell
):
    made = shell("thread_split", thread=thread, chosen=[talk[3]], title="Films")
    assert made["posts"] == 2
    assert texts(acting, thread) == ["Soup?", "Yes", "With bread"]
    assert texts(acting, made["thread"]) == ["Film?", "Which?"]
    posts = acting("seles", "thread_show", thread=thread)["posts"]
    assert [post["number"] for post in posts] == [1, 2, 3]
    assert texts(acting, thread, view="tree") == ["Soup?", "Yes", "With bread"]


def test_what_was_read_is_read_still_in_both_parts(acting, thread, talk, shell):
    acting("yuki", "mark_read", thread=thread, number=3)
    made = shell("thread_split", thread=thread, chosen=[talk[3]], title="Films")
    old = acting("yuki", "thread_show", thread=thread)
    new = acting("yuki", "thread_show", thread=made["thread"])
    assert (old["first_new"], new["first_new"]) == (3, 2)


def test_two_threads_become_one_by_time(acting, thread, say, shell):
    other = acting("yuki", "thread_create", category=1, title="Food", text="Bread?")
    say("dexen", "Soup!")
    shell("thread_merge", thread=other["thread"], into=thread)
    assert texts(acting, thread) == ["Soup?", "Bread?", "Soup!"]
    with pytest.raises(NotFoundError, match="part of") as moved:
        acting("yuki", "thread_show", thread=other["thread"])
    assert moved.value.fields == {"thread": str(thread)}


def test_a_split_and_a_merge_leave_all_as_it_was(acting, thread, talk, shell):
    before = acting("dexen", "thread_show", thread=thread, view="tree")["posts"]
    made = shell("thread_split", thread=thread, chosen=[talk[3]], title="Films")
    shell("thread_merge", thread=made["thread"], into=thread)
    after = acting("dexen", "thread_show", thread=thread, view="tree")["posts"]
    assert after == before


def test_a_merge_shows_nobody_what_was_private(acting, thread, shell):
    secret = acting("seles", "thread_create", category=1, text="Ssh", between=["yuki"])
    with pytest.raises(ConflictError, match="private"):
        acting("seles", "thread_merge", thread=secret["thread"], into=thread)


def test_a_part_of_a_private_thread_is_private(acting, shell):
    secret = acting("seles", "thread_create", category=1, text="Ssh", between=["yuki"])
    thread = secret["thread"]
    post = acting("yuki", "post_create", thread=thread, text="Film?")["post"]
    made = acting("seles", "thread_split", thread=thread, chosen=[post], title="Films")
    told = acting("yuki", "thread_show", thread=made["thread"])["thread"]
    assert sorted(one["alter"] for one in told["between"]) == ["seles", "yuki"]


@pytest.mark.parametrize("chosen", [[], [999], "all"])
def test_what_cannot_be_split_off(acting, thread, talk, shell, chosen):
    chosen = list(talk.values()) if chosen == "all" else chosen
    with pytest.raises((UsageError, ConflictError)):
        shell("thread_split", thread=thread, chosen=chosen, title="No")


def test_a_deleted_thread_waits_in_the_trash_and_comes_back(acting, thread):
    acting("seles", "thread_delete", thread=thread)
    with pytest.raises(NotFoundError):
        acting("yuki", "thread_show", thread=thread)
    [waiting] = acting("seles", "trash")["threads"]
    assert (waiting["thread"], waiting["title"]) == (thread, "Dinner")
    acting("seles", "thread_restore", thread=thread)
    assert texts(acting, thread, "yuki") == ["Soup?"]


def test_a_private_thread_is_in_the_trash_of_those_it_is_between(acting):
    made = acting("seles", "thread_create", category=1, text="Ssh", between=["yuki"])
    acting("seles", "thread_delete", thread=made["thread"])
    assert acting("dexen", "trash")["threads"] == []
    assert len(acting("yuki", "trash")["threads"]) == 1


@pytest.mark.parametrize(
    ("verb", "args"),
    [
        ("thread_pin", {}),
        ("thread_lock", {}),
        ("thread_hide", {}),
        ("thread_move", {"category": 1}),
        ("thread_split", {"chosen": [1], "title": "x"}),
        ("thread_merge", {"into": 2}),
    ],
)
def test_kit_looks_after_no_threads(acting, thread, verb, args):
    with pytest.raises(NotPermittedError):
        acting("seles", verb, role="resident", thread=thread, **args)


def test_kit_deletes_no_thread_of_others(acting, thread):
    with pytest.raises(NotPermittedError):
        acting("yuki", "thread_delete", role="resident", may=["yuki"], thread=thread)


def test_all_of_it_stands_in_the_audit_log(cast, acting, thread, talk, shell):
    for verb in ("pin", "lock", "hide", "delete", "restore"):
        shell(f"thread_{verb}", thread=thread)
    made = shell("thread_split", thread=thread, chosen=[talk[3]], title="Films")
    shell("thread_merge", thread=made["thread"], into=thread)
    shell("thread_move", thread=thread, category=1)
    noted = cast.call("audit.listing", {"action": "forums"})["entries"]
    assert [entry["action"].rpartition(".")[2] for entry in noted][::-1] == [
        *("pin", "lock", "hide", "delete", "restore", "split", "merge", "move")
    ]


def test_what_a_hidden_post_says_is_in_no_list_either(acting, say, shell):
    post = say("dexen", "unspeakable @yuki")
    acting("yuki", "bookmark", post=post)
    shell("post_hide", post=post)

    def told(verb, key, **args):
        return acting("yuki", verb, role="resident", **args)[key]

    assert told("mention_list", "mentions") == told("bookmark_list", "bookmarks") == []
    assert told("waiting", "mentions") == 0
    assert told("search", "posts", words="unspeakable") == []
    assert acting("yuki", "search", words="unspeakable")["posts"]
