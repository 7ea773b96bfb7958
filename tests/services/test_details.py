import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core.errors import UsageError
from homestead.services import details

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=5,
)
CHECKS = [
    *(details.line, details.name, details.handle, details.text, details.flag),
    *(details.color, details.birthday, details.privacy),
    *(details.tags, details.proxy_tags),
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@given(value=ANYTHING)
def test_whatever_comes_is_kept_or_refused_in_words(check, value):
    try:
        kept = check(value, "thing")
    except UsageError as error:
        assert error.message  # noqa: PT017 - either outcome is right
    else:
        assert kept is None or str(kept).encode() is not None


@pytest.mark.parametrize(
    ("check", "value", "kept"),
    [
        (details.line, "  she/her ", "she/her"),
        (details.line, None, ""),
        (details.name, "🧸", "🧸"),
        (details.handle, " seles ", "seles"),
        (details.text, " one\r\ntwo\x00 ", "one\ntwo"),
        (details.flag, True, 1),
        (details.color, "#8A3", "#88aa33"),
        (details.color, "", None),
        (details.birthday, "29 feb", "02-29"),
        (details.birthday, "2004", "2004"),
        (details.birthday, None, None),
        (details.privacy, "Friends", "friends"),
    ],
)
def test_a_detail_is_kept_in_one_form(check, value, kept):
    assert check(value, "thing") == kept


@pytest.mark.parametrize(
    ("check", "value", "wrong"),
    [
        (details.name, "\u200b", "is empty"),
        (details.name, "\u3164", "is empty"),
        (details.name, "x" * 5000, "has more than 300 letters"),
        (details.text, "x" * 100_001, "has more than 100000 letters"),
        (details.line, 17, "is not text"),
        (details.flag, "yes", "neither true nor false"),
        (details.privacy, "secret", "is no level"),
        (details.birthday, "may", "lacks the day"),
        (details.tags, "host", "are not a list"),
        (details.tags, ["x"] * 101, "are more than 100"),
        (details.proxy_tags, ["y:"], "are not proxy tags"),
        (details.proxy_tags, ["text"], "are not proxy tags"),
        (details.proxy_tags, ["text text"], "are not proxy tags"),
        (details.proxy_tags, [17], "is not text"),
        (details.proxy_tags, [{}], "are not proxy tags"),
    ],
)
def test_what_cannot_be_kept_is_told(check, value, wrong):
    with pytest.raises(UsageError, match=wrong):
        check(value, "thing")


def test_a_tag_stands_once_however_it_is_written():
    assert json.loads(details.tags(["host", "Little", "HOST", " ", ""], "tags")) == [
        "host",
        "Little",
    ]


@pytest.mark.parametrize(
    ("typed", "prefix", "suffix"),
    [
        ("y:text", "y:", None),
        ("y: text", "y: ", None),
        ("[text]", "[", "]"),
        ("text -y", None, " -y"),
        ({"prefix": "y:", "suffix": ""}, "y:", None),
        ({"suffix": "-y"}, None, "-y"),
    ],
)
def test_proxy_tags_are_typed_around_the_word_text(typed, prefix, suffix):
    kept = json.loads(details.proxy_tags([typed, typed], "proxy_tags"))
    assert kept == [{"prefix": prefix, "suffix": suffix}]


def test_everything_wrong_is_told_at_once():
    with pytest.raises(UsageError) as refused:
        details.checked(
            {"name": "", "color": "colr", "pronoun": "they"},
            {
                "name": details.name,
                "color": details.color,
                "pronouns": details.line,
            },
        )
    assert set(refused.value.fields) == {"name", "color", "pronoun"}
    assert "is empty" in refused.value.message
    assert "not a colour" in refused.value.message


def test_a_misspelt_detail_suggests_the_right_one():
    with pytest.raises(UsageError) as refused:
        details.checked({"pronoun": "they"}, {"pronouns": details.line})
    assert refused.value.hint == "Did you mean pronouns?"
