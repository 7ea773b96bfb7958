"""A file a command writes is whole, or not there at all."""

from __future__ import annotations

import os
import stat

import pytest

from homestead.cli.writing import Aside
from homestead.core.errors import CannotCreateError


def write(path, content):
    with Aside(str(path)) as file:
        file.file.write(content)


def test_a_file_takes_its_name_when_it_is_whole(tmp_path):
    path = tmp_path / "home.json"
    with Aside(str(path)) as file:
        file.file.write(b"half")
        assert not path.exists()
        file.file.write(b" and whole")
    assert path.read_bytes() == b"half and whole"


def test_only_its_owner_can_read_it(tmp_path):
    write(tmp_path / "home.json", b"private")
    assert stat.S_IMODE((tmp_path / "home.json").stat().st_mode) == 0o600


def test_the_old_file_stays_when_the_new_one_fails(tmp_path):
    path = tmp_path / "home.json"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), Aside(str(path)) as file:
        file.file.write(b"new")
        raise ZeroDivisionError
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["home.json"]


def test_the_new_file_takes_the_place_of_the_old_one(tmp_path):
    path = tmp_path / "home.json"
    write(path, b"old")
    write(path, b"new")
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["home.json"]


def test_a_bare_name_is_written_where_one_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write("home.json", b"here")
    assert (tmp_path / "home.json").read_bytes() == b"here"


def test_a_directory_is_no_file(tmp_path):
    with pytest.raises(CannotCreateError, match="is a directory"):
        write(tmp_path, b"x")


def test_a_folder_that_is_not_there_is_told_of(tmp_path):
    with pytest.raises(CannotCreateError, match="No such file"):
        write(tmp_path / "nowhere" / "home.json", b"x")


def test_the_file_can_be_handed_over_as_a_descriptor(tmp_path):
    with Aside(str(tmp_path / "home.json")) as file:
        os.write(file.file.fileno(), b"by somebody else")
        assert file.name == "home.json"
        assert file.file.writable()
    assert (tmp_path / "home.json").read_bytes() == b"by somebody else"
