"""The system, its members and its groups."""

from __future__ import annotations

from collections import Counter

import pytest
from pluralkit_files import WEBHOOK, member, moment, uuid

from homestead.services.importing.pluralkit import people


def read_member(**more):
    return people.member(member("seles", **more), Counter())


def read_system(**more):
    return people.system({"id": "lantn", "name": "Lantern House", **more}, Counter())


def read_group(known=("seles",), **more):
    raw = {"id": "grpaa", "name": "Littles", **more}
    return people.group(raw, dict.fromkeys(known, "seles"), Counter())


def codes(entry):
    return [note.code for note in entry.notes]


def test_a_member_becomes_an_alter_known_by_both_ids():
    entry = read_member()
    assert (entry.collection, entry.source_id) == ("alters", "seles")
    assert entry.aliases == (entry.values["extra"]["pluralkit"]["uuid"],)
    assert not entry.notes


@pytest.mark.parametrize(
    ("key", "raw", "column", "kept"),
    [
        ("name", "Seles", "name", "Seles"),
        ("display_name", "✨ Seles ✨", "display_name", "✨ Seles ✨"),
        ("display_name", None, "display_name", ""),
        ("description", "*hi*\n\nthere", "description", "*hi*\n\nthere"),
        ("pronouns", "she/her", "pronouns", "she/her"),
        ("color", "88AA33", "color", "#88aa33"),
        ("birthday", "0004-02-29", "birthday", "02-29"),
        ("birthday", "0004-02-29", "birthday_year_hidden", 1),
        ("birthday", "1990-05-06", "birthday_year_hidden", 0),
        ("keep_proxy", True, "keep_proxy", 1),
        ("autoproxy_enabled", False, "autoproxy", 0),
        (
            "avatar_url",
            "https://e.invalid/s.png",
            "avatar_url",
            "https://e.invalid/s.png",
        ),
        ("created", moment(), "created_at", 1_735_732_800_000),
    ],
)
def test_each_part_of_a_member_gets_its_column(key, raw, column, kept):
    entry = read_member(**{key: raw})
    assert entry.values[column] == kept
    assert not entry.notes


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("tts", False),
        ("message_count", 12),
        ("last_message_timestamp", "2024-01-02T03:04:05Z"),
        ("banner", "https://e.invalid/banner.png"),
        ("webhook_avatar_url", "https://e.invalid/hook.png"),
        ("invented_tomorrow", {"a": [1, None]}),
    ],
)
def test_what_has_no_column_is_kept_beside(key, value):
    assert read_member(**{key: value}).values["extra"]["pluralkit"][key] == value


def test_the_exact_privacy_is_kept():
    settings = {"visibility": "public", "name_privacy": "private"}
    entry = read_member(privacy=settings)
    assert entry.values["privacy"] == "private"
    assert entry.values["extra"]["pluralkit"]["privacy"] == settings


def test_an_old_member_has_one_proxy_and_flat_privacy():
    entry = read_member(
        privacy=None,
        prefix="s:",
        suffix=None,
        name_privacy="public",
        visibility="public",
    )
    assert entry.values["proxy_tags"] == [{"prefix": "s:", "suffix": None}]
    assert entry.values["privacy"] == "public"


def test_proxy_tags_that_are_none_are_told_of():
    entry = read_member(proxy_tags=["s:text", {"prefix": "s:"}])
    assert entry.values["proxy_tags"] == [{"prefix": "s:", "suffix": None}]
    assert codes(entry) == ["bad_proxy_tags"]


@pytest.mark.parametrize("name", [None, "", "  "])
def test_a_member_without_a_name_goes_by_what_is_shown_or_by_id(name):
    assert people.member({"id": "seles", "name": name}, Counter()).values["name"] == (
        "(seles)"
    )
    shown = {"id": "seles", "name": name, "display_name": "S."}
    assert people.member(shown, Counter()).values["name"] == "S."


def test_a_member_without_an_id_goes_by_name():
    entry = people.member({"name": "Seles"}, Counter())
    assert entry.source_id == "name:Seles"
    assert codes(entry) == ["no_id"]


def test_a_member_with_a_uuid_only_goes_by_it():
    entry = people.member({"uuid": uuid(7).upper(), "name": "Seles"}, Counter())
    assert (entry.source_id, entry.aliases) == (uuid(7), ())


def test_a_member_with_neither_id_nor_name_is_nobody():
    assert people.member({"tts": True}, Counter()).source_id == ""


def test_the_system_keeps_its_settings_and_accounts():
    entry = read_system(
        tag="| LH", accounts=[466378653216014359], config={"timezone": "Europe/Lisbon"}
    )
    kept = entry.values["extra"]["pluralkit"]
    assert (entry.values["tag"], entry.values["time_zone"]) == ("| LH", "Europe/Lisbon")
    assert kept["accounts"] == [466378653216014359]
    assert kept["config"] == {"timezone": "Europe/Lisbon"}


@pytest.mark.parametrize(
    "where", [{"timezone": "Europe/Lisbon"}, {"config": {"timezone": "Europe/Lisbon"}}]
)
def test_the_time_zone_is_found_where_old_files_have_it_too(where):
    assert read_system(**where).values["time_zone"] == "Europe/Lisbon"


@pytest.mark.parametrize("zone", [None, "", "UTC", [], 5])
def test_a_time_zone_nobody_chose_sets_none(zone):
    assert "time_zone" not in read_system(config={"timezone": zone}).values


def test_a_time_zone_that_is_none_is_told_of():
    entry = read_system(config={"timezone": "Moon/Crater"})
    assert "time_zone" not in entry.values
    assert codes(entry) == ["bad_timezone"]


def test_the_webhook_of_a_system_is_left_out_and_counted():
    left_out = Counter()
    entry = people.system({"id": "lantn", "webhook_url": WEBHOOK}, left_out)
    assert WEBHOOK not in repr(entry)
    assert left_out == {"system.webhook_url": 1}


@pytest.mark.parametrize("told", ["seles", "SELES", "sel-es", uuid(9), uuid(9).upper()])
def test_a_group_knows_its_members_by_any_id(told):
    entry = read_group(known=("seles", uuid(9)), members=[told])
    assert entry.values["members"] == ["seles"]


def test_a_group_holds_whole_members_too_and_each_once():
    entry = read_group(members=[member("seles"), "seles"])
    assert entry.values["members"] == ["seles"]


def test_a_group_says_whom_it_lost():
    entry = read_group(members=["seles", "gonee"])
    assert entry.values["members"] == ["seles"]
    assert codes(entry) == ["unknown_member"]


@pytest.mark.parametrize("more", [{}, {"members": None}])
def test_a_group_whose_members_are_not_told_says_nothing_of_them(more):
    assert "members" not in read_group(**more).values


def test_a_groups_icon_is_kept_as_text():
    entry = read_group(icon="https://e.invalid/icon.png")
    assert entry.values["extra"]["pluralkit"]["icon"] == "https://e.invalid/icon.png"


@pytest.mark.parametrize("wrong", [5, [], {}, True, "x"])
@pytest.mark.parametrize(
    "key", ["privacy", "color", "birthday", "proxy_tags", "created", "uuid", "config"]
)
def test_no_wrong_type_stops_a_record(key, wrong):
    for entry in (
        read_member(**{key: wrong}),
        read_system(**{key: wrong}),
        read_group(**{key: wrong}),
    ):
        assert entry.source_id
