"""`homestead export`, with and without a daemon."""

from __future__ import annotations

import json
import os
import pty
import stat
import subprocess
import time
import zipfile
from pathlib import Path

import pytest
from conftest import PROGRAM
from homes import new_home

from homestead.services import alters

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def seles(home):
    with new_home(home) as house:
        alters.add(house, name="Seles")


def test_everything_goes_to_stdout_and_nothing_else(run, seles):
    told = run("export")
    assert told.json["alters"][0]["name"] == "Seles"
    assert told.err == ""


def test_a_file_is_written_for_its_owner_only(run, seles, tmp_path):
    told = run("export", "-o", tmp_path / "home.json")
    assert told.out == ""
    assert told.err.startswith("1 alter, 0 fronts")
    mode = (tmp_path / "home.json").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
    assert [path.name for path in tmp_path.glob("*home.json*")] == ["home.json"]


def test_scripts_hear_what_was_written(run, seles, tmp_path):
    told = run("export", "-o", tmp_path / "home.json", "--json")
    assert told.json["counts"]["alters"] == 1


@pytest.mark.parametrize(
    "words", [["-o", "home.zip"], ["--format", "zip", "-o", "all"]]
)
def test_a_zip_is_made_when_it_is_named_or_asked_for(run, seles, tmp_path, words):
    path = tmp_path / words[-1]
    assert run("export", *words[:-1], path).code == 0
    assert zipfile.ZipFile(path).namelist() == ["homestead.json"]


@pytest.mark.parametrize("kind", ["json", "zip"])
def test_a_pipe_or_device_is_written_to_and_stays_what_it_is(
    run, seles, tmp_path, kind
):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
    assert run("export", "-o", pipe, "--format", kind).code == 0
    assert b"Seles" in reading.communicate()[0] or kind == "zip"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_is_followed_and_stays_a_link(run, seles, tmp_path):
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to("real.json")
    assert run("export", "-o", tmp_path / "link.json").code == 0
    assert (tmp_path / "link.json").is_symlink()
    assert "Seles" in (tmp_path / "real.json").read_text()


def test_what_was_written_comes_back_without_a_difference(run, seles, tmp_path):
    run("import", DATA / "simply-plural.json", check=True)
    run("export", "-o", tmp_path / "home.zip", check=True)
    elsewhere = {"HOMESTEAD_HOME": str(tmp_path / "elsewhere")}
    run("import", tmp_path / "home.zip", env=elsewhere, check=True)
    before, after = run("export").json, run("export", env=elsewhere).json
    assert {**after, "exported_at": ""} == {**before, "exported_at": ""}


def test_a_file_is_whole_or_not_there_however_the_command_ends(
    environment, home, tmp_path
):
    with new_home(home) as house, house.app.transaction() as tx:
        tx.many(
            "INSERT INTO switch_marks (at) VALUES (?)", [(at,) for at in range(50_000)]
        )
    path = tmp_path / "home.json"
    path.write_text("the old one")
    for wait in (0.05, 0.1, 0.2, 0.3, 0.4):
        words = [*PROGRAM, "export", "-o", path]
        with subprocess.Popen(words, env=environment, stderr=-3) as started:
            time.sleep(wait)
            started.kill()
        written = path.read_text()
        assert written == "the old one" or len(json.loads(written)["switch_marks"])


def test_the_daemon_writes_the_same_bytes(run, seles, daemon, tmp_path):
    run("export", "-o", tmp_path / "home.json", check=True)
    piped = json.loads(run("export").out)
    written = json.loads((tmp_path / "home.json").read_text())
    assert {**piped, "exported_at": ""} == {**written, "exported_at": ""}


@pytest.mark.parametrize(
    ("where", "said"),
    [("nowhere/home.json", "No such file"), ("", "is a directory")],
)
def test_what_cannot_be_written_is_said_and_nothing_is_left(
    run, seles, tmp_path, where, said
):
    told = run("export", "-o", tmp_path / where)
    assert told.code == 73
    assert said in told.err
    assert not list(tmp_path.glob(".*"))


def test_another_format_leaves_the_old_file_as_it_was(run, seles, tmp_path):
    (tmp_path / "home.xml").write_text("mine")
    assert run("export", "--format", "xml", "-o", tmp_path / "home.xml").code == 2
    assert (tmp_path / "home.xml").read_text() == "mine"


def test_an_export_does_not_spill_over_a_terminal(environment, run, seles):
    master, terminal = pty.openpty()
    done = subprocess.run(
        [*PROGRAM, "export"],
        stdout=terminal,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        check=False,
    )
    os.close(terminal)
    os.close(master)
    assert done.returncode == 2
    assert "-o home.json" in done.stderr
