"""The first page without its home: what is done is kept, and sent when it is back."""

from __future__ import annotations

import pytest
import visiting
from conftest import serving
from front_page import expect, here, hold, ready, to


@pytest.fixture
def page(windows):
    """Robin's phone, at the first page, hearing what changes."""
    return ready(windows.open("/"))


@pytest.fixture
def offline(windows):
    """Put a page where there is no network, as a phone in a tunnel is."""
    windows.allow("ERR_INTERNET_DISCONNECTED")
    windows.allow("Failed to load resource")
    return lambda page, off=True: page.context.set_offline(off)


def test_a_switch_made_offline_is_kept_and_delivered_once(page, offline, run):
    run("history", "edit", "1", "--start", "3 h ago", check=True)
    offline(page)
    hold(page, to(page, "Yuki"))
    expect(page.locator("#waiting")).to_contain_text("Switch to Yuki")
    expect(page.locator("#waiting")).to_contain_text("waits")
    page.wait_for_timeout(6000)
    offline(page, off=False)
    expect(here(page)).to_have_text(["Yuki"])
    expect(page.locator("#waiting")).to_be_hidden()
    fronts = run("history", "--json").json["fronts"]
    assert [one["alter"] for one in fronts] == ["yuki", "seles"]


def test_a_lost_line_is_said_and_found_again(page, offline):
    offline(page)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("No connection")).to_be_visible(timeout=10000)
    offline(page, off=False)
    expect(page.get_by_text("No connection")).to_be_hidden()


def test_what_waits_survives_a_reload(page, offline):
    page.route("**/alters/front", lambda route: route.abort())
    offline(page)
    hold(page, to(page, "Yuki"))
    expect(page.locator("#waiting")).to_contain_text("Switch to Yuki")
    offline(page, off=False)
    page.unroute("**/alters/front")
    page.reload()
    expect(here(page)).to_have_text(["Yuki"])


def test_what_is_refused_says_so_until_it_is_dismissed(page, offline, run):
    offline(page)
    hold(page, to(page, "Yuki"))
    run("alter", "remove", "yuki", check=True)
    offline(page, off=False)
    expect(page.locator("#waiting")).to_contain_text("was not done")
    expect(here(page)).to_have_text(["Seles"])
    page.reload()
    expect(page.locator("#waiting")).to_contain_text("was not done")
    page.get_by_role("button", name="All right").click()
    expect(page.locator("#waiting")).to_be_hidden()


def test_a_switch_made_while_the_home_restarts_is_delivered(
    chromium, cast, home, environment, tmp_path
):
    """The daemon goes, the page keeps the switch, and the daemon comes back."""
    sessions = visiting.copied(cast, home)
    with serving(environment) as url:
        context = chromium.new_context(base_url=url)
        context.add_cookies(
            [{"name": visiting.SESSION, "value": sessions["Robin"], "url": url}]
        )
        page = context.new_page()
        page.goto("/")
        ready(page)
    hold(page, to(page, "Yuki"))
    expect(page.locator("#waiting")).to_contain_text("Switch to Yuki")
    expect(page.get_by_text("No connection")).to_be_visible()
    port = url.rpartition(":")[2]
    with serving(environment, "--port", port):
        expect(here(page)).to_have_text(["Yuki"], timeout=20000)
        expect(page.get_by_text("No connection")).to_be_hidden()
        context.close()


def test_whoever_is_signed_out_elsewhere_is_told(page, run):
    run("user", "revoke", "Robin", check=True)
    expect(page.get_by_text("signed out")).to_be_visible()


def test_what_waits_stays_until_robin_is_signed_in_again(page, offline, run):
    offline(page)
    hold(page, to(page, "Yuki"))
    run("user", "revoke", "Robin", check=True)
    offline(page, off=False)
    expect(page.get_by_text("signed out")).to_be_visible(timeout=15000)
    expect(page.locator("#waiting")).to_contain_text("Switch to Yuki")


def test_nobody_else_sends_what_robin_left_behind(page, offline, served):
    offline(page)
    hold(page, to(page, "Yuki"))
    cookie = {"name": "homestead_session", "value": served.sessions["Kit"]}
    expect(page.locator("#waiting")).to_contain_text("Switch to Yuki")
    page.goto("about:blank")
    page.context.add_cookies([{**cookie, "url": served.url}])
    offline(page, off=False)
    page.goto("/")
    ready(page)
    expect(page.locator("#waiting")).to_be_hidden()
    expect(here(page)).to_have_text(["Seles"])


def test_a_page_whose_session_ran_out_says_so(windows, page):
    windows.allow("MIME type")  # it listens, and is shown where to sign in
    page.context.clear_cookies()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("signed out")).to_be_visible()


def test_a_page_shows_nothing_of_robins_to_kit(page, served, run):
    cookie = {"name": "homestead_session", "value": served.sessions["Kit"]}
    page.context.add_cookies([{**cookie, "url": served.url}])
    run("front", "yuki", check=True)
    expect(page.locator(".me")).to_have_text("Kit")
    expect(here(page)).to_have_text(["Yuki"])
