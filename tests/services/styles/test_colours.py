"""Whatever colours somebody chose: what pages write on what can be read."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core import oklch
from homestead.services.styles import colours, tokens

CSS = Path(__file__).parents[3] / "share/static/css/tokens.css"

color = st.integers(0, (1 << 24) - 1).map("#{:06x}".format)
grey = st.integers(0, 255).map(lambda byte: f"#{byte:02x}{byte:02x}{byte:02x}")
chosen = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(tokens.COLORS, color | grey),
        "scheme": st.sampled_from(["auto", "light", "dark"]),
        "background": st.just(f"template/{'a' * 64}.png"),
    },
)


def too_faint(palette):
    """Return the pairs of a palette that have less contrast than they need."""
    return [
        (ink, on, palette[ink], palette[on])
        for ink, on, needed in colours.PAIRS
        if oklch.contrast(palette[ink], palette[on]) < needed
    ]


@given(chosen, st.sampled_from(colours.SCHEMES))
def test_every_pair_that_pages_use_can_be_read(look, scheme):
    assert too_faint(colours.palette(look, scheme)) == []


@given(
    chosen, st.sampled_from(colours.SCHEMES), st.sampled_from(["#000000", "#ffffff"])
)
def test_words_can_be_read_before_any_picture(look, scheme, pixel):
    look["background"] = "x"
    palette = colours.palette(look, scheme)
    behind = oklch.over(palette["ground"], colours.VEIL, pixel)
    for ink in ("text", "muted", "primary", "primary-strong", "accent", "danger"):
        assert oklch.contrast(palette[ink], behind) >= 4.5, ink


def apart(one, other):
    """Return how far two hues are apart, in degrees."""
    return abs((one - other + 180) % 360 - 180)


@given(chosen)
def test_a_repair_keeps_the_hue(look):
    told = colours.verdict(look)
    for each in told["colors"]:
        was, now = oklch.of(each["color"]), oklch.of(each["repaired"])
        # Next to grey, black and white a hue is nothing one sees, nor six digits hold.
        if min(was.chroma, now.chroma) > 0.05:
            assert apart(was.hue, now.hue) < 6


@given(chosen)
def test_a_color_that_is_read_well_is_left_as_it_is(look):
    told = colours.verdict(look)
    worn = told["palette"][told["scheme"]]
    for each in told["colors"]:
        assert each["passes"] == (worn[each["token"]] == each["color"])
        assert each["passes"] or each["repaired"] != each["color"]


@given(chosen)
def test_after_one_repair_nothing_is_left_to_mend(look):
    mended = look | colours.verdict(look)["repair"]
    assert colours.verdict(mended)["readable"]


@given(color, st.sampled_from(colours.SCHEMES))
def test_a_repair_is_as_small_as_it_can_be(ink, scheme):
    ground = "#ffffff" if scheme == "light" else "#000000"
    found = colours.repaired(ink, [ground], 4.5, scheme)
    assert oklch.contrast(found, ground) >= 4.5
    if found != ink:
        assert oklch.contrast(found, ground) < 5.2


@pytest.mark.parametrize(
    ("look", "scheme"),
    [
        ({}, "light"),
        ({"ground": "#101010"}, "dark"),
        ({"ground": "#101010", "scheme": "light"}, "light"),
        ({"primary": "#101010"}, "light"),
        ({"scheme": "dark"}, "dark"),
    ],
)
def test_colors_are_judged_on_the_pages_they_were_chosen_for(look, scheme):
    assert colours.verdict(look)["scheme"] == scheme


def test_yellow_on_white_is_told_with_what_would_be_read():
    told = colours.verdict({"primary": "#ffee00", "ground": "#ffffff"})
    [primary, ground] = told["colors"]
    assert (primary["token"], primary["passes"], primary["ratio"]) == (
        "primary",
        False,
        1.01,
    )
    assert told["repair"] == {"primary": primary["repaired"]}
    assert ground["passes"]
    assert not told["readable"]


def test_a_grey_in_the_middle_is_no_ground_for_anything():
    told = colours.verdict({"ground": "#808080"})
    assert not told["readable"]
    mended = oklch.luminance(told["repair"]["ground"])
    assert mended < 0.08 or mended > 0.5


def shipped():
    """Return the home's own colours, light and dark, out of its style sheet."""
    parts = re.split(r"color-scheme: (light|dark);", CSS.read_text())
    found = re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", parts[2])
    dark = re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", parts[4])
    return {"light": dict(found), "dark": dict(dark)}


@pytest.mark.parametrize("scheme", colours.SCHEMES)
def test_a_palette_has_every_color_of_the_homes_own(scheme):
    own = shipped()[scheme]
    assert own.keys() == colours.palette({}, scheme).keys()


@pytest.mark.parametrize("scheme", colours.SCHEMES)
def test_the_homes_own_colors_are_readable_as_well(scheme):
    assert too_faint(shipped()[scheme]) == []
