"""Calm is one tap away on every page, for everybody, with scripts and without."""

from __future__ import annotations

import re

import living
import pytest
from route_table import SAMPLES, TABLE

from homestead.core import look

AT_ONCE = "/account/look/now"
SHAPE = re.compile(r'<form class="look-switch".*?</form>', re.DOTALL)
BACK = re.compile(r'name="back" value="([^"]*)"')
PAGES = [
    re.sub(r"<(\w+)(?::[^>]*)?>", lambda part: SAMPLES[part[1]], route[4:])
    for route in TABLE
    if route.startswith("GET ") and not route.endswith((".csv", ".ics", ".json"))
]


def calmed(visitor, back="/", **headers):
    return visitor.post(AT_ONCE, {"calm": "1", "back": back}, **headers)


def test_every_page_has_it(served):
    robin = served.as_("Robin")
    for path in [*PAGES, "/", "/nothing"]:
        seen = robin.get(path, accept="text/html")
        if seen.status != 303 and "text/html" in seen.headers["Content-Type"]:
            found = SHAPE.findall(seen.text)
            assert len(found) == 1, path
            assert 'name="calm" value="1" aria-pressed="false"' in found[0], path


@pytest.mark.parametrize("name", ["Robin", "Kit", "Sam", "Mallory"])
def test_one_tap_and_it_is_calm_where_one_was(served, name):
    somebody = served.as_(name)
    here = "/account/sign-in" if name == "Mallory" else "/account/look"
    seen = calmed(somebody, here)
    assert (seen.status, seen.to) == (303, here)
    page = somebody.get(here).text
    assert " data-calm" in page.partition("<head>")[0]
    assert 'name="calm" value="" aria-pressed="true"' in page


def test_one_more_and_it_is_as_before(served):
    kit = served.as_("Kit")
    before = kit.get("/").text
    calmed(kit)
    kit.post(AT_ONCE, {"calm": "", "back": "/"})
    assert "data-calm" not in kit.get("/").text
    assert len(before) - len(kit.get("/").text) in range(-40, 40)


def test_the_rest_of_what_was_chosen_stays(served):
    kit = served.as_("Kit")
    kit.post("/account/look", {"theme": "dark", "font": "system", "plain": "1"})
    calmed(kit)
    assert kit.cookies[look.COOKIE].strip('"') == "dark.system.plain.calm"
    kit.post(AT_ONCE, {"simple": "1"})
    kit.post(AT_ONCE, {"calm": ""})
    assert kit.cookies[look.COOKIE].strip('"') == "dark.system.plain.simple"


def test_a_page_comes_again_as_narrowed_down_as_it_was(served):
    robin = served.as_("Robin")
    here = "/alters/history?since=7d&alter=seles"
    assert 'name="back" value="/alters/history"' in robin.get(here).text
    assert calmed(robin, "/alters/history", Referer=served.url + here).to == here
    other = f"{served.url}/alters/?q=seles"
    assert calmed(robin, "/alters/history", Referer=other).to == "/alters/history"


def test_a_form_shown_again_leads_to_the_page_it_was_on(served):
    robin = served.as_("Robin")
    came = f"{served.url}/alters/seles?x=1"
    seen = robin.post("/alters/seles/archive", {"reason": "x" * 9999}, Referer=came)
    assert seen.status == 400
    assert set(BACK.findall(SHAPE.search(seen.text)[0])) == {"/alters/seles"}
    elsewhere = robin.post("/alters/seles/archive", {"reason": "x" * 9999})
    assert set(BACK.findall(SHAPE.search(elsewhere.text)[0])) == {"/"}


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//x", "/\\x", "x", ""])
def test_it_leads_nowhere_else(served, back):
    seen = calmed(served.as_("Mallory"), back)
    assert (seen.status, seen.to) == (303, "/")


def test_another_site_switches_nothing(served):
    robin = served.as_("Robin")
    seen = robin.post(AT_ONCE, {"calm": "1"}, Sec_Fetch_Site="cross-site")
    assert seen.status == 403
    assert look.COOKIE not in robin.cookies


def test_no_pictures_are_sent(served):
    robin = served.as_("Robin")
    face = ("yuki.png", living.picture().getvalue())
    assert robin.send("/alters/yuki/picture", picture=face).status == 303
    for path in ("/", "/alters/", "/alters/yuki", "/alters/yuki/picture"):
        assert '<img class="avatar' in robin.get(path).text
    calmed(robin)
    for path in ("/", "/alters/", "/alters/yuki", "/alters/yuki/picture"):
        page = robin.get(path).text
        assert "<img" not in page
        assert '<svg class="avatar' in page


WRITTEN = [
    ('<p><img src="/x.png" alt="Our garden" loading="lazy"></p>', "Our garden"),
    ("<IMG SRC='/x.png' ALT='Tea &gt; coffee'>", "Tea &gt; coffee"),
    ('<a href="/x.png"><img\nclass="thumb"\nsrc="/x.png"></a>', "a picture"),
    ('<img alt="&quot;&gt;&lt;b&gt;" src="/x.png">', "&quot;&gt;&lt;b&gt;"),
]


@pytest.mark.parametrize(("written", "said"), WRITTEN)
def test_in_place_of_a_picture_stands_what_it_says(written, said):
    calm = look.without_pictures(written)
    assert "<img" not in calm.lower()
    assert f'<em class="picture">{said}</em>' in calm


def test_a_picture_that_says_nothing_leaves_nothing():
    assert look.without_pictures('<p><img src="/x.png" alt=""></p>') == "<p></p>"


def test_a_picture_in_somebodys_writing_is_not_sent(served):
    robin = served.as_("Robin")
    face = ("yuki.png", living.picture().getvalue())
    robin.send("/alters/yuki/picture", picture=face)
    kept = robin.call("alters.show", alter="yuki").json()["avatar"]
    told = f"Look: ![The sea at night](/alters/pictures/384/{kept})"
    robin.call("alters.edit", alter="seles", description=told)
    assert 'alt="The sea at night"' in robin.get("/alters/seles").text
    calmed(robin)
    page = robin.get("/alters/seles").text
    assert "The sea at night" in page
    assert "<img" not in page


def test_the_look_page_has_it_too(served):
    kit = served.as_("Kit")
    kit.post("/account/look", {"calm": "1", "plain": "1"})
    page = kit.get("/account/look").text
    assert 'name="calm" value="1" checked' in page
    assert 'name="plain" value="1" checked' in page
    assert 'name="simple" value="1">' in page
    kit.post("/account/look", {})
    assert "data-calm" not in kit.get("/account/look").text
