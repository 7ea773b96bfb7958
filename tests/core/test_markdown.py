"""What people write is shown as they meant it, and does nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core import markdown

HERE = "/people/pictures/"
"""Where this home shows pictures, called otherwise than at first."""


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("*Seles* likes **tea**", "<em>Seles</em> likes <strong>tea</strong>"),
        ("one\ntwo", "one<br />\ntwo"),
        ("~~old~~", "<s>old</s>"),
        ("- a\n- b", "<li>a</li>"),
        ("# About me", "<h3>About me</h3>"),
        ("###### small", "<h6>small</h6>"),
        ("| a |\n|---|\n| b |", "<td>b</td>"),
        ("a < b & c", "a &lt; b &amp; c"),
    ],
)
def test_markdown_is_shown(text, seen):
    assert seen in markdown.html(text)


def test_a_link_tells_nobody_where_it_was_followed():
    seen = markdown.html("[tea](https://tea.example)")
    assert '<a href="https://tea.example" rel="noopener nofollow">tea</a>' in seen


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "![x](https://elsewhere.example/pixel.png)",
        "![x](javascript:alert(1))",
        "![x](//elsewhere.example/a.png)",
        "![x](/alters/pictures/../../undo)",
        "![x](//elsewhere.example/pictures/96/alters/a.png)",
        "![x](/alters/pictures/96/alters/../../../undo)",
        "![x](/alters/pictures/96/alters/a.png?x)",
        "<style>*{display:none}</style>",
        '![" onload=alert(1) x="](/alters/pictures/96/alters/a.png)',
    ],
)
def test_nothing_in_a_text_acts_or_calls_anybody(text):
    seen = markdown.html(text, HERE)
    assert "<script" not in seen
    assert "<style" not in seen
    assert 'onload=alert(1) x="' not in seen
    assert 'src="' not in seen.replace(f'src="{HERE}96/', "")
    for scheme in ("javascript:", "vbscript:", "data:"):
        assert f'href="{scheme}' not in seen.lower()


@pytest.mark.parametrize("began", ["/alters", "/people", "/who"])
def test_a_picture_of_the_home_is_shown_from_where_pictures_are_by_now(began):
    seen = markdown.html(f"![us]({began}/pictures/384/alters/ab.png)", HERE)
    assert '<img src="/people/pictures/384/alters/ab.png" alt="us"' in seen


def test_a_picture_is_a_link_where_nobody_says_where_pictures_are():
    seen = markdown.html("![us](/alters/pictures/384/alters/ab.png)")
    assert '<a href="/alters/pictures/384/alters/ab.png"' in seen


@given(st.text(alphabet="<>[]()!*_`#|-\n &\"'javscript:x", max_size=60))
def test_any_text_is_shown(text):
    seen = markdown.html(text)
    assert "<script" not in seen


def test_deep_nesting_ends():
    assert markdown.html(">" * 5000 + "x")
    assert markdown.is_long("x" * 9000)
