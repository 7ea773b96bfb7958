"""The first page as a thumb uses it, for tests in a browser."""

from __future__ import annotations

import re

import pytest

expect = pytest.importorskip("playwright.sync_api", exc_type=ImportError).expect

HOLD = 900  # ms; longer than the page asks for


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
