"""Searching in the browser: words, fields, and what they find."""

from __future__ import annotations

import re

import pytest


def finds(page):
    return re.findall(r'<h3><a href="/forums/\d+/(\d+)">', page.text)


def test_what_was_found_is_marked(robin, thread):
    assert thread
    page = robin.get("/forums/search?q=bread")
    assert page.status == 200
    assert "<mark>bread</mark>" in page.text


def test_who_searches_for_nothing_is_asked_what(robin):
    page = robin.get("/forums/search")
    assert page.status == 200
    assert "What to search for" in page.text
    assert "Nothing fits" not in page.text


def test_what_nobody_wrote_is_not_found(robin, thread):
    assert thread
    assert "Nothing fits" in robin.get("/forums/search?q=xylophone").text


def test_threads_are_found_by_their_title(robin, thread):
    page = robin.get("/forums/search?q=dinner").text
    assert f'<a href="/forums/{thread}"><mark>Dinner</mark></a>' in page


def test_a_field_narrows_as_a_filter_does(robin, thread):
    assert thread
    field = robin.get("/forums/search?q=&author=yuki")
    typed = robin.get("/forums/search?q=author:yuki")
    assert finds(field) == finds(typed)
    assert len(finds(field)) == 2


def test_a_filter_that_is_typed_stands_in_its_field(robin, thread):
    assert thread
    page = robin.get("/forums/search?q=soup+author:Dexn").text
    assert '<option value="dexen" selected>' in page
    assert 'name="q" value="soup"' in page


def test_a_date_that_is_none_is_told_and_keeps_the_words(robin, thread):
    assert thread
    page = robin.get("/forums/search?q=soup&after=yesterday")
    assert page.status == 400
    assert 'name="q" value="soup"' in page.text
    assert 'role="alert"' in page.text


def test_nobody_of_that_name_is_told_so(robin, thread):
    assert thread
    page = robin.get("/forums/search?q=soup+author:Zorblaxian").text
    assert "Nobody here is called Zorblaxian" in page


def test_many_finds_are_turned_page_by_page(robin, call):
    for number in range(25):
        call("thread_create", category=1, title=f"T{number}", text=f"Plum {number}")
    first = robin.get("/forums/search?q=plum")
    found = re.search(
        r'href="(/forums/search[^"]+)"[^>]*>(?:<svg.*?</svg>)?More', first.text
    )
    second = robin.get(found[1].replace("&amp;", "&"))
    assert [len(finds(first)), len(finds(second))] == [20, 5]
    assert not set(finds(first)) & set(finds(second))


@pytest.mark.parametrize("words", ['"<script>"', "'; DROP TABLE posts", "* OR ^", "::"])
def test_no_words_break_the_page(robin, thread, words):
    assert thread
    page = robin.ask("GET", "/forums/search?q=" + re.sub(r"[^\w]", _escaped, words))
    assert page.status == 200
    assert "<script>" not in page.text.replace("<script ", "")


def _escaped(letter):
    return f"%{ord(letter[0]):02X}"


def test_sam_finds_only_what_guests_see(served, robin, call, thread):
    assert thread
    sam = served.as_("Sam")
    assert not finds(sam.get("/forums/search?q=bread"))
    call("category_edit", category=1, guests=True)
    assert len(finds(sam.get("/forums/search?q=bread"))) == 1
    assert "Seles" not in sam.get("/forums/search?q=bread").text
