"""The home's own words."""

from __future__ import annotations

import pytest

from homestead.core import config
from homestead.core.terms import Terms, article, plural


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("alter", "alters"),
        ("headmate", "headmates"),
        ("family", "families"),
        ("day", "days"),
        ("y", "ys"),
        ("class", "classes"),
        ("box", "boxes"),
        ("switch", "switches"),
        ("wish", "wishes"),
        ("Entity", "Entities"),
        ("être", "êtres"),
    ],
)
def test_a_plural_is_made_where_none_is_given(one, many):
    assert plural(one) == many


@pytest.mark.parametrize(
    ("word", "with_article"),
    [
        ("alter", "an"),
        ("headmate", "a"),
        ("Insider", "an"),
        ("unit", "a"),
        ("ego", "an"),
    ],
)
def test_a_word_gets_its_article(word, with_article):
    assert article(word) == with_article


def test_the_words_are_alter_system_and_front_unless_the_home_says_otherwise(tmp_path):
    terms = Terms.of(config.load(str(tmp_path), {}))
    assert terms.fill("{alter} {alters} {system} {systems} {front} {fronts}") == (
        "alter alters system systems front fronts"
    )


def test_robin_can_call_alters_headmates_everywhere(tmp_path):
    (tmp_path / "config.toml").write_text('[terms]\nalter = "headmate"\n')
    terms = Terms.of(config.load(str(tmp_path), {}))
    assert terms.fill("{An_alter}, {alters}") == "A headmate, headmates"


def test_robin_can_give_a_plural_no_rule_would_make(tmp_path):
    (tmp_path / "config.toml").write_text('[terms]\nsystem = "fae"\nsystems = "fae"\n')
    assert Terms.of(config.load(str(tmp_path), {})).systems == "fae"


def test_headings_start_with_a_capital_and_leave_the_rest():
    terms = Terms(alter="iMate")
    assert (terms.title("alter"), terms.title("alters")) == ("IMate", "IMates")


def test_words_come_with_their_article():
    terms = Terms(alter="insider", front="deck")
    assert (terms.a("alter"), terms.a("front")) == ("an insider", "a deck")


def test_a_word_with_braces_is_only_a_word():
    assert Terms(alter="{front}").fill("{alter}") == "{front}"


def test_a_placeholder_nobody_knows_is_a_mistake_of_ours():
    with pytest.raises(KeyError, match="altar"):
        Terms().fill("{altar}")
