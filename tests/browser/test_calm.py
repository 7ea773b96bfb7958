"""Calm, and large and simple, in a browser: at once, and with nothing lost."""

from __future__ import annotations

import pytest
from fitting import TOO_SMALL, TOO_WIDE
from front_page import HOLD, expect, here, hold, ready, to

from homestead.core import look

MUTED = 0.3
"""How colourful anything calm may be, from 0, grey, to 1."""

COLORS = """() => [...document.querySelectorAll("body, body *")].flatMap(one => {
    const style = getComputedStyle(one);
    return [style.color, style.backgroundColor, style.borderTopColor];
}).map(said => said.match(/[\\d.]+/g).map(Number)).filter(([,,, a = 1]) => a > 0)"""

MAIN = ("/", "/alters/", "/alters/yuki", "/alters/history", "/account/look")
ALL = (
    *MAIN,
    "/alters/seles",
    "/forums/",
    "/alters/system",
    "/account/settings",
    "/nothing",
)
KINDS = ("..calm", "..simple", "..calm.simple")


def choose(page, value):
    """Have this window's browser choose a look, and show it."""
    top = page.evaluate("location.origin")
    page.context.add_cookies([{"name": look.COOKIE, "value": value, "url": top}])
    page.reload()
    return page


def calm(page):
    return page.get_by_role("button", name="Calm")


def test_a_tap_makes_it_calm_and_what_was_being_typed_stays(windows):
    page = ready(windows.open("/"))
    page.get_by_label("Change how Seles is here").click()
    page.get_by_label("Status").fill("half a sent")
    page.get_by_label("Status").press("Escape")
    page.get_by_role("searchbox").fill("yu")
    calm(page).click()
    expect(page.locator("html[data-calm]")).to_be_attached()
    expect(calm(page)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("searchbox")).to_have_value("yu")
    expect(page.locator("#status-seles")).to_have_value("half a sent")
    page.wait_for_load_state("networkidle")
    page.goto("/alters/history")
    expect(page.locator("html[data-calm]")).to_be_attached()
    calm(page).click()
    expect(page.locator("html[data-calm]")).not_to_be_attached()


def test_the_browsers_own_frame_is_calm_too(windows):
    page = windows.open("/account/sign-in", name="Mallory")
    calm(page).click()
    frame = page.locator("meta[name=theme-color]").first
    expect(frame).to_have_attribute("content", "rgb(235, 234, 230)")


def test_the_pictures_go_while_one_looks(windows, run, tmp_path):
    import living

    picture = tmp_path / "yuki.png"
    picture.write_bytes(living.picture().getvalue())
    run("alter", "avatar", "yuki", picture, check=True)
    page = ready(windows.open("/"))
    expect(page.locator("main img")).to_have_count(1)
    calm(page).click()
    expect(page.locator("main img")).to_have_count(0)
    expect(to(page, "Yuki").locator("svg.avatar")).to_be_visible()


def test_it_is_calm_without_scripts_too(windows):
    page = windows.open("/alters/history?since=7d", java_script_enabled=False)
    calm(page).click()
    expect(page.locator("html[data-calm]")).to_be_attached()
    assert page.url.endswith("/alters/history?since=7d")
    calm(page).click()
    expect(page.locator("html[data-calm]")).not_to_be_attached()


def test_every_open_page_of_the_browser_becomes_calm(windows):
    page = ready(windows.open("/"))
    other = page.context.new_page()
    other.goto("/account/")
    calm(page).click()
    expect(other.locator("html[data-calm]")).to_be_attached()
    calm(other).click()
    expect(page.locator("html[data-calm]")).not_to_be_attached()


def test_calm_is_kept_when_the_home_is_back(windows):
    page = ready(windows.open("/"))
    windows.allow("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    calm(page).click()
    expect(page.locator("html[data-calm]")).to_be_attached()
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    ready(page)
    page.wait_for_load_state("networkidle")
    page.reload()
    expect(page.locator("html[data-calm]")).to_be_attached()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_loud(looking, scheme):
    page = looking.open("/alters/seles", scheme=scheme)
    choose(page, "..calm")
    for path in ("/alters/seles", "/account/", "/account/tokens", "/alters/history/1"):
        page.goto(path)
        for red, green, blue, *_ in page.evaluate(COLORS):
            most, least = max(red, green, blue), min(red, green, blue)
            loud = (most - least) / 255
            assert loud < MUTED, (path, red, green, blue)


def test_nothing_moves(windows):
    page = ready(windows.open("/", reduced_motion="no-preference"))
    calm(page).click()
    box = to(page, "Yuki").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 20)
    page.mouse.down()
    expect(page.locator("[data-holding]")).to_be_attached()
    assert page.evaluate("document.getAnimations().length") == 0
    page.wait_for_timeout(HOLD)
    page.mouse.up()
    expect(here(page)).to_have_text(["Yuki"])


@pytest.mark.parametrize("kind", KINDS)
def test_yuki_is_held_and_comes(windows, kind):
    page = ready(choose(windows.open("/"), kind))
    hold(page, to(page, "Yuki"))
    expect(here(page)).to_have_text(["Yuki"])
    page.get_by_role("button", name="Undo").click()
    expect(here(page)).to_have_text(["Seles"])


def test_a_tap_on_a_large_picture_says_what_does(windows):
    page = ready(choose(windows.open("/"), "..simple"))
    hold(page, to(page, "Yuki"), millis=60)
    expect(to(page, "Yuki").get_by_text("Hold it")).to_be_visible()
    expect(here(page)).to_have_text(["Seles"])


def test_a_large_page_follows_a_shell(windows, run):
    page = ready(choose(windows.open("/"), "..simple"))
    run("front", "yuki", check=True)
    expect(here(page)).to_have_text(["Yuki"])


def test_who_leaves_it_by_mistake_is_a_tap_away(windows):
    page = ready(choose(windows.open("/alters/yuki"), "..simple"))
    expect(page.get_by_role("link", name="Edit")).to_have_count(0)
    page.get_by_role("button", name="Whole home").click()
    expect(page.get_by_role("link", name="Edit")).to_be_visible()
    page.get_by_role("button", name="Back to simple").click()
    expect(page.get_by_role("link", name="Edit")).to_have_count(0)
    assert page.url.endswith("/alters/yuki")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", MAIN)
def test_everything_fits_and_a_thumb_hits_it(looking, path, kind):
    page = choose(looking.open(path), kind)
    assert page.evaluate(TOO_SMALL) == []
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(TOO_WIDE) <= 0, width
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(TOO_WIDE) <= 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", ALL)
def test_nothing_keeps_anybody_out(looking, axe, path, kind):
    looking.allow("status of 404")
    page = choose(looking.open(path), kind)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe(page) == [], scheme
