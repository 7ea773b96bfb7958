"""The first page in a browser: hold, follow, find."""

from __future__ import annotations

import pytest
from front_page import HOLD, expect, here, hold, ready, to

HELD = """face => parseFloat(
    getComputedStyle(face, "::after").getPropertyValue("--held"))"""


@pytest.fixture
def page(windows):
    """Robin's phone, at the first page, hearing what changes."""
    return ready(windows.open("/"))


def test_yuki_is_held_and_comes(page):
    hold(page, to(page, "Yuki"))
    expect(here(page)).to_have_text(["Yuki"])
    expect(page.locator("#said")).to_contain_text("Switch to Yuki")


def test_a_tap_changes_nothing_and_says_what_does(page):
    hold(page, to(page, "Yuki"), millis=60)
    expect(to(page, "Yuki").get_by_text("Hold to switch")).to_be_visible()
    expect(page.locator("#found")).to_have_text("Hold it for a moment.")
    expect(here(page)).to_have_text(["Seles"])


def test_a_finger_that_wanders_changes_nothing(page):
    box = to(page, "Yuki").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.wait_for_timeout(HOLD)
    page.mouse.up()
    expect(here(page)).to_have_text(["Seles"])


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_key_is_held_too(page, key):
    to(page, "Yuki").focus()
    page.keyboard.down(key)
    page.wait_for_timeout(HOLD)
    page.keyboard.up(key)
    expect(here(page)).to_have_text(["Yuki"])


def test_what_a_screen_reader_presses_is_meant(page):
    to(page, "Yuki").evaluate("button => button.click()")
    expect(here(page)).to_have_text(["Yuki"])


def test_dexen_comes_beside_and_leaves_again(page):
    hold(page, page.get_by_role("button", name="Dexen comes too"))
    expect(here(page)).to_have_text(["Seles", "Dexen"])
    page.get_by_label("Change how Dexen is here").click()
    hold(page, page.get_by_role("button", name="Dexen leaves"))
    expect(here(page)).to_have_text(["Seles"])


def test_everything_can_be_taken_back(page):
    hold(page, to(page, "Yuki"))
    page.get_by_role("button", name="Undo").click()
    expect(here(page)).to_have_text(["Seles"])
    page.get_by_role("button", name="Redo").click()
    expect(here(page)).to_have_text(["Yuki"])


def test_status_and_tier_are_said_in_a_sheet(page):
    page.get_by_label("Change how Seles is here").click()
    page.get_by_label("Status").fill("tea and quiet")
    page.get_by_label("How near").select_option("co-conscious")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".people.here")).to_contain_text("tea and quiet")
    expect(page.locator(".people.here .badge")).to_have_text("co-conscious")


def test_it_was_twenty_minutes_ago(page, run):
    run("history", "edit", "1", "--start", "3 h ago", check=True)
    page.get_by_text("Just now").first.click()
    page.get_by_label("20 min ago").check()
    page.get_by_role("button", name="Done").click()
    hold(page, to(page, "Yuki"))
    expect(page.locator(".people.here")).to_contain_text("20 min, since")
    expect(page.locator("[data-when]")).to_have_text("Just now")


def test_two_letters_find_somebody(page):
    page.get_by_role("searchbox").fill("yu")
    expect(page.locator(".to:visible")).to_have_count(1)
    expect(page.locator("#found")).to_have_text("1 found")
    page.keyboard.press("Enter")
    expect(to(page, "Yuki")).to_be_focused()
    page.keyboard.down("Enter")
    page.wait_for_timeout(HOLD)
    page.keyboard.up("Enter")
    expect(here(page)).to_have_text(["Yuki"])
    expect(page.get_by_role("searchbox")).to_have_value("")


def test_among_many_the_home_is_asked(windows, run):
    for number in range(20):
        run("alter", "add", f"Fragment {number}", check=True)
    page = ready(windows.open("/"))
    page.get_by_role("searchbox").fill("fragment 19")
    expect(page.locator(".to:visible .name")).to_have_text(["Fragment 19"])
    page.get_by_role("searchbox").fill("")
    expect(page.locator(".to:visible")).to_have_count(10)


def test_the_page_follows_a_shell(page, run):
    run("front", "yuki", check=True)
    expect(here(page)).to_have_text(["Yuki"], timeout=1000)


def test_the_page_follows_another_device(windows, page):
    desk = ready(windows.open("/", name="Kit", size="desk"))
    hold(desk, to(desk, "Dexen"))
    expect(here(page)).to_have_text(["Dexen"], timeout=1000)


def test_what_one_is_typing_stays(page, run):
    page.get_by_label("Change how Seles is here").click()
    status = page.get_by_label("Status").first
    status.press_sequentially("half a thou")
    run("front", "--add", "yuki", check=True)
    expect(here(page)).to_have_text(["Seles", "Yuki"])
    expect(status).to_be_focused()
    page.keyboard.type("ght")
    expect(status).to_have_value("half a thought")


def test_what_is_held_is_not_moved_away(page, run):
    page.evaluate("document.documentElement.style.setProperty('--hold', '30s')")
    box = to(page, "Yuki").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 20)
    page.mouse.down()
    run("alter", "add", "Ash", check=True)
    assert to(page, "Yuki").bounding_box() == box
    page.mouse.up()
    expect(to(page, "Ash")).to_be_visible()


def test_without_a_script_every_button_is_a_form(windows):
    page = windows.open("/", java_script_enabled=False)
    to(page, "Yuki").click()
    expect(here(page)).to_have_text(["Yuki"])
    page.get_by_role("button", name="Undo").click()
    expect(here(page)).to_have_text(["Seles"])
    page.get_by_role("searchbox").fill("dex")
    page.keyboard.press("Enter")
    expect(page.locator(".to")).to_have_count(1)


def test_the_switch_was_earlier_than_one_thought(page, run):
    run("history", "edit", "1", "--start", "3 h ago", check=True)
    hold(page, to(page, "Yuki"))
    page.get_by_text("It was earlier").click()
    page.get_by_role("button", name="20 min ago").click()
    expect(page.locator(".people.here")).to_contain_text("20 min, since")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".people.here")).to_contain_text("less than a minute")


@pytest.mark.parametrize("opened", ["Change how Seles is here", "When was it?"])
def test_sheets_keep_nobody_out(page, axe, opened):
    summary = page.locator("summary", has_text=opened)
    summary.or_(page.get_by_label(opened)).first.click()
    assert axe(page) == []


@pytest.mark.parametrize(
    ("motion", "fills"), [("no-preference", True), ("reduce", False)]
)
def test_a_ring_fills_where_motion_is_welcome(windows, motion, fills):
    page = ready(windows.open("/", reduced_motion=motion))
    page.evaluate("document.documentElement.style.setProperty('--hold', '2s')")
    box = to(page, "Yuki").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 20)
    page.mouse.down()
    page.wait_for_timeout(600)
    held = to(page, "Yuki").locator(".face").evaluate(HELD)
    assert (0 < held < 100) is fills
    expect(to(page, "Yuki").get_by_text("Hold to switch")).to_be_visible(
        visible=not fills
    )
    page.mouse.up()
