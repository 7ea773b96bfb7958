"""Whose look a page wears, and who is told of style sheets."""

from __future__ import annotations

import re

import pytest

BLUE = {"primary": "#3355aa"}


@pytest.fixture
def robin(served):
    """Robin in a home where Seles fronts and has a look."""
    visitor = served.as_("Robin")
    assert visitor.call("template.change", alter="seles", tokens=BLUE).status == 200
    return visitor


def sheet_of(page):
    found = re.search(r'id="worn" href="([^"]+)"', page.text)
    return found[1].replace("&amp;", "&") if found else None


def test_a_page_wears_the_look_of_who_fronts_for_a_year(robin):
    sheet = sheet_of(robin.get("/"))
    assert re.fullmatch(r"/static/template/seles\.css\?v=[0-9a-f]{16}", sheet)
    seen = robin.get(sheet)
    assert "immutable" in seen.headers["Cache-Control"]
    assert "--primary:#3355aa" in seen.text


def test_the_look_goes_with_the_front(robin):
    robin.call("alters.edit", alter="yuki", color="#aa3355")
    robin.call("fronts.switch", alters=["yuki"])
    assert "/static/template/yuki.css" in sheet_of(robin.get("/"))
    robin.call("fronts.switch", alters=["dexen"])
    assert sheet_of(robin.get("/")) is None


def test_a_browser_may_want_the_homes_own(robin):
    robin.call("template.change", tokens={"primary": "#118822"})
    robin.cookies["homestead_look"] = "..plain"
    assert "/static/template/_home.css" in sheet_of(robin.get("/"))


def test_strangers_learn_of_nobody_by_style_sheets(robin, served):
    mallory, there = served.as_("Mallory"), sheet_of(robin.get("/"))
    for path in ("seles.css", "nobody.css", "seles.css?v=0", "_home.css"):
        assert mallory.get(f"/static/template/{path}").status == 404
    assert mallory.get(there).status == 200


def test_while_looks_are_closed_nothing_is_worn(robin):
    there = sheet_of(robin.get("/"))
    robin.call("modules.disable", module="template")
    assert sheet_of(robin.get("/")) is None
    assert robin.get(there).status == 404


def test_a_look_that_is_tried_is_worn_by_one_page_that_does_nothing(robin):
    page = robin.get("/?trying=look%3Ddexen%26primary%3D%2523aa0055")
    assert sheet_of(page) == "/template/_look.css?look=dexen&primary=%23aa0055"
    assert "<script" not in page.text
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert "--primary:#aa0055" in robin.get(sheet_of(page)).text


def test_every_other_page_is_in_nobodys_frame(robin, served):
    kept_out = "frame-ancestors 'none'"
    assert kept_out in robin.get("/").headers["Content-Security-Policy"]
    assert "frame-src" not in robin.get("/").headers["Content-Security-Policy"]
    sam = served.as_("Sam").get("/?trying=look%3Dseles")
    assert kept_out in sam.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "said", ["%ff", "a%3Db%26" * 60, "look%3D%2522%253E%253Cscript"]
)
def test_what_is_no_look_is_not_tried_and_hurts_nothing(robin, said):
    page = robin.get(f"/?trying={said}")
    assert page.status in {200, 400}
    assert '"><script' not in page.text
