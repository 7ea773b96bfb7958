"""Writing: who it is from, what is kept with it, and what twice comes to."""

from __future__ import annotations

import pytest

from homestead.core.errors import (
    ConflictError,
    NotFoundError,
    NotPermittedError,
    RefusedError,
    UsageError,
)


def shown(acting, thread, **args):
    return acting("seles", "thread_show", thread=thread, **args)["posts"]


def names(post):
    return [one["alter"] for one in post["authors"]]


def test_dexen_answers_seles_and_the_page_says_whom(acting, thread, say):
    say("dexen", parent=1)
    answer = shown(acting, thread)[1]
    assert names(answer) == ["dexen"]
    assert answer["parent"]["author"]["alter"] == "seles"
    assert (answer["depth"], answer["number"]) == (1, 2)


def test_who_acts_as_nobody_writes_as_the_primary_fronter(acting, thread, say):
    say(None)
    assert names(shown(acting, thread)[1]) == ["seles"]


def test_two_who_are_together_sign_one_post(acting, thread, say):
    say("seles", authors=["yuki", "dexen"])
    assert names(shown(acting, thread)[1]) == ["yuki", "dexen"]


def test_a_post_keeps_who_was_at_the_front(acting, cast, thread, say):
    cast.call("fronts.switch", {"alters": ["yuki", "dexen"]})
    say("dexen")
    cast.call("fronts.switch", {"alters": ["seles"]})
    there = [
        (one["alter"], one["tier"]) for one in shown(acting, thread)[1]["fronting"]
    ]
    assert there == [("yuki", "primary"), ("dexen", "co-front")]


def test_a_resident_does_not_write_as_one_they_may_not_act_as(acting, thread):
    with pytest.raises(NotPermittedError, match="act as Yuki"):
        acting(
            "dexen",
            "post_create",
            role="resident",
            may=["dexen"],
            thread=thread,
            text="Hi",
            authors=["yuki"],
        )


def test_a_guest_writes_nothing(acting, thread):
    with pytest.raises(NotPermittedError):
        acting(None, "post_create", role="guest", thread=thread, text="Hi")


def test_where_nobody_fronts_one_has_to_say_who_writes(acting, cast, thread):
    cast.call("fronts.out", {})
    with pytest.raises(UsageError, match="Nobody is at the front"):
        acting(None, "post_create", thread=thread, text="Hi")


@pytest.fixture
def tagged(cast):
    """Yuki's tags are `y:` and `[ ]`; Dexen's are `[d ]` and kept."""
    tags = [{"prefix": "y:", "suffix": None}, {"prefix": "[", "suffix": "]"}]
    cast.call("alters.edit", {"alter": "yuki", "proxy_tags": tags})
    kept = {"proxy_tags": [{"prefix": "[d", "suffix": "]"}], "keep_proxy": True}
    cast.call("alters.edit", {"alter": "dexen", **kept})


@pytest.mark.parametrize(
    ("text", "author", "said"),
    [
        ("y: hello", "yuki", "hello"),
        ("[hello]", "yuki", "hello"),
        ("[d hello]", "dexen", "[d hello]"),
        ("\\y: hello", "seles", "y: hello"),
        ("\\*not* tags", "seles", "\\*not* tags"),
        ("y:", "seles", "y:"),
        ("[]", "seles", "[]"),
    ],
)
@pytest.mark.usefixtures("tagged")
def test_a_text_in_somebodys_tags_is_theirs(acting, say, text, author, said):
    post = acting("seles", "post_show", post=say("seles", text))
    assert (names(post), post["text"]) == ([author], said)


@pytest.mark.usefixtures("tagged")
def test_tags_of_one_they_may_not_act_as_are_only_letters(acting, thread):
    args = {"thread": thread, "text": "y: hello"}
    acting("dexen", "post_create", role="resident", may=["dexen"], **args)
    post = shown(acting, thread)[1]
    assert (names(post), post["text"]) == (["dexen"], "y: hello")


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b\u200b", "\u2800"])
def test_an_empty_post_is_refused(say, text):
    with pytest.raises(UsageError, match="nothing written"):
        say("dexen", text)


def test_a_megabyte_is_refused_and_it_says_how_much_is_taken(say):
    with pytest.raises(UsageError, match="50,000 letters"):
        say("dexen", "x" * 1_000_000)


@pytest.mark.parametrize("text", [">" * 10_000 + "deep", "x" * 50_000, "> a\n" * 9999])
def test_long_lines_and_deep_quotes_are_taken(acting, thread, say, text):
    say("dexen", text)
    assert shown(acting, thread)[1]["text"] == text.strip()


def test_a_request_sent_twice_makes_one_post(acting, thread):
    args = {"thread": thread, "text": "Once", "once": "key-of-this-form"}
    first = acting("dexen", "post_create", **args)
    second = acting("dexen", "post_create", **args)
    assert second == {**first, "again": True}
    assert len(shown(acting, thread)) == 2


def test_a_thread_begun_twice_by_one_request_is_one(acting):
    args = {"category": 1, "title": "A", "text": "B", "once": "key-of-this-form"}
    first, second = (acting("seles", "thread_create", **args) for _ in range(2))
    assert second == {**first, "again": True}


def test_an_answer_to_a_post_elsewhere_is_refused(acting, thread, say):
    other = acting("seles", "thread_create", category=1, title="B", text="C")
    with pytest.raises(NotFoundError):
        say("dexen", parent=other["post"])


@pytest.mark.parametrize("thread", [99, 0, -1])
def test_a_post_to_no_thread_is_refused(acting, thread):
    with pytest.raises(NotFoundError):
        acting("dexen", "post_create", thread=thread, text="Hi")


def test_nobody_writes_where_all_is_archived(acting, thread, say, shell):
    shell("category_archive", category=1)
    with pytest.raises(RefusedError, match="archived"):
        say("dexen")
    shell("category_archive", category=1, archived=False)
    assert say("dexen")


def test_an_edited_post_keeps_what_it_was(acting, say):
    post = say("dexen", "Soup is good")
    told = acting("dexen", "post_edit", post=post, text="Soup was good", version=1)
    assert (told["version"], told["edited_by"]["alter"]) == (2, "dexen")
    newest, first = acting("seles", "post_history", post=post)["versions"]
    assert first["text"] == "Soup is good"
    assert ("removed", "is") in newest["changes"]
    assert ("added", "was") in newest["changes"]


def test_an_edit_that_changes_nothing_is_none(acting, say):
    post = say("dexen", "Soup")
    acting("dexen", "post_edit", post=post, text="Soup", version=1)
    assert acting("dexen", "post_show", post=post)["version"] == 1


def test_who_edits_second_is_shown_what_the_first_made_of_it(acting, say):
    post = say("dexen", "Soup")
    acting("dexen", "post_edit", post=post, text="Stew", version=1)
    with pytest.raises(ConflictError) as refused:
        acting("dexen", "post_edit", post=post, text="Salad", version=1)
    assert refused.value.fields == {"theirs": "Stew", "version": "2"}


def test_only_who_wrote_a_post_edits_it(acting, say):
    post = say("dexen")
    with pytest.raises(NotPermittedError, match="Only those who wrote"):
        acting(
            "yuki",
            "post_edit",
            role="resident",
            may=["yuki"],
            post=post,
            text="No",
            version=1,
        )


def test_a_deleted_post_leaves_its_place_and_comes_back(acting, thread, say):
    post = say("dexen", "Secret")
    say("yuki", "Why?", parent=post)
    acting("dexen", "post_delete", post=post)
    gone = shown(acting, thread)[1]
    assert (gone["deleted"], gone["text"], gone["html"]) == (True, "", "")
    assert gone["deleted_by"]["alter"] == "dexen"
    acting("dexen", "post_restore", post=post)
    assert shown(acting, thread)[1]["text"] == "Secret"


def test_the_list_tells_of_the_last_post_that_is_not_deleted(acting, thread, say):
    post = say("dexen")
    acting("dexen", "post_delete", post=post)
    [listed] = acting("seles", "thread_list")["threads"]
    assert (listed["thread"], listed["last_author"]["alter"]) == (thread, "seles")


def test_somebody_else_deletes_nothing_but_an_owner_does(acting, say):
    post = say("dexen")
    args = {"role": "resident", "may": ["yuki"], "post": post}
    with pytest.raises(NotPermittedError):
        acting("yuki", "post_delete", **args)
    assert acting("yuki", "post_delete", post=post)["deleted"] == post


def test_a_deleted_post_is_not_edited(acting, say):
    post = say("dexen")
    acting("dexen", "post_delete", post=post)
    with pytest.raises(ConflictError, match="deleted meanwhile"):
        acting("dexen", "post_edit", post=post, text="B", version=1)
    with pytest.raises(RefusedError):
        acting("dexen", "post_history", post=post)


def test_a_preview_is_what_is_kept(acting, thread, say):
    text = "Hi @dexen\n\n::: Loud\n**boo**\n:::"
    told = acting("seles", "preview", text=text)
    say("seles", text)
    assert told["html"] == shown(acting, thread)[1]["html"]
    assert [one["alter"] for one in told["mentions"]] == ["dexen"]
