import pytest

from homestead.core.errors import ConflictError, NotFoundError, UsageError

CONTRACT = {
    *("alter", "name", "pronouns", "color", "custom", "archived", "display_name"),
    *("description", "birthday", "birthday_year_hidden", "tags", "proxy_tags"),
    *("keep_proxy", "autoproxy", "privacy", "archived_reason", "groups", "fields"),
    *("avatar", "avatar_url", "uid", "created", "updated", "removed"),
}
DETAILS = {
    "display_name": "Seles 🧸",
    "pronouns": "she/her",
    "color": "#88AA33",
    "description": "# Hello\n\nI *am*.",
    "birthday": "29 Feb 2004",
    "birthday_year_hidden": True,
    "tags": ["host"],
    "proxy_tags": ["s:text"],
    "keep_proxy": True,
    "autoproxy": False,
    "privacy": "friends",
}
KEPT = {
    **DETAILS,
    "color": "#88aa33",
    "birthday": "2004-02-29",
    "proxy_tags": [{"prefix": "s:", "suffix": None}],
}


def test_robin_adds_an_alter_with_a_name_alone(call):
    seles = call("alters.add", name="Seles")
    assert set(seles) == CONTRACT
    assert (seles["alter"], seles["name"], seles["custom"]) == ("seles", "Seles", False)
    assert seles["privacy"] == "private"
    assert call("alters.show", alter="seles") == seles


def test_robin_adds_an_alter_with_everything(call):
    seles = call("alters.add", name="Seles", **DETAILS)
    assert {key: seles[key] for key in KEPT} == KEPT


def test_a_custom_front_is_no_alter(call):
    assert call("alters.add", name="Blurry", custom=True)["custom"] is True


def test_an_alter_can_be_added_with_a_handle(call):
    assert call("alters.add", name="Seles", handle="sel")["alter"] == "sel"


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Seles", "seles-2"),
        ("SELES", "seles-2"),
        ("17", "alter-17"),
        ("--add", "add"),
        ("none", "alter-none"),
        ("🧸", "teddy_bear"),
        ("雪", "xue"),
        ("\u200fשלום", "slvm"),
        ("Se\u202eles", "seles-2"),
        ("x" * 300, "x" * 40),
    ],
)
def test_any_name_gets_a_handle_one_can_type(cast, name, handle):
    added = cast("alters.add", name=name)
    assert added["alter"] == handle
    assert cast("alters.show", alter=handle)["uid"] == added["uid"]


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "\u202e", "x" * 5000, None, 17])
def test_a_name_must_be_seen_and_not_too_long(call, name):
    with pytest.raises(UsageError, match="name"):
        call("alters.add", name=name)
    assert call("alters.list") == {"alters": []}


def test_a_handle_that_is_taken_is_refused(cast):
    with pytest.raises(ConflictError, match="'seles' is taken"):
        cast("alters.add", name="Other", handle="seles")


def test_an_unknown_detail_is_refused(call):
    with pytest.raises(UsageError, match="'age'"):
        call("alters.add", name="Seles", age=17)


def test_kit_edits_what_is_known_of_seles(cast):
    seles = cast("alters.edit", alter="Seles", **DETAILS)
    assert {key: seles[key] for key in KEPT} == KEPT
    assert cast("alters.show", alter="seles") == seles


@pytest.mark.parametrize(
    ("key", "empty"),
    [
        *(("color", None), ("birthday", None), ("tags", []), ("proxy_tags", [])),
        *(("description", ""), ("pronouns", ""), ("display_name", "")),
    ],
)
def test_what_was_known_can_be_taken_away(cast, key, empty):
    cast("alters.edit", alter="seles", **DETAILS)
    assert cast("alters.edit", alter="seles", **{key: None})[key] == empty


def test_an_alter_can_become_a_custom_front_and_back(cast):
    assert cast("alters.edit", alter="seles", custom=True)["custom"] is True
    assert cast("alters.edit", alter="seles", custom=False)["custom"] is False


def test_an_edit_that_changes_nothing_leaves_no_trace(cast, house, told):
    before = house.app.rows("SELECT * FROM changes")
    seles = cast("alters.edit", alter="seles", name="Seles", tags=[])
    assert seles["updated"] == seles["created"]
    assert house.app.rows("SELECT * FROM changes") == before
    assert told == []


def test_an_edit_must_say_what_to_change(cast):
    with pytest.raises(UsageError, match="what to change"):
        cast("alters.edit", alter="seles")


def test_an_imported_name_of_5000_letters_does_not_stand_in_the_way(cast, house):
    with house.app.transaction() as tx:
        tx.run("UPDATE alters SET name = ? WHERE handle = 'seles'", ("x" * 5000,))
    assert cast("alters.edit", alter="seles", pronouns="she")["name"] == "x" * 5000


def test_a_new_name_leaves_the_handle_as_it_is(cast):
    seles = cast("alters.rename", alter="seles", name="Selene")
    assert (seles["alter"], seles["name"]) == ("seles", "Selene")
    assert cast("alters.show", alter="selene")["alter"] == "seles"


def test_a_new_handle_leaves_the_name_as_it_is(cast):
    assert cast("alters.rename", alter="seles", handle="sel")["name"] == "Seles"
    assert cast("alters.show", alter="sel")["name"] == "Seles"


def test_nobody_can_take_the_handle_of_another(cast):
    with pytest.raises(ConflictError, match="taken"):
        cast("alters.rename", alter="seles", handle="dexen")


@pytest.mark.parametrize("handle", ["Sel", "17", "-x", "out", "x" * 41, ""])
def test_a_new_handle_must_be_typeable(cast, handle):
    with pytest.raises(UsageError, match="handle"):
        cast("alters.rename", alter="seles", handle=handle)


def test_a_rename_must_say_the_new_name(cast):
    with pytest.raises(UsageError):
        cast("alters.rename", alter="seles")


@pytest.mark.parametrize("verb", ["show", "edit", "rename", "archive", "remove"])
def test_a_misspelt_name_is_not_found_by_any_verb(cast, verb):
    args = {"edit": {"pronouns": "x"}, "rename": {"name": "x"}}.get(verb, {})
    with pytest.raises(NotFoundError) as refused:
        cast(f"alters.{verb}", alter="sele", **args)
    assert refused.value.hint == "Did you mean seles?"


def test_the_order_is_the_homes_own(cast):
    assert cast("alters.reorder", alters=["yuki", "Dexen"]) == {
        "alters": ["yuki", "dexen", "seles", "blurry"]
    }
    listed = cast("alters.list")["alters"]
    assert [each["alter"] for each in listed] == ["yuki", "dexen", "seles", "blurry"]


def test_an_order_must_name_somebody(cast):
    with pytest.raises(UsageError):
        cast("alters.reorder", alters=[])


def test_open_pages_learn_of_every_change(cast, told):
    cast("alters.edit", alter="seles", pronouns="she/her")
    assert told == [("alter.changed", {"alter": "seles"})]
