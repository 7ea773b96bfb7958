"""Everybody chooses how pages look in their own browser; errors look like pages."""

from __future__ import annotations

import pytest

from homestead.core import look


@pytest.mark.parametrize("name", ["Robin", "Kit", "Sam"])
def test_everybody_may_have_it_dark(served, name):
    somebody = served.as_(name)
    assert "data-theme" not in somebody.get("/account/look").text
    somebody.post("/account/look", {"theme": "dark", "font": "dyslexic"})
    page = somebody.get("/account/look").text
    assert '<html lang="en" data-theme="dark" data-font="dyslexic">' in page


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
    "said", ["", ".", "pink.comic", '">.<b>', "dark" * 999, "\xff."]
)
def test_a_look_that_is_none_changes_nothing(said):
    assert look.of({"HTTP_COOKIE": f"{look.COOKIE}={said}"}) == {
        "theme": "",
        "font": "",
    }


def test_a_choice_comes_back_as_it_was_made():
    for theme in look.THEMES:
        for font in look.FONTS:
            told = {"HTTP_COOKIE": f'{look.COOKIE}="{look.kept(theme, font)}"'}
            assert look.of(told) == {"theme": theme, "font": font}


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
