"""Two letters are enough to find who is meant."""

import pytest

from homestead.core.errors import NotPermittedError
from homestead.core.house import Asker
from homestead.services import alters, groups, mentioning


@pytest.fixture
def cast(house):
    for name in ("Seles", "Dexen", "Yuki", "The Sea"):
        alters.add(house, name=name)
    groups.add(house, name="Sea folk")
    return house


def found(house, word):
    return [one["handle"] for one in mentioning.begun(house, word)["people"]]


@pytest.mark.parametrize(
    ("word", "handles"),
    [
        ("yu", ["yuki"]),
        ("SE", ["seles", "sea-folk", "the-sea"]),
        ("folk", ["sea-folk"]),
        ("yuky", ["yuki"]),
        ("", []),
        ("zzzzzz", []),
        ("x" * 10_000, []),
    ],
)
def test_who_is_called_so_is_found_the_likeliest_first(cast, word, handles):
    assert found(cast, word) == handles


def test_it_is_told_what_a_list_of_them_shows(cast):
    alters.edit(cast, alter="yuki", color="#aa3366")
    [told] = mentioning.begun(cast, "yuki")["people"]
    assert told == {
        "handle": "yuki",
        "name": "Yuki",
        "kind": "alter",
        "color": "#aa3366",
        "avatar": None,
    }


def test_who_is_archived_or_gone_is_not_offered(cast):
    alters.archive(cast, alter="seles")
    alters.remove(cast, alter="yuki")
    assert found(cast, "sel") == found(cast, "yuki") == []


def test_a_guest_finds_nobody(cast):
    with pytest.raises(NotPermittedError):
        mentioning.begun(cast.asked_by("Sam", asker=Asker("Sam", "guest")), "se")
