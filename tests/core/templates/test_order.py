"""Which template a page is made of, and which takes its place when it does not work."""

from __future__ import annotations

import os
import sys

import pytest

PLACES = ["alters/seles", "looks", "", "ours"]


def fill(own, *places):
    for place in places:
        name = f"{place or 'owner'}: {{{{ text }}}}"
        if place == "ours":
            own.ours("page.html", name)
        elif place == "looks":
            own.put("templates/seles/page.html", name, within=own.looks)
        else:
            own.put(f"{place}/page.html".lstrip("/"), name)


@pytest.mark.parametrize("first", range(4))
def test_the_first_place_that_has_it_counts(own, first):
    fill(own, *PLACES[first:])
    shown = own.page("page.html", worn="seles", text="Hi")
    assert shown == f"{PLACES[first] or 'owner'}: Hi"


@pytest.mark.parametrize(("worn", "shown"), [("", "owner"), ("dexen", "owner")])
def test_what_is_seles_own_nobody_else_wears(own, worn, shown):
    fill(own, *PLACES)
    assert own.page("page.html", worn=worn, text="") == f"{shown}: "


def test_share_is_looked_into_last(own):
    own.ours("page.html", '{% from "parts.html" import badge %}{{ badge("x") }}')
    assert 'class="badge' in own.page("page.html")


def test_a_page_of_ours_takes_pieces_of_the_owner_s(own):
    own.ours("page.html", '{% include "piece.html" %}!')
    own.ours("piece.html", "ours")
    assert own.page("page.html", worn="seles") == "ours!"
    own.put("alters/seles/piece.html", "{{ worn_by }}'s")
    assert own.page("page.html", worn="seles") == "seles's!"
    assert own.page("page.html") == "ours!"


def test_a_change_counts_from_the_next_look_on(own):
    fill(own, "ours")
    own.put("page.html", "one")
    assert own.page("page.html") == "one"
    own.put("page.html", "two")
    assert own.page("page.html") == "two"
    (own.folder / "page.html").unlink()
    own.look()
    assert own.page("page.html", text="") == "ours: "


def test_no_file_is_asked_for_while_nothing_changes(own, monkeypatch):
    fill(own, *PLACES)
    own.page("page.html", worn="seles")
    for name in ("stat", "open", "scandir"):
        monkeypatch.setattr(os, name, pytest.fail)
    assert own.page("page.html", worn="seles").startswith("alters/seles")


BAD = {
    "{% if %}": (1, "Expected an expression, got 'end of statement block'"),
    "a\n{% for %}": (2, "Expected an expression"),
    "a\nb\n{{ nobody }}": (3, "'nobody' is undefined"),
    "\n{{ rows.nothing }}": (2, "'list object' has no attribute 'nothing'"),
    "{{ 1 / 0 }}": (1, "division by zero"),
    "{{ text|nofilter }}": (1, "No filter named 'nofilter'."),
    "{{ text is notest }}": (1, "No test named 'notest'."),
    '{% include "none.html" %}': (1, "There is no template 'none.html'."),
    '\n{% from "parts.html" import nothing %}{{ nothing() }}': (2, "does not export"),
    "{{ call() }}\n{{ call(1, 2, 3, 4) }}": (2, "at most 3 arguments"),
    b"a\nb\n\xff": (3, "It is not written in UTF-8."),
    b"\xff\xfea": (1, "It is not written in UTF-8."),
}


@pytest.mark.parametrize("text", BAD)
def test_one_that_does_not_work_is_named_with_its_line_and_the_next_is_used(own, text):
    fill(own, *PLACES)
    own.put("alters/seles/page.html", text)
    assert own.page("page.html", worn="seles", text="") == "looks: "
    name, line, reason = own.broken()[0]
    assert (name, line) == ("alters/seles/page.html", BAD[text][0])
    assert BAD[text][1] in reason


def test_one_after_the_other_is_left_out(own):
    fill(own, "ours")
    own.put("alters/seles/page.html", "{{ one }}")
    own.put("page.html", "{{ two }}")
    assert own.page("page.html", worn="seles", text="") == "ours: "
    assert [fault[0] for fault in own.broken()] == [
        "alters/seles/page.html",
        "page.html",
    ]


def test_a_layout_that_does_not_work_leaves_the_page_as_it_was(own):
    own.ours("base.html", "<{% block a %}{% endblock %}>")
    own.ours("page.html", '{% extends "base.html" %}{% block a %}x{% endblock %}')
    own.put("base.html", "\n{{ nobody }}{% block a %}{% endblock %}")
    assert own.page("page.html") == "<x>"
    assert own.broken() == [("base.html", 2, "'nobody' is undefined")]


def test_pieces_without_what_our_page_needs_are_found_out(own):
    own.ours("parts.html", "{% macro m() %}ours{% endmacro %}")
    own.ours("page.html", '{% from "parts.html" import m %}{{ m() }}')
    own.put("parts.html", "{% macro other() %}{% endmacro %}")
    assert own.page("page.html") == "ours"
    assert own.broken()[0][0] == "parts.html"


def test_the_owner_s_is_not_blamed_for_what_is_our_own_fault(own):
    own.ours("base.html", "{% block a %}{% endblock %}")
    own.ours("page.html", '{% extends "base.html" %}{% block a %}{{ x }}{% endblock %}')
    own.put("base.html", "mine {% block a %}{% endblock %}")
    with pytest.raises(Exception, match="'x' is undefined"):
        own.page("page.html")
    assert own.broken() == []


def test_one_that_works_for_some_is_tried_again_for_the_next(own):
    fill(own, "ours")
    own.put("page.html", "{{ people[0] }}")
    assert own.page("page.html", text="", people=[]) == "ours: "
    assert own.page("page.html", text="", people=["Seles"]) == "Seles"


def test_what_is_wrong_is_said_once_and_forgotten_when_it_is_mended(own, caplog):
    fill(own, "ours")
    own.put("page.html", "\n\n{{ nobody }}")
    for _ in range(3):
        own.page("page.html")
    said = [record.message for record in caplog.records]
    assert len(said) == own.news == 1
    assert said[0].endswith("templates/page.html, line 3: 'nobody' is undefined")
    own.put("page.html", "mended")
    assert own.broken() == []


def test_a_check_reads_what_no_page_was_made_of_yet(own):
    own.put("alters/yuki/anything.html", "{% if %}")
    own.put("notes.txt", "{% if %}")
    assert [fault[:2] for fault in own.broken()] == [("alters/yuki/anything.html", 1)]


def test_one_that_may_not_be_read_is_named(own, monkeypatch):
    fill(own, "ours")
    own.put("page.html", "mine")
    refused = PermissionError(13, "Permission denied")
    monkeypatch.setattr(os, "open", lambda *_: (_ for _ in ()).throw(refused))
    assert own.page("page.html", text="") == "ours: "
    assert own.broken()[0][2] == "It cannot be read: Permission denied."


def test_one_that_became_a_pipe_meanwhile_is_not_waited_for(own):
    fill(own, "ours")
    own.put("page.html", "mine")
    (own.folder / "page.html").unlink()
    os.mkfifo(own.folder / "page.html")
    assert own.page("page.html", text="") == "ours: "


def test_a_link_that_leads_out_is_no_template_and_said_to_be_none(own, tmp_path):
    fill(own, "ours")
    (tmp_path / "secret").write_text("secret")
    (own.folder / "page.html").symlink_to(tmp_path / "secret")
    own.look()
    assert own.page("page.html", text="") == "ours: "
    why = "It is a symbolic link that leads out of the folder."
    assert own.broken() == [("page.html", 0, why)]


def test_a_byte_order_mark_is_no_part_of_the_page(own):
    own.put("page.html", b"\xef\xbb\xbfmine")
    assert own.page("page.html") == "mine"


def test_a_page_that_is_open_can_tell_when_it_is_made_of_something_else(own):
    fill(own, "ours")
    assert own.templates.drawn("seles") == ""
    own.put("page.html", "mine")
    home = own.templates.drawn("seles")
    own.put("alters/seles/page.html", "Seles'")
    own.put("alters/seles/deeper/page.html", "Seles'")
    assert len({"", home, own.templates.drawn("seles")}) == 3
    assert own.templates.drawn("dexen") == own.templates.drawn("") == home


def test_the_pages_of_looks_are_nobody_s_look(own):
    """An alter may be called `template`, as the module is whose looks come with us."""
    own.put("templates/template/page.html", "not a look", within=own.looks)
    fill(own, "ours")
    assert own.page("page.html", worn="template", text="") == "ours: "


def test_deep_pages_need_no_more_than_python_gives(own):
    depth = sys.getrecursionlimit() // 50
    for number in range(depth):
        own.put(f"{number}.html", f'{{% extends "{number + 1}.html" %}}')
    own.put(f"{depth}.html", "base")
    assert (own.page("0.html"), own.broken()) == ("base", [])
