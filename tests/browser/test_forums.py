"""Reading in the forums, as a thumb and a keyboard do it."""

from __future__ import annotations

import re

import pytest

WORDS = " ".join(["Something long enough to fill a few lines of a phone."] * 6)
NEAR_TOP = """() => {
    const one = [...document.querySelectorAll(".posts > li")]
        .find(each => each.getBoundingClientRect().bottom > 60);
    return [one.id, Math.round(one.getBoundingClientRect().top)];
}"""


@pytest.fixture
def call(served):
    """Call a verb of the forums as Robin, from elsewhere."""

    def ask(verb, /, **args):
        return served.as_("Robin").call(f"forums.{verb}", **args).json()

    return ask


@pytest.fixture
def thread(call):
    """A thread of twelve long posts by Dexen and Yuki, which Seles does not know."""
    made = call(
        "thread_create", category=1, title="Balcony", text=WORDS, authors=["dexen"]
    )
    for number in range(11):
        who = ["dexen" if number % 2 else "yuki"]
        call("post_create", thread=made["thread"], text=WORDS, authors=who)
    return made["thread"]


@pytest.fixture
def ids(call, thread):
    """The ids of its posts."""
    shown = call("thread_show", thread=thread)
    return [each["post"] for each in shown["posts"]]


def listening(page):
    page.locator("body[data-line=open]").wait_for()


def test_what_comes_in_moves_nothing_that_one_reads(windows, call, thread, ids):
    page = windows.open(f"/forums/{thread}")
    listening(page)
    page.evaluate("scrollTo(0, 1500)")
    before = page.evaluate(NEAR_TOP)
    call("post_create", thread=thread, text="And one more.", authors=["yuki"])
    call("react", post=ids[0], emoji="🌱", alter="yuki")
    page.get_by_text("And one more.").wait_for(state="attached")
    page.locator(f"#p{ids[0]} .reaction").wait_for(state="attached")
    assert page.evaluate(NEAR_TOP) == before


def test_what_was_on_the_screen_is_read_and_the_rest_is_not(windows, call, thread):
    page = windows.open(f"/forums/{thread}")
    with page.expect_response(lambda answer: answer.url.endswith("/read")):
        page.locator("[data-number='2']").scroll_into_view_if_needed()
    told = call("thread_list", category=1)["threads"][0]
    assert 0 < told["unread"] < 12
    page.goto("/forums/")
    assert page.get_by_text("New for Seles").is_visible()


def test_the_line_stays_where_it_was_when_the_page_is_made_anew(windows, call, thread):
    call("mark_read", thread=thread, number=10)
    page = windows.open(f"/forums/{thread}?page=new#new")
    listening(page)
    line = page.locator(".line")
    assert line.is_visible()
    with page.expect_response(lambda answer: answer.url.endswith("/read")):
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
    call("post_create", thread=thread, text="Late news", authors=["yuki"])
    page.get_by_text("Late news").wait_for(state="attached")
    assert line.count() == 1
    assert "from=11" in page.url


def test_a_vote_counts_without_leaving_the_page(windows, call, thread, ids):
    page = windows.open(f"/forums/{thread}")
    page.evaluate("window.same = true")
    page.locator(f"#p{ids[1]}").get_by_label("Vote for it").click()
    page.locator(f"#p{ids[1]} .score summary", has_text="1").wait_for()
    assert page.evaluate("window.same")
    assert call("post_show", post=ids[1])["score"] == 1


def test_one_reacts_by_keyboard_from_a_box_beside_the_post(windows, call, thread, ids):
    page = windows.open(f"/forums/{thread}")
    page.locator(f"#p{ids[0]} [data-react]").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="React").wait_for()
    page.keyboard.press("Enter")
    page.locator(f"#p{ids[0]} .reaction").wait_for()
    assert call("post_show", post=ids[0])["reactions"][0]["emoji"] == "❤️"
    assert page.get_by_role("dialog").count() == 0


def test_the_box_closes_on_escape_and_gives_the_focus_back(windows, thread, ids):
    page = windows.open(f"/forums/{thread}")
    link = page.locator(f"#p{ids[0]} [data-react]")
    link.click()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    assert link.evaluate("one => one === document.activeElement")


def test_a_branch_that_was_folded_stays_so(windows, call, thread, ids):
    call("post_create", thread=thread, text="Below", authors=["yuki"], parent=ids[0])
    page = windows.open(f"/forums/{thread}?view=tree")
    listening(page)
    page.locator(".below > summary").first.click()
    call("post_create", thread=thread, text="At the end", authors=["yuki"])
    page.get_by_text("At the end").wait_for(state="attached")
    assert not page.get_by_text("Below", exact=True).is_visible()


def test_what_waits_shows_on_an_open_first_page(windows, call):
    page = windows.open("/")
    listening(page)
    call("thread_create", category=1, title="Hey", text="Look", authors=["yuki"])
    page.get_by_text("1 thread with something new for Seles").click()
    assert page.url.endswith("/forums/")


def test_a_vote_counts_without_scripts_and_leads_back(windows, call, thread, ids):
    page = windows.open(f"/forums/{thread}", java_script_enabled=False)
    page.locator(f"#p{ids[2]}").get_by_label("Vote for it").click()
    assert re.search(rf"/forums/{thread}\?.*#p{ids[2]}$", page.url)
    assert call("post_show", post=ids[2])["score"] == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_poll_is_answered_by_tap_and_keeps_nobody_out(windows, call, axe, scheme):
    poll = {"question": "Soup?", "kind": "multiple", "options": ["Leek", "Pea"]}
    made = call("thread_create", category=1, text="Say", authors=["yuki"], poll=poll)
    page = windows.open(f"/forums/{made['thread']}", scheme=scheme)
    page.get_by_label("Pea").check()
    page.get_by_role("button", name="Answer", exact=True).click()
    page.get_by_role("button", name="Change answer").wait_for()
    assert page.get_by_label("Pea").is_checked()
    assert axe(page) == []
