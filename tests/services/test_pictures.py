"""Pictures are there whole or not at all, whatever happens meanwhile."""

import io
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core.errors import UsageError
from homestead.services import pictures

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400


@pytest.fixture
def folder(house):
    return Path(house.paths.data, "uploads", "alters")


def test_a_picture_is_its_owners_alone(house, folder):
    name = pictures.keep(house, "alters", io.BytesIO(PNG))
    assert pictures.place(house, name) == folder.parent / name
    assert oct(folder.stat().st_mode & 0o777) == "0o700"


def test_keeping_it_again_writes_nothing(house):
    name = pictures.keep(house, "alters", io.BytesIO(PNG))
    before = pictures.place(house, name).stat().st_mtime_ns
    assert pictures.keep(house, "alters", io.BytesIO(PNG)) == name
    assert pictures.place(house, name).stat().st_mtime_ns == before


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


def test_a_picture_of_the_largest_size_is_kept(house, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", len(PNG))
    assert pictures.keep(house, "alters", io.BytesIO(PNG))
    with pytest.raises(UsageError, match="larger"):
        pictures.keep(house, "alters", io.BytesIO(PNG + b"!"))


@given(st.binary(max_size=40))
def test_any_bytes_are_a_picture_or_refused(content):
    try:
        kind = pictures._kind(content)
    except UsageError:
        return
    assert content.startswith(pictures._TYPES[kind])
