"""A thread as it is read: by time, as a tree, from where one knows it no more."""

from __future__ import annotations

import pytest


def grow(call, thread, count):
    for number in range(count):
        call("post_create", thread=thread, text=f"No. {number}", authors=["yuki"])


def posts(call, thread, **how):
    return call("thread_show", thread=thread, **how)["posts"]


def test_a_thread_shows_who_wrote_what(robin, thread):
    page = robin.get(f"/forums/{thread}").text
    for piece in ("Soup?", "<em>bread</em>", "Dexen", "Yuki", "at the front"):
        assert piece in page


def test_answers_lead_to_what_they_answer_and_back(robin, call, thread):
    first = posts(call, thread)[0]["post"]
    page = robin.get(f"/forums/{thread}").text
    assert f'data-to="p{first}"' in page
    assert f"?view=tree&amp;post={first}#p{first}" in page
    tree = robin.get(f"/forums/{thread}?view=tree&post={first}").text
    assert "2 answers below" in tree


def test_the_line_stands_above_what_is_new_and_stays_there(robin, thread):
    robin.post(f"/forums/{thread}/read", {"number": "1"})
    assert 'id="new"' in robin.get(f"/forums/{thread}").text
    robin.post(f"/forums/{thread}/read")
    assert 'id="new"' not in robin.get(f"/forums/{thread}").text
    assert 'id="new"' in robin.get(f"/forums/{thread}?from=2").text


def test_one_begins_at_the_first_unread_post(robin, call, thread):
    grow(call, thread, 40)
    robin.post(f"/forums/{thread}/read", {"number": "25"})
    page = robin.get(f"/forums/{thread}?page=new").text
    assert "Page 2 of 3" in page
    assert 'id="new"' in page


def test_a_post_keeps_its_address(robin, call, thread):
    grow(call, thread, 20)
    post = posts(call, thread, page=2)[0]["post"]
    seen = robin.get(f"/forums/{thread}/{post}")
    assert seen.to == f"/forums/{thread}?page=2#p{post}"


def test_the_address_of_a_merged_thread_leads_to_what_it_became(robin, call, thread):
    other = call("thread_create", category=1, title="Lunch", text="Rice?")["thread"]
    call("thread_merge", thread=other, into=thread)
    assert robin.get(f"/forums/{other}").to == f"/forums/{thread}"


def test_one_is_offered_to_act_as_who_may_read(robin, call):
    made = call(
        "thread_create",
        category=1,
        text="Between us",
        authors=["dexen"],
        between=["yuki"],
    )["thread"]
    seen = robin.get(f"/forums/{made}")
    assert (seen.status, "Between us" in seen.text) == (403, False)
    assert 'value="dexen"' in seen.text
    acted = robin.post("/account/acting", {"alter": "dexen", "back": f"/forums/{made}"})
    assert "Between us" in robin.get(acted.to).text


def test_read_marks_belong_to_each_alter(robin, thread):
    robin.post(f"/forums/{thread}/read")
    robin.post("/account/acting", {"alter": "dexen"})
    assert "New for Dexen" in robin.get("/forums/").text


def test_a_thread_is_unread_again_from_a_post_on(robin, thread):
    robin.post(f"/forums/{thread}/read")
    robin.post(f"/forums/{thread}/unread", {"number": "3"})
    assert 'id="new"' in robin.get(f"/forums/{thread}").text


@pytest.mark.parametrize(
    "path",
    [
        "99",
        "1/99",
        "99999999999999",
        "1?page=no",
        "1?view=tree&after=%2F",
        "1?view=tree&post=9",
    ],
)
def test_what_is_not_there_is_told(robin, thread, path):
    assert thread == 1
    assert robin.get(f"/forums/{path}").status in {400, 404}


def test_votes_and_reactions_come_and_go(robin, call, thread):
    post = posts(call, thread)[0]["post"]
    back = {"back": f"/forums/{thread}?from=0"}
    seen = robin.post(f"/forums/posts/{post}/vote", {"value": "1", **back})
    assert seen.to == f"/forums/{thread}?from=0#p{post}"
    robin.post(f"/forums/posts/{post}/react", {"emoji": "🌱"})
    told = posts(call, thread)[0]
    assert (told["score"], told["reactions"][0]["emoji"]) == (1, "🌱")
    robin.post(f"/forums/posts/{post}/vote", {"value": "0"})
    robin.post(f"/forums/posts/{post}/react", {"emoji": "🌱"})
    told = posts(call, thread)[0]
    assert (told["score"], told["reactions"]) == (0, [])


def test_what_is_no_emoji_is_refused_on_the_page_that_asks(robin, call, thread):
    post = posts(call, thread)[0]["post"]
    seen = robin.post(f"/forums/posts/{post}/react", {"emoji": "<b>"})
    assert seen.status == 400
    assert "Or any other emoji" in seen.text


def test_a_poll_is_answered_and_shows_how_it_stands(robin, call):
    poll = {"question": "Soup?", "kind": "single", "options": ["Leek", "Pea"]}
    made = call("thread_create", category=1, text="Vote", poll=poll)
    options = posts(call, made["thread"])[0]["poll"]["options"]
    chosen = {"option": options[1]["option"], "comment": "green"}
    robin.post(f"/forums/posts/{made['post']}/answer", chosen)
    page = robin.get(f"/forums/{made['thread']}").text
    assert "green" in page
    assert "Change answer" in page
    robin.post(f"/forums/posts/{made['post']}/close")
    assert "Change answer" not in robin.get(f"/forums/{made['thread']}").text


def test_a_bookmark_is_found_again_with_its_note(robin, call, thread):
    post = posts(call, thread)[0]["post"]
    robin.post(f"/forums/posts/{post}/bookmark", {"keep": "1", "note": "for Sunday"})
    assert "for Sunday" in robin.get("/forums/bookmarks").text
    robin.post(f"/forums/posts/{post}/bookmark", {"keep": "0"})
    assert "Nothing kept yet" in robin.get("/forums/bookmarks").text


def test_mentions_are_listed_for_whom_they_mean(robin, call, thread):
    call("post_create", thread=thread, text="@seles, look out", authors=["yuki"])
    assert "look out" in robin.get("/forums/mentions").text
    assert "1 mention of Seles" in robin.get("/").text


def test_what_a_post_said_before_is_shown_with_what_changed(robin, call, thread):
    post = posts(call, thread)[0]["post"]
    call("post_edit", post=post, text="Stew?", version=1)
    page = robin.get(f"/forums/posts/{post}/history").text
    assert "<del>Soup</del>" in page
    assert "<ins>Stew</ins>" in page


@pytest.mark.parametrize(
    ("word", "to"), [("yuki", "/alters/~yuki"), ("night", "/alters/groups/night")]
)
def test_a_mention_leads_to_whom_it_means(robin, word, to):
    robin.call("groups.add", name="Night")
    assert robin.get(f"/forums/who/{word}").to == to


def test_a_mention_of_nobody_leads_nowhere(robin):
    assert robin.get("/forums/who/nobody").status == 404


def test_an_open_page_that_marks_as_read_gets_no_page_back(robin, thread):
    seen = robin.post(f"/forums/{thread}/read", {"number": "2"}, HX_Request="true")
    assert seen.json() == {"thread": thread, "read_to": 2}
