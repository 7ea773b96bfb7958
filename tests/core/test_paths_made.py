"""The home's directories, as they are made."""

from __future__ import annotations

import os

import pytest

from homestead.core import paths
from homestead.core.errors import CannotCreateError, NotPermittedError


def test_the_directories_are_for_their_owner_alone(tmp_path):
    old = os.umask(0)
    try:
        paths.ensure(paths.find(str(tmp_path / "new" / "home")))
    finally:
        os.umask(old)
    made = [place for place in tmp_path.rglob("*") if place.is_dir()]
    assert len(made) == 6
    assert {place.stat().st_mode & 0o777 for place in made} == {0o700}


def test_directories_that_are_there_stay_as_they_are(tmp_path):
    for kind in paths.KINDS:
        (tmp_path / kind).mkdir(0o750)
    paths.ensure(paths.find(str(tmp_path)))
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o750


def test_a_symlink_to_another_disk_is_a_directory_like_any_other(tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "data").symlink_to(tmp_path / "disk")
    paths.ensure(paths.find(str(tmp_path / "home")))
    assert (tmp_path / "home" / "data").is_symlink()


@pytest.mark.parametrize("where", ["home", "home/data"])
def test_a_file_in_the_way_is_named(tmp_path, where):
    file = tmp_path / where
    file.parent.mkdir(exist_ok=True)
    file.write_text("not a directory")
    with pytest.raises(CannotCreateError, match="directory") as failed:
        paths.ensure(paths.find(str(tmp_path / "home")))
    assert "--home" in failed.value.hint


def test_a_symlink_to_nowhere_is_named(tmp_path):
    (tmp_path / "config").symlink_to(tmp_path / "gone" / "away")
    with pytest.raises(CannotCreateError, match="config directory"):
        paths.ensure(paths.find(str(tmp_path)))


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (PermissionError(13, "Permission denied"), NotPermittedError),
        (OSError(28, "No space left on device"), CannotCreateError),
    ],
)
def test_a_disk_that_refuses_is_told_as_such(tmp_path, monkeypatch, failure, told):
    def refuse(path, mode):
        raise failure

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(told, match=failure.strerror):
        paths.ensure(paths.find(str(tmp_path)))
