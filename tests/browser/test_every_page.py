"""Every page of the home, as it is seen: on a phone and a desk, light and dark."""

from __future__ import annotations

import itertools
import re

import pytest
from fitting import TOO_SMALL, TOO_WIDE
from route_table import PUBLIC, SAMPLES, TABLE

LIGHTEST = 60 * 1024
"""Bytes of a page with its styles and scripts, before pictures and fonts."""

KINDS = {"document", "stylesheet", "script"}
SCHEMES = ("light", "dark")
SIZES = {
    "phone": {"width": 360, "height": 740},
    "desk": {"width": 1280, "height": 800},
    "small": {"width": 320, "height": 640},
}
NOT_THERE = "/alters/nobody-by-that-name"
TREE = "/forums/1?view=tree"

SETTLED = """() => new Promise(tell =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(tell, 20))))"""

JUMPED = """() => new Promise(tell => {
    const found = [];
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (entry.value > 0.001)
            found.push([entry.value, ...entry.sources.map(one => one.node?.outerHTML)]);
    }).observe({type: "layout-shift", buffered: true});
    setTimeout(() => tell(found), 150);
})"""

FOCUSED = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const box = one.getBoundingClientRect();
    const at = document.elementFromPoint(
        Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1),
        box.y + Math.min(box.height, 40) / 2);
    const label = one.closest("label") ?? one;
    return {
        html: one.outerHTML.slice(0, 120),
        ring: getComputedStyle(one).outlineStyle !== "none" ||
              getComputedStyle(one).boxShadow !== "none",
        seen: !at || one.contains(at) || at.contains(one) || label.contains(at),
    };
}"""


def everything():
    """Return a path for every page there is, and one that is not, with who looks."""
    found = {}
    for route, needs in TABLE.items():
        method, path = route.split(" ")
        if method == "GET" and not path.endswith((".csv", ".ics", ".json")):
            filled = re.sub(r"<(\w+)(?::[^>]*)?>", lambda part: SAMPLES[part[1]], path)
            found[filled] = "Mallory" if needs == PUBLIC else "Robin"
    seen = sorted({**found, "/": "Robin", NOT_THERE: "Robin"}.items())
    return [*seen, ("/", "Sam"), ("/account/", "Sam"), ("/", "Kit"), (TREE, "Robin")]


PAGES = everything()


@pytest.fixture(params=PAGES, ids=" ".join)
def shown(request, lived_in, looking):
    """`shown(size=…)`: a window at this page."""
    path, name = request.param
    answer = lived_in.as_(name).get(path)
    if "text/html" not in answer.headers.get("Content-Type", ""):
        pytest.skip(f"{path} is no page")
    if answer.status != 200:
        looking.allow(f"status of {answer.status}")
    return lambda **how: looking.open(path, name=name, **how)


def test_nothing_keeps_anybody_out(shown, axe):
    page = shown()
    for size, scheme in itertools.product(("phone", "desk"), SCHEMES):
        page.set_viewport_size(SIZES[size])
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLED)
        assert axe(page) == [], (size, scheme)


def test_everything_fits_and_a_thumb_hits_it(shown):
    page = shown(size="phone")
    assert page.evaluate(TOO_SMALL) == []
    for size in ("phone", "small"):
        page.set_viewport_size(SIZES[size])
        assert page.evaluate(TOO_WIDE) <= 0, size


def test_text_of_twice_the_size_fits_too(shown):
    page = shown(size="phone")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for size in ("phone", "desk"):
        page.set_viewport_size(SIZES[size])
        page.evaluate(SETTLED)
        assert page.evaluate(TOO_WIDE) <= 0, size


def test_everything_is_reached_by_keyboard_and_seen(shown):
    page = shown(size="phone")
    for _ in range(200):
        page.keyboard.press("Tab")
        told = page.evaluate(FOCUSED)
        if told is None:
            break
        assert told["ring"], told
        assert told["seen"], told
    assert told is None, "the keyboard is caught"


def test_it_is_light_to_carry_and_nothing_jumps(shown):
    done = []
    page = shown(size="phone", and_note=done)
    weights = [
        (one.sizes()["responseBodySize"], one.url)
        for one in list(done)
        if one.resource_type in KINDS
    ]
    assert len(weights) > 3
    assert sum(weight for weight, _ in weights) < LIGHTEST, sorted(weights)
    assert page.evaluate(JUMPED) == []


def test_it_works_without_scripts(shown):
    page = shown(size="phone", java_script_enabled=False)
    assert page.locator("main h1").count() == 1
    assert page.locator("main").is_visible()
