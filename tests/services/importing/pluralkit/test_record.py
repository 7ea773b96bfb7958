"""Records of which nothing gets lost, and nothing secret gets in."""

from __future__ import annotations

from collections import Counter

import pytest
from pluralkit_files import WEBHOOK

from homestead.services.importing.pluralkit.record import Record


def rest(raw):
    left_out = Counter()
    return Record(raw, "alters").rest(left_out), left_out


def test_what_nobody_takes_is_kept_under_the_apps_name():
    record = Record({"name": "Seles", "tts": False, "new_thing": [1]}, "alters")
    assert record.text("name") == "Seles"
    assert record.rest(Counter()) == {"pluralkit": {"tts": False, "new_thing": [1]}}


@pytest.mark.parametrize("nothing", [None, "", [], {}])
def test_what_says_nothing_is_not_kept(nothing):
    assert rest({"banner": nothing}) == ({}, Counter())


@pytest.mark.parametrize(
    ("read", "raw"),
    [
        ("text", {"a": 1}),
        ("color", "octarine"),
        ("moment", "soon"),
        ("birthday", "never"),
        ("listed", "abc"),
    ],
)
def test_a_value_of_the_wrong_kind_is_kept_as_it_was_and_told_of(read, raw):
    record = Record({"it": raw}, "alters")
    getattr(record, read)("it")
    assert [note.code for note in record.notes] == ["bad_it"]
    assert record.rest(Counter()) == {"pluralkit": {"it": raw}}


def test_a_flag_of_the_wrong_kind_gets_its_default():
    record = Record({"keep_proxy": "perhaps"}, "alters")
    assert record.flag("keep_proxy", default=1) == 1
    assert [note.code for note in record.notes] == ["bad_keep_proxy"]


@pytest.mark.parametrize(
    "raw",
    [
        {"webhook_url": WEBHOOK},
        {"token": "hush"},
        {"config": {"webhook_url": WEBHOOK}},
        {"anything": WEBHOOK},
        {"nested": [{"deeper": WEBHOOK}]},
        {"listed": [WEBHOOK]},
        {WEBHOOK: 1},
        {"webhook_avatar_url": WEBHOOK},
    ],
)
def test_secrets_are_not_kept(raw):
    kept, _ = rest({**raw, "tts": True})
    assert WEBHOOK not in str(kept)
    assert "hush" not in str(kept)
    assert kept["pluralkit"]["tts"] is True


def test_what_was_left_out_is_counted_and_never_shown():
    _, left_out = rest({"webhook_url": WEBHOOK, "token": "hush", "secret": None})
    assert left_out == {"alters.webhook_url": 1, "alters.token": 1}


def test_the_address_of_a_webhook_picture_is_a_picture_and_kept():
    picture = "https://example.invalid/seles.png"
    kept, left_out = rest({"webhook_avatar_url": picture})
    assert kept == {"pluralkit": {"webhook_avatar_url": picture}}
    assert not left_out


def test_what_is_nested_without_end_is_left_out_and_told_of():
    deep = []
    for _ in range(500):
        deep = [deep]
    record = Record({"deep": deep, "tts": True}, "alters")
    assert record.rest(Counter()) == {"pluralkit": {"tts": True}}
    assert [note.code for note in record.notes] == ["too_deep"]
