"""A full disk or a sudden death mid-import: the home is as before, or complete."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from drawing import png
from services.importing.exports import export, front, identity, member, packed

from homestead.core.errors import CannotCreateError
from homestead.services import pictures

MOMENTS = 20
PEOPLE = 40
FRONTS = 4000


def large():
    people = [member(n, f"Alter {n}", desc="words " * 50) for n in range(PEOPLE)]
    history = [
        front(1000 + n, n % PEOPLE, n, n + 1, customStatus=f"status {n}")
        for n in range(FRONTS)
    ]
    return export(members=people, frontHistory=history)


@pytest.mark.parametrize("spare", [0, 1, 3, 10, 30, 60, 100, 150])
def test_a_disk_that_fills_up_leaves_the_home_as_before(bring, house, all_rows, spare):
    bring(export())
    before = all_rows()
    pages = house.app.value("PRAGMA page_count")
    house.app._writer.execute(f"PRAGMA max_page_count = {pages + spare}")
    with pytest.raises(CannotCreateError, match="disk is full"):
        bring(large())
    assert all_rows() == before
    house.app._writer.execute("PRAGMA max_page_count = 1000000")
    assert bring(large())["counts"]["fronts"]["imported"] == FRONTS


def test_a_disk_too_full_for_the_pictures_leaves_the_home_as_before(
    bring, house, home, all_rows, monkeypatch
):
    bring(export())
    before = all_rows()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotCreateError, match="No space left"):
        bring(packed({f"{identity(1)}.png": png()}))
    monkeypatch.undo()
    assert all_rows() == before
    assert not pictures.place(house, "alters").exists() or not os.listdir(
        pictures.place(house, "alters")
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A home with a little in it, files to import, and how long that takes."""
    place = tmp_path_factory.mktemp("crash")
    small, big, zipped = place / "small.json", place / "big.json", place / "a.zip"
    small.write_text(json.dumps(export()), encoding="utf-8")
    big.write_text(json.dumps(large()), encoding="utf-8")
    faces = {f"{identity(n)}.png": png(n) for n in range(PEOPLE)}
    zipped.write_bytes(packed(faces))
    run(place / "template", small).wait(60)
    shutil.copytree(place / "template", place / "measured")
    begun = time.monotonic()
    assert run(place / "measured", big, zipped).wait(60) == 0
    return place, [big, zipped], time.monotonic() - begun


def run(home, *files):
    environment = {**os.environ, "HOMESTEAD_HOME": str(home)}
    words = [sys.executable, "-m", "homestead", "import", *map(str, files)]
    return subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL)


def content(home):
    with closing(sqlite3.connect(home / "data" / "app.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = ("alters", "fronts", "sources", "changes", "imports", "preserved")
        return {it: database.execute(f"SELECT * FROM {it}").fetchall() for it in tables}


def pictures_missing(home):
    with closing(sqlite3.connect(home / "data" / "app.db")) as database:
        named = database.execute("SELECT avatar FROM alters WHERE avatar IS NOT NULL")
        return [
            name
            for (name,) in named
            if not (home / "data" / "uploads" / name).is_file()
        ]


@pytest.mark.parametrize("number", range(MOMENTS))
def test_a_sudden_death_leaves_the_home_as_before_or_complete(prepared, number):
    place, files, takes = prepared
    home = place / f"killed{number}"
    shutil.copytree(place / "template", home)
    before = content(home)
    process = run(home, *files)
    share = (number + random.Random(number).random()) / MOMENTS
    time.sleep(takes * share)
    process.send_signal(signal.SIGKILL)
    process.wait(60)
    after = content(home)
    assert after == before or len(after["fronts"]) == FRONTS
    assert not pictures_missing(home)
    assert run(home, *files).wait(60) == 0
    assert len(content(home)["fronts"]) == FRONTS
    assert not pictures_missing(home)
    assert len(content(home)["alters"]) == PEOPLE
