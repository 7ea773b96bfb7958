"""Feeds: opened by who reads, read by any feed reader that has the address."""

from __future__ import annotations

import re
from xml.etree.ElementTree import fromstring, tostring

import pytest

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def opened(robin):
    """Open a feed as Robin; return the path of its address."""

    def make(**of):
        page = robin.post("/forums/feeds", of)
        assert page.status == 200
        return re.search(r"http://[^/]+(/forums/feeds/[^<]+\.atom)", page.text)[1]

    return make


def read(visitor, path):
    answer = visitor.get(path)
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    return fromstring(answer.body)


def test_a_feed_tells_what_is_new_without_a_login(served, opened, thread):
    feed = read(served.as_("Mallory"), opened(thread=thread))
    entries = feed.findall(f"{ATOM}entry")
    assert feed.find(f"{ATOM}title").text == "Dinner"
    assert [each.find(f"{ATOM}author/{ATOM}name").text for each in entries] == [
        "Yuki",
        "Yuki",
        "Dexen",
    ]
    assert "<em>bread</em>" in entries[1].find(f"{ATOM}content").text


def test_entries_lead_to_the_post_in_this_home(served, opened, thread):
    feed = read(served.as_("Mallory"), opened(category=1))
    link = feed.find(f"{ATOM}entry/{ATOM}link").get("href")
    assert link.startswith(f"{served.url}/forums/{thread}/")


def test_what_is_folded_or_hidden_stays_so(served, opened, call):
    call("thread_create", category=1, title="Film", text="It ends ||badly||.")
    feed = read(served.as_("Mallory"), opened())
    assert b"badly" not in tostring(feed)


def test_letters_that_xml_cannot_hold_are_left_out(served, opened, call):
    call("thread_create", category=1, title="Odd", text="a\x0bb\ufffec")
    assert read(served.as_("Mallory"), opened()) is not None


def test_a_feed_that_has_not_changed_is_not_sent_again(served, opened, thread):
    path, mallory = opened(thread=thread), served.as_("Mallory")
    tag = mallory.get(path).headers["ETag"]
    assert mallory.get(path, If_None_Match=tag).status == 304


def test_a_closed_feed_answers_no_more(served, robin, opened, thread):
    path = opened(thread=thread)
    assert "Dinner" in robin.get("/forums/feeds").text
    robin.post("/forums/feeds/1/revoke")
    assert served.as_("Mallory").get(path).status == 404


def test_a_guest_is_told_of_nothing_but_what_is_shared(served, thread):
    assert thread
    sam = served.as_("Sam")
    page = sam.post("/forums/feeds").text
    path = re.search(r"(/forums/feeds/[^<]+\.atom)", page)[1]
    assert read(served.as_("Mallory"), path).findall(f"{ATOM}entry") == []
