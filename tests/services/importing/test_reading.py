"""Files opened, formats told apart, at the level of single functions."""

from __future__ import annotations

import json
import sys
import threading

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from homestead.core.errors import HomesteadError, UsageError
from homestead.services.importing import detect, reading
from homestead.services.importing.simply_plural import shapes, values

json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner)
    ),
    max_leaves=10,
)


@given(json_values, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_what_json_says_is_read_in_every_encoding(value, encoding):
    text = json.dumps({"x": value}, ensure_ascii=False)
    if "\ud800" <= max(text) <= "\udfff":
        return
    assert reading.parsed("x.json", text.encode(encoding)) == {"x": value}


@given(json_values)
def test_escapes_say_the_same_as_the_letters(value):
    raw = json.dumps({"x": value}, ensure_ascii=True).encode()
    assert reading.parsed("x.json", raw) == {"x": value}


@given(st.binary(max_size=60))
def test_bytes_are_read_or_refused_in_a_person_s_words(raw):
    try:
        reading.parsed("x.json", raw)
    except HomesteadError as error:
        assert error.hint and "x.json" in error.message  # noqa: PT017, PT018


@given(st.text(max_size=30))
def test_a_plain_name_is_one_word_to_print(name):
    plain = reading.plain_name(name)
    assert plain.isprintable()
    assert "/" not in plain
    assert plain


@given(json_values)
def test_any_json_is_recognised_or_refused(value):
    try:
        assert detect.detect("x.json", value) in detect.FORMATS
    except UsageError as error:
        assert error.hint  # noqa: PT017 - either is right


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ({"homestead_export": 1}, "homestead"),
        ({"version": 2, "switches": [], "members": []}, "pluralkit"),
        ({"switches": [], "members": []}, "pluralkit"),
        ({"members": [{"id": "abcde", "uuid": "u"}], "groups": []}, "pluralkit"),
        ({"members": [], "frontHistory": []}, "simply-plural"),
        ({"members": [], "users": []}, "simply-plural"),
        ({"members": {}, "privacyBuckets": {}}, "simply-plural"),
        ({"members": [{"_id": "a", "uuid": "u"}], "users": []}, "simply-plural"),
        ({"frontHistory": [], "comments": []}, "simply-plural"),
    ],
)
def test_a_file_is_known_by_its_content(content, found):
    assert detect.detect("x.json", content) == found


@pytest.mark.parametrize(
    ("content", "app"),
    [
        ({"pluralport_version": "0.1"}, "PluralPort"),
        ({"openplural_version": "0.1", "members": []}, "PluralPort"),
        ({"database": {"frontingEntries": []}}, "Ampersand"),
        ({"tuppers": [], "groups": []}, "Tupperbox"),
        ({"user": {}, "alters": []}, "Octocon"),
        ({"_meta": {"version": "1.2"}}, "Plural Star"),
    ],
)
def test_an_app_not_read_yet_is_named(content, app):
    with pytest.raises(UsageError, match=f"an export of {app}"):
        detect.detect("x.json", content)


@pytest.mark.parametrize(
    "content",
    [{"members": []}, {"notes": [], "polls": []}, {"version": 2}, [], [1], "x", None],
)
def test_too_little_is_not_taken_for_an_export(content):
    with pytest.raises(UsageError, match="not an export"):
        detect.detect("x.json", content)


@given(json_values)
def test_any_value_is_some_text_line_flag_or_id(value):
    assert isinstance(values.text(value), str)
    assert "\n" not in values.line(value)
    assert isinstance(values.flag(value), bool)
    assert isinstance(values.source_id(value), str)
    assert all(values.ids(value))


@given(json_values)
def test_any_value_is_a_moment_that_can_be_written_or_none(value):
    moment = values.moment(value)
    assert moment is None or -62_135_596_800_000 <= moment <= 253_402_300_799_999


@given(json_values)
def test_any_value_is_a_colour_or_noted(value):
    color, notes = values.color_or_note(value)
    assert color is None or (len(color) == 7 and int(color[1:], 16) >= 0)
    assert not (color and notes)


@given(st.integers(-62_135_596_800_000, 253_402_300_799_999))
def test_a_moment_says_the_same_in_every_spelling(moment):
    assume(not 10**9 <= moment < 10**10)  # a plain number there is in seconds
    seconds, millis = divmod(moment, 1000)
    firebase = {"_seconds": seconds, "_nanoseconds": millis * 1_000_000}
    spelt = [moment, str(moment), firebase]
    assert {values.moment(each) for each in spelt} == {moment}


@given(json_values)
def test_any_shape_yields_records_with_ids_always_the_same(value):
    found = list(shapes.docs(value))
    assert all(doc.id for doc in found)
    assert [doc.id for doc in shapes.docs(value)] == [doc.id for doc in found]
    if isinstance(value, list):
        assert len(found) == len(value)


def test_others_go_on_while_a_large_file_is_read(monkeypatch):
    """Else no page would be answered before its last object."""
    steps, reading_it = [0], threading.Event()
    raw = json.dumps([{"id": number} for number in range(50_000)]).encode()

    def step():
        while not reading_it.is_set():
            steps[0] += 1

    def watched(*args, **kwargs):
        before = steps[0]
        found = loads(*args, **kwargs)
        seen.append(steps[0] - before)
        return found

    loads, seen, turn = json.loads, [], sys.getswitchinterval()
    monkeypatch.setattr(json, "loads", watched)
    other = threading.Thread(target=step)
    sys.setswitchinterval(1e-5)
    try:
        other.start()
        reading.parsed("big.json", raw)
    finally:
        reading_it.set()
        other.join()
        sys.setswitchinterval(turn)
    assert seen[0] > 1_000
