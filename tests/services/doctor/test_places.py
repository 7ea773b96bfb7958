"""The doctor looks where the home lies."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil

import pytest

from homestead.core import paths
from homestead.services import doctor
from homestead.services.doctor import places


def test_a_home_not_made_yet_is_no_failure_and_stays_unmade(found, home, wrong):
    finding = wrong("directories", found)
    assert finding["state"] == "warn"
    assert finding["fix"] == "homestead doctor --fix"
    assert not home.exists()


def test_the_doctor_can_make_the_directories(found, look):
    assert doctor.examine(found, fix=True)["ok"]
    assert look("directories", found)[0]["state"] == "ok"


def test_a_file_where_a_directory_belongs_fails(found, home, wrong):
    home.mkdir()
    (home / "data").write_text("")
    assert "is in the way" in wrong("directories", found)["message"]


@pytest.mark.parametrize(
    ("place", "mode"),
    [
        ("data", 0o755),
        ("data/app.db", 0o644),
        ("data/secret.key", 0o640),
        ("log", 0o701),
    ],
)
def test_what_others_can_read_fails_until_it_is_mended(made, home, wrong, place, mode):
    (home / place).chmod(mode)
    finding = wrong("permissions", made)
    assert f"{home / place} (mode {mode:04o})" in finding["message"]
    assert finding["fix"] == "homestead doctor --fix"
    assert doctor.examine(made, fix=True)["ok"]
    assert (home / place).stat().st_mode & 0o077 == 0


def test_mending_leaves_what_the_owner_may_do(made, home):
    (home / "data" / "tool").write_text("")
    (home / "data" / "tool").chmod(0o755)
    doctor.examine(made, fix=True)
    assert (home / "data" / "tool").stat().st_mode & 0o777 == 0o700


def test_what_cannot_be_mended_is_told_and_the_rest_looked_at(made, home, monkeypatch):
    (home / "data").chmod(0o755)

    def refuse(path, _):
        raise OSError(errno.EROFS, "Read-only file system", path)

    monkeypatch.setattr(os, "chmod", refuse)
    first, *rest = doctor.examine(made, fix=True)["checks"]
    assert first["message"].startswith("This could not be mended: Read-only")
    assert len(rest) > 10


def test_a_home_that_cannot_be_made_is_told(found, home):
    home.write_text("")
    first, *rest = doctor.examine(found, fix=True)["checks"]
    assert (first["name"], first["state"]) == ("directories", "fail")
    assert len(rest) > 5


def test_what_belongs_to_others_is_left_to_them(made, home, monkeypatch):
    (home / "data").chmod(0o755)
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    doctor.examine(made, fix=True)
    assert (home / "data").stat().st_mode & 0o777 == 0o755


def test_a_symlink_out_of_the_home_is_not_followed(made, home, tmp_path, look):
    public = tmp_path / "public"
    public.write_text("")
    public.chmod(0o644)
    (home / "data" / "link").symlink_to(public)
    doctor.examine(made, fix=True)
    assert public.stat().st_mode & 0o777 == 0o644
    assert look("permissions", made)[0]["state"] == "ok"


def test_systemds_configuration_may_be_roots(made, home, look):
    (home / "config").chmod(0o755)
    made.why["config"] = "CONFIGURATION_DIRECTORY"
    assert look("permissions", made)[0]["state"] == "ok"


def test_files_of_another_user_fail(made, home, wrong, monkeypatch):
    strange = str(home / "data" / "app.db")
    real = os.lstat

    def as_another(path):
        info = list(real(path))
        if path == strange:
            info[4] = 12345
        return os.stat_result(info)

    monkeypatch.setattr(os, "lstat", as_another)
    finding = wrong("owner", made)
    assert f"{strange} belongs to" in finding["message"]
    assert finding["fix"].startswith("sudo chown -R ")


@pytest.mark.parametrize(("us", "state"), [(4711, "fail"), (0, "warn")])
def test_a_home_of_somebody_else_is_named(made, wrong, monkeypatch, us, state):
    real = os.lstat

    def of_sam(path, real=real):
        info = list(real(path))
        info[4] = 4712
        return os.stat_result(info)

    monkeypatch.setattr(os, "lstat", of_sam)
    monkeypatch.setattr(os, "stat", of_sam)
    monkeypatch.setattr(os, "geteuid", lambda: us)
    finding = wrong("owner", made)
    assert finding["state"] == state
    assert finding["fix"] == "sudo -u 4712 homestead doctor"


@pytest.mark.parametrize(
    ("step", "error", "said"),
    [
        (
            "flock",
            OSError(errno.ENOLCK, "No locks available"),
            "cannot keep a database",
        ),
        ("fsync", OSError(errno.EIO, "Input/output error"), "cannot keep a database"),
        ("fsync", OSError(errno.ENOSPC, "No space left on device"), "disk is full"),
        ("open", OSError(errno.EROFS, "Read-only file system"), "only be read"),
        ("open", OSError(errno.EACCES, "Permission denied"), "only be read"),
    ],
)
def test_a_disk_that_cannot_keep_a_database_fails(made, monkeypatch, step, error, said):
    def refuse(*_):
        raise error

    monkeypatch.setattr(fcntl if step == "flock" else os, step, refuse)
    (finding,) = places.storage(made)
    assert finding.state == "fail"
    assert said in finding.message
    assert finding.fix


def test_a_disk_whose_locks_lock_nobody_out_fails(made, monkeypatch):
    monkeypatch.setattr(fcntl, "flock", lambda *_: None)
    (finding,) = places.storage(made)
    assert "its locks lock nobody out" in finding.message


def test_trying_the_disk_leaves_nothing_behind(made, home):
    before = {*os.listdir(home / "data")}
    doctor.examine(made)
    left = {*os.listdir(home / "data")} - before
    assert left <= {"app.db-shm", "app.db-wal"}  # SQLite's, of no size


@pytest.mark.parametrize(
    ("free", "state"), [(1 << 20, "fail"), (100 << 20, "warn"), (1 << 30, "ok")]
)
def test_a_disk_that_fills_up_is_told(made, look, monkeypatch, free, state):
    usage = shutil.disk_usage("/")._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    (finding,) = look("disk", made)
    assert finding["state"] == state
    assert finding["message"].startswith(f"{free >> 20} MB free")


def usual(where):
    """Say that nobody chose this home."""
    where.why["data"] = "default ~/.local/share"
    return where


def test_two_homes_on_termux_fail(made, tmp_path, monkeypatch, wrong):
    other = tmp_path / "files" / "homestead"
    other.mkdir(parents=True)
    (other / "app.db").write_text("")
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    monkeypatch.setattr(paths, "termux_root", lambda *_: str(tmp_path / "files"))
    finding = wrong("homes", usual(made))
    assert finding["state"] == "fail"
    assert str(other) in finding["message"]
    assert finding["fix"] == f"mv {other} {other}.unused"


def test_a_home_left_behind_by_another_environment_fails(made, tmp_path, monkeypatch):
    other = tmp_path / ".local/share/homestead"
    other.mkdir(parents=True)
    (other / "app.db").write_text("")
    monkeypatch.setenv("HOME", str(tmp_path))
    (finding,) = places.homes(usual(made))
    assert finding.state == "fail"


def test_an_empty_directory_is_no_second_home(made, tmp_path, monkeypatch):
    (tmp_path / ".local/share/homestead").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path))
    (finding,) = places.homes(usual(made))
    assert finding.state == "ok"


def test_many_homes_by_name_are_many_systems(made, look):
    assert look("homes", made) == []
