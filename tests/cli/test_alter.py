"""Alters, groups, fields and the profile as they are met in a shell."""

import pytest
from drawing import face

PNG = face()


@pytest.fixture
def cast(run):
    """The program, in a home where Seles and Dexen live."""
    run("alter", "add", "Seles", "--pronouns", "she/her", "--tag", "host", check=True)
    run("alter", "add", "Dexen", check=True)
    return run


def test_robin_adds_an_alter_and_sees_her(run):
    added = run(
        *("alter", "add", "Seles", "--pronouns", "she/her", "--color", "coral"),
        *("--birthday", "29 feb 2004", "--hide-year", "--tag", "host", "--tag", "tea"),
        *("--proxy", "s:text", "--keep-proxy", "--privacy", "friends"),
        *("--description", "I *am*.", "--display-name", "Seles!", "--no-autoproxy"),
    )
    assert (added.code, added.out, added.err) == (0, "Added Seles (seles).\n", "")
    assert run("alter", "show", "Seles").out == (
        "Seles\n"
        "handle    seles\n"
        "shown as  Seles!\n"
        "pronouns  she/her\n"
        "color     #ff7f50\n"
        "birthday  2004-02-29 (year hidden)\n"
        "tags      host, tea\n"
        "proxy     s:text\n"
        "seen by   friends\n"
        "\n"
        "I *am*.\n"
    )


def test_a_list_in_a_pipe_is_plain_aligned_text(cast):
    assert cast("alter", "list").out == (
        "handle  name   pronouns  groups  tags\n"
        "seles   Seles  she/her           host\n"
        "dexen   Dexen\n"
    )


def test_a_list_for_scripts_has_what_the_contract_says(cast):
    seles = cast("alter", "list", "--json").json["alters"][0]
    told = {key: seles[key] for key in ("alter", "name", "pronouns", "color")}
    assert told == {
        "alter": "seles",
        "name": "Seles",
        "pronouns": "she/her",
        "color": None,
    }
    assert (seles["custom"], seles["archived"]) == (False, False)


def test_nobody_is_told_of_in_the_homes_words(run):
    run("config", "set", "terms.alter", "headmate")
    assert run("alter", "list").out in {"No alters.\n", "No headmates.\n"}


@pytest.mark.parametrize(
    ("options", "handles"),
    [
        ((), ["seles", "blurry"]),
        (("--all",), ["seles", "dexen", "blurry"]),
        (("--archived",), ["dexen"]),
        (("--removed",), ["sam"]),
        (("--custom",), ["blurry"]),
        (("--no-custom",), ["seles"]),
        (("--group", "day", "--all"), ["dexen"]),
        (("--tag", "host"), ["seles"]),
        (("--search", "she"), ["seles"]),
    ],
)
def test_a_list_is_narrowed(cast, options, handles):
    cast("alter", "add", "Blurry", "--custom", check=True)
    cast("alter", "add", "Sam", check=True)
    cast("alter", "remove", "sam", check=True)
    cast("alter", "archive", "dexen", "--reason", "rest", check=True)
    cast("group", "add", "Day", "dexen", check=True)
    listed = cast("alter", "list", *options).out.splitlines()[1:]
    assert [line.split()[0] for line in listed] == handles


def test_scripts_see_the_archive_too_and_are_told_what_is_in_it(cast):
    cast("alter", "archive", "dexen", check=True)
    listed = cast("alter", "list", "--json").json["alters"]
    told = {each["alter"]: each["archived"] for each in listed}
    assert told == {"seles": False, "dexen": True}
    only = cast("alter", "list", "--archived", "--json").json["alters"]
    assert [each["alter"] for each in only] == ["dexen"]


def test_a_misspelt_name_suggests_the_right_one(cast):
    told = cast("alter", "show", "sele")
    assert (told.code, told.out) == (3, "")
    assert "Did you mean seles?" in told.err


def test_a_handle_that_is_taken_is_a_conflict(cast):
    told = cast("alter", "add", "Other", "--handle", "seles", "--json")
    assert told.code == 4
    assert told.error["code"] == "conflict"


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (("--color", "colr"), "not a colour"),
        (("--birthday", "30 feb"), "not a date"),
        (("--privacy", "secret"), "is no level"),
        (("--proxy", "s:"), "not proxy tags"),
        ((), "Say what to change"),
    ],
)
def test_what_cannot_be_kept_is_a_usage_error(cast, words, wrong):
    told = cast("alter", "edit", "seles", *words)
    assert told.code == 2
    assert wrong in told.err


def test_everything_wrong_is_told_at_once(cast):
    told = cast("alter", "edit", "seles", "--color", "x", "--birthday", "y", "--json")
    assert set(told.error["fields"]) == {"color", "birthday"}


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("🧸", "teddy_bear"),
        ("雪", "xue"),
        ("17", "alter-17"),
        ("-x", "x"),
        ("\u202eevil\u202c", "evil"),
        ("a\x1b[31mb", "a-31mb"),
        ("x" * 300, "x" * 40),
    ],
)
def test_any_name_gets_a_handle_one_can_type(run, name, handle):
    assert run("alter", "add", "--json", "--", name).code == 0
    assert run("alter", "list", "--json").json["alters"][0]["alter"] == handle
    assert run("alter", "show", handle).code == 0


def test_a_name_of_bytes_that_are_no_text_is_not_stored_as_such(run):
    assert run("alter", "add", "Se\udcffles").out == "Added Seles (seles).\n"


def test_a_description_comes_from_standard_input(cast):
    cast("alter", "edit", "seles", "--description", "-", input="# Hi\n\n👋\n")
    assert cast("alter", "show", "seles").out.endswith("\n\n# Hi\n\n👋\n")


def test_what_was_there_can_be_taken_away(cast):
    cast("alter", "edit", "seles", "--tag", "", "--pronouns", "", check=True)
    seles = cast("alter", "show", "seles", "--json").json
    assert (seles["tags"], seles["pronouns"]) == ([], "")


def test_a_life_of_an_alter(cast):
    for words, told in [
        (("rename", "seles", "Selene"), "Now Selene (seles)."),
        (("rename", "seles", "--handle", "sel"), "Now Selene (sel)."),
        (("archive", "sel", "--reason", "tired"), "Archived Selene (sel)."),
        (("unarchive", "sel"), "Out of the archive: Selene (sel)."),
        (("order", "dexen"), "dexen\nsel"),
        (("restore", "sel"), ""),
        (
            ("remove", "sel"),
            "Removed Selene (sel); `homestead undo` brings them back.",
        ),
        (("restore", "sel"), "Back: Selene (sel)."),
    ]:
        assert cast("alter", *words).out.strip() == told


def test_a_picture_goes_in_and_comes_out(cast, tmp_path):
    given, taken = tmp_path / "seles.png", tmp_path / "again.png"
    given.write_bytes(PNG)
    assert cast("alter", "avatar", "seles", given).code == 0
    where = cast("alter", "avatar", "seles").out.strip()
    cast("alter", "avatar", "seles", "--save", taken, check=True)
    assert taken.read_bytes() == PNG
    with open(where, "rb") as kept:
        assert kept.read() == PNG
    cast("alter", "avatar", "seles", "--clear", check=True)
    assert cast("alter", "avatar", "seles").code == 3


def test_a_part_of_a_picture_is_told_by_its_corner_and_size(cast, tmp_path):
    pytest.importorskip("PIL")
    given, taken = tmp_path / "seles.png", tmp_path / "again.png"
    given.write_bytes(PNG)
    cast("alter", "avatar", "seles", given, "--crop", "2,2,4", check=True)
    cast("alter", "avatar", "seles", "--save", taken, check=True)
    assert taken.read_bytes()[16:24] == bytes((0, 0, 0, 4, 0, 0, 0, 4))
    assert cast("alter", "avatar", "seles", given, "--crop", "2,2").code == 2


def test_a_picture_cannot_be_saved_where_nobody_may_write(cast, tmp_path):
    given = tmp_path / "seles.png"
    given.write_bytes(PNG)
    cast("alter", "avatar", "seles", given, check=True)
    told = cast("alter", "avatar", "seles", "--save", tmp_path / "no" / "x.png")
    assert told.code == 73


def test_a_picture_that_is_not_there_is_not_found(cast, tmp_path):
    assert cast("alter", "avatar", "seles", tmp_path / "none.png").code == 3


def test_what_is_no_picture_is_refused(cast, tmp_path):
    (tmp_path / "x.png").write_text("<svg>")
    told = cast("alter", "avatar", "seles", tmp_path / "x.png")
    assert told.code == 2
    assert "PNG, JPEG" in told.err


def test_what_was_done_is_undone(cast):
    before = cast("alter", "list", "--json").json
    cast("alter", "edit", "seles", "--pronouns", "they/them", check=True)
    assert "Seles was changed" in cast("undo").out
    assert cast("alter", "list", "--json").json == before


@pytest.mark.parametrize(
    ("words", "handles"),
    [
        (("alter", "show", "d"), ["dexen"]),
        (("alter", "edit", ""), ["seles", "dexen"]),
        (("group", "show", ""), ["day"]),
        (("field", "set", "r"), ["role"]),
        (("field", "set", "role", "s"), ["seles"]),
        (("alter", "list", "--group", "d"), ["day"]),
    ],
)
def test_the_shell_completes_names(cast, words, handles):
    cast("group", "add", "Day", check=True)
    cast("field", "add", "Role", check=True)
    env = {
        "_HOMESTEAD_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(("homestead", *words)),
        "COMP_CWORD": str(len(words)),
    }
    assert cast(env=env).out.split() == handles
