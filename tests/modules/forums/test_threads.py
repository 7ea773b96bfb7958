"""Threads: where they stand, their pages by time and as a tree."""

from __future__ import annotations

import pytest

from homestead.core.errors import NotFoundError, RefusedError, UsageError


@pytest.fixture
def long(shell, acting, thread, say):
    """A thread of 12 posts on pages of 5: 2 and 4 answer 1, 3 answers 2."""
    parents = {2: 1, 3: 2, 4: 1}
    posts = {1: 1}
    for number in range(2, 13):
        parent = posts.get(parents.get(number, 0))
        posts[number] = say("dexen", f"Post {number}", parent=parent)
    return thread


@pytest.fixture
def fives(cast):
    cast.call("modules.set", {"module": "forums", "key": "page", "value": "5"})


def numbers(told):
    return [post["number"] for post in told["posts"]]


@pytest.mark.parametrize(
    ("asked", "page", "first"),
    [
        ({}, 1, 1),
        ({"page": 2}, 2, 6),
        ({"page": "3"}, 3, 11),
        ({"page": "last"}, 3, 11),
        ({"page": 99}, 3, 11),
        ({"page": -1}, 1, 1),
        ({"post": 7}, 2, 6),
    ],
)
@pytest.mark.usefixtures("fives")
def test_pages_by_time(acting, long, asked, page, first):
    told = acting("yuki", "thread_show", thread=long, **asked)
    assert (told["page"], told["pages"], numbers(told)[0]) == (page, 3, first)


def test_as_a_tree_answers_stand_below_what_they_answer(acting, long):
    told = acting("yuki", "thread_show", thread=long, view="tree")
    assert numbers(told)[:5] == [1, 2, 3, 4, 5]
    assert [post["depth"] for post in told["posts"]][:5] == [0, 1, 2, 1, 0]


def test_a_late_answer_to_the_first_post_stands_at_the_top(fives, acting, long, say):
    say("yuki", parent=1)
    told = acting("yuki", "thread_show", thread=long, view="tree")
    assert numbers(told) == [1, 2, 3, 4, 13]


def test_one_goes_through_a_tree_forth_and_back(fives, acting, long):
    told = acting("yuki", "thread_show", thread=long, view="tree")
    second = acting("yuki", "thread_show", thread=long, view="tree", after=told["next"])
    assert numbers(second) == [6, 7, 8, 9, 10]
    back = acting(
        "yuki", "thread_show", thread=long, view="tree", before=second["previous"]
    )
    assert numbers(back) == numbers(told)
    assert back["previous"] is None


def test_the_last_page_of_a_tree(fives, acting, long):
    told = acting("yuki", "thread_show", thread=long, view="tree", page="last")
    assert (numbers(told), told["next"]) == ([8, 9, 10, 11, 12], None)


def test_a_tree_of_a_thousand_answers_in_a_row_is_a_page_like_any(acting, thread, say):
    post = 1
    for _ in range(60):
        post = say("dexen", "And", parent=post)
    told = acting("yuki", "thread_show", thread=thread, view="tree", post=post)
    assert told["posts"][0]["post"] == post
    assert told["posts"][0]["depth"] == 49
    assert told["posts"][0]["parent"]["number"] == 60


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "x"},
        {"view": "tree", "after": "é"},
        {"view": "tree", "after": "a" * 999},
    ],
)
def test_no_page_at_all(acting, thread, asked):
    with pytest.raises(UsageError):
        acting("yuki", "thread_show", thread=thread, **asked)


def test_threads_are_listed_with_what_was_written_in_last_first(acting, thread, say):
    acting("dexen", "thread_create", category=1, title="Movies", text="Which?")
    say("yuki")
    told = acting("seles", "thread_list", category=1)
    assert [one["title"] for one in told["threads"]] == ["Dinner", "Movies"]
    assert told["threads"][0]["last_author"]["alter"] == "yuki"


def test_a_list_goes_on_where_it_ended(acting):
    for number in range(5):
        acting("dexen", "thread_create", category=1, title=f"T{number}", text="x")
    first = acting("seles", "thread_list", category=1, limit=3)
    rest = acting("seles", "thread_list", category=1, limit=3, before=first["next"])
    titles = [one["title"] for one in (*first["threads"], *rest["threads"])]
    assert titles == ["T4", "T3", "T2", "T1", "T0"]
    assert rest["next"] is None


def test_a_title_left_out_is_how_the_text_begins(acting):
    acting("seles", "thread_create", category=1, text="\n## Please eat\nNow.")
    [told] = acting("seles", "thread_list")["threads"]
    assert told["title"] == "Please eat"


@pytest.mark.parametrize(
    "wrong", [{"title": "x" * 201}, {"tags": ["x" * 41]}, {"tags": list("abcdefghijk")}]
)
def test_what_a_thread_cannot_be(acting, wrong):
    with pytest.raises(UsageError):
        acting("seles", "thread_create", category=1, text="x", **wrong)


def test_threads_are_found_by_their_tags(acting, thread):
    acting("seles", "thread_edit", thread=thread, tags=["#Food", "food", "Plans "])
    [told] = acting("seles", "thread_list", tag="FOOD")["threads"]
    assert told["tags"] == ["food", "plans"]
    assert acting("seles", "thread_list", tag="fo")["threads"] == []


def test_who_began_a_thread_names_it_anew(acting, thread):
    acting("seles", "thread_edit", thread=thread, title="Supper")
    assert acting("yuki", "thread_show", thread=thread)["thread"]["title"] == "Supper"


def test_the_counters_of_a_category_follow(acting, say, shell):
    say("dexen")
    acting("seles", "thread_create", category=1, text="x", between=["yuki"])
    [general] = acting("seles", "category_list")["categories"]
    assert (general["threads"], general["posts"]) == (1, 2)
    assert general["last"]["author"]["alter"] == "dexen"


def test_a_new_category_is_ordered_limited_and_deleted(shell):
    made = shell("category_create", name="Night shift", color="teal", limited=["night"])
    assert (made["color"], made["limited"][0]["group"]) == ("#008080", "night")
    told = shell("category_order", first=[made["category"]])["categories"]
    assert [one["name"] for one in told] == ["Night shift", "General"]
    shell("category_delete", category=made["category"])
    assert len(shell("category_list")["categories"]) == 1
    assert shell("category_restore", category=made["category"])["name"] == "Night shift"


def test_a_deleted_category_takes_its_threads_along(acting, thread, shell):
    shell("category_delete", category=1)
    with pytest.raises(NotFoundError):
        acting("seles", "thread_show", thread=thread)
    assert acting("seles", "thread_list")["threads"] == []


def test_what_is_for_some_is_not_for_guests(shell):
    with pytest.raises(UsageError, match="not both"):
        shell("category_create", name="A", limited=["yuki"], guests=True)


def test_a_board_is_nobodys_to_delete(acting, shell):
    acting("seles", "thread_create", board="yuki", text="Please eat")
    [board] = [b for b in shell("category_list")["boards"] if b["category"]]
    with pytest.raises(RefusedError, match="belong to"):
        shell("category_delete", category=board["category"])


def test_changes_to_categories_stand_in_the_audit_log(cast, shell):
    shell("category_create", name="Plans")
    [entry] = cast.call("audit.listing", {"action": "forums"})["entries"]
    assert entry["action"] == "forums.category.create"
