"""The pieces every page has: skip link, sheets, undo, the chosen look."""

from __future__ import annotations

import pytest

STYLE = "name => getComputedStyle(document.body)[name]"


def test_the_first_tab_leads_past_the_navigation(page):
    page.keyboard.press("Tab")
    assert page.locator(".skip").evaluate("one => one === document.activeElement")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_sheet_opens_and_closes_by_keyboard(page, axe):
    sheet = page.locator("details[data-sheet]").first
    sheet.locator("summary").focus()
    page.keyboard.press("Enter")
    assert sheet.get_attribute("open") is not None
    assert axe(page) == []
    page.keyboard.press("Tab")
    assert sheet.evaluate("one => one.contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert sheet.get_attribute("open") is None
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_a_tap_beside_a_sheet_closes_it(page):
    sheet = page.locator("details[data-sheet]").first
    sheet.locator("summary").tap()
    assert sheet.get_attribute("open") is not None
    page.touchscreen.tap(180, 12)
    assert sheet.get_attribute("open") is None


@pytest.mark.parametrize("scripts", [True, False])
def test_a_change_is_told_of_and_taken_back(windows, scripts):
    page = windows.open("/account/look", java_script_enabled=scripts)
    answer = page.request.post("/alters/front", form={"alter": "dexen"})
    page.goto(answer.url)
    assert "Dexen" in page.locator("ul.here").inner_text()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Redo").wait_for()
    assert "Seles" in page.locator("ul.here").inner_text()


def test_the_undo_bar_keeps_nobody_out(windows, axe):
    page = windows.open("/")
    page.goto(page.request.post("/alters/front", form={"alter": "dexen"}).url)
    assert page.locator(".undo").is_visible()
    assert axe(page) == []


def test_a_chosen_look_holds_against_the_systems(windows):
    page = windows.open("/account/look", scheme="light")
    light = page.evaluate(STYLE, "backgroundColor")
    page.get_by_label("Dark").check()
    page.get_by_label("OpenDyslexic").check()
    page.get_by_role("button", name="Keep this look").click()
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    assert page.evaluate(STYLE, "backgroundColor") != light
    assert page.evaluate(STYLE, "fontFamily").startswith("OpenDyslexic")
    assert page.evaluate("document.fonts.ready.then(() => 1)")
    assert page.evaluate("document.fonts.check('16px OpenDyslexic')")


def test_the_ways_are_below_on_a_phone_and_beside_at_a_desk(page):
    ways = page.get_by_role("navigation", name="Ways")
    assert ways.bounding_box()["y"] > 600
    page.set_viewport_size({"width": 1280, "height": 800})
    box = ways.bounding_box()
    assert box["x"] < 40
    assert box["y"] < 200


def test_nothing_moves_for_those_who_asked_for_that(page):
    assert page.evaluate("""() => [...document.querySelectorAll("*")].every(one =>
        parseFloat(getComputedStyle(one).transitionDuration) <= 0.001 &&
        parseFloat(getComputedStyle(one).animationDuration) <= 0.001)""")


@pytest.mark.parametrize(
    ("path", "label", "wrong"),
    [
        ("/alters/new", "Name", ""),
        ("/account/users/new", "Name they sign in with", "Robin"),
        ("/alters/history/add", "From", "the day after never"),
        ("/alters/groups/new", "Name", ""),
    ],
)
def test_a_form_shown_again_says_what_is_wrong(windows, axe, path, label, wrong):
    windows.allow("status of 4")
    page = windows.open(path)
    page.get_by_label(label, exact=True).first.fill(wrong)
    for box in page.locator("main input[type=password]").all():
        box.fill("battery staple")
    form = page.locator("main form[method=post]").last
    with page.expect_navigation():
        form.evaluate("form => { form.noValidate = true; form.requestSubmit() }")
    assert page.get_by_role("alert").first.inner_text().strip()
    assert page.get_by_label(label, exact=True).first.input_value() == wrong
    assert axe(page) == []
