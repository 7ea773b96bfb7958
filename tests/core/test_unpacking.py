"""The single file's compiled parts: unpacked whole, once, where only we may write."""

import os
import shutil
import subprocess
import sys
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from homestead.core import resources, unpacking

KEY = f"0123456789abcdef-{unpacking.TAG}"
PARTS = {"seles_native.py": b"TALKS = True\n", "libs/part.so": bytes(70_000)}

HOLD = """
import sys
from homestead.core.unpacking import _hold
_hold(sys.argv[1])
print(flush=True)
sys.stdin.read()
"""


@pytest.fixture
def carried(monkeypatch):
    """Be the single file, with a bundle for this Python and one for another."""
    packed = BytesIO()
    with ZipFile(packed, "w") as bundle:
        for name, content in PARTS.items():
            bundle.writestr(name, content)
    index = f"{unpacking.TAG} 0123456789abcdef\ncpython-27-vax fedcba9876543210\n"
    held = {
        "_native/index.txt": index.encode(),
        f"_native/{unpacking.TAG}.zip": packed.getvalue(),
    }
    monkeypatch.setattr(resources, "read", held.__getitem__)
    monkeypatch.setattr(sys, "path", list(sys.path))
    return held


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Return a home of our own, and make the places after it ours too."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    return tmp_path / "home"


@pytest.fixture
def place(home):
    return home / "cache/native"


def whole(folder):
    return all((folder / name).read_bytes() == part for name, part in PARTS.items())


def test_the_bundle_is_unpacked_to_the_cache_and_found_first(carried, home, place):
    assert unpacking.unpack(str(home)) == []
    assert sys.path[0] == str(place / KEY)
    assert whole(place / KEY)


def test_asking_twice_finds_it_there(carried, home, place):
    unpacking.unpack(str(home))
    before = (place / KEY / "libs/part.so").stat().st_ino
    unpacking.unpack(str(home))
    assert (place / KEY / "libs/part.so").stat().st_ino == before
    assert sys.path.count(str(place / KEY)) == 1


def test_nothing_is_left_beside_it(carried, home, place):
    unpacking.unpack(str(home))
    assert os.listdir(place) == [KEY]


def test_a_python_it_was_not_built_for_unpacks_nothing(carried, home, place):
    carried["_native/index.txt"] = b"cpython-27-vax fedcba9876543210\n"
    assert unpacking.unpack(str(home)) == []
    assert not place.exists()


def shorten(folder):
    (folder / "libs/part.so").write_bytes(b"")


def flip_a_bit(folder):
    part = folder / "libs/part.so"
    part.write_bytes(part.read_bytes()[:-1] + b"\x01")


def lose_a_part(folder):
    (folder / "seles_native.py").unlink()


def become_a_file(folder):
    shutil.rmtree(folder)
    folder.write_text("?")


@pytest.mark.parametrize("harm", [shorten, flip_a_bit, lose_a_part, become_a_file])
def test_a_damaged_one_is_replaced(carried, home, place, harm):
    unpacking.unpack(str(home))
    harm(place / KEY)
    assert unpacking.unpack(str(home)) == []
    assert whole(place / KEY)
    assert os.listdir(place) == [KEY]


def test_many_first_starts_at_once_leave_one_whole_bundle(
    carried, home, place, tmp_path
):
    with ThreadPoolExecutor(8) as starts:
        told = list(starts.map(unpacking.unpack, [str(home)] * 16))
    assert told == [[]] * 16
    assert not (tmp_path / "tmp").exists()
    assert os.listdir(place) == [KEY]
    assert whole(place / KEY)


def test_the_loser_of_a_race_uses_what_the_winner_unpacked(
    carried, home, place, monkeypatch
):
    def won_by_another(self, folder):
        shutil.copytree(folder, place / KEY, dirs_exist_ok=True)
        for name, part in PARTS.items():
            (place / KEY / name).parent.mkdir(parents=True, exist_ok=True)
            (place / KEY / name).write_bytes(part)

    monkeypatch.setattr(ZipFile, "extractall", won_by_another)
    assert unpacking.unpack(str(home)) == []
    assert os.listdir(place) == [KEY]


def test_a_cache_that_cannot_be_made_is_passed_over(carried, home, tmp_path):
    home.write_text("not a folder")
    assert unpacking.unpack(str(home)) == []
    assert sys.path[0].startswith(str(tmp_path / "tmp/homestead-"))


def test_a_full_disk_leaves_nothing_behind(carried, home, place, monkeypatch):
    def full(self, folder):
        Path(folder, "half").touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ZipFile, "extractall", full)
    monkeypatch.setattr(unpacking, "_places", lambda _home: [str(place)])
    assert unpacking.unpack(str(home)) == [f"{place}: No space left on device"]
    assert os.listdir(place) == []


def test_a_noexec_place_is_said_to_be_one(carried, home, place, monkeypatch):
    class Noexec:
        f_flag = 8

    monkeypatch.setattr(os, "statvfs", lambda _path: Noexec)
    monkeypatch.setattr(unpacking, "_places", lambda _home: [str(place)])
    (why,) = unpacking.unpack(str(home))
    assert "noexec" in why


@pytest.mark.parametrize("folder", ["cache", "cache/native"])
def test_a_place_where_mallory_may_write_is_not_used(carried, home, place, folder):
    place.mkdir(parents=True)
    (home / folder).chmod(0o777)
    assert unpacking.unpack(str(home)) == []
    assert not sys.path[0].startswith(str(home))


def test_what_another_version_left_is_removed_after_a_month(carried, home, place):
    for name, age in {"old": 31, "newer": 29, ".unpacking-x": 1}.items():
        (place / name).mkdir(parents=True)
        os.utime(place / name, (0, time.time() - age * 86_400))
    unpacking.unpack(str(home))
    assert sorted(os.listdir(place)) == [KEY, "newer"]


def test_what_another_process_runs_from_is_not_removed(carried, home, place):
    used = place / "old"
    used.mkdir(parents=True)
    holder = subprocess.Popen(
        [
            *(sys.executable, "-c"),
            HOLD,
            used,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        holder.stdout.readline()
        os.utime(used, (0, 0))
        unpacking.unpack(str(home))
        holder.communicate()
    assert used.is_dir()


def test_sums_tell_a_file_that_is_not_there_apart():
    assert unpacking._sum("/nonexistent") is None
    assert unpacking._sum(os.devnull) == (0, zlib.crc32(b""))
