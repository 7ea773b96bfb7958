"""The package works as it is installed, not only as it lies here."""

import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

PEEK = "from homestead.core import resources as r; print({})"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Build the wheel and the source archive."""
    folder = tmp_path_factory.mktemp("made")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def wheel(made):
    return next(made.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Install the wheel where nothing else is; what it depends on is lent to it."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, symlinks=True)
    python = folder / "bin/python"
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--python", python),
            *("install", "--no-deps", "--no-index", "--quiet", wheel),
        ],
        check=True,
        capture_output=True,
    )
    packages = next(folder.glob("lib/python*/site-packages"))
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return folder


@pytest.fixture
def homestead(installed, environment):
    """Run the installed program, far from the source tree."""

    def run(*words, program="homestead"):
        return subprocess.run(
            [installed / "bin" / program, *words],
            cwd=installed,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    return run


def tracked(*folders):
    listed = subprocess.run(
        ["git", "ls-files", *folders],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a clone")
    return set(listed.stdout.split())


def test_every_file_of_the_package_is_in_the_wheel(wheel):
    assert tracked("homestead") <= set(zipfile.ZipFile(wheel).namelist())


def test_share_is_in_the_wheel_and_what_builds_or_shows_it_is_not(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    beside = tracked("share/build", "share/pictures")
    shared = tracked("share") - beside
    assert {f"homestead/{name}" for name in shared} <= names
    assert not {f"homestead/{name}" for name in beside} & names


@pytest.mark.parametrize(
    "name",
    [
        "man/man1/homestead.1",
        "bash-completion/completions/homestead",
        "zsh/site-functions/_homestead",
        "fish/vendor_completions.d/homestead.fish",
    ],
)
def test_manual_and_completions_go_where_they_are_looked_for(wheel, name):
    names = zipfile.ZipFile(wheel).namelist()
    assert any(each.endswith(f".data/data/share/{name}") for each in names)


def test_the_source_archive_has_all_that_the_two_commands_need(made):
    with tarfile.open(next(made.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"Makefile", "pyproject.toml", "README.md", "LICENSE"} <= names
    assert tracked("homestead", "share", "tests", ".ci") <= names


def test_the_installed_program_is_the_one_that_runs(homestead, installed):
    code = "import homestead; print(homestead.__file__)"
    assert homestead("-c", code, program="python").startswith(str(installed))


def test_the_installed_program_tells_its_version(homestead):
    assert homestead("--version").startswith("homestead ")


def test_the_installed_program_answers(homestead):
    assert "front" in homestead("front")


def test_the_installed_program_finds_its_files(homestead):
    told = homestead("-c", PEEK.format("r.listing(r.share('doc'))"), program="python")
    assert "dependencies.md" in told
    told = homestead("-c", PEEK.format("r.share('doc')"), program="python")
    assert told.strip() == "share/doc"
