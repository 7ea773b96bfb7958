"""Every look that ships keeps nobody out, calm and simple too; one holds in each."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import living
import pytest
import visiting
from conftest import serving
from fitting import TOO_SMALL, TOO_WIDE
from front_page import expect, here, hold, ready, to

from homestead import app
from homestead.core import look, paths
from homestead.modules import template

GROUND = "getComputedStyle(document.body).backgroundColor"
PRESETS = sorted(
    path.stem for path in Path(template.__file__).parent.glob("presets/*.json")
)
SCHEMES = ("light", "dark")
SEEN = {
    "": (
        *("/", "/alters/seles", "/alters/history", "/forums/1"),
        *("/account/tokens", "/template/seles"),
    ),
    "..calm": ("/account/tokens",),
    "..simple": ("/", "/forums/1/reply"),
}
"""Which pages are looked at in which choice of the browser's."""

SOUP = {"category": 1, "title": "Soup", "text": "With *noodles*?", "authors": ["yuki"]}
THREE = ("crayon", "midnight", "terminal")


@pytest.fixture(scope="module")
def wardrobe(cast, tmp_path_factory):
    """A served home that has been lived in, for tests that dress Seles."""
    home = tmp_path_factory.mktemp("wardrobe") / "home"
    sessions = visiting.copied(cast, home)
    with closing(app.open_home(paths.find(str(home)))) as opened:
        living.move_in(opened.house)
        opened.call("forums.thread_create", SOUP)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("HOMESTEAD_")}
    with serving({**kept, "HOMESTEAD_HOME": str(home), "TZ": "UTC"}) as url:
        yield visiting.Served(url, home, sessions)


def dress(served, preset, alter="seles"):
    told = served.as_("Robin").call("template.wear", preset=preset, alter=alter)
    assert told.status == 200, told.text


def schemes(page):
    """Return in which schemes a page differs: a look may be of one of them only."""
    grounds = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        grounds[page.evaluate(GROUND)] = scheme
    return grounds.values()


def choose(page, chosen):
    top = page.evaluate("location.origin")
    page.context.add_cookies([{"name": look.COOKIE, "value": chosen, "url": top}])


@pytest.fixture
def dressing(chromium, wardrobe):
    """Windows into that home."""
    from .conftest import Windows

    opened = Windows(chromium, wardrobe)
    yield opened
    opened.close()


def test_a_dozen_ship():
    assert len(PRESETS) >= 12


@pytest.mark.parametrize("preset", PRESETS)
def test_nothing_keeps_anybody_out_and_everything_fits(dressing, axe, preset):
    dress(dressing.served, preset)
    page = dressing.open("/")
    assert page.locator("html").get_attribute("data-worn") == "seles"
    for chosen, places in SEEN.items():
        choose(page, chosen)
        for path in places:
            page.goto(path)
            for scheme in schemes(page):
                page.emulate_media(color_scheme=scheme)
                assert axe(page) == [], (chosen, path, scheme)
            assert page.evaluate(TOO_SMALL) == [], (chosen, path)
            assert page.evaluate(TOO_WIDE) <= 0, (chosen, path)


@pytest.mark.parametrize("preset", THREE)
def test_dexen_is_held_and_the_page_wears_his_look(windows, preset):
    dress(windows.served, preset)
    dress(windows.served, "rose", "dexen")
    page = ready(windows.open("/"))
    worn = page.locator("html")
    ground = page.evaluate(GROUND)
    expect(worn).to_have_attribute("data-worn", "seles")
    hold(page, to(page, "Dexen"), millis=60)
    expect(to(page, "Dexen").get_by_text("Hold to switch")).to_be_visible()
    hold(page, to(page, "Dexen"))
    expect(here(page)).to_have_text(["Dexen"])
    expect(worn).to_have_attribute("data-worn", "dexen")
    expect(page.locator("body")).not_to_have_css("background-color", ground)
    page.get_by_role("button", name="Undo").click()
    expect(here(page)).to_have_text(["Seles"])
    expect(worn).to_have_attribute("data-worn", "seles")
    expect(page.locator("body")).to_have_css("background-color", ground)


@pytest.mark.parametrize("preset", THREE)
def test_calm_is_as_calm_in_every_look(windows, preset):
    dress(windows.served, preset)
    page = ready(windows.open("/"))
    scheme = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
    page.get_by_role("button", name="Calm").click()
    calm = {"light": "rgb(235, 234, 230)", "dark": "rgb(27, 28, 28)"}[scheme]
    expect(page.locator("body")).to_have_css("background-color", calm)


def test_the_homes_own_look_stays_for_who_chose_it(windows, run):
    dress(windows.served, "terminal")
    page = ready(windows.open("/"))
    worn = page.evaluate(GROUND)
    choose(page, "..plain")
    ready(page).reload()
    expect(page.locator("html")).not_to_have_attribute("data-worn", "seles")
    plain = page.evaluate(GROUND)
    assert plain != worn
    run("front", "dexen", check=True)
    expect(here(page)).to_have_text(["Dexen"])
    expect(page.locator("body")).to_have_css("background-color", plain)
