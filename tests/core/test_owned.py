"""What is in a folder of the owner's, and when that is looked at."""

from __future__ import annotations

import os

import pytest

from homestead.core import owned


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "own").mkdir()
    return owned.Folder(str(tmp_path / "own"))


def put(folder, name, text="x"):
    path = folder.path(name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def names(folder):
    folder.look()
    return sorted(folder.files)


def test_a_folder_that_is_not_there_is_empty(tmp_path):
    folder = owned.Folder(str(tmp_path / "nowhere"))
    assert not folder.look()
    assert names(folder) == []


def test_files_are_named_from_the_folder_on(folder):
    for name in ("a.html", "alters/seles/alters/index.html", ".hidden", ".b/c.html"):
        put(folder, name)
    assert names(folder) == ["a.html", "alters/seles/alters/index.html"]
    assert folder.of("seles", "alters/index.html") == "alters/seles/alters/index.html"
    assert folder.of("", "a.html") is None
    assert folder.of("dexen", "alters/index.html") is None


def test_a_look_tells_whether_anything_changed(folder):
    path = put(folder, "a.html")
    assert folder.look()
    assert not folder.look()
    put(folder, "a.html", "longer")
    assert folder.look()
    os.utime(path, ns=(1, 1))
    assert folder.look()
    os.unlink(path)
    assert folder.look()


def test_one_put_in_the_place_of_another_as_old_and_as_long_is_seen(folder):
    path = put(folder, "a.html", "one")
    folder.look()
    other = put(folder, "b", "two")
    os.utime(other, ns=(os.stat(path).st_atime_ns, os.stat(path).st_mtime_ns))
    os.replace(other, path)
    assert folder.look()


def test_links_within_the_folder_are_followed_and_others_are_not(folder, tmp_path):
    put(folder, "alters/seles/a.html")
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "b.html").write_text("b")
    os.symlink("seles", folder.path("alters/dexen"))
    os.symlink(tmp_path / "secret", folder.path("secret.html"))
    os.symlink(tmp_path / "outside", folder.path("outside"))
    os.symlink("../secret", folder.path("up.html"))
    os.symlink("nowhere", folder.path("nowhere.html"))
    assert names(folder) == ["alters/dexen/a.html", "alters/seles/a.html"]
    assert sorted(folder.left) == ["outside", "secret.html", "up.html"]


def test_the_folder_itself_may_be_a_link(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "a.html").write_text("a")
    os.symlink(tmp_path / "kept", tmp_path / "own")
    assert names(owned.Folder(str(tmp_path / "own"))) == ["a.html"]


def test_links_in_a_circle_end(folder):
    put(folder, "a/a.html")
    put(folder, "b/b.html")
    os.symlink("../b", folder.path("a/b"))
    os.symlink("../a", folder.path("b/a"))
    os.symlink(".", folder.path("a/self"))
    assert names(folder) == ["a/a.html", "a/b/b.html", "b/a/a.html", "b/b.html"]


@pytest.mark.parametrize("name", [b"caf\xe9.html", b"a\nb.html", "a\u202eb".encode()])
def test_a_name_nobody_can_read_is_left_alone_and_told_of(folder, name):
    with open(os.path.join(os.fsencode(folder.place), name), "wb"):
        pass
    assert names(folder) == []
    (told,) = folder.left
    assert told.isprintable()


def test_folders_without_end_are_left_alone(folder, monkeypatch):
    monkeypatch.setattr(owned, "MOST", 5)
    put(folder, "/".join(["deep"] * 20) + "/a.html")
    for number in range(9):
        put(folder, f"{number}.html")
    assert names(folder) == [f"{number}.html" for number in range(5)]


def test_what_is_no_plain_file_is_neither_listed_nor_waited_for(folder):
    os.mkfifo(folder.path("pipe.html"))
    assert names(folder) == []
    with pytest.raises(OSError, match="no plain file"):
        folder.read("pipe.html", 10)


def test_no_more_is_read_than_is_allowed(folder):
    put(folder, "a.html", "x" * 11)
    assert folder.read("a.html", 11) == b"x" * 11
    with pytest.raises(ValueError, match="larger than"):
        folder.read("a.html", 10)


def test_folders_are_looked_through_once_a_second_at_most(folder, monkeypatch):
    clock = iter([10.0, 10.0, 10.5, 11.1, 11.1, 11.2, 11.2])
    monkeypatch.setattr(owned, "monotonic", lambda: next(clock))
    changes = []
    watch = owned.Watch((folder,), lambda work: work(), lambda: changes.append(1))
    put(folder, "a.html")
    watch.look()
    put(folder, "b.html")
    watch.look()
    assert changes == [1]
    watch.look()
    assert changes == [1, 1]
    put(folder, "c.html")
    watch.look(at_once=True)
    assert changes == [1, 1, 1]
