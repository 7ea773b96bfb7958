"""Whatever is written, nothing in it acts, calls anybody or breaks out of its place.

Two lists are gone through: the Big List of Naughty Strings with its scripts, and ways
to get one in by Markdown. What comes out is held against what may come out.
"""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core.errors import UsageError
from homestead.core.markdown import html, posts

DATA = Path(__file__).parents[2] / "data"
NAUGHTY = json.loads((DATA / "naughty-strings/blns.json").read_text(encoding="utf-8"))
OURS = (DATA / "markdown-injections.txt").read_text(encoding="utf-8").splitlines()

TAGS = {
    *("a", "blockquote", "br", "code", "details", "em", "h3", "h4", "h5", "h6", "hr"),
    *("img", "input", "li", "ol", "p", "pre", "s", "span", "strong", "summary"),
    *("table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {
    *("alt", "aria-label", "class", "decoding", "height", "href", "loading", "rel"),
    *("role", "src", "start", "title", "type", "width"),
}
SCHEMES = ("http:", "https:", "mailto:", "tel:", "sms:", "xmpp:", "matrix:", "irc:")


def shapes(naughty):
    """Every place of a text in which something may be hidden."""
    yield naughty
    yield f"[a]({naughty})"
    yield f"![a]({naughty})"
    yield f"[{naughty}](https://a.example)"
    yield f"![{naughty}](files/cat)"
    yield f"<{naughty}>"
    yield f"@{naughty}"
    yield f"::: {naughty}\nx\n:::"
    yield f"||{naughty}||"
    yield f"> [x](#3/{naughty})\n> {naughty}"
    yield f"[a][b]\n\n[b]: {naughty}"
    yield f"```{naughty}\n{naughty}\n```"
    yield f"https://a.example/{naughty}"


def scheme(address):
    """Return what a browser takes for the scheme of an address."""
    trimmed = re.sub(r"[\t\n\r]", "", address).lstrip("".join(map(chr, range(33))))
    found = re.match(r"[a-z][a-z0-9+.-]*:", trimmed, re.IGNORECASE)
    return found[0].lower() if found else ""


def is_harmless(tag, attributes):
    return (
        tag in TAGS
        and set(attributes) <= ATTRIBUTES
        and scheme(attributes.get("href") or "") in ("", *SCHEMES)
        and attributes.get("src", "/forums/files/1/small") == "/forums/files/1/small"
    )


@pytest.mark.parametrize("naughty", [*NAUGHTY, *OURS])
def test_nothing_acts_wherever_it_is_put(naughty, look, elements):
    for text in shapes(naughty):
        made = elements(look(text))
        assert [each for each in made if not is_harmless(*each)] == [], text


@pytest.mark.parametrize("naughty", [*NAUGHTY, *OURS])
def test_nothing_acts_in_a_description(naughty, elements):
    for text in shapes(naughty):
        tags = {tag for tag, _ in elements(html(text))}
        assert tags <= TAGS - {"img", "input", "details"}, text


def test_all_of_it_at_once_does_nothing(look, elements):
    made = elements(look("\n\n".join([*NAUGHTY, *OURS])))
    assert [each for each in made if not is_harmless(*each)] == []


PIECES = [
    *(
        "||",
        ":::",
        " ",
        "\n",
        "> ",
        "- [ ] ",
        "@seles",
        "#3/12",
        "files/cat",
        "[a](",
    ),
    *(")", "![", "]", "<b>", "`", "```", "*", "_", "~~", "|", "http://", "&lt;", '"'),
    *("javascript:", "'", "\\", "#", "1. ", ":tada:", "\t", "a", "é", "\u202e", "\x00"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_mixture_of_marks_acts(look, elements, text):
    assert all(is_harmless(*each) for each in elements(look(text)))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "> " * 1_000_000,
        "[" * posts.LONGEST,
        "![" * (posts.LONGEST // 2),
        ">" * 20 + "a\n" * 31_000,
    ],
    ids=["1 MB", "1 MB of quotes", "brackets", "pictures", "lines in deep quotes"],
)
def test_what_nobody_could_read_is_refused_and_says_why(text):
    with pytest.raises(UsageError) as refused:
        posts.written(text)
    assert refused.value.fields["text"]
    assert refused.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "a" * 50_000,
        "word " * 10_000,
        ">" * 10_000 + "x",
        "> " * 10_000 + "x",
        "::: a\n" * 9_000,
        "||" * 30_000,
        "||a" * 20_000,
        "@a " * 20_000,
        ":" * 50_000,
        "http://" + ")" * 50_000,
        "http://a " * 7_000,
        "*a **b " * 9_000,
        "`a" * 30_000,
        "- [ ] a\n" * 7_000,
        "|a|b|\n|-|-|\n" + "|a|b|\n" * 8_000,
        "![](files/cat)" * 4_000,
        "<!--" * 15_000,
        "\n" * 60_000,
        "\x00" * 1_000,
    ],
    ids=lambda text: text[:9].strip(),
)
def test_strange_texts_end(text):
    assert posts.written(text).html is not None
