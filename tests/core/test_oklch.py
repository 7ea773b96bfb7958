"""Colours as the eye sees them, and contrast as WCAG counts it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core import oklch

every = st.integers(0, (1 << 24) - 1).map("#{:06x}".format)


@given(every)
def test_a_color_there_and_back_is_the_same(color):
    assert oklch.text(oklch.of(color)) == color


@pytest.mark.parametrize(
    ("color", "lightness", "chroma", "hue"),
    [
        ("#ff0000", 0.628, 0.2577, 29.23),
        ("#00ff00", 0.8664, 0.2948, 142.5),
        ("#0000ff", 0.452, 0.3132, 264.05),
        ("#663399", 0.4403, 0.1603, 303.37),
    ],
)
def test_known_colors_are_where_css_says(color, lightness, chroma, hue):
    found = oklch.of(color)
    assert found == pytest.approx((lightness, chroma, hue), rel=1e-3)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.478),
        ("#88aa33", "#88aa33", 1),
        ("#ffffff", "#0000ff", 8.592),
    ],
)
def test_contrast_is_what_wcag_says(one, other, ratio):
    assert oklch.contrast(one, other) == pytest.approx(ratio, rel=1e-3)
    assert oklch.contrast(other, one) == oklch.contrast(one, other)


@given(every, st.floats(0.15, 0.95))
def test_what_no_screen_shows_keeps_lightness_and_hue(color, lightness):
    found = oklch.of(color)._replace(chroma=0.4).at(lightness)
    shown = oklch.of(oklch.text(found))
    assert shown.lightness == pytest.approx(found.lightness, abs=0.02)
    if shown.chroma > 0.05:
        assert abs((shown.hue - found.hue + 180) % 360 - 180) < 8


def test_one_sees_through_a_veil_what_its_share_says():
    assert oklch.over("#ffffff", 0.5, "#000000") == "#808080"
    assert oklch.over("#123456", 1, "#ffffff") == "#123456"
