import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core import colors
from homestead.core.errors import UsageError


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("#88aa33", "#88aa33"),
        ("88AA33", "#88aa33"),
        ("#8a3", "#88aa33"),
        ("8A3", "#88aa33"),
        (" #88aa33 ", "#88aa33"),
        ("coral", "#ff7f50"),
        ("Dark Green", "#006400"),
    ],
)
def test_a_color_is_kept_in_one_form(text, kept):
    assert colors.parse(text) == kept


@pytest.mark.parametrize(
    "text",
    ["", "#", "#12", "#12345", "#8899aabb", "17", "-x", "🦊", "x" * 5000, "rgb(1)"],
)
def test_what_is_no_color_is_refused(text):
    with pytest.raises(UsageError, match="not a colour") as refused:
        colors.parse(text)
    assert "#88aa33" in refused.value.hint
    assert len(refused.value.message) < 80


def test_a_misspelt_color_suggests_the_right_one():
    with pytest.raises(UsageError) as refused:
        colors.parse("corall")
    assert "Did you mean coral" in refused.value.hint


@given(st.integers(0, 0xFFFFFF))
def test_every_color_there_is_can_be_kept(number):
    assert colors.parse(f"{number:06X}") == f"#{number:06x}"


@given(st.text())
def test_any_text_is_a_color_or_refused(text):
    try:
        kept = colors.parse(text)
    except UsageError:
        return
    assert colors.parse(kept) == kept
