"""Pictures are there whole or not at all, whatever happens meanwhile."""

import io
import os
import threading
import time
from pathlib import Path

import pytest
from drawing import chunk, face, png

from homestead.core.errors import NotFoundError, UsageError
from homestead.services import pictures

PNG = face(width=99, height=99)


@pytest.fixture
def folder(house):
    return Path(house.paths.data, "uploads", "alters")


def test_a_picture_is_its_owners_alone(house, folder):
    name = pictures.keep(house, "alters", io.BytesIO(PNG))
    assert pictures.place(house, name) == folder.parent / name
    assert oct(folder.stat().st_mode & 0o777) == "0o700"


def test_keeping_it_again_writes_nothing(house):
    name = pictures.keep(house, "alters", io.BytesIO(PNG))
    before = pictures.place(house, name).stat()
    assert pictures.keep(house, "alters", io.BytesIO(PNG)) == name
    after = pictures.place(house, name).stat()
    assert after.st_ino == before.st_ino
    assert after.st_mtime_ns >= before.st_mtime_ns  # it came again: see `orphans`


def test_a_picture_may_come_through_a_pipe(house):
    read, write = os.pipe()
    writer = threading.Thread(target=_fill, args=(write,))
    writer.start()
    with open(read, "rb") as pipe:
        name = pictures.keep(house, "alters", pipe)
    writer.join()
    assert pictures.place(house, name).read_bytes() == PNG


def _fill(descriptor):
    with open(descriptor, "wb") as pipe:
        pipe.write(PNG)


def test_two_who_keep_the_same_at_once_both_succeed(house, folder):
    names = []
    keep = [
        threading.Thread(
            target=lambda: names.append(pictures.keep(house, "alters", io.BytesIO(PNG)))
        )
        for _ in range(8)
    ]
    for thread in keep:
        thread.start()
    for thread in keep:
        thread.join()
    assert len(names) == 8
    assert len(set(names)) == 1
    assert len(list(folder.iterdir())) == 1


def test_pictures_are_decoded_one_at_a_time(house, monkeypatch):
    """A small file may be a picture that takes hundreds of megabytes to look at."""
    several = [face(width=9, height=size) for size in range(5, 11)]
    inside, most = [], []

    def cleaned(content, _crop):
        inside.append(content)
        most.append(len(inside))
        time.sleep(0.01)
        inside.remove(content)
        return content

    monkeypatch.setattr(pictures, "cleaned", cleaned)
    keepers = [
        threading.Thread(target=pictures.keep, args=(house, "alters", io.BytesIO(each)))
        for each in several
    ]
    for keeper in keepers:
        keeper.start()
    for keeper in keepers:
        keeper.join()
    assert most == [1] * len(several)


def test_a_picture_of_the_largest_size_is_kept(house, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", len(PNG))
    assert pictures.keep(house, "alters", io.BytesIO(PNG))
    with pytest.raises(UsageError, match="larger"):
        pictures.keep(house, "alters", io.BytesIO(PNG + b"!"))


def test_a_picture_is_shown_as_a_square_made_once(house):
    name = pictures.keep(house, "alters", io.BytesIO(PNG))
    shown = pictures.shown(house, name, 96)
    assert shown[1] in {"image/webp", "image/png"}
    pictures.place(house, name).unlink()
    assert pictures.shown(house, name, 96) == shown


def test_a_picture_is_shown_where_the_disk_takes_nothing(house, monkeypatch):
    name = pictures.keep(house, "alters", io.BytesIO(PNG))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pictures, "_write", full)
    assert pictures.shown(house, name, 96)[0]


def test_a_picture_kept_before_there_were_squares_is_cleaned_to_be_shown(house):
    secret = png(more=chunk(b"tEXt", b"Place\0at home"))
    name = pictures.named("alters", secret)
    pictures.write(pictures.place(house, name), secret)
    assert b"at home" not in pictures.shown(house, name, 384)[0]


@pytest.mark.parametrize(("name", "side"), [("alters/x.png", 96), ("KEPT", 97)])
def test_what_is_not_there_is_not_shown(house, name, side):
    kept = pictures.keep(house, "alters", io.BytesIO(PNG))
    with pytest.raises(NotFoundError):
        pictures.shown(house, name.replace("KEPT", kept), side)


@pytest.fixture
def bare(monkeypatch):
    """Be on a machine that has no Pillow."""
    monkeypatch.setattr(pictures.pixels, "available", lambda: False)


def test_without_pillow_a_picture_is_kept_and_shown_as_it_is_but_cleaned(house, bare):
    secret = png(more=chunk(b"tEXt", b"Place\0at home"))
    name = pictures.keep(house, "alters", io.BytesIO(secret))
    assert pictures.place(house, name).read_bytes() == png()
    assert pictures.shown(house, name, 96) == (png(), "image/png")


def test_without_pillow_nothing_is_cut_and_it_says_what_to_do(house, bare):
    crop = {"x": 0, "y": 0, "size": 4}
    with pytest.raises(UsageError) as caught:
        pictures.keep(house, "alters", io.BytesIO(PNG), crop)
    assert "pkg install python-pillow" in caught.value.hint


@pytest.mark.parametrize(
    "crop",
    [
        {},
        {"x": 0, "y": 0},
        {"x": 0, "y": 0, "size": 0},
        {"x": -1, "y": 0, "size": 5},
        {"x": "1", "y": 0, "size": 5},
        {"x": float("nan"), "y": 0, "size": 5},
        {"x": 0, "y": 0, "size": float("inf")},
        {"x": 0, "y": 0, "size": 10**400},
    ],
)
def test_a_part_that_is_none_is_refused(house, crop):
    with pytest.raises(UsageError, match="no part"):
        pictures.keep(house, "alters", io.BytesIO(PNG), crop)
