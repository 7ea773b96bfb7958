"""Large and simple: big pictures, few words, nothing in reach that takes away."""

from __future__ import annotations

import re

import pytest
from route_table import SAMPLES, TABLE

from homestead.core import look

AT_ONCE = "/account/look/now"
FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
PAGES = [
    re.sub(r"<(\w+)(?::[^>]*)?>", lambda part: SAMPLES[part[1]], route[4:])
    for route in TABLE
    if route.startswith("GET ") and not route.endswith((".csv", ".ics", ".json"))
]
HARMLESS = re.compile(
    rf"{AT_ONCE}|/|/alters/(front|undo|redo)|/forums/(\d+/(read|reply))"
)
"""Everything that large and simple pages can send: what one can take back."""

AWAY = re.compile(
    r"delete|remove|archive|revoke|restore|sign[ -]out|disable\b|danger|trash"
    r"|split|leaves",
    re.IGNORECASE,
)


def simply(visitor):
    visitor.cookies[look.COOKIE] = "..simple"
    return visitor


def body(page):
    return page.partition("<body")[2]


@pytest.mark.parametrize("name", ["Robin", "Kit", "Sam"])
def test_nothing_that_takes_anything_away_is_on_any_page(served, name):
    somebody = simply(served.as_(name))
    for path in [*PAGES, "/", "/alters/seles", "/alters/yuki", "/nothing"]:
        seen = somebody.get(path, accept="text/html")
        if seen.status == 303 or "text/html" not in seen.headers["Content-Type"]:
            continue
        page = body(seen.text)
        assert "data-simple" in seen.text, path
        assert not AWAY.search(page), (path, AWAY.search(page))
        for form in FORM.findall(page):
            for action in re.findall(r'action="([^"]*)"', form):
                assert HARMLESS.fullmatch(action), (path, form)
        assert "formaction" not in page, path


def test_every_page_has_the_way_back(served):
    robin = simply(served.as_("Robin"))
    for path in [*PAGES, "/", "/nothing"]:
        seen = robin.get(path, accept="text/html")
        if seen.status != 303 and "text/html" in seen.headers["Content-Type"]:
            assert seen.text.count(">Whole home</span>") == 1, path


def test_who_is_here_and_who_may_come_are_pictures(served):
    page = simply(served.as_("Kit")).get("/").text
    assert re.findall(r'<span class="name">(\w+)', page) == ["Seles", "Dexen", "Yuki"]
    assert page.count("data-hold") == 2
    for word in ("Just now", "Status", "Find", "primary", "It was earlier"):
        assert word not in body(page)


def test_there_are_few_places_to_go(served):
    robin = served.as_("Robin")
    assert 'href="/account/"' in body(robin.get("/").text)
    page = body(simply(robin).get("/").text)
    ways = page.partition('<nav class="ways"')[2].partition("</nav>")[0]
    ours = ["/", "/alters/", "/alters/history", "/forums/"]
    assert re.findall(r'<a href="([^"]*)"', ways) == ours
    assert 'href="/account/' not in page


def test_a_guest_sees_no_more_than_otherwise(served):
    sam = simply(served.as_("Sam"))
    assert "Seles" not in sam.get("/").text
    assert sam.get("/alters/history").status == 403
    assert sam.post("/alters/front", {"alter": "yuki"}).status == 403


def test_switching_works_as_ever_and_can_be_taken_back(served):
    kit = simply(served.as_("Kit"))
    told = kit.post("/alters/front", {"alter": "yuki"})
    page = kit.get(told.to).text
    assert re.search(r'<ul class="faces people here">\s*<li data-key="yuki">', page)
    assert ">Undo<" in re.sub(r"<svg.*?</svg>", "", page)


def test_what_is_left_out_is_still_guarded_by_who_may(served):
    kit = simply(served.as_("Kit"))
    assert kit.post("/account/users/restore", {"user": "1"}).status == 403
    assert kit.post("/alters/yuki/archive").status == 303
    assert "Yuki" not in kit.get("/").text


def test_a_page_of_the_whole_home_says_so_and_leads_there(served):
    robin = simply(served.as_("Robin"))
    page = robin.get("/account/settings").text
    assert "This is in the whole home" in page
    came = {"Referer": f"{served.url}/account/settings"}
    told = robin.post(AT_ONCE, {"simple": "", "back": "/account/settings"}, **came)
    assert told.to == "/account/settings?left=simple"
    whole = robin.get(told.to).text
    assert "Time zone" in whole
    assert "Back to simple" in whole
    assert "Back to simple" not in robin.get("/account/settings").text


def test_the_way_back_to_simple_is_one_tap(served):
    robin = simply(served.as_("Robin"))
    robin.post(AT_ONCE, {"simple": "", "back": "/"})
    assert "data-simple" not in robin.get("/").text
    came = {"Referer": f"{served.url}/?left=simple"}
    assert robin.post(AT_ONCE, {"simple": "1", "back": "/"}, **came).to == "/"
    assert "data-simple" in robin.get("/").text


def test_choosing_it_leads_to_the_first_page(served):
    sam = served.as_("Sam")
    assert sam.post("/account/look", {"simple": "1", "theme": "dark"}).to == "/"
    assert sam.post("/account/look", {"theme": "dark"}).to == "/account/look"


def test_the_record_says_who_was_here_and_when(served):
    kit = simply(served.as_("Kit"))
    page = body(kit.get("/alters/history").text)
    assert "Who was here" in page
    assert '<span class="name">Seles</span>' in page
    assert "/alters/history/" not in page
    assert "download" not in page


def test_what_was_refused_is_told_on_a_page_that_is_left_out(served):
    kit = simply(served.as_("Kit"))
    seen = kit.post("/alters/new", {"name": ""})
    assert seen.status == 400
    assert 'role="alert"' in seen.text
    assert "This is in the whole home" in seen.text


def test_among_many_one_can_search(served, run):
    for number in range(20):
        run("alter", "add", f"Fragment {number}", check=True)
    kit = simply(served.as_("Kit"))
    page = kit.get("/alters/?q=fragment+19").text
    assert re.findall(r'<span class="name">([^<]+)', page) == ["Fragment 19"]
    assert "Show everybody" in kit.get("/").text


def test_a_picture_is_sent_as_large_as_it_is_shown(served):
    import living

    robin = simply(served.as_("Robin"))
    face = ("yuki.png", living.picture().getvalue())
    robin.send("/alters/yuki/picture", picture=face)
    for path in ("/", "/alters/", "/alters/yuki"):
        assert "/alters/pictures/384/" in robin.get(path).text


@pytest.fixture
def written(served, run):
    """A thread in which Seles asks and Yuki answers; its address."""
    asked = ("new", "Who likes **soup**?", "--title", "Soup", "--as", "seles")
    run("forums", "post", *asked, check=True)
    run("forums", "post", "1", "Me!", "--as", "yuki", check=True)
    return "/forums/1"


def test_threads_are_there_to_read_and_nothing_else(served, written):
    kit = simply(served.as_("Kit"))
    for path in ("/forums/", "/forums/categories/1", written):
        page = body(kit.get(path).text)
        assert "Soup" in page
        assert not AWAY.search(page), path
        for word in ("vote", "Mute", "Edit", "Bookmark", "React", "Search", "tree"):
            assert word not in page, (path, word)
    assert re.findall(r"<h2>(\w+)</h2>", page) == ["Seles", "Yuki"]
    assert "<strong>soup</strong>" in page


def test_whoever_is_here_writes_back(served, written):
    kit = simply(served.as_("Kit"))
    page = body(kit.get(f"{written}/reply").text)
    assert "Who writes?" in page
    for word in ("draft", "Markdown", "Preview", "Content warning", "Together"):
        assert word not in page, word
    told = kit.post(f"{written}/reply", {"author": "seles", "text": "Come all!"})
    assert told.status == 303
    assert "Come all!" in kit.get(written).text


def test_an_empty_answer_is_refused_and_says_why(served, written):
    kit = simply(served.as_("Kit"))
    seen = kit.post(f"{written}/reply", {"author": "seles", "text": " "})
    assert (seen.status, 'role="alert"' in seen.text) == (400, True)
    assert "Write back" in seen.text


def test_a_thread_as_a_tree_leads_to_its_posts(served, written):
    kit = simply(served.as_("Kit"))
    page = body(kit.get(f"{written}?view=tree").text)
    assert f'<a class="button" href="{written}">Read it</a>' in page
