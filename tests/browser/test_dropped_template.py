"""A template that is dropped into the home shows at once in pages that are open."""

from __future__ import annotations

import pytest
from front_page import expect, ready

from homestead.core import resources

MINE = "alters/seles/alters/index.html"
GARDEN = """{% extends "layout.html" %}
{% block title %}Garden{% endblock %}
{% block main %}<h1>The garden of {{ here[0].name }}</h1>{% endblock %}
"""


@pytest.fixture
def drop(served):
    """Drop a template into the home: `drop("layout.html", "…")`."""

    def put(name, text):
        file = served.home / "config" / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    return put


def garden(page):
    return page.get_by_role("heading", name="The garden of Seles")


def test_seles_own_first_page_comes_goes_with_her_and_is_taken_back(windows, drop, run):
    page = ready(windows.open("/"))
    mine = drop(MINE, GARDEN)
    expect(garden(page)).to_be_visible()
    run("front", "dexen", check=True)
    expect(page.get_by_role("heading", name="Switch to")).to_be_visible()
    run("front", "seles", check=True)
    expect(garden(page)).to_be_visible()
    mine.unlink()
    expect(page.get_by_role("heading", name="Switch to")).to_be_visible()


def test_a_layout_of_one_s_own_is_around_every_open_page(windows, drop):
    page = ready(windows.open("/alters/"))
    ours = resources.read(resources.share("templates/layout.html")).decode()
    drop("layout.html", ours.replace("</main>", "</main><p>Mine all around</p>"))
    expect(page.get_by_text("Mine all around")).to_be_visible()


def test_what_somebody_is_typing_stays(windows, drop):
    page = ready(windows.open("/"))
    page.get_by_label("Find somebody").fill("Yu")
    with page.expect_response(lambda answer: answer.url == page.url):
        drop(MINE, GARDEN)
    expect(page.get_by_label("Find somebody")).to_have_value("Yu")


def test_one_that_does_not_work_is_told_of_where_it_is_looked_at(windows, drop):
    page = ready(windows.open("/"))
    drop(MINE, GARDEN + "\n{% for a in b %}")
    note = page.get_by_role("link", name="Which one, and why")
    expect(note).to_be_visible()
    expect(page.get_by_role("heading", name="Switch to")).to_be_visible()
    note.click()
    expect(page.get_by_text(MINE)).to_be_visible()
    expect(page.get_by_text("Line 5: ")).to_be_visible()
