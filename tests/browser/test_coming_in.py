"""Coming in with a real browser: the first run, signing in, looking after accounts."""

from __future__ import annotations

import re

import pytest
from conftest import serving
from visiting import PASSWORDS, Served


@pytest.fixture
def first_run(environment, home):
    """A home nobody owns yet, and the path of its one-time link."""
    daemon = serving(environment)
    with daemon as url:
        said = (
            re.search(r"/account/first/\S+", line) for line in daemon.process.stderr
        )
        link = next(found[0] for found in said if found)
        yield Served(url, home, {}), link


@pytest.fixture
def new(chromium, first_run):
    """A window into that home, at its link."""
    from .conftest import Windows

    served, link = first_run
    opened = Windows(chromium, served)
    opened.allow("status of 400")
    yield opened.open(link, name="Mallory")
    opened.close()


def sign_in(page, name, password):
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_the_first_run_from_the_link_to_the_ways_to_begin(new, axe):
    assert axe(new) == []
    new.get_by_label("Your name here").fill("Robin")
    new.get_by_label("A password").fill("correct horse")
    new.get_by_role("button", name="Make this home mine").click()
    new.get_by_role("heading", name="The home is yours, Robin").wait_for()
    for offer in ("Start fresh", "Come from another app"):
        assert new.get_by_role("link", name=offer).is_visible()
    assert new.get_by_text("Restore a backup").is_visible()
    new.get_by_role("link", name="Look around first").click()
    assert new.url.endswith("/")
    new.go_back()
    new.get_by_role("link", name="Start fresh").click()
    new.get_by_label("Name", exact=True).fill("Seles")
    new.locator("main form").get_by_role("button").first.wait_for()


def test_a_mistake_at_the_first_run_is_said_where_it_was_made(new):
    new.get_by_label("Your name here").fill("Robin")
    new.locator("main form").evaluate("form => { form.noValidate = true }")
    new.get_by_label("A password").fill("short")
    with new.expect_navigation():
        new.get_by_role("button", name="Make this home mine").click()
    wrong = new.get_by_label("A password")
    assert wrong.get_attribute("aria-invalid") == "true"
    assert wrong.input_value() == ""
    assert new.get_by_label("Your name here").input_value() == "Robin"


@pytest.fixture
def windows(windows):
    """Windows in which being refused is no trouble."""
    windows.allow("status of 40")
    return windows


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_robin_is_led_on_to_where_they_were_going_and_out_again(windows, scripts):
    page = windows.open("/account/tokens", name="Mallory", java_script_enabled=scripts)
    sign_in(page, "Robin", "wrong horse")
    assert page.get_by_role("alert").inner_text().startswith("That name and password")
    assert page.get_by_label("Name", exact=True).input_value() == "Robin"
    sign_in(page, "Robin", PASSWORDS["Robin"])
    assert page.url.endswith("/account/tokens")
    page.get_by_role("link", name="Robin").click()
    page.get_by_role("button", name="Sign out here").click()
    assert page.get_by_text("You are signed out.").is_visible()
    page.go_back()
    page.reload()
    assert page.get_by_role("heading", name="Sign in").is_visible()


def test_nobody_goes_back_to_what_robin_saw(windows):
    page = windows.open("/account/sign-in", name="Mallory")
    sign_in(page, "Robin", PASSWORDS["Robin"])
    page.get_by_role("link", name="Robin").click()
    page.get_by_role("button", name="Sign out here").click()
    page.get_by_text("You are signed out.").wait_for()
    page.go_back()
    page.get_by_role("heading", name="Sign in").wait_for()
    assert page.get_by_text("Seles").count() == 0


def test_a_page_a_browser_had_put_aside_is_not_shown_again_to_whoever_comes(windows):
    phone = windows.open("/account/sign-in", name="Mallory")
    sign_in(phone, "Robin", PASSWORDS["Robin"])
    phone.get_by_role("link", name="Robin").click()
    desk = windows.open("/account/", size="desk")
    desk.get_by_role("button", name="Sign out everywhere else").click()
    phone.get_by_text("You are signed out here.").wait_for()
    back = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
    phone.evaluate(back)
    phone.get_by_role("heading", name="Sign in").wait_for()


def test_scripts_of_the_page_cannot_read_the_session(windows):
    page = windows.open("/account/sign-in", name="Mallory")
    sign_in(page, "Robin", PASSWORDS["Robin"])
    page.get_by_role("link", name="Robin").wait_for()
    assert page.evaluate("document.cookie") == ""
    kept = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert all(cookie["httpOnly"] for cookie in kept.values())
    assert {cookie["sameSite"] for cookie in kept.values()} == {"Lax"}


def test_robin_signs_their_lost_phone_out_from_the_desk(windows):
    phone = windows.open("/account/sign-in", name="Mallory")
    sign_in(phone, "Robin", PASSWORDS["Robin"])
    desk = windows.open("/account/", size="desk")
    desk.get_by_role("button", name="Sign out everywhere else").click()
    assert desk.get_by_text("signed out everywhere but here").is_visible()
    phone.goto("/account/")
    assert phone.get_by_role("heading", name="Sign in").is_visible()


def test_a_token_is_made_by_keyboard_alone(windows):
    page = windows.open("/account/tokens", size="desk")
    page.get_by_label("What is it for?").focus()
    page.keyboard.type("widget")
    page.get_by_label("See who is here", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    secret = page.locator(".secret code")
    assert re.fullmatch(r"homestead_[\w-]{43}", secret.inner_text())
    page.reload()


def test_robin_removes_kit_and_brings_them_back(windows):
    page = windows.open("/account/users")
    page.get_by_role("link", name="Kit").click()
    page.get_by_role("button", name="Remove the account").click()
    page.get_by_role("button", name="Bring back Kit").click()
    assert page.get_by_text("The account is back").is_visible()
    assert page.get_by_role("link", name="Kit").is_visible()


def test_robin_looks_at_what_they_type(windows):
    page = windows.open("/account/sign-in", name="Mallory")
    password = page.get_by_label("Password", exact=True)
    password.fill("correct horse")
    page.get_by_label("Show what I type").check()
    assert password.get_attribute("type") == "text"
    page.get_by_label("Show what I type").uncheck()
    assert password.get_attribute("type") == "password"


def test_without_scripts_there_is_no_box_that_does_nothing(windows):
    page = windows.open("/account/sign-in", name="Mallory", java_script_enabled=False)
    assert not page.get_by_label("Show what I type").is_visible()
