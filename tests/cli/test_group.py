"""Groups, fields and the profile as they are met in a shell."""

import pytest
from drawing import png


@pytest.fixture
def cast(run):
    """The program, in a home where Seles and Dexen live."""
    run("alter", "add", "Seles", check=True)
    run("alter", "add", "Dexen", check=True)
    return run


def test_no_groups_and_no_fields_are_told_of(run):
    assert run("group", "list").out == "No groups.\n"
    assert run("field", "list").out == "No fields.\n"


def test_groups_are_listed_as_a_tree(cast):
    cast("group", "add", "Day", "seles", "dexen", "--emoji", "🌞", check=True)
    cast("group", "add", "Littles", "--parent", "day", "--subsystem", check=True)
    assert cast("group", "list").out == (
        "group      handle   alters\n"
        "🌞 Day     day      Seles, Dexen\n"
        "  Littles  littles                subsystem\n"
    )


def test_a_life_of_a_group(cast):
    for words, told in [
        (("add", "Day", "seles"), "Added the group Day (day)."),
        (("add", "Night"), "Added the group Night (night)."),
        (("edit", "day", "--color", "coral"), "Changed the group Day (day)."),
        (("rename", "day", "Daylight"), "Now the group Daylight (day)."),
        (
            ("join", "day", "dexen"),
            "In the group Daylight (day): Seles, Dexen.",
        ),
        (("leave", "day", "Seles", "dexen"), "In the group Daylight (day): nobody."),
        (("nest", "night", "day"), "The group Night (night) lies in day."),
        (("nest", "night"), "The group Night (night) lies in no other."),
        (("order", "night"), "night\nday"),
        (
            ("remove", "day"),
            "Removed the group Daylight (day); `homestead undo` brings it back.",
        ),
        (("restore", "day"), "Back: the group Daylight (day)."),
    ]:
        assert cast("group", *words).out.strip() == told


def test_a_group_is_shown_with_what_is_said_of_it(cast):
    words = ("--description", "By *day*.", "--color", "coral", "--emoji", "🌞")
    cast("group", "add", "Day", "seles", *words, check=True)
    assert cast("group", "show", "day").out == (
        "🌞 Day\n"
        "handle   day\n"
        "color    #ff7f50\n"
        "seen by  private\n"
        "alters   Seles\n"
        "\n"
        "By *day*.\n"
    )
    assert cast("group", "show", "day", "--json").json["members"] == [
        {"alter": "seles", "name": "Seles"}
    ]


def test_no_group_lies_in_itself(cast):
    cast("group", "add", "Day", check=True)
    assert cast("group", "nest", "day", "day").code == 4


def test_a_misspelt_group_suggests_the_right_one(cast):
    cast("group", "add", "Littles", check=True)
    told = cast("group", "show", "litles")
    assert (told.code, told.err.split("\n")[1]) == (3, "  Did you mean littles?")


def test_a_life_of_a_field(cast):
    for words, told in [
        (("add", "Role"), "Added the field Role (role)."),
        (("add", "Since", "--type", "month_year"), "Added the field Since (since)."),
        (("set", "role", "seles", "Host"), "Seles (seles)\nRole  Host"),
        (
            ("set", "since", "seles", "may 2004"),
            "Seles (seles)\nRole   Host\nSince  2004-05",
        ),
        (("order", "since"), "since\nrole"),
        (
            ("edit", "role", "--name", "Job", "--markdown"),
            "Changed the field Job (role).",
        ),
        (
            ("list",),
            (
                "field  name   type        alters\n"
                "since  Since  month_year  1\n"
                "role   Job    text        1"
            ),
        ),
        (("clear", "since", "seles"), "Seles (seles)\nJob  Host"),
        (
            ("remove", "role"),
            "Removed the field Job (role); `homestead undo` brings it back.",
        ),
        (("restore", "Job"), "Back: the field Job (role)."),
    ]:
        assert cast("field", *words).out.strip() == told


def test_a_value_comes_from_standard_input(cast):
    cast("field", "add", "Role", check=True)
    told = cast("field", "set", "role", "seles", "-", input="one\ntwo\n")
    assert told.out == "Seles (seles)\nRole  one\n      two\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("set", "since", "seles", "soon"), 2),
        (("set", "sinc", "seles", "2004"), 3),
        (("set", "since", "sele", "2004"), 3),
        (("clear", "since", "seles"), 3),
        (("add", "Age", "--type", "number"), 2),
    ],
)
def test_a_field_says_what_is_wrong(cast, words, code):
    cast("field", "add", "Since", "--type", "date", check=True)
    told = cast("field", *words)
    assert (told.code, told.out) == (code, "")


def test_robin_writes_what_the_system_says_of_itself(run):
    assert run("system", "show").out.startswith("The system has no name yet.")
    told = run(
        *("system", "edit", "--name", "Lantern House", "--pronouns", "they/them"),
        *("--time-zone", "Europe/Lisbon", "--tag", "| LH", "--color", "coral"),
        *("--description", "We *are*."),
    )
    assert told.out == (
        "Lantern House\n"
        "pronouns   they/them\n"
        "tag        | LH\n"
        "color      #ff7f50\n"
        "time zone  Europe/Lisbon\n"
        "seen by    private\n"
        "\n"
        "We *are*.\n"
    )
    assert run("system", "show").out == told.out
    assert run("system", "show", "--json").json["time_zone"] == "Europe/Lisbon"


def test_a_time_zone_nobody_knows_is_refused(run):
    assert run("system", "edit", "--time-zone", "Europe/Atlantis").code == 2


def test_the_system_has_a_picture(run, tmp_path):
    (tmp_path / "us.png").write_bytes(png())
    told = run("system", "avatar", tmp_path / "us.png")
    assert "picture  system/" in told.out
    kept = tmp_path / "kept.png"
    assert run("system", "avatar", "--save", kept).code == 0
    assert kept.read_bytes().startswith(b"\x89PNG")
