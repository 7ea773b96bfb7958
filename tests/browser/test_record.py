"""The record on a phone: added to, put right, undone; and an open page that follows."""

from __future__ import annotations

import pytest

LIST = "/alters/history"


def add(page, name, start, end):
    page.goto(LIST)
    page.get_by_role("link", name="Add").click()
    page.get_by_label("Who").select_option(name)
    page.get_by_label("From").fill(start)
    page.get_by_label("Until").fill(end)
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**did=*")


@pytest.fixture
def yuki(page):
    """The list, with Yuki in it, who was forgotten."""
    add(page, "Yuki", "yesterday 9:00", "10:30")
    return page


def entry(page):
    return page.get_by_role("listitem").filter(has_text="Yuki")


def test_who_was_forgotten_is_added_and_undone(yuki):
    assert "09:00 to 10:30" in entry(yuki).inner_text()
    yuki.get_by_role("button", name="Undo").click()
    yuki.get_by_role("button", name="Redo").wait_for()
    assert entry(yuki).count() == 0


def test_an_entry_is_opened_changed_and_commented(yuki):
    yuki.get_by_role("link", name="Yuki", exact=True).click()
    yuki.get_by_label("Status").fill("at the sea")
    yuki.get_by_role("button", name="Save").click()
    yuki.get_by_label("Say something about it").fill("A good day.")
    yuki.get_by_role("button", name="Comment").click()
    yuki.goto(LIST)
    told = entry(yuki).inner_text()
    assert "“at the sea”" in told
    assert "A good day." in told


def test_an_entry_is_deleted_and_brought_back(yuki):
    yuki.get_by_role("link", name="Yuki", exact=True).click()
    yuki.get_by_role("button", name="Delete this entry").click()
    yuki.wait_for_url("**did=*")
    assert entry(yuki).count() == 0
    yuki.get_by_role("button", name="Undo").click()
    entry(yuki).wait_for()


def test_an_open_list_follows_a_switch_from_a_shell(windows, run):
    page = windows.open(LIST)
    page.wait_for_load_state("networkidle")
    run("front", "dexen", check=True)
    page.get_by_role("listitem").filter(has_text="Dexen").wait_for(timeout=10_000)


def test_a_form_that_is_no_longer_true_keeps_nobody_out(yuki, served, windows, axe):
    windows.allow("409")
    yuki.get_by_role("link", name="Yuki", exact=True).click()
    front = int(yuki.url.split("?")[0].rpartition("/")[2])
    served.as_("Kit").call("fronts.edit", front=front, status="cake")
    yuki.get_by_label("Status").fill("tea")
    yuki.get_by_role("button", name="Save").click()
    yuki.get_by_text("you wrote tea").wait_for()
    assert axe(yuki) == []
