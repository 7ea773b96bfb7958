import sqlite3

import pytest

from homestead.core.errors import ConflictError, NotFoundError
from homestead.services.alters import find

CAST = [
    ("seles", "Seles", "", None),
    ("dexen", "Dexen", "Dex the Great", None),
    ("yuki", "雪", "", None),
    ("zoe", "ZOË", "", None),
    ("kit", "Kit", "", None),
    ("kit-2", "Kit", "", None),
    ("robin", "robin", "", None),
    ("robin-2", "ROBIN", "", None),
    ("sam", "Sam", "", 1),
]


@pytest.fixture
def reader(house):
    with house.app.transaction() as tx:
        for handle, name, display, deleted in CAST:
            row = {"uid": handle, "handle": handle, "name": name}
            row |= {"display_name": display, "deleted_at": deleted}
            tx.insert("alters", {**row, "created_at": 0, "updated_at": 0})
    return house.app


@pytest.mark.parametrize(
    ("word", "handle"),
    [
        ("seles", "seles"),
        ("Seles", "seles"),
        ("SELES", "seles"),
        ("  seles ", "seles"),
        ("dex the great", "dexen"),
        ("雪", "yuki"),
        ("Yuki", "yuki"),
        ("zoë", "zoe"),
        ("zoe\u0308", "zoe"),
        ("kit", "kit"),
        ("kit-2", "kit-2"),
        ("ROBIN", "robin-2"),
        ("robin", "robin"),
    ],
)
def test_an_alter_is_found_by_handle_or_name(reader, word, handle):
    found = find(reader, word)
    assert isinstance(found, sqlite3.Row)
    assert found["handle"] == handle


@pytest.mark.parametrize(
    ("word", "handles"), [("Kit", "kit, kit-2"), ("Robin", "robin, robin-2")]
)
def test_a_name_that_several_have_is_not_guessed_at(reader, word, handles):
    with pytest.raises(ConflictError, match=f": {handles}") as refused:
        find(reader, word)
    assert "handle" in refused.value.hint


@pytest.mark.parametrize("word", ["sele", "selse", "Selse"])
def test_a_misspelt_name_suggests_the_right_one(reader, word):
    with pytest.raises(NotFoundError, match=f"no alter called '{word}'") as refused:
        find(reader, word)
    assert refused.value.hint == "Did you mean seles?"


def test_a_handle_is_suggested_before_others_of_that_name(house, reader):
    with house.app.transaction() as tx:
        row = {"uid": "seles-2", "handle": "seles-2", "name": "seles"}
        tx.insert("alters", {**row, "created_at": 0, "updated_at": 0})
    with pytest.raises(NotFoundError) as refused:
        find(reader, "selse")
    assert refused.value.hint.startswith("Did you mean seles or")


def test_a_misspelt_display_name_suggests_the_handle(reader):
    with pytest.raises(NotFoundError) as refused:
        find(reader, "dex the grea")
    assert "Did you mean dexen" in refused.value.hint


def test_who_was_removed_is_not_found_but_can_be_brought_back(reader):
    with pytest.raises(NotFoundError) as refused:
        find(reader, "sam")
    assert "homestead alter restore sam" in refused.value.hint


@pytest.mark.parametrize(
    "word", ["", " ", "\u200b", "17", "--", "x" * 5000, "%", "\ud800", "'; --"]
)
def test_nonsense_finds_nobody(reader, word):
    with pytest.raises(NotFoundError) as refused:
        find(reader, word)
    assert "homestead alter list" in refused.value.hint
    assert len(refused.value.message) < 100


def test_the_hint_is_in_the_homes_own_words(reader, house, monkeypatch):
    monkeypatch.setattr(house.terms, "alter", "headmate")
    with pytest.raises(NotFoundError, match="no headmate called"):
        find(reader, "mallory", house=house)
