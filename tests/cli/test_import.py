"""`homestead import`, as somebody meets it who has lost the app they used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from drawing import png
from services.importing.exports import as_bytes, export, front, identity, packed

DATA = Path(__file__).parents[1] / "data"
EXAMPLE = DATA / "simply-plural.json"
PNG = png()


def test_the_report_accounts_for_every_record(run):
    told = run("import", EXAMPLE)
    assert told.code == 0
    lines = [line.split() for line in told.out.splitlines()]
    rows = {" ".join(words[:-6]): words[-6:] for words in lines}
    assert rows["alters"] == ["3", "·", "·", "·", "·", "·"]
    assert rows["fronts"] == ["3", "·", "·", "1", "·", "·"]
    assert rows["polls"] == ["·", "·", "·", "·", "3", "·"]
    assert "exchanged" in told.out
    assert "left out: tokens (1)" in told.out


def test_scripts_get_the_report_they_rely_on(run):
    told = run("import", EXAMPLE, "--json").json
    assert told["format"] == "simply-plural"
    assert told["dry_run"] is False
    assert told["counts"]["alters"]["imported"] == 3
    assert told["warnings"][0]["code"] == "end_before_start"
    assert told["left_out"] == {"tokens": 1}


def test_a_rehearsal_says_what_would_come_and_writes_nothing(run):
    told = run("import", EXAMPLE, "--dry-run")
    assert told.code == 0
    assert "Nothing was written." in told.out
    assert run("status", "--json").json["alters"] == 0


def test_who_was_at_the_front_over_there_is_at_the_front_here(run):
    run("import", EXAMPLE, check=True)
    assert [one["name"] for one in run("front", "--json").json["fronting"]] == ["Wren"]


def test_the_home_s_own_words_are_used(run):
    told = run("import", EXAMPLE, env={"HOMESTEAD_TERM_ALTER": "headmate"})
    assert "headmates" in told.out
    assert "alters" not in told.out


def test_an_import_can_be_taken_back(run):
    run("import", EXAMPLE, check=True)
    assert "Taken back: Imported from Simply Plural: 3 alters" in run("undo").out
    assert run("status", "--json").json["fronts"] == 0


def test_standard_input_will_do(run):
    told = run("import", "-", input=EXAMPLE.read_text(encoding="utf-8"))
    assert told.code == 0, told.err


def test_several_files_come_in_together(run, tmp_path):
    pictures = tmp_path / "avatars.zip"
    pictures.write_bytes(packed({"65a000000000000000000001.png": PNG}))
    told = run("import", EXAMPLE, pictures, "--json").json
    assert told["counts"]["avatars"]["imported"] == 1


def test_pictures_can_be_left_out(run, tmp_path):
    pictures = tmp_path / "avatars.zip"
    pictures.write_bytes(packed({"65a000000000000000000001.png": PNG}))
    told = run("import", EXAMPLE, pictures, "--no-pictures", "--json").json
    assert "avatars" not in told["counts"]


def test_the_report_of_an_earlier_import_can_be_read_again(run):
    told = run("import", EXAMPLE, check=True).out
    again = run("import", "--show", "1").out
    assert "simply-plural.json" in again.splitlines()[0]
    assert set(told.splitlines()) <= {*again.splitlines()}
    assert run("import", "--show", "99").code == 3


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", 2, "is empty"),
        (b"hello", 2, "is not JSON"),
        (EXAMPLE.read_bytes()[:3000], 5, "is cut off"),
        (b'{"tuppers": []}', 2, "an export of Tupperbox; Homestead cannot"),
        (packed({"x.json": bytes(50 << 20)}), 5, "far more than"),
        (b"\xff\xfe\xff\xff\x00\xd8", 5, "not in UTF-8"),
    ],
)
def test_a_file_that_is_no_export_is_said_plainly(run, tmp_path, content, code, words):
    file = tmp_path / "export.json"
    file.write_bytes(content)
    told = run("import", file)
    assert (told.code, told.out) == (code, "")
    assert words in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    ("word", "code", "words"),
    [("nowhere.json", 3, "no file"), (".", 2, "is a directory")],
)
def test_a_file_that_cannot_be_opened_is_said(run, word, code, words):
    told = run("import", word)
    assert told.code == code
    assert words in told.err


def test_nothing_to_import_is_a_mistake_of_use(run):
    assert run("import").code == 2


def test_the_imports_so_far_are_listed(run):
    assert "Nothing has been imported yet." in run("import", "--list").out
    run("import", EXAMPLE, check=True)
    listed = run("import", "--list").out
    assert "simply-plural.json" in listed
    assert "Z " not in listed


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (export(), "`homestead undo` takes it all back"),
        ({"members": [], "users": []}, "nothing to bring in"),
    ],
)
def test_the_report_ends_with_what_to_do_next(run, tmp_path, content, words):
    file = tmp_path / "export.json"
    file.write_bytes(as_bytes(content))
    assert words in run("import", file).out.splitlines()[-1]


def test_a_file_that_brings_nothing_new_is_said_to(run):
    run("import", EXAMPLE, check=True)
    assert run("import", EXAMPLE).out.endswith("was here already.\n")


def test_one_of_a_kind_is_told_as_one(run, tmp_path):
    file = tmp_path / "export.json"
    file.write_bytes(as_bytes(export(frontHistory=[front(1, 1, 0, 1)])))
    run("import", file, check=True)
    assert "3 alters, 1 front\n" in run("undo").out


@pytest.mark.parametrize("words", [["--dry-run"], [], ["--json"]])
def test_the_report_reads_the_same_through_the_daemon(run, environment, home, words):
    from conftest import serving

    alone = run("import", EXAMPLE, *words)
    other = {**environment, "HOMESTEAD_HOME": str(home.parent / "other")}
    with serving(other):
        told = run("import", EXAMPLE, *words, env=other)
    assert told == alone


def test_many_alike_are_told_together(run, tmp_path):
    file = tmp_path / "export.json"
    backwards = [front(100 + n, 1, n + 0.5, n) for n in range(60)]
    file.write_bytes(as_bytes(export(frontHistory=backwards)))
    told = run("import", file)
    assert told.out.count("exchanged") == 1
    assert "and 47 more" in told.out
    assert json.loads(run("import", file, "--json").out)["warnings"] == []
    assert identity(100) in told.out
