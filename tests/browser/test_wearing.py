"""The look of an open page changes with the home, and nothing else does."""

from __future__ import annotations

import pytest
from front_page import expect, ready

RED, BLUE = "rgb(90, 20, 20)", "rgb(20, 30, 90)"
GROUNDS = {"seles": RED, "dexen": BLUE}

WATCH = """() => {
    window.seen = new Set();
    const look = () => {
        window.seen.add(getComputedStyle(document.body).backgroundColor);
        requestAnimationFrame(look);
    };
    look();
}"""


def dressed(body, handle, drawn):
    """Return a page as the home would have it in that look."""
    sheet = f'<link rel="stylesheet" id="worn" href="/static/{handle}.css"></head>'
    body = body.replace("</head>", sheet)
    body = body.replace("<html", f'<html data-worn="{handle}"', 1)
    return body.replace("<body", f'<body data-drawn="{drawn}"', 1)


@pytest.fixture
def wear():
    """`wear(page, "seles")`: from now on the home answers with that look."""

    def begin(page, handle, drawn=""):
        def page_of_the_home(route):
            answer = route.fetch()
            route.fulfill(response=answer, body=dressed(answer.text(), handle, drawn))

        def sheet(route):
            name = route.request.url.split("/")[-1].removesuffix(".css")
            rules = f":root {{ --ground: {GROUNDS[name]} }}"
            route.fulfill(content_type="text/css", body=rules)

        page.unroute_all()
        page.route(page.url, page_of_the_home)
        for name in GROUNDS:
            page.route(f"**/static/{name}.css", sheet)

    return begin


@pytest.fixture
def editing(windows, wear):
    """Robin edits Yuki's page in Seles' look."""
    page = windows.open("/alters/yuki/edit")
    wear(page, "seles")
    page.reload()
    expect(ground(page)).to_have_css("background-color", RED)
    return ready(page)


def ground(page):
    return page.locator("body")


def test_a_switch_in_a_shell_changes_the_look_and_not_what_one_types(
    editing, wear, run
):
    about = editing.locator("#f-description")
    about.press_sequentially("half a sen")
    wear(editing, "dexen")
    run("front", "dexen", check=True)
    expect(ground(editing)).to_have_css("background-color", BLUE)
    expect(editing.locator("html")).to_have_attribute("data-worn", "dexen")
    editing.keyboard.type("tence")
    expect(about).to_have_value("half a sentence")


def test_no_other_look_is_seen_in_between(editing, wear, run):
    editing.evaluate(WATCH)
    wear(editing, "dexen")
    run("front", "dexen", check=True)
    expect(ground(editing)).to_have_css("background-color", BLUE)
    assert set(editing.evaluate("[...window.seen]")) == {RED, BLUE}
    assert editing.locator("link#worn").count() == 1


def test_a_page_of_another_template_waits_until_nobody_types(editing, wear, run):
    about = editing.locator("#f-description")
    about.fill("half")
    wear(editing, "dexen", drawn="otherwise")
    run("front", "dexen", check=True)
    expect(ground(editing)).to_have_css("background-color", BLUE)
    expect(about).to_have_value("half")
    about.fill("")
    about.blur()
    run("front", "yuki", check=True)
    expect(editing.locator("body")).to_have_attribute("data-drawn", "otherwise")
