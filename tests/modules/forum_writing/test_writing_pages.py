"""Writing in the forums by plain forms: threads, answers, edits, and back."""

from __future__ import annotations

import re

import pytest
from drawing import face


def posts(call, thread):
    return call("thread_show", thread=thread)["posts"]


def number(seen):
    assert seen.status == 303, seen.text
    return int(re.search(r"/forums/(\d+)", seen.to)[1])


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.text)[1]


def test_a_thread_is_begun_with_its_first_post(robin, call):
    fields = {"category": "1", "title": "Tea", "text": "*Green?*", "tags": "home, Tea"}
    made = number(robin.post("/forums/new", {**fields, "author": "dexen"}))
    told = call("thread_show", thread=made)
    assert (told["thread"]["title"], told["thread"]["tags"]) == ("Tea", ["home", "tea"])
    [post] = told["posts"]
    assert "<em>Green?</em>" in post["html"]
    assert [one["alter"] for one in post["authors"]] == ["dexen"]


def test_a_form_offers_whoever_is_at_the_front_first(robin):
    page = robin.get("/forums/new?category=1").text
    assert re.search(r'type="radio" name="author" value="seles" checked', page)
    assert '<option value="1" selected>' in page


def test_two_write_one_post_together(robin, call, thread):
    fields = [("text", "We."), ("author", "yuki"), ("author", "seles")]
    robin.post(f"/forums/{thread}/reply", fields)
    authors = [one["alter"] for one in posts(call, thread)[1]["authors"]]
    assert authors == ["yuki", "seles"]


def test_an_answer_stands_below_what_it_answers(robin, call, thread, first):
    page = robin.get(f"/forums/{thread}/reply?parent={first}")
    assert "Soup?" in page.text
    sent = {"text": "Yes!", "parent": hidden(page, "parent")}
    seen = robin.post(f"/forums/{thread}/reply", sent)
    post = posts(call, thread)[1]
    assert seen.to == f"/forums/{thread}/{post['post']}"
    assert post["parent"]["post"] == first


def test_a_quote_says_whose_it_is(robin, thread, first):
    page = robin.get(f"/forums/{thread}/reply?parent={first}&quote=1").text
    assert f"&gt; [Seles wrote:](#{thread}/{first})\n&gt; Soup?" in page


def test_a_press_that_comes_twice_makes_one_post(robin, call, thread):
    page = robin.get(f"/forums/{thread}/reply")
    sent = {"text": "Once.", "once": hidden(page, "once")}
    seen = [robin.post(f"/forums/{thread}/reply", sent) for _ in range(2)]
    assert seen[0].to == seen[1].to
    assert len(posts(call, thread)) == 2


def test_a_warning_folds_all_of_it(robin, call, thread):
    robin.post(f"/forums/{thread}/reply", {"text": "Pizza", "warning": "Food"})
    assert "<summary>Food</summary>" in posts(call, thread)[1]["html"]


def test_files_come_with_the_form_where_there_are_no_scripts(robin, call, thread):
    files = [("cat.png", face(1)), ("../list.txt", b"milk")]
    robin.send(f"/forums/{thread}/reply", {"text": "Look:"}, files=files)
    post = posts(call, thread)[1]
    assert 'alt="cat.png"' in post["html"]
    small = re.search(r'src="([^"]+/small)"', post["html"])[1]
    file = re.search(r'href="([^"]+\.bin)"', post["html"])[1]
    assert robin.get(small).headers["Content-Type"].startswith("image/")
    sent = robin.get(file)
    assert (sent.body, sent.headers["X-Content-Type-Options"]) == (b"milk", "nosniff")
    assert sent.headers["Content-Disposition"].startswith("attachment")


def test_a_preview_is_shown_without_scripts_and_nothing_is_lost(robin, call, thread):
    sent = {"text": "*tea*", "author": "yuki", "preview": "1"}
    page = robin.post(f"/forums/{thread}/reply", sent)
    assert page.status == 200
    assert "<p><em>tea</em></p>" in page.text
    assert re.search(r"<textarea[^>]*>\n\*tea\*</textarea>", page.text)
    assert 'value="yuki" checked' in page.text
    assert len(posts(call, thread)) == 1


def test_the_preview_of_the_editor_is_what_is_saved(robin, call, thread):
    sent = {"text": "@seles ||x||\n\n::: a\nb\n:::", "author": "dexen"}
    seen = robin.post("/forums/preview", sent).json()
    robin.post(f"/forums/{thread}/reply", sent)
    assert posts(call, thread)[1]["html"] == seen["html"]
    assert [one["alter"] for one in seen["authors"]] == ["dexen"]


def test_a_preview_of_nothing_is_nothing(robin):
    assert robin.post("/forums/preview", {"text": " "}).json()["html"] == ""


@pytest.mark.parametrize("text", ["", "x" * 60_000])
def test_what_is_refused_is_shown_again_with_all_that_was_written(robin, thread, text):
    sent = {"text": text, "author": "yuki", "warning": "Food"}
    page = robin.post(f"/forums/{thread}/reply", sent)
    assert page.status == 400
    assert 'value="Food"' in page.text
    assert 'value="yuki" checked' in page.text
    assert text in page.text


def test_a_draft_is_kept_and_is_there_again_until_it_is_sent(robin, thread):
    page = robin.get(f"/forums/{thread}/reply")
    place, alter = hidden(page, "place"), hidden(page, "alter")
    draft = {"text": "Half a tho", "place": place, "alter": alter}
    assert robin.post("/forums/drafts", draft).status == 200
    page = robin.get(f"/forums/{thread}/reply").text
    assert "Half a tho</textarea>" in page
    assert "A draft of yours" in page
    robin.post(f"/forums/{thread}/reply", {**draft, "author": "yuki"})
    assert "Half a tho" not in robin.get(f"/forums/{thread}/reply").text


def test_a_draft_stays_its_writers_own_unless_it_is_shared(robin, call, thread):
    draft = {"text": "For Yuki", "place": f"thread:{thread}", "alter": "yuki"}
    robin.post("/forums/drafts", draft)
    assert "For Yuki" not in robin.get(f"/forums/{thread}/reply").text
    robin.post("/forums/drafts", {**draft, "shared": "1"})
    page = robin.get(f"/forums/{thread}/reply").text
    assert "Yuki is writing here too" in page
    assert call("draft_show", place=f"thread:{thread}", alter="seles")["draft"] is None


def test_a_draft_is_thrown_away(robin, call):
    draft = {"text": "x", "place": "new:1", "alter": "dexen"}
    robin.post("/forums/drafts", draft)
    robin.post("/forums/drafts/discard", draft)
    assert call("draft_show", place="new:1", alter="dexen")["draft"] is None


def test_a_post_is_edited(robin, call, thread, first):
    page = robin.get(f"/forums/posts/{first}/edit")
    assert "Soup?</textarea>" in page.text
    sent = {"text": "Stew?", "version": hidden(page, "version")}
    assert number(robin.post(f"/forums/posts/{first}/edit", sent)) == thread
    assert posts(call, thread)[0]["text"] == "Stew?"


def test_the_second_of_two_edits_sees_the_first_and_can_put_both_together(
    robin, call, thread, first
):
    version = hidden(robin.get(f"/forums/posts/{first}/edit"), "version")
    robin.post(f"/forums/posts/{first}/edit", {"text": "Stew?", "version": version})
    sent = {"text": "Rice?", "version": version}
    page = robin.post(f"/forums/posts/{first}/edit", sent)
    assert page.status == 409
    assert "Stew?</pre>" in page.text
    assert "Rice?</textarea>" in page.text
    sent = {"text": "Stew and rice?", "version": hidden(page, "version")}
    assert robin.post(f"/forums/posts/{first}/edit", sent).status == 303
    assert posts(call, thread)[0]["text"] == "Stew and rice?"


def test_a_post_is_taken_away_and_brought_back_where_it_stood(
    robin, call, thread, first
):
    back = {"back": f"/forums/{thread}?page=1"}
    seen = robin.post(f"/forums/posts/{first}/delete", back)
    assert seen.to == f"/forums/{thread}?page=1#p{first}"
    assert posts(call, thread)[0]["deleted"]
    robin.post(f"/forums/posts/{first}/restore", back)
    assert posts(call, thread)[0]["text"] == "Soup?"


def test_a_thread_asks_something(robin, call):
    fields = {"category": "1", "title": "Dinner", "text": "Well?"}
    poll = {"question": "What?", "options": "Soup\nRice\n", "kind": "multiple"}
    made = number(robin.post("/forums/new", {**fields, **poll, "poll_hidden": "1"}))
    told = posts(call, made)[0]["poll"]
    assert [one["text"] for one in told["options"]] == ["Soup", "Rice"]
    assert (told["question"], told["kind"], told["hidden"]) == (
        "What?",
        "multiple",
        True,
    )


def test_a_board_is_written_on(robin, call):
    assert "On Yuki’s board" in robin.get("/forums/new?board=yuki").text
    made = number(robin.post("/forums/new", {"board": "yuki", "text": "For you"}))
    told = call("thread_show", thread=made)["thread"]["category"]
    assert (told["kind"], told["owner"]["alter"]) == ("board", "yuki")


def test_a_thread_is_between_those_who_are_named(robin, call):
    assert "Between you and" in robin.get("/forums/new?category=1&private=1").text
    fields = {"category": "1", "text": "Psst", "private": "1", "between": "dexen"}
    made = number(robin.post("/forums/new", fields))
    told = call("thread_show", thread=made)["thread"]
    assert told["private"]
    assert {one["alter"] for one in told["between"]} == {"seles", "dexen"}


def test_a_note_is_ones_own(robin, call):
    assert "A note of your own" in robin.get("/forums/new?notes=1").text
    made = number(robin.post("/forums/new", {"notes": "1", "text": "Remember"}))
    assert call("thread_show", thread=made)["thread"]["category"]["kind"] == "notes"


def test_a_locked_thread_takes_no_answer_and_says_so(robin, call, thread):
    call("thread_lock", thread=thread, locked=True)
    page = robin.post(f"/forums/{thread}/reply", {"text": "Too late"})
    assert page.status == 403
    assert "Too late" in page.text


def test_two_letters_find_who_is_meant(robin):
    [found] = robin.get("/forums/people?q=yu").json()["people"]
    assert (found["handle"], found["picture"]) == ("yuki", None)


def test_a_file_is_added_while_one_writes(robin):
    [told] = robin.send("/forums/files", files=("cat.png", face(2))).json()["files"]
    assert told["markdown"] == f"![cat.png](files/{told['name']})"
    assert robin.get(f"/forums/files/{told['name']}/small").status == 200


def test_a_guest_writes_nothing(shared, thread, first):
    sam = shared.as_("Sam")
    for path in ("/forums/new", f"/forums/{thread}/reply", "/forums/people?q=se"):
        assert sam.get(path).status == 403
    for path in ("/forums/preview", "/forums/drafts", f"/forums/posts/{first}/delete"):
        assert sam.post(path, {"text": "x", "place": "new"}).status == 403
