"""The first page in a browser: hold, follow, find, and lose the line."""

from __future__ import annotations

import re

import pytest
from conftest import serving
from playwright.sync_api import expect

HELD = """face => parseFloat(
    getComputedStyle(face, "::after").getPropertyValue("--held"))"""
HOLD = 900  # ms; longer than the page asks for


@pytest.fixture
def page(windows):
    """Robin's phone, at the first page, hearing what changes."""
    return ready(windows.open("/"))


def ready(page):
    """Wait until the page hears the home."""
    expect(page.locator("body[data-line=open]")).to_be_attached()
    return page


def to(page, name):
    return page.get_by_role("button", name=re.compile(f"Switch to {name}")).first


def hold(page, button, *, millis=HOLD):
    box = button.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(millis)
    page.mouse.up()


def here(page):
    return page.locator(".people.here .name")


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
    import visiting

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


def test_without_a_script_every_button_is_a_form(windows):
    page = windows.open("/", java_script_enabled=False)
    to(page, "Yuki").click()
    expect(here(page)).to_have_text(["Yuki"])
    page.get_by_role("button", name="Undo").click()
    expect(here(page)).to_have_text(["Seles"])
    page.get_by_role("searchbox").fill("dex")
    page.keyboard.press("Enter")
    expect(page.locator(".to")).to_have_count(1)


def test_whoever_is_signed_out_elsewhere_is_told(page, run):
    run("user", "revoke", "Robin", check=True)
    expect(page.get_by_text("signed out")).to_be_visible()


def test_the_switch_was_earlier_than_one_thought(page, run):
    run("history", "edit", "1", "--start", "3 h ago", check=True)
    hold(page, to(page, "Yuki"))
    page.get_by_text("It was earlier").click()
    page.get_by_role("button", name="20 min ago").click()
    expect(page.locator(".people.here")).to_contain_text("20 min, since")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".people.here")).to_contain_text("less than a minute")


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
