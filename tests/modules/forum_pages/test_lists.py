"""Categories and lists of threads, as whoever reads sees them."""

from __future__ import annotations

import re

import pytest


def many(call, count):
    for number in range(count):
        call("thread_create", category=1, title=f"Thread {number}", text="Hello")


def titles(page):
    return re.findall(r'<h3><a href="[^"]+">(Thread \d+)', page.text)


def link(page, words):
    icon = r"(?:<svg(?:(?!</a>).)*</svg>)?"
    found = re.search(rf'href="([^"]+)"[^>]*>{icon}{words}', page.text)
    return found and found[1].replace("&amp;", "&")


def test_the_first_page_says_what_waits_for_seles(robin, thread):
    page = robin.get("/forums/").text
    assert "New for Seles" in page
    assert f'href="/forums/{thread}"' in page


def test_the_first_page_of_the_home_says_so_too(robin, thread):
    assert thread
    assert "1 thread with something new for Seles" in robin.get("/").text


def test_who_has_read_all_is_told_so(robin, thread):
    robin.post(f"/forums/{thread}/read")
    assert "Seles has read everything" in robin.get("/forums/").text
    assert "something new" not in robin.get("/").text


def test_everything_is_read_with_one_button(robin, thread):
    assert thread
    assert robin.post("/forums/read").to == "/forums/"
    assert "Seles has read everything" in robin.get("/forums/").text


def test_a_thread_goes_on_where_seles_knows_it_no_more(robin, thread):
    robin.post(f"/forums/{thread}/read", {"number": "2"})
    assert f"/forums/{thread}?page=new#new" in robin.get("/forums/categories/1").text


def test_a_long_list_is_turned_both_ways(robin, call):
    many(call, 45)
    first = robin.get("/forums/categories/1")
    second = robin.get(link(first, "Older"))
    third = robin.get(link(second, "Older"))
    shown = [titles(page) for page in (first, second, third)]
    assert [len(each) for each in shown] == [20, 20, 5]
    assert link(third, "Older") is None
    assert titles(robin.get(link(third, "Newer"))) == shown[1]
    assert titles(robin.get(link(second, "Newer"))) == shown[0]
    assert link(first, "Newer") is None


@pytest.mark.parametrize("before", ["x", "1", "1-2-3", "9" * 40])
def test_a_place_in_a_list_that_is_none_is_refused(robin, before):
    assert robin.get(f"/forums/categories/1?before={before}").status == 400


def test_threads_are_found_by_their_tag(robin, call):
    call("thread_create", category=1, title="Leaves", text="Which?", tags=["tea"])
    assert "Leaves" in robin.get("/forums/tags/tea").text


def test_private_threads_stand_by_themselves(robin, call):
    call("thread_create", category=1, title="Us", text="Only us", between=["yuki"])
    assert "Us" in robin.get("/forums/private").text


@pytest.mark.parametrize("level", ["watch", "mute", "normal"])
def test_a_category_is_followed_as_one_likes(robin, level):
    robin.post("/forums/categories/1/follow", {"level": level})
    page = robin.get("/forums/categories/1").text
    assert re.search(rf'value="{level}"[^>]*aria-pressed="true"', page)


def test_a_guest_sees_nothing_that_is_not_shared(served, thread):
    sam = served.as_("Sam")
    assert "General" not in sam.get("/forums/").text
    assert sam.get("/forums/categories/1").status == 404
    assert sam.get(f"/forums/{thread}").status == 404


def test_a_guest_reads_what_is_shared_and_is_told_no_names(served, call, thread):
    call("category_edit", category=1, guests=True)
    page = served.as_("Sam").get(f"/forums/{thread}").text
    assert "Soup?" in page
    assert "Dexen" not in page
    assert 'name="emoji"' not in page
