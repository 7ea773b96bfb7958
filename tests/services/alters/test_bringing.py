"""A plain list of alters coming in."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core.errors import NotPermittedError, UsageError
from homestead.core.house import Asker, NamedFile
from homestead.services.alters import bringing


@pytest.fixture
def bring(call):
    def bring_in(text):
        content = text if isinstance(text, bytes) else text.encode()
        return call("alters.bring_in", files=[NamedFile("a", io.BytesIO(content))])

    return bring_in


def here(call):
    return [each["alter"] for each in call("fronts.current")["fronting"]]


def test_an_empty_home_starts_from_a_list(bring, call):
    told = bring("seles,1\ndexen,0\nmary-ann,1\n")
    assert told == {
        "added": ["seles", "dexen", "mary-ann"],
        "known": [],
        "fronting": ["seles", "mary-ann"],
    }
    names = [each["name"] for each in call("alters.list")["alters"]]
    assert names == ["Seles", "Dexen", "Mary Ann"]
    assert here(call) == ["seles", "mary-ann"]


def test_who_is_here_already_stays_as_they_are(cast, bring, dump):
    cast("alters.edit", alter="seles", pronouns="she/her")
    before = cast("alters.show", alter="seles")
    told = bring("Seles,0\nkit,0\n")
    assert (told["added"], told["known"]) == (["kit"], ["seles"])
    assert cast("alters.show", alter="seles") == before


def test_a_list_that_marks_nobody_sends_nobody_away(cast, bring):
    cast("fronts.switch", alters=["seles"])
    bring("seles,0\nkit,0\n")
    assert here(cast) == ["seles"]


def test_all_of_it_is_taken_back_at_once(cast, bring, dump):
    before = dump()
    bring("seles,1\nkit,1\n")
    cast("changes.undo")
    assert dump() == before


def test_the_same_list_again_changes_nothing(bring, call, dump):
    bring("seles,1\ndexen,0\n")
    before = dump()
    bring("seles,1\ndexen,0\n")
    assert dump() == before


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("\ufeffseles,1\r\n\r\n dexen , 0 \r\n", ["seles", "dexen"]),
        ('"Seles, the loud",1\n', ["seles-the-loud"]),
        ("雪,0\n", ["xue"]),
        ("seles,1", ["seles"]),
    ],
)
def test_lists_come_as_people_write_them(bring, text, added):
    assert bring(text)["added"] == added


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Nobody is in the file"),
        ("\n\n", "Nobody is in the file"),
        ("seles\n", "Line 1 is not like"),
        ("seles,1\ndexen;0\n", "Line 2 is not like"),
        ("seles,2\n", "Line 1 is not like"),
        ("seles,1,x\n", "Line 1 is not like"),
        (",1\n", "Line 1 is not like"),
        ('"seles,1\n', "Line 1 is not like"),
        ("seles,1\nSELES,0\n", "Line 2: 'SELES' is in the list twice"),
        ("x" * 500 + ",1\n", "more than 300 letters"),
        (b"sel\xe9s,1\n", "not text in UTF-8"),
        (b"x,0\n" * 300_000, "far larger"),
        ("".join(f"a{n},0\n" for n in range(5001)), "more than 5000 lines"),
    ],
)
def test_a_list_with_anything_wrong_changes_nothing(bring, dump, text, told):
    before = dump()
    with pytest.raises(UsageError, match=told):
        bring(text)
    assert dump() == before


def test_a_token_that_may_not_switch_brings_nobody_to_the_front(opened, dump):
    before = dump()
    script = Asker("Kit", "resident", user=2, scopes=frozenset(["alters:write"]))
    files = [NamedFile("a", io.BytesIO(b"seles,1\n"))]
    with pytest.raises(NotPermittedError):
        opened.call("alters.bring_in", {}, files=files, asker=script)
    assert dump() == before


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_anything_else_is_refused_in_a_person_s_words(content):
    try:
        listed = bringing._read(NamedFile("a", io.BytesIO(content)))
    except UsageError:
        return
    assert listed
