"""The compiled parts of the single file: unpacked whole, or it says what to install."""

import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

UNPACK = """
import sys
sys.path.insert(0, sys.argv[1])
from homestead.core import native
native.ensure()
native.ensure("argon2")
import argon2, gevent
gevent.sleep(0)
assert argon2.PasswordHasher().verify(argon2.PasswordHasher().hash("kit"), "kit")
print(gevent.__file__)
"""

FASTER = """
import markupsafe
print(markupsafe.escape.__module__, markupsafe._escape_inner.__module__)
"""

# Is killed when so many files are unpacked.
KILLED = """
import os, signal, sys, zipfile
def extractall(bundle, folder):
    for name in bundle.namelist()[: int(sys.argv[2])]:
        bundle.extract(name, folder)
    os.kill(os.getpid(), signal.SIGKILL)
zipfile.ZipFile.extractall = extractall
"""


@pytest.fixture
def place(environment):
    """Return where the compiled parts lie once unpacked."""
    return Path(environment["HOME"], ".cache/homestead/native")


@pytest.fixture
def command(single_file, python):
    """The command that unpacks what this Python needs, and uses it."""

    def words(*more, script=UNPACK):
        return [python, "-I", "-S", "-c", script, single_file, *map(str, more)]

    return words


@pytest.fixture
def unpack(command, environment):
    """Unpack, in a process of its own; return where gevent came from."""

    def unpack_it(*before):
        return subprocess.run(
            [*before, *command()],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    return unpack_it


def test_every_python_here_loads_gevent_and_argon2(unpack, place):
    assert unpack().startswith(f"{place}/")
    assert unpack().startswith(f"{place}/")
    assert len(os.listdir(place)) == 1


def test_the_compiled_half_of_markupsafe_comes_along(command, environment):
    told = subprocess.check_output(
        command(script=UNPACK + FASTER), env=environment, text=True
    )
    assert "markupsafe._speedups" in told


def test_two_first_starts_at_once_both_succeed(command, environment, place):
    starts = [
        subprocess.Popen(command(), env=environment, stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    told = {start.communicate()[0] for start in starts}
    assert [start.returncode for start in starts] == [0] * 4
    assert len(told) == len(os.listdir(place)) == 1


@pytest.mark.parametrize("count", [0, 1, 60])
def test_being_killed_while_unpacking_harms_nothing(
    command, environment, unpack, place, count
):
    script = KILLED + UNPACK
    killed = subprocess.run(command(count, script=script), env=environment, check=False)
    assert killed.returncode == -9
    assert unpack().startswith(f"{place}/")


def test_damage_in_the_cache_is_mended(unpack, place):
    gevent = Path(unpack()).parent
    (gevent / "hub.py").write_text("raise SystemError\n")
    next(gevent.rglob("*.so")).unlink()
    assert unpack() == str(gevent / "__init__.py")


def test_a_read_only_home_gives_way_to_a_folder_of_ours_in_tmp(
    unpack, environment, restricted
):
    ours = Path(environment["TMPDIR"], f"homestead-{os.geteuid()}")
    assert unpack(*restricted("ro", environment["HOME"])).startswith(f"{ours}/")
    assert ours.stat().st_mode & 0o077 == 0


def test_where_nothing_may_run_it_says_so_and_ends_with_78(
    start, environment, restricted, tmp_path
):
    before = restricted("noexec", "/tmp", "/var/tmp", str(tmp_path))
    told = start("serve", before=before, options=["-S"])
    assert told.code == 78
    assert "mounted noexec" in told.err
    assert "pip install 'gevent>=25.4.1'" in told.err


@pytest.fixture
def unfit(single_file, tmp_path):
    """Copy the single file, but as if it had been built on another machine."""
    copy = tmp_path / "unfit.pyz"
    with zipfile.ZipFile(single_file) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            if not name.startswith("homestead/_native/"):
                new.writestr(name, old.read(name))
        new.writestr("homestead/_native/index.txt", "cpython-27-vax 0123456789abcdef\n")
    return copy


def test_built_for_another_machine_it_says_what_to_install(start, unfit, place):
    told = start("serve", file=unfit, options=["-S"])
    assert told.code == 78
    assert "-m venv" in told.err
    assert str(unfit) in told.err
    assert not place.exists()


def test_built_for_another_machine_it_uses_a_gevent_that_is_installed(
    single_file, python, unfit, environment, tmp_path
):
    tag = subprocess.check_output(
        [python, "-c", "from homestead.core.unpacking import TAG; print(TAG)"],
        env={**environment, "PYTHONPATH": str(single_file)},
        text=True,
    ).strip()
    with zipfile.ZipFile(single_file) as whole:
        bundle = BytesIO(whole.read(f"homestead/_native/{tag}.zip"))
    zipfile.ZipFile(bundle).extractall(tmp_path / "installed")
    done = subprocess.run(
        [python, "-S", "-c", UNPACK, unfit],
        env={**environment, "PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(str(tmp_path / "installed"))


def test_commands_need_none_of_it(start, unfit):
    assert start("--version", file=unfit, options=["-S"]).code == 0


def test_an_older_python_is_told_which_it_needs(unfit, environment):
    script = "import sys; sys.version_info = (3, 10); import runpy"
    done = subprocess.run(
        [sys.executable, "-c", f"{script}; runpy.run_path({str(unfit)!r})"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 78
    assert "needs Python 3.11; this is 3.10" in done.stderr
