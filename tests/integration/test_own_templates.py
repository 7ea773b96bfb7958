"""Templates of the owner's own, in a home that is served."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from conftest import eventually

from homestead.core import resources

LOOK = Path(__file__).parents[2] / "share/doc/look.md"
MINE = "alters/seles/alters/index.html"


@pytest.fixture
def robin(served):
    return served.as_("Robin")


@pytest.fixture
def own(served):
    """Put files into the owner's folder: `own("alters/index.html", "…")`."""

    def put(name, text, *, folder="templates"):
        file = served.home / "config" / folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    return put


def shown(visitor, text, path="/"):
    return eventually(lambda: (page := visitor.get(path)).text.find(text) >= 0 and page)


def test_the_first_page_changes_while_seles_fronts(served, robin, own):
    assert "Switch to" in robin.get("/").text
    own(MINE, "Here: {{ here[0].name }}")
    assert shown(robin, "Here: Seles").text == "Here: Seles"
    robin.call("fronts.switch", alters=["dexen"])
    assert "Switch to" in robin.get("/").text


def test_it_is_as_it_was_when_the_template_is_gone(robin, own):
    mine = own(MINE, "mine")
    shown(robin, "mine")
    mine.unlink()
    shown(robin, "Switch to")


def test_pages_that_are_kept_are_made_anew(robin, own):
    tag = eventually(lambda: kept(robin))  # they are kept for the minute it is
    own(MINE, "mine")
    eventually(lambda: robin.get("/", If_None_Match=tag).body == b"mine")


def kept(visitor):
    tag = visitor.get("/").headers["ETag"]
    return visitor.get("/", If_None_Match=tag).status == 304 and tag


def test_strangers_and_guests_wear_nobody_s_templates(served, robin, own):
    own("alters/seles/layout.html", "Seles' own")
    shown(robin, "Seles' own")
    for name, path in (("Mallory", "/account/sign-in"), ("Sam", "/")):
        assert "Seles' own" not in served.as_(name).get(path).text


def test_the_home_s_own_counts_for_everybody(served, robin, own):
    own("error.html", "{{ title }}!")
    assert shown(robin, "Not here!", "/nowhere").status == 404
    assert served.as_("Mallory").get("/account/first/x").text.endswith("!")


@pytest.mark.parametrize(
    "text",
    [
        "\n{% for a in [1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
        "\n{{ nobody }}",
        "\n{% if %}",
        "\n{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "\n{{ 'a' * 9999999999 }}",
        "\n{{ (10 ** 999) ** 999 }}",
    ],
)
def test_one_that_does_not_work_takes_no_page_down_and_is_named(robin, own, text):
    own(MINE, text)
    told = eventually(lambda: robin.get("/") and broken(robin))
    assert [(each["file"], each["line"]) for each in told] == [(MINE, 2)]
    page = robin.get("/")
    assert (page.status, "Switch to" in page.text) == (200, True)
    assert "A template of your own does not work" in page.text
    assert f"<strong>{MINE}</strong></dt>\n<dd>Line 2: " in robin.get("/template/").text


def broken(visitor):
    return visitor.call("template.broken").json()["broken"]


def test_only_the_owner_is_told(served, robin, own):
    own(MINE, "{{ nobody }}")
    eventually(lambda: robin.get("/") and broken(robin))
    kit = served.as_("Kit")
    assert "does not work" not in kit.get("/").text
    assert "does not work" not in kit.get("/template/").text
    assert kit.call("template.broken").status == 403


def test_it_is_told_no_more_when_it_is_mended(robin, own):
    own(MINE, "{{ nobody }}")
    eventually(lambda: robin.get("/") and broken(robin))
    own(MINE, "mended")
    shown(robin, "mended")
    assert broken(robin) == []


def test_a_layout_that_does_not_work_leaves_every_page_as_it_was(robin, own):
    own("layout.html", "{% block title %}{% endblock %}{{ nobody }}")
    eventually(lambda: robin.get("/") and broken(robin))
    for path in ("/", "/alters/", "/account/", "/template/", "/alters/history"):
        page = robin.get(path)
        assert (page.status, "<nav" in page.text) == (200, True)


PAGES = ["/", "/alters/", "/alters/seles", "/alters/history", "/alters/timeline"]
PAGES += ["/alters/statistics", "/account/", "/account/settings", "/alters/import"]


def test_our_pages_look_the_same_with_every_step_counted(robin, own):
    before = [same(robin.get(path).text) for path in PAGES]
    own("base.html", "{% extends 'layout.html' %}")
    own("parts.html", copied("parts.html"))
    eventually(lambda: robin.get("/").text.find('data-drawn=""') < 0)
    assert broken(robin) == []
    assert [same(robin.get(path).text) for path in PAGES] == before


def copied(name):
    return resources.read(resources.share(f"templates/{name}")).decode()


def same(page):
    """Return a page without what a minute or another copy changes."""
    kept = re.sub(r'(value|data-heard|data-drawn|datetime)="[^"]*"', "", page)
    return re.sub(r"less than a minute|[\d.:]+( min)?", "", kept)


def test_a_file_of_seles_own_is_worn_with_her_look(served, robin, own):
    plain = home_css(robin)
    own("alters/seles/css/home.css", "a{color:red}", folder="static")
    theirs = eventually(lambda: (now := home_css(robin)) != plain and now)
    assert robin.get(theirs).text == "a{color:red}"
    assert "immutable" in robin.get(theirs).headers["Cache-Control"]
    assert robin.get(plain).text != "a{color:red}"
    robin.call("fronts.switch", alters=["dexen"])
    assert home_css(robin) == plain
    assert served.as_("Mallory").get(theirs).text == "a{color:red}"


def home_css(visitor):
    return re.search(r'"(/static/css/home\.css\?v=\w+)"', visitor.get("/").text)[1]


def test_strangers_learn_of_nobody_by_what_files_there_are(served, robin, own):
    own("alters/seles/css/home.css", "a{}", folder="static")
    own("alters/seles/mine.css", "a{}", folder="static")
    eventually(lambda: "a{}" in robin.get(home_css(robin)).text)
    mallory = served.as_("Mallory")
    for name in ("seles", "nobody"):
        for file in ("css/home.css", "mine.css", ""):
            assert mallory.get(f"/static/alters/{name}/{file}").status == 404
    assert mallory.get("/static/mine.css").status == 404


def test_what_takes_the_place_of_a_module_s_file_is_served(robin, own):
    own("alters/css/front.css", "b{}", folder="static")
    eventually(lambda: robin.get("/static/alters/css/front.css").text == "b{}")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../config.toml",
        "/static/css/../../config.toml",
        "/static/..%2fconfig.toml",
        "/static/%2e%2e/config.toml",
        "/static//etc/passwd",
        "/static/.hidden",
        "/static/css/.hidden",
        "/static/leads-out",
        "/static/pipe",
        "/static/css",
        "/static/",
        "/static/a%00b",
    ],
)
def test_nothing_but_the_owner_s_plain_files_is_served(served, own, path):
    folder = own(".hidden", "secret", folder="static").parent
    own("css/.hidden", "secret", folder="static")
    (folder / "leads-out").symlink_to(served.home / "data" / "secret.key")
    os.mkfifo(folder / "pipe")
    assert served.as_("Robin").get(path).status in {400, 404}


def test_the_example_that_is_told_of_is_worn(robin, own):
    told = LOOK.read_text(encoding="utf-8")
    own(MINE, re.search(r"```html\n(.*?)```", told, re.DOTALL)[1])
    page = shown(robin, "The garden of Seles")
    assert 'href="/alters/front?all=1"' in page.text


def test_a_shell_is_told_of_what_no_page_was_made_of(run, own):
    own("alters/yuki/page.html", "\n{% if %}")
    told = run("template", "broken", check=True).out
    assert told.startswith("alters/yuki/page.html, line 2: Expected an expression")
