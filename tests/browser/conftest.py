"""A real browser in a real home: Chromium as a phone or a desk, seeing all that fails.

Every page is watched: an error in the console, anything the policy refused and any
request to another host fail the test. Where there is no Chromium they are skipped.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import living
import living_forums
import pytest
import visiting
from conftest import serving, surroundings

from homestead import app
from homestead.core import paths

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
SIZES = {"phone": (360, 740), "desk": (1280, 800)}
PATIENCE = 30_000
"""Milliseconds a page has to show what is expected: a busy machine is no fault."""

STILL = "Promise.allSettled(document.getAnimations().map((one) => one.finished))"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.walk)
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture(scope="module")
def chromium():
    """The browser, one for all tests of a file."""
    driver = pytest.importorskip("playwright.sync_api", exc_type=ImportError)
    if CHROMIUM is None:
        pytest.skip("there is no chromium here")
    driver.expect.set_options(timeout=PATIENCE)
    with driver.sync_playwright() as made:
        browser = made.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def lived_in(cast, tmp_path_factory):
    """A served home with five weeks of record, for tests that change nothing."""
    home = tmp_path_factory.mktemp("lived") / "home"
    sessions = visiting.copied(cast, home)
    with closing(app.open_home(paths.find(str(home)))) as opened:
        living.move_in(opened.house)
        living_forums.talk(opened.house)
    with serving(surroundings(home)) as url:
        yield visiting.Served(url, home, sessions)


class Windows:
    """The windows one test opens, and what went wrong in them."""

    def __init__(self, browser, served):
        self._browser = browser
        self._contexts = []
        self.served = served
        self.troubles = []
        self.allowed = []

    def open(
        self, path, *, name="Robin", size="phone", scheme="light", and_note=None, **more
    ):
        """Open a window at `path` as one of the cast.

        `and_note` is a list for the requests it takes; `more` goes to the browser.
        """
        width, height = SIZES[size]
        context = self._browser.new_context(
            base_url=self.served.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            has_touch=size != "desk",
            **{"reduced_motion": "reduce", "service_workers": "block", **more},
        )
        self._contexts.append(context)
        if session := self.served.sessions.get(name):
            cookie = {"name": visiting.SESSION, "value": session}
            context.add_cookies([{**cookie, "url": self.served.url}])
        page = context.new_page()
        self._watch(page)
        if and_note is not None:
            # Playwright writes on what it is handed, which a method does not take.
            page.on("requestfinished", lambda done: and_note.extend([done]))
        page.goto(path)
        return page

    def allow(self, words):
        """Expect an error that says `words`: a page that is not there, a lost line."""
        self.allowed.append(words)

    def close(self):
        for context in self._contexts:
            context.close()
        unexpected = [
            trouble
            for trouble in self.troubles
            if not any(words in trouble for words in self.allowed)
        ]
        assert unexpected == []

    def _watch(self, page):
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", self._said)
        page.on("request", self._asked)

    def _said(self, message):
        if message.type == "error":
            self.troubles.append(message.text)

    def _asked(self, request):
        if not request.url.startswith((self.served.url, "data:", "blob:")):
            self.troubles.append(f"asked another host: {request.url}")


@pytest.fixture
def windows(chromium, served):
    """Windows into this test's own home: `windows.open("/", name="Kit")`."""
    opened = Windows(chromium, served)
    yield opened
    opened.close()


@pytest.fixture
def page(windows):
    """Robin's phone, at the first page."""
    return windows.open("/")


@pytest.fixture
def looking(chromium, lived_in):
    """Windows into the home that has been lived in, only to look."""
    opened = Windows(chromium, lived_in)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def axe():
    """`axe(page)`: what keeps people out of this page, a line each."""
    source = AXE.read_text(encoding="utf-8")
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        "resultTypes": ["violations"],
    }

    def look(page):
        page.evaluate(STILL)
        page.evaluate(source)
        told = page.evaluate("options => axe.run(document, options)", options)
        return [
            f"{found['id']}: {node['target']} {node['failureSummary']}"
            for found in told["violations"]
            for node in found["nodes"]
        ]

    return look
