"""A look as a style sheet."""

import pytest

from homestead.services.styles import sheet


def test_a_look_that_says_nothing_is_nothing():
    assert sheet.rules({}) == ""


def test_colors_are_set_for_light_pages_for_dark_ones_and_for_who_chose_dark():
    said = sheet.rules({"primary": "#88aa33"})
    assert ":root:root{color-scheme:light;" in said
    assert "@media (prefers-color-scheme:dark){:root:not([data-theme=" in said
    assert ':root[data-theme="dark"]{color-scheme:dark;' in said


@pytest.mark.parametrize(("scheme", "other"), [("light", "dark"), ("dark", "light")])
def test_a_look_of_one_scheme_yields_only_to_who_chose_the_other(scheme, other):
    said = sheet.rules({"scheme": scheme})
    assert f":root:root{{color-scheme:{scheme};" in said
    assert f':root[data-theme="{other}"]{{color-scheme:{other};' in said
    assert "@media" not in said


def test_letters_somebody_chose_for_their_browser_win():
    assert sheet.rules({"font": "system"}) == (
        ':root:not([data-font]){--font:system-ui, "Noto Sans", sans-serif;}'
    )


def test_sizes_corners_and_spaces_follow_their_numbers():
    said = sheet.rules({"size": 1.2, "radius": 0.0, "density": "compact"})
    assert "--font-size:1.275rem;" in said
    assert "--radius:0rem;" in said
    assert "--round:0;" in said
    assert "--space-4:0.8rem;" in said


def test_what_is_round_stays_round_as_long_as_anything_is():
    assert "--round:100rem;" in sheet.rules({"radius": 0.25})


def test_a_picture_is_veiled_and_not_shown_to_who_asked_for_calm():
    said = sheet.rules({"background": "template/x.png"}, "/template/background/x.png")
    assert ":root:not([data-calm]) body{background-image:" in said
    assert 'url("/template/background/x.png")' in said
    assert "--over-picture:#" in said


def test_a_picture_nobody_can_show_is_left_out():
    assert "url(" not in sheet.rules({"background": "template/x.png"})


def test_a_still_look_moves_nothing():
    assert "transition-duration:.01ms" in sheet.rules({"motion": "none"})
    assert sheet.rules({"motion": "normal"}) == ""
