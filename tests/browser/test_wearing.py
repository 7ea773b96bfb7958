"""The look of an open page changes with the home, and nothing else does."""

from __future__ import annotations

import pytest
from front_page import expect, ready

RED, BLUE, GREEN = "rgb(250, 225, 225)", "rgb(225, 230, 250)", "rgb(225, 245, 230)"
GROUNDS = {"seles": "#fae1e1", "dexen": "#e1e6fa", "yuki": "#e1f5e6"}

WATCH = """() => {
    window.seen = new Set();
    const look = () => {
        window.seen.add(getComputedStyle(document.body).backgroundColor);
        requestAnimationFrame(look);
    };
    look();
}"""


@pytest.fixture
def dressed(served):
    """The home in which everybody has a look of their own."""
    robin = served.as_("Robin")
    for alter, ground in GROUNDS.items():
        tokens = {"ground": ground, "scheme": "light"}
        told = robin.call("template.change", alter=alter, tokens=tokens)
        assert told.status == 200
    return served


@pytest.fixture
def editing(dressed, windows):
    """Robin edits Yuki's page while Seles fronts."""
    page = ready(windows.open("/alters/yuki/edit"))
    wears(page, RED)
    return page


def wears(page, ground):
    expect(page.locator("body")).to_have_css("background-color", ground)


@pytest.fixture
def own(home):
    """`own("yuki", "alters/index.html")`: the owner writes a template of Yuki's."""

    def write(handle, name):
        place = home / "config/templates/alters" / handle / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(
            '{% extends "layout.html" %}{% block title %}Mine{% endblock %}'
            "{% block main %}<h1>As Yuki has it</h1>{% endblock %}",
            encoding="utf-8",
        )

    return write


def test_a_switch_in_a_shell_changes_the_look_and_not_what_one_types(editing, run):
    about = editing.locator("#f-description")
    about.press_sequentially("half a sen")
    editing.mouse.wheel(0, 40)
    run("front", "dexen", check=True)
    wears(editing, BLUE)
    expect(editing.locator("html")).to_have_attribute("data-worn", "dexen")
    expect(about).to_be_focused()
    editing.keyboard.type("tence")
    expect(about).to_have_value("half a sentence")


def test_every_open_page_changes(dressed, windows, run):
    pages = [
        ready(windows.open(path, name=name, size=size))
        for path, name, size in (
            ("/", "Robin", "phone"),
            ("/alters/history", "Kit", "desk"),
            ("/template/", "Robin", "desk"),
        )
    ]
    run("front", "yuki", check=True)
    for page in pages:
        wears(page, GREEN)


def test_no_other_look_is_seen_in_between(editing, run):
    editing.evaluate(WATCH)
    run("front", "dexen", check=True)
    wears(editing, BLUE)
    assert set(editing.evaluate("[...window.seen]")) == {RED, BLUE}
    assert editing.locator("link#worn").count() == 1


def test_who_switches_twice_wears_the_second(editing, run):
    run("front", "dexen", check=True)
    run("front", "yuki", check=True)
    wears(editing, GREEN)
    assert editing.locator("link[data-coming]").count() == 0


def test_a_look_that_is_changed_elsewhere_is_worn_at_once(editing, run, dressed):
    tokens = {"ground": GROUNDS["yuki"]}
    dressed.as_("Kit").call("template.change", alter="seles", tokens=tokens)
    wears(editing, GREEN)


def test_the_browsers_own_frame_has_the_ground_of_the_page(editing, run):
    run("front", "dexen", check=True)
    wears(editing, BLUE)
    frames = editing.locator("meta[name=theme-color]")
    for each in range(frames.count()):
        expect(frames.nth(each)).to_have_attribute("content", GROUNDS["dexen"])


def test_who_keeps_the_homes_own_look_sees_no_change(dressed, windows, run):
    page = windows.open("/account/look")
    page.get_by_label("Always the home’s own look").check()
    page.get_by_role("button", name="Keep this look").click()
    ready(page)
    ours = page.evaluate("getComputedStyle(document.body).backgroundColor")
    run("front", "dexen", check=True)
    page.wait_for_timeout(1000)  # nothing happens, and that takes a while to see
    wears(page, ours)
    assert page.locator("html[data-worn=dexen]").count() == 0


def test_a_page_of_another_template_waits_until_nobody_types(editing, run, own):
    own("yuki", "alters/form.html")
    about = editing.locator("#f-description")
    about.fill("half")
    run("front", "yuki", check=True)
    wears(editing, GREEN)
    expect(about).to_have_value("half")
    about.fill("")
    about.blur()
    run("front", "yuki", "dexen", check=True)
    expect(editing.get_by_role("heading", name="As Yuki has it")).to_be_visible()
