"""Writing in the forums as one does: a thread, an answer, somebody else in between."""

from __future__ import annotations

import re

import pytest
from front_page import expect


def area(page, label):
    return page.get_by_label(label, exact=True)


@pytest.fixture
def thread(windows, run):
    """Where a thread stands that Seles began."""
    asked = ("new", "Soup? I would cook.", "--title", "Dinner", "--as", "seles")
    run("forums", "post", *asked, check=True)
    return "/forums/1"


def test_a_thread_is_begun_and_answered_by_somebody_else(windows):
    page = windows.open("/forums/new?category=1")
    page.get_by_label("Title").fill("Dinner")
    area(page, "First post").fill("Soup, @yuki?")
    page.get_by_role("button", name="Begin the thread").click()
    expect(page.get_by_role("heading", name="Dinner")).to_be_visible()
    page.goto(f"{page.url.split('?')[0]}/reply?parent=1")
    expect(page.locator(".above")).to_contain_text("Soup, @Yuki?")
    expect(page.get_by_role("radio", name="Seles")).to_be_checked()
    page.get_by_text("Others", exact=True).click()
    page.get_by_role("radio", name="Yuki").check()
    area(page, "Your reply").fill("Yes!")
    page.get_by_role("button", name="Post").click()
    answer = page.locator("article.post").nth(1)
    expect(answer).to_contain_text("Yes!")
    expect(answer.get_by_role("heading")).to_have_text("Yuki")


def test_an_answer_is_written_where_one_reads(windows, thread, run):
    page = windows.open(thread)
    post = page.locator("article.post").first
    post.get_by_label("More on this post").click()
    post.get_by_role("link", name="Quote it").click()
    reply = area(page, "Your reply")
    expect(reply).to_be_focused()
    expect(reply).to_have_value("> [Seles wrote:](#1/1)\n> Soup? I would cook.\n\n")
    reply.press_sequentially("Please do")
    expect(page.get_by_text("Kept at")).to_be_visible()
    run("forums", "post", "1", "Me too!", "--as", "dexen", check=True)
    expect(page.get_by_text("Me too!")).to_be_visible()
    reply.press_sequentially("!")
    expect(reply).to_have_value(re.compile("Please do!$"))
    page.get_by_role("button", name="Post", exact=True).click()
    answer = page.locator("article.post").nth(2)
    expect(answer).to_contain_text("Please do!")
    expect(answer.locator("blockquote.quoted")).to_contain_text("I would cook")


def test_an_answer_is_put_aside_and_taken_up_again(windows, thread):
    page = windows.open(thread)
    page.locator("article.post").get_by_role("link", name="Reply").click()
    area(page, "Your reply").press_sequentially("Hm, ")
    expect(page.get_by_text("Kept at")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(area(page, "Your reply")).to_have_count(0)
    page.locator("article.post").get_by_role("link", name="Reply").click()
    expect(area(page, "Your reply")).to_have_value("Hm, ")


def test_a_switch_in_mid_sentence_loses_nothing_and_shows_nobody_else(
    windows, thread, run
):
    page = windows.open(f"{thread}/reply")
    area(page, "Your reply").press_sequentially("I was about to s")
    expect(page.get_by_text("Kept at")).to_be_visible()
    run("front", "dexen", check=True)
    area(page, "Your reply").press_sequentially("ay")
    expect(area(page, "Your reply")).to_have_value("I was about to say")
    expect(page.get_by_text("Kept at")).to_be_visible()
    other = windows.open(f"{thread}/reply")
    expect(area(other, "Your reply")).to_have_value("")
    area(other, "Your reply").press_sequentially("Dexen here")
    expect(other.get_by_text("Kept at")).to_be_visible()
    run("front", "seles", check=True)
    back = windows.open(f"{thread}/reply")
    expect(area(back, "Your reply")).to_have_value("I was about to say")


def test_two_edits_at_once_are_put_together(windows, thread):
    first, second = (windows.open("/forums/posts/1/edit") for _ in range(2))
    area(first, "What it says").fill("Soup and bread?")
    first.get_by_role("button", name="Save").click()
    expect(first.get_by_text("Soup and bread?")).to_be_visible()
    windows.allow("409")
    area(second, "What it says").fill("Soup and salad?")
    second.get_by_role("button", name="Save").click()
    expect(second.locator(".theirs")).to_contain_text("Soup and bread?")
    expect(area(second, "What it says")).to_have_value("Soup and salad?")
    area(second, "What it says").fill("Soup, bread and salad?")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("Soup, bread and salad?")).to_be_visible()


OPEN = "for (const one of document.querySelectorAll('main details')) one.open = true"
PAGES = ["/forums/new?category=1", "/forums/1/reply?parent=1", "/forums/posts/1/edit"]


@pytest.mark.parametrize("path", [*PAGES, "/forums/new?category=1&private=1"])
@pytest.mark.parametrize("size", ["phone", "desk"])
def test_nothing_keeps_anybody_out(windows, thread, axe, path, size):
    page = windows.open(path, size=size, scheme="dark" if size == "desk" else "light")
    page.evaluate(OPEN)
    assert axe(page) == []
    wide = "document.documentElement.scrollWidth - innerWidth"
    assert page.evaluate(wide) <= 0
