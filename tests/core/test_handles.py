import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core import handles
from homestead.core.errors import UsageError

HIDDEN = "\u00ad\u200b\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2069\ufeff\x00\x1b"


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Seles", "seles"),
        ("Zoë Ñandú", "zoe-nandu"),
        ("O'Brien", "obrien"),
        ("D\u2019Artagnan", "dartagnan"),
        ("Юки", "yuki"),
        ("ユキ", "yuki"),
        ("雪", "xue"),
        ("𝓢𝓮𝓵𝓮𝓼", "seles"),
        ("Ｄｅｘｅｎ", "dexen"),
        ("🧸", "teddy_bear"),
        ("🦊 Fox", "fox-fox"),
        ("👩\u200d👩\u200d👧", "woman-woman-girl"),
        ("Seles (host)", "seles-host"),
        ("★ Dexen ★", "dexen"),
        ("snake_case", "snake_case"),
        ("  -x", "x"),
        ("--out", "alter-out"),
        ("None", "alter-none"),
        ("17", "alter-17"),
        ("-17", "alter-17"),
        ("1_7", "alter-1_7"),
        ("", "alter"),
        ("\u200b", "alter"),
        ("\u200f\u200f", "alter"),
        ("\u202eseleS", "seles"),
        ("...", "alter"),
        ("\ud800", "alter"),
        ("S\te\nles", "s-e-les"),
    ],
)
def test_every_name_gets_a_handle_one_can_type(name, handle):
    assert handles.make(name, ()) == handle


def test_a_second_seles_gets_a_number():
    assert handles.make("Seles", {"seles"}) == "seles-2"
    assert handles.make("SELES", {"seles", "seles-2"}) == "seles-3"


def test_the_nameless_are_numbered_too():
    assert handles.make("\u200b", {"alter"}) == "alter-2"
    assert handles.make("", {"group"}, kind="group") == "group-2"


def test_a_name_of_5000_letters_gives_a_short_handle():
    assert handles.make("ab" * 2500, ()) == "ab" * 20
    taken = {"ab" * 20}
    assert handles.make("ab" * 2500, taken) == "ab" * 19 + "-2"


@given(st.text(), st.sets(st.sampled_from(["seles", "alter", "a", "0", "alter-0"])))
def test_whatever_the_name_its_handle_passes_the_check(name, taken):
    handle = handles.make(name, taken)
    assert handles.check(handle) == handle
    assert handle not in taken


@given(st.text(alphabet=sorted(handles.TYPEABLE), min_size=1, max_size=45))
def test_a_handle_that_passes_makes_itself_or_something_close(word):
    try:
        handles.check(word)
    except UsageError:
        assert handles.make(word, ()) != word
    else:
        assert handles.check(handles.make(word, ()))


@pytest.mark.parametrize(
    ("handle", "problem"),
    [
        ("", "empty"),
        ("a" * 41, "more than 40"),
        ("Seles", "not a-z"),
        ("seles dexen", "not a-z"),
        ("söles", "not a-z"),
        ("-x", "begins with -"),
        ("_x", "begins with _"),
        ("17", "is a number"),
        ("1-7", "is a number"),
        ("out", "word of the command line"),
    ],
)
def test_a_bad_handle_is_told_what_is_wrong_with_it(handle, problem):
    with pytest.raises(UsageError, match=problem) as refused:
        handles.check(handle)
    assert "a-z, 0-9" in refused.value.hint
    assert problem in refused.value.fields["handle"]


@pytest.mark.parametrize(
    "name",
    [
        "👩\u200d👩\u200d👧",
        "👍🏽",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "❤\ufe0f",
        "می\u200cخواهم",
        "מרים",
        "雪",
        "Seles  Dexen",
        "S\u00e9les",
    ],
)
def test_a_name_keeps_its_script_and_its_emoji(name):
    assert handles.clean(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  Seles ", "Seles"),
        ("Se\u200bles", "Seles"),
        ("\u202eSeles", "Seles"),
        ("\u2067Seles\u2069", "Seles"),
        ("\u200fSeles\u200d", "Seles"),
        ("Se\x1b[31mles", "Se[31mles"),
        ("Seles\nDexen\tYuki", "Seles Dexen Yuki"),
        ("Seles\u2028Dexen", "Seles Dexen"),
        ("Se\udcffles", "Seles"),
        ("Se\u0301les", "S\u00e9les"),
        ("\u200b", ""),
    ],
)
def test_a_name_cannot_disturb_the_line_it_stands_in(text, name):
    assert handles.clean(text) == name


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = handles.clean(text)
    assert handles.clean(once) == once
    assert not set(once) & set(HIDDEN)


@given(st.text())
def test_a_clean_text_can_be_stored(text):
    once = handles.clean_text(text)
    assert once.encode() is not None
    assert handles.clean_text(once) == once


def test_a_longer_text_keeps_its_lines():
    assert handles.clean_text("one\r\n\ttwo\x00\rthree\n\n") == "one\n\ttwo\nthree"


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "\u3164", "\u2800 \u2800"])
def test_a_name_nobody_can_see_is_blank(text):
    assert handles.is_blank(text)


@pytest.mark.parametrize("text", ["a", "🧸", "雪", "."])
def test_a_name_one_can_see_is_not_blank(text):
    assert not handles.is_blank(text)


@pytest.mark.parametrize("word", ["sele", "Selse", "SELES", "seels"])
def test_a_misspelt_name_suggests_the_right_one(word):
    assert handles.suggest(word, ["seles", "dexen", "yuki"]) == ["seles"]


def test_the_beginning_of_a_long_name_suggests_it():
    assert handles.suggest("the", ["the-one-who-waits", "seles"]) == [
        "the-one-who-waits"
    ]


def test_nothing_close_suggests_nothing():
    assert handles.suggest("qqq", ["seles", "dexen"]) == []
    assert handles.suggest("", ["seles"]) == []
