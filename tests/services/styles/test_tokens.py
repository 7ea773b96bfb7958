"""What a look may say; nothing else is ever kept, or becomes CSS."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core.errors import UsageError
from homestead.services.styles import sheet, tokens

SHA = "a" * 64
WHOLE = {
    "primary": "#88aa33",
    "accent": "#123456",
    "ground": "#ffffff",
    "text": "#000000",
    "scheme": "auto",
    "font": "dyslexic",
    "size": 1.2,
    "radius": 0.5,
    "density": "roomy",
    "motion": "none",
    "background": f"template/{SHA}.png",
}
INJECTIONS = [
    ";}</style><script>alert(1)</script>",
    "red;}body{display:none",
    "url(https://evil.example/x)",
    "#fff;background:url(//evil.example)",
    "expression(alert(1))",
    "var(--primary)",
    "#ffffff\u0000",
    "\\23 ffffff",
]
SHEET = re.compile(r'[-a-zA-Z0-9#:;.,()"\'{}\[\]=*!@%/ \n]*')


def test_every_token_there_is_can_be_said():
    assert tokens.checked(WHOLE) == WHOLE
    assert set(WHOLE) == set(tokens.NAMES)


def test_colors_are_kept_in_one_form_and_nothing_says_nothing():
    given_ = {"primary": "Coral", "ground": "FFF", "text": None, "font": ""}
    assert tokens.checked(given_) == {"primary": "#ff7f50", "ground": "#ffffff"}


@pytest.mark.parametrize("name", ["primary", "accent", "ground", "text"])
@pytest.mark.parametrize("value", INJECTIONS)
def test_mallory_brings_no_css_in_as_a_color(name, value):
    with pytest.raises(UsageError) as refused:
        tokens.checked({name: value})
    assert refused.value.fields == {name: "is not a colour"}


@pytest.mark.parametrize("name", ["scheme", "font", "density", "motion", "background"])
@pytest.mark.parametrize("value", [*INJECTIONS, 1, True, [], {}, 0.5])
def test_mallory_brings_nothing_in_as_a_choice(name, value):
    with pytest.raises(UsageError) as refused:
        tokens.checked({name: value})
    assert [*refused.value.fields] == [name]


@pytest.mark.parametrize("name", ["size", "radius"])
@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), -float("inf"), -1, 99, 10**400, True, [], "1", "1;}"],
)
def test_numbers_out_of_their_bounds_are_refused(name, value):
    with pytest.raises(UsageError, match="must be a number from"):
        tokens.checked({name: value})


@pytest.mark.parametrize("value", [7, True, 1.5, [], {}, "x" * 10**7, "🦊" * 300])
def test_what_is_no_color_at_all_is_refused(value):
    with pytest.raises(UsageError) as refused:
        tokens.checked({"primary": value})
    assert len(refused.value.message) < 200


def test_an_unknown_token_says_what_may_have_been_meant():
    with pytest.raises(UsageError, match="nothing called 'primry'") as refused:
        tokens.checked({"primry": "#fff"})
    assert refused.value.hint == "Did you mean primary?"
    assert refused.value.fields == {"primry": "is nothing a look has"}


def test_everything_that_is_wrong_is_told_at_once():
    with pytest.raises(UsageError) as refused:
        tokens.checked({"font": "comic", "size": 9, "primary": "#88aa33", "x": 1})
    assert [*refused.value.fields] == ["font", "size", "x"]


def test_a_font_that_is_not_here_is_told_with_those_that_are():
    with pytest.raises(UsageError, match="Font cannot be 'Comic Sans'") as refused:
        tokens.checked({"font": "Comic Sans"})
    assert refused.value.hint == "It is hyperlegible, dyslexic, system."


@pytest.mark.parametrize(
    "name",
    [
        "https://evil.example/x.png",
        "/etc/passwd",
        f"alters/{SHA}.png",
        f"template/{SHA}.svg",
        f"template/../{SHA}.png",
        f"template/{SHA}.png\n",
        f'template/{SHA}.png");}}',
    ],
)
def test_a_background_that_is_not_ours_is_refused(name):
    with pytest.raises(UsageError, match="no picture of this home"):
        tokens.checked({"background": name})


@pytest.mark.parametrize("given_", [None, [], "primary", 7, [["primary", "#fff"]]])
def test_a_look_is_an_object(given_):
    with pytest.raises(UsageError, match="object of tokens"):
        tokens.checked(given_)


def test_a_hundred_thousand_unknown_tokens_are_told_in_few_words():
    with pytest.raises(UsageError) as refused:
        tokens.checked({f"{'x' * 500}{n}": n for n in range(100_000)})
    assert len(json.dumps(refused.value.to_json())) < 2000


def test_what_fits_of_a_damaged_look_is_kept():
    kept, dropped = tokens.fitting({"primary": "#8a3", "size": 99, "glow": 1})
    assert (kept, dropped) == ({"primary": "#88aa33"}, ["size", "glow"])
    assert tokens.fitting("nonsense") == ({}, [])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1.2", 1.2), ("1,2", 1.2), (" 1 ", 1.0), ("nan", "nan"), ("", ""), ("x", "x")],
)
def test_numbers_are_read_as_they_are_typed(typed, meant):
    assert tokens.from_text({"size": typed, "font": typed}) == {
        "size": meant,
        "font": typed,
    }


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
names = st.sampled_from(sorted(tokens.NAMES)) | st.text(max_size=9)


@given(st.dictionaries(names, json_values | st.sampled_from(INJECTIONS)))
def test_whatever_is_said_is_kept_as_ours_or_refused_as_a_whole(given_):
    try:
        kept = tokens.checked(given_)
    except UsageError:
        return
    assert tokens.checked(kept) == kept
    assert SHEET.fullmatch(sheet.rules(kept, "/template/background/x.png"))
