"""Looking after threads: who can, and what comes of it."""

from __future__ import annotations

import pytest


@pytest.fixture
def other(call):
    made = call("thread_create", category=1, title="Lunch", text="Rice?")
    return made["thread"]


@pytest.mark.parametrize(
    ("what", "key"), [("pin", "pinned"), ("lock", "locked"), ("hide", "hidden")]
)
def test_robin_turns_it_on_and_off(robin, call, thread, what, key):
    for on in (True, False):
        told = robin.post(f"/forums/{thread}/{what}", {"on": str(int(on))})
        assert told.to == f"/forums/{thread}"
        assert call("thread_show", thread=thread)["thread"][key] is on


def test_kit_does_not_look_after_threads(served, thread):
    kit = served.as_("Kit")
    assert kit.post(f"/forums/{thread}/pin", {"on": "1"}).status == 403
    assert "How it stands" not in kit.get(f"/forums/{thread}/manage").text


def test_a_thread_is_called_and_tagged_otherwise(robin, call, thread):
    robin.post(
        f"/forums/{thread}/manage", {"title": "Supper", "tags": "leek soup, bread"}
    )
    told = call("thread_show", thread=thread)["thread"]
    assert (told["title"], sorted(told["tags"])) == ("Supper", ["bread", "leek soup"])


def test_a_thread_without_a_title_is_refused_where_it_was_written(robin, thread):
    seen = robin.post(f"/forums/{thread}/manage", {"title": "", "tags": "x"})
    assert (seen.status, "Look after it" in seen.text) == (400, True)


def test_a_thread_moves_to_another_category(robin, call, thread):
    made = call("category_create", name="Kitchen")["category"]
    robin.post(f"/forums/{thread}/move", {"category": str(made)})
    assert "Kitchen" in robin.get(f"/forums/{thread}").text


@pytest.mark.parametrize("said", ["{}", "#{}", "http://home/forums/{}/"])
def test_a_thread_becomes_part_of_another(robin, thread, other, said):
    into = {"into": said.format(thread), "sure": "1"}
    assert robin.post(f"/forums/{other}/merge", into).to == f"/forums/{thread}"
    assert "Rice?" in robin.get(f"/forums/{thread}").text


def test_who_merges_is_asked_first(robin, call, thread, other):
    page = robin.post(f"/forums/{other}/merge", {"into": f"#{thread}"})
    assert page.status == 200
    assert "Merge it into “Dinner”?" in page.text
    assert call("thread_show", thread=thread)["thread"]["posts"] == 3


@pytest.mark.parametrize("said", ["", "soup", "99", "-1"])
def test_a_merge_into_nothing_is_refused_with_the_form(robin, thread, said):
    seen = robin.post(f"/forums/{thread}/merge", {"into": said})
    assert seen.status in {400, 404}
    assert "Bring it into another thread" in seen.text


def test_some_posts_become_a_thread_of_their_own(robin, call, thread):
    last = call("thread_show", thread=thread)["posts"][-1]["post"]
    sent = {"post": str(last), "called": "Spoons"}
    made = robin.post(f"/forums/{thread}/split", sent).to
    page = robin.get(made).text
    assert "Spoons" in page
    assert "And a spoon." in page


def test_a_split_that_is_refused_keeps_what_was_typed(robin, thread):
    page = robin.post(f"/forums/{thread}/split", {"called": "Spoons"})
    assert page.status == 400
    assert 'value="Spoons"' in page.text
    assert 'value="Dinner"' in page.text


def test_a_thread_is_deleted_and_brought_back(robin, thread):
    assert robin.post(f"/forums/{thread}/delete").to == "/forums/gone"
    assert robin.get(f"/forums/{thread}").status == 404
    assert "Dinner" in robin.get("/forums/gone").text
    assert robin.post(f"/forums/{thread}/restore").to == f"/forums/{thread}"
    assert "Soup?" in robin.get(f"/forums/{thread}").text


def test_a_hidden_post_is_not_shown_to_kit(served, robin, call, thread):
    post = call("thread_show", thread=thread)["posts"][0]["post"]
    robin.post(f"/forums/posts/{post}/hide", {"hidden": "1"})
    assert "Soup?" not in served.as_("Kit").get(f"/forums/{thread}").text
    robin.post(f"/forums/posts/{post}/hide", {"hidden": "0"})
    assert "Soup?" in served.as_("Kit").get(f"/forums/{thread}").text


def test_more_are_let_into_a_private_thread_and_one_leaves_it(robin, call):
    made = call("thread_create", category=1, text="Us", between=["yuki"])["thread"]
    robin.post(f"/forums/{made}/invite", {"alter": "dexen"})
    between = call("thread_show", thread=made)["thread"]["between"]
    assert {one["alter"] for one in between} == {"seles", "yuki", "dexen"}
    assert robin.post(f"/forums/{made}/leave").to == "/forums/private"
    assert robin.get(f"/forums/{made}").status == 403
