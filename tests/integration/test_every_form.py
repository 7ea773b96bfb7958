"""Every form of every page, filled in with what nobody thought of."""

from __future__ import annotations

import re

import forms
import pytest
from route_table import SAMPLES, TABLE

AWAY = re.compile(r"/account/(sign-out|sessions?/|you/)")
"""What signs the asker out; little could be tried after that."""

FILLINGS = {
    "nothing": "",
    "too much": "x" * 200_000,
    "a number": "-99999999999999999999",
    "no text": "\x00\x1b[31m\u202e\ud83d\ude00\ufeff",
    "markup": "<script>alert(1)</script>'\"{{ 7*7 }}",
    "another script": "٣ תשרי ﷽",
}


@pytest.fixture
def robin(served):
    """Robin, in a home where every page has something to show."""
    robin = served.as_("Robin")
    assert robin.call("groups.add", name="Gardeners").status == 200
    assert robin.call("fields.add", name="Favourite tea").status == 200
    return robin


def pages():
    for route in TABLE:
        method, path = route.split(" ")
        if method == "GET":
            yield re.sub(r"<(\w+)(?::[^>]*)?>", lambda part: SAMPLES[part[1]], path)


def the_forms(visitor):
    """Yield each form there is once, by where it goes and what it holds."""
    seen = set()
    for path in pages():
        page = visitor.get(path)
        if "html" not in page.headers.get("Content-Type", ""):
            continue
        for form in forms.of(page.text):
            kind = (
                form.action.partition("?")[0],
                form.method,
                dict(form.fields).keys(),
            )
            kind = (kind[0], kind[1], *sorted(kind[2]))
            if form.method == "post" and kind not in seen and not AWAY.match(kind[0]):
                seen.add(kind)
                yield path, form


def filled(form, filling):
    """Return what is sent: what the page itself keeps stays as it was."""
    kept = {"once", "back", "was", "did"}
    return [(n, v if n in kept else filling) for n, v in form.fields]


@pytest.mark.slow
@pytest.mark.parametrize("filling", FILLINGS)
def test_a_form_filled_in_badly_is_answered_plainly(robin, filling):
    tried = 0
    for path, form in list(the_forms(robin)):
        text = FILLINGS[filling].encode("utf-16", "surrogatepass").decode("utf-16")
        seen = robin.post(form.action or path, filled(form, text))
        told = (path, form.action, seen.status, seen.body[:400])
        assert seen.status < 500, told
        assert b"<script>alert" not in seen.body, told
        assert b" 49 " not in seen.body, told
        tried += 1
    assert tried > 25
    assert robin.get("/").status == 200


@pytest.mark.slow
def test_a_form_with_every_field_twice_or_of_another_page_is_answered_plainly(robin):
    every = list(the_forms(robin))
    fields = [pair for _, form in every for pair in form.fields]
    for path, form in every:
        action = form.action or path
        assert robin.post(action, [*form.fields, *form.fields]).status < 500, action
        assert robin.post(action, fields).status < 500, action
        sent = robin.ask("POST", action, body=b"\xff\xfe=%ff&&&=&once=x")
        assert 400 <= sent.status < 500, (action, sent.status)
