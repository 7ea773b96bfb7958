"""Private threads and boards: whom they are between, and who comes and goes."""

from __future__ import annotations

import pytest

from homestead.core.errors import (
    ConflictError,
    NotFoundError,
    NotPermittedError,
    UsageError,
)


@pytest.fixture
def secret(acting):
    made = acting("seles", "thread_create", category=1, text="Ssh", between=["dexen"])
    return made["thread"]


def names(told):
    return sorted(one["alter"] for one in told["between"])


def test_who_is_let_in_sees_all_of_it(acting, secret):
    told = acting("dexen", "thread_invite", thread=secret, alters=["yuki"])
    assert names(told) == ["dexen", "seles", "yuki"]
    shown = acting("yuki", "thread_show", thread=secret)
    assert shown["posts"][0]["text"] == "Ssh"


def test_who_is_not_in_it_lets_nobody_in(acting, secret):
    args = {"role": "resident", "may": ["yuki"], "thread": secret}
    with pytest.raises(NotFoundError):
        acting("yuki", "thread_invite", alters=["yuki"], **args)


def test_who_leaves_sees_it_no_more_but_somebody_stays(acting, secret):
    acting("dexen", "thread_leave", thread=secret)
    with pytest.raises(NotPermittedError, match="not for whoever"):
        acting("dexen", "thread_show", thread=secret)
    with pytest.raises(ConflictError, match="Nobody else"):
        acting("seles", "thread_leave", thread=secret)


def test_nobody_is_let_into_what_is_for_all(acting, thread):
    with pytest.raises(UsageError, match="for everybody"):
        acting("seles", "thread_invite", thread=thread, alters=["yuki"])


def test_what_is_written_on_a_board_is_between_two(acting):
    made = acting("seles", "thread_create", board="yuki", text="Please eat")
    told = acting("yuki", "thread_show", thread=made["thread"])["thread"]
    assert names(told) == ["seles", "yuki"]
    assert told["category"]["owner"]["alter"] == "yuki"


def test_who_owns_a_board_opens_it_to_all_from_then_on(acting):
    before = acting("seles", "thread_create", board="yuki", text="Before")["thread"]
    acting("yuki", "board_edit", alter="yuki", private=False)
    acting("seles", "thread_create", board="yuki", text="After")
    listed = acting("dexen", "thread_list", board="yuki")["threads"]
    assert [one["title"] for one in listed] == ["After"]
    assert acting("yuki", "thread_show", thread=before)["thread"]["private"]


def test_who_writes_on_an_open_board_may_keep_it_between_the_two(acting):
    acting("yuki", "board_edit", alter="yuki", private=False)
    acting("seles", "thread_create", board="yuki", text="Ssh", private=True)
    assert acting("dexen", "thread_list", board="yuki")["threads"] == []


def test_a_board_is_closed_or_opened_by_whose_it_is(acting):
    args = {"role": "resident", "may": ["dexen"], "alter": "yuki", "private": False}
    with pytest.raises(NotPermittedError):
        acting("dexen", "board_edit", **args)


def test_a_board_is_called_as_its_alter_is_by_now(acting, cast):
    acting("seles", "thread_create", board="yuki", text="Hi")
    cast.call("alters.edit", {"alter": "yuki", "name": "Yuki Rose"})
    boards = acting("seles", "category_list")["boards"]
    assert "Yuki Rose" in [one["name"] for one in boards]


def test_what_somebody_wrote_stays_when_they_are_gone(acting, thread, say, cast):
    say("dexen", "Bye")
    cast.call("alters.remove", {"alter": "dexen"})
    told = acting("yuki", "thread_show", thread=thread)["posts"][1]["authors"][0]
    assert (told["name"], told["gone"]) == ("Dexen", True)
