"""What is being written is kept, and is nobody else's."""

from __future__ import annotations

import pytest

from homestead.core.errors import NotPermittedError, UsageError


def test_a_switch_in_mid_sentence_loses_nothing(acting, thread, cast):
    place = f"thread:{thread}"
    acting("seles", "draft_save", place=place, text="I wanted to s", alter="seles")
    cast.call("fronts.switch", {"alters": ["dexen"]})
    assert acting("dexen", "draft_show", place=place)["draft"] is None
    acting("dexen", "draft_save", place=place, text="Mine")
    kept = acting("seles", "draft_show", place=place)["draft"]
    assert kept["text"] == "I wanted to s"


def test_the_page_of_seles_goes_on_saving_as_seles(acting, cast):
    acting("dexen", "draft_save", place="new:1", text="of Seles", alter="seles")
    assert acting("seles", "draft_show", place="new:1")["draft"]["text"] == "of Seles"


def test_a_shared_draft_is_seen_and_stays_whose_it_is(acting):
    acting("seles", "draft_save", place="new:1", text="Together", shared=True)
    told = acting("yuki", "draft_show", place="new:1")
    assert told["draft"] is None
    assert (told["others"][0]["text"], told["others"][0]["who"]["alter"]) == (
        "Together",
        "seles",
    )


def test_what_is_emptied_or_discarded_is_gone(acting):
    for place in ("new:1", "board:yuki"):
        acting("seles", "draft_save", place=place, text="x", title="y")
    acting("seles", "draft_save", place="new:1", text=" ")
    acting("seles", "draft_discard", place="board:yuki")
    assert acting("seles", "draft_list")["drafts"] == []


def test_a_draft_that_became_a_post_is_no_draft_any_more(acting, thread, say):
    place = f"thread:{thread}"
    acting("dexen", "draft_save", place=place, text="Yes")
    say("dexen", "Yes", draft=place)
    assert acting("dexen", "draft_list")["drafts"] == []


@pytest.mark.parametrize(
    "place", ["", "x", "new:", "thread:1;", "board:../..", "new:é"]
)
def test_no_place_to_write_in(acting, place):
    with pytest.raises(UsageError, match="no place"):
        acting("seles", "draft_save", place=place, text="x")


def test_a_megabyte_is_no_draft(acting):
    with pytest.raises(UsageError, match="more than"):
        acting("seles", "draft_save", place="new:1", text="x" * 1_000_000)


def test_a_resident_reads_no_drafts_of_whom_they_may_not_be(acting):
    acting("yuki", "draft_save", place="new:1", text="x")
    with pytest.raises(NotPermittedError):
        acting(
            "dexen",
            "draft_show",
            role="resident",
            may=["dexen"],
            place="new:1",
            alter="yuki",
        )


def test_a_draft_that_tags_made_somebody_elses_post_is_gone_too(acting, thread, cast):
    tags = [{"prefix": "y:", "suffix": None}]
    cast.call("alters.edit", {"alter": "yuki", "proxy_tags": tags})
    place = f"thread:{thread}"
    acting("seles", "draft_save", place=place, text="y: hello")
    args = {"thread": thread, "text": "y: hello", "draft": place}
    acting("dexen", "post_create", authors=["seles"], **args)
    assert acting("seles", "draft_list")["drafts"] == []


def test_nobody_drops_the_draft_of_whom_they_may_not_be(acting, thread, cast):
    tags = [{"prefix": "d:", "suffix": None}]
    cast.call("alters.edit", {"alter": "dexen", "proxy_tags": tags})
    place = f"thread:{thread}"
    acting("yuki", "draft_save", place=place, text="mine")
    args = {"role": "resident", "may": ["dexen"], "draft": place, "authors": ["yuki"]}
    acting("dexen", "post_create", thread=thread, text="d: hello", **args)
    assert len(acting("yuki", "draft_list")["drafts"]) == 1
