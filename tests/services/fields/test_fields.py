import pytest

from homestead.core.errors import NotFoundError, UsageError


@pytest.fixture
def role(cast):
    cast("fields.add", name="Role")
    return cast


def value(alter):
    return alter["fields"][0]["value"]


def test_a_field_is_of_text_unless_told(role):
    field = role("fields.list")["fields"][0]
    assert (field["field"], field["type"], field["values"]) == ("role", "text", 0)


def test_a_field_counts_who_has_something_in_it(role):
    role("fields.set", field="role", alter="seles", value="host")
    role("fields.set", field="role", alter="dexen", value="guard")
    role("alters.remove", alter="dexen")
    assert role("fields.list")["fields"][0]["values"] == 1


@pytest.mark.parametrize("kind", ["month_year", "Month Year", "month-year"])
def test_a_type_may_be_written_as_people_say_it(call, kind):
    assert call("fields.add", name="Since", type=kind)["type"] == "month_year"


def test_a_type_nobody_knows_is_refused_with_all_there_are(call):
    with pytest.raises(UsageError, match="'number'") as refused:
        call("fields.add", name="Age", type="number")
    assert "month_day" in refused.value.hint


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("text", " **host**\r\n ", "**host**"),
        ("color", "Coral", "#ff7f50"),
        ("date", "29 feb 2004", "2004-02-29"),
        ("month", "february", "02"),
        ("year", "2004", "2004"),
        ("month_year", "2004-2", "2004-02"),
        ("month_day", "Feb 29", "02-29"),
        ("timestamp", "2004-02-29T12:00Z", "2004-02-29T12:00:00.000Z"),
    ],
)
def test_a_value_is_kept_in_the_form_of_its_type(cast, kind, typed, kept):
    cast("fields.add", name="Field", type=kind)
    seles = cast("fields.set", field="field", alter="seles", value=typed)
    assert value(seles) == kept
    again = cast("fields.set", field="field", alter="seles", value=kept)
    assert value(again) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        *(("color", "colr"), ("date", "02-29"), ("month", "2004"), ("year", "02-29")),
        *(("month_year", "may"), ("month_day", "2004"), ("timestamp", "soon")),
        *(("date", "2003-02-29"), ("text", "x" * 100_001), ("text", "\u200b")),
    ],
)
def test_a_value_that_does_not_fit_its_type_is_refused(cast, kind, typed):
    cast("fields.add", name="Field", type=kind)
    with pytest.raises(UsageError):
        cast("fields.set", field="field", alter="seles", value=typed)


def test_what_an_import_left_unread_is_shown_as_it_is(cast, house):
    cast("fields.add", name="Since", type="date")
    with house.app.transaction() as tx:
        tx.insert("field_values", {"field_id": 1, "alter_id": 1, "value": "long ago"})
    assert value(cast("alters.show", alter="seles")) == "long ago"


def test_a_value_is_written_over_and_emptied(role):
    role("fields.set", field="role", alter="seles", value="host")
    seles = role("fields.set", field="role", alter="seles", value="cook")
    assert value(seles) == "cook"
    assert role("fields.clear", field="role", alter="seles")["fields"] == []


def test_what_is_empty_cannot_be_emptied(role):
    with pytest.raises(NotFoundError, match="Role of Seles is empty already"):
        role("fields.clear", field="role", alter="seles")


def test_an_empty_value_is_told_how_to_empty_a_field(role):
    with pytest.raises(UsageError) as refused:
        role("fields.set", field="role", alter="seles", value=" ")
    assert "homestead field clear role seles" in refused.value.hint


def test_a_field_with_another_type_keeps_its_values(role):
    role("fields.set", field="role", alter="seles", value="host")
    field = role("fields.edit", field="role", type="date", name="Since", handle="since")
    assert (field["field"], field["type"], field["values"]) == ("since", "date", 1)
    assert value(role("alters.show", alter="seles")) == "host"


def test_a_removed_field_comes_back_with_its_values(role):
    role("fields.set", field="role", alter="seles", value="host")
    assert role("fields.remove", field="Role")["removed"]
    assert role("fields.list") == {"fields": []}
    assert role("fields.list", removed=True)["fields"][0]["field"] == "role"
    assert role("fields.restore", field="role")["values"] == 1


def test_the_order_is_the_homes_own(role):
    role("fields.add", name="Age")
    assert role("fields.reorder", fields=["age"]) == {"fields": ["age", "role"]}
    listed = role("fields.list")["fields"]
    assert [each["field"] for each in listed] == ["age", "role"]


def test_open_pages_learn_of_every_change(role, told):
    role("fields.set", field="role", alter="seles", value="host")
    role("fields.set", field="role", alter="seles", value="host")
    role("fields.edit", field="role", markdown=True)
    assert told == [
        ("alter.changed", {"alter": "seles"}),
        ("field.changed", {"field": "role"}),
    ]
