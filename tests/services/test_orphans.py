"""Pictures nobody refers to are taken away; whatever names one keeps it."""

from __future__ import annotations

import io
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from drawing import face

from homestead.core import clock
from homestead.core.house import NamedFile
from homestead.services import alters, changes, orphans, pictures
from homestead.services.alters import avatars


def old(house, name):
    """Let a picture have been sent long ago."""
    long_ago = (clock.now() - orphans.GRACE) / clock.SECOND - 60
    os.utime(pictures.place(house, name), (long_ago, long_ago))
    return name


@pytest.fixture
def keep(house):
    """Keep a picture that was sent long ago; return its name."""

    def keep(folder="alters", width=99):
        content = io.BytesIO(face(width=width, height=99))
        return old(house, pictures.keep(house, folder, content))

    return keep


def is_there(house, name):
    return pictures.place(house, name).exists()


@pytest.mark.parametrize("folder", orphans.FOLDERS)
def test_a_picture_nobody_refers_to_goes_with_its_squares(house, keep, folder):
    name = keep(folder)
    squares = Path(house.paths.cache, "pictures")
    assert list(squares.iterdir())
    assert orphans.sweep(house) == 1
    assert not is_there(house, name)
    assert list(squares.iterdir()) == []


def test_one_that_was_sent_lately_stays(house, keep):
    name = keep()
    assert pictures.keep(house, "alters", io.BytesIO(face(width=99, height=99))) == name
    assert orphans.sweep(house) == 0
    assert is_there(house, name)


@pytest.fixture
def seles(house):
    alters.add(house, name="Seles")
    file = NamedFile("seles.png", io.BytesIO(face(width=50, height=50)))
    return old(house, alters.avatar(house, alter="seles", files=[file])["avatar"])


def test_the_picture_of_somebody_stays(house, seles):
    assert orphans.sweep(house) == 0
    assert avatars.whole(house, seles)


def test_a_picture_that_undo_brings_back_stays(house, seles):
    alters.avatar(house, alter="seles", clear=True)
    alters.remove(house, alter="seles")
    assert orphans.sweep(house) == 0
    changes.undo(house)
    changes.undo(house)
    assert alters.show(house, alter="seles")["avatar"] == seles
    assert is_there(house, seles)


def test_a_picture_in_a_text_stays(house, keep):
    name = keep()
    about = f"Look: ![us](/alters/pictures/384/{name})"
    alters.add(house, name="Dexen", description=about)
    assert orphans.sweep(house) == 0
    assert is_there(house, name)


@pytest.fixture
def board(house):
    """A module's own database, as far as this file knows."""
    place = Path(house.paths.data, "modules", "board", "board.db")
    place.parent.mkdir(parents=True)
    return place


def test_a_picture_a_module_shows_stays(house, keep, board):
    name = keep()
    with closing(sqlite3.connect(board)) as made, made:
        made.execute("CREATE TABLE posts (text TEXT)")
        made.execute("INSERT INTO posts VALUES (?)", (f"![us](/x/pictures/96/{name})",))
    assert orphans.sweep(house) == 0
    assert is_there(house, name)


def test_nothing_goes_while_a_database_cannot_be_read(house, keep, board, caplog):
    name = keep()
    board.write_bytes(b"no database at all, " * 99)
    assert orphans.sweep(house) == 0
    assert is_there(house, name)
    assert "Nobody knows which pictures are needed" in caplog.text


def test_files_that_are_no_pictures_of_ours_stay(house):
    folder = Path(house.paths.data, "uploads", "alters")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "notes.txt").write_text("mine")
    os.utime(folder / "notes.txt", (0, 0))
    assert orphans.sweep(house) == 0
    assert (folder / "notes.txt").exists()
