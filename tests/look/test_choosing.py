"""Everybody chooses how pages look in their own browser; errors look like pages."""

from __future__ import annotations

import itertools

import pytest

from homestead.core import look
from homestead.core.look import Look

EVERY = [
    Look(theme, font, *on)
    for theme in look.THEMES
    for font in look.FONTS
    for on in itertools.product((False, True), repeat=len(look.SWITCHES))
]
LONGEST = Look("light", "dyslexic", plain=True, calm=True, simple=True)


def said(value):
    return look.of({"HTTP_COOKIE": f"{look.COOKIE}={value}"})


@pytest.mark.parametrize("name", ["Robin", "Kit", "Sam"])
def test_everybody_may_have_it_dark(served, name):
    somebody = served.as_(name)
    assert "data-theme" not in somebody.get("/account/look").text
    somebody.post("/account/look", {"theme": "dark", "font": "dyslexic"})
    page = somebody.get("/account/look").text
    assert '<html lang="en" data-theme="dark" data-font="dyslexic"' in page


def test_what_was_chosen_is_shown_at_once_and_without_being_signed_in(served):
    robin = served.as_("Robin")
    first = robin.get("/account/look")
    robin.post("/account/look", {"theme": "light"})
    again = robin.get("/account/look", if_none_match=first.headers["ETag"])
    assert again.status == 200
    mallory = served.as_("Mallory")
    mallory.cookies = {look.COOKIE: "dark."}
    assert 'data-theme="dark"' in mallory.get("/account/sign-in").text


@pytest.mark.parametrize(
    "value",
    [
        "",
        ".",
        ".....",
        "pink.comic",
        '">.<b>',
        "dark" * 999,
        "\xff.",
        "..CALM",
        "..calm" + "." * 99,
        ".." + ".calm" * 9,
        "calm.simple",
        "light.dyslexic.plain.calm.simple.",
        ".%2e.c%61lm",
    ],
)
def test_a_look_that_is_none_changes_nothing(value):
    assert said(value) == Look()


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("dark.dyslexic", Look("dark", "dyslexic")),
        ("pink..calm", Look(calm=True)),
        ("..calm.calm.calm", Look(calm=True)),
        ("..simple.plain", Look(plain=True, simple=True)),
        ("..calm.loud", Look(calm=True)),
        ("dark", Look("dark")),
    ],
)
def test_of_a_look_what_is_ours_counts(value, meant):
    assert said(value) == meant


def test_a_choice_comes_back_as_it_was_made():
    for chosen in EVERY:
        assert said(f'"{look.kept(chosen)}"') == chosen


def test_nothing_that_is_none_of_ours_is_kept():
    forged = Look("dark; Path=/", "</style>", calm=True)
    assert look.kept(forged) == "..calm"
    assert max(map(look.kept, EVERY), key=len) == look.kept(LONGEST)


@pytest.mark.parametrize("path", ["/nothing", "/alters/nothing/at/all", "/a/b"])
def test_an_address_with_nothing_at_it_says_where_to_go(served, path):
    seen = served.as_("Robin").get(path, accept="text/html")
    assert seen.status == 404
    assert "Not here" in seen.text
    assert "To the front page" in seen.text
    assert "<code>" in seen.text


def test_whoever_has_not_come_in_is_not_told_whose_home_it_is(served):
    named = b'{"name": "The Lanterns"}'
    assert served.as_("Robin").ask("POST", "/api/system.edit", named).status == 200
    assert "Lanterns" in served.as_("Robin").get("/nothing").text
    for path in ("/nothing", "/account/sign-in", "/account/first/x"):
        assert "Lanterns" not in served.as_("Mallory").get(path).text
