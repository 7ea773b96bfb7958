"""The timeline put right by hand: an end is dragged, or moved by keys, and undone."""

from __future__ import annotations

import pytest

WEEK = "/alters/timeline?zoom=day&at=2026-01-06"


@pytest.fixture
def front(served):
    """Dexen from 9:00 to 11:00 that day."""
    robin = served.as_("Robin")
    span = {"start": "2026-01-06 09:00", "end": "2026-01-06 11:00"}
    return robin.call("fronts.insert", alter="dexen", **span).json()["front"]["id"]


@pytest.fixture
def ends(served, front):
    """`ends()`: from when until when the record says it was."""
    robin = served.as_("Robin")

    def told():
        entry = robin.call("fronts.show", front=front).json()["front"]
        return entry["start_local"][11:], entry["end_local"][11:]

    return told


@pytest.fixture
def chosen(windows, front):
    """The page with Dexen's stretch chosen."""

    def choose(size="phone"):
        page = windows.open(WEEK, size=size)
        page.get_by_role("link", name="Dexen, 6 Jan").click()
        page.locator("#editing form").wait_for()
        return page

    return choose


def drag(page, handle, by):
    box = handle.locator("rect").nth(1).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by, y + 3, steps=4)
    page.mouse.up()


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_an_end_is_dragged_saved_and_undone(chosen, ends, size):
    page = chosen(size)
    hour = page.locator(".bar").first.bounding_box()["width"] / 24
    drag(page, page.get_by_role("slider", name="Until"), 2 * hour)
    assert ends() == ("09:00", "11:00")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**did=*")
    start, end = ends()
    assert (start, "12:50" <= end <= "13:10") == ("09:00", True)
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Redo").wait_for()
    assert ends() == ("09:00", "11:00")


def test_an_end_is_moved_by_keyboard_alone(windows, front, ends):
    page = windows.open(WEEK, size="desk")
    page.locator(".timeline").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    start = page.get_by_role("slider", name="From")
    start.wait_for()
    assert start.get_attribute("aria-valuetext") == "2026-01-06 09:00"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("PageUp")
    page.keyboard.press("PageDown")
    assert start.get_attribute("aria-valuetext") == "2026-01-06 08:55"
    page.keyboard.press("Enter")
    page.wait_for_url("**did=*")
    assert ends() == ("08:55", "11:00")


def test_escape_leaves_everything_as_it_was(chosen, ends):
    page = chosen("desk")
    page.get_by_role("slider", name="From").press("PageDown")
    page.keyboard.press("Escape")
    assert page.get_by_role("slider").count() == 0
    link = page.get_by_role("link", name="Dexen, 6 Jan")
    assert link.locator("rect").get_attribute("x") == "37.5%"
    assert page.evaluate("document.activeElement.dataset.front")
    assert ends() == ("09:00", "11:00")


def test_an_end_never_passes_the_other(chosen):
    page = chosen("desk")
    drag(page, page.get_by_role("slider", name="From"), 900)
    told = page.get_by_role("slider", name="From").get_attribute("aria-valuetext")
    assert told == "2026-01-06 10:55"


def test_what_somebody_else_changed_meanwhile_is_shown(chosen, served, front, windows):
    windows.allow("409")
    page = chosen("desk")
    served.as_("Kit").call("fronts.edit", front=front, end="2026-01-06 12:00")
    page.get_by_role("slider", name="Until").press("ArrowRight")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Changed while you had this page open").wait_for()
    assert "Until is now 2026-01-06 12:00" in page.locator("main").inner_text()


def test_what_began_before_the_picture_has_its_other_end_only(windows, served):
    served.as_("Robin").call(
        "fronts.insert", alter="yuki", start="2026-01-05 20:00", end="2026-01-06 03:00"
    )
    page = windows.open(WEEK, size="desk")
    link = page.get_by_role("link", name="Yuki, 6 Jan")
    link.click()
    end = page.get_by_role("slider", name="Until")
    end.press("ArrowRight")
    assert end.get_attribute("aria-valuetext") == "2026-01-06 03:05"
    assert page.get_by_role("slider").count() == 1
    assert link.locator("rect").get_attribute("x") == "0%"


def test_without_scripts_a_stretch_leads_to_its_entry(windows, front):
    page = windows.open(WEEK, java_script_enabled=False)
    page.get_by_role("link", name="Dexen, 6 Jan").click()
    assert page.url.endswith(f"/alters/history/{front}")


@pytest.mark.parametrize("more", ["", "&as=table"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_keeps_nobody_out(looking, axe, more, scheme):
    page = looking.open(f"/alters/timeline?zoom=month{more}", scheme=scheme)
    assert axe(page) == []


def test_editing_keeps_nobody_out(chosen, axe):
    assert axe(chosen("phone")) == []
