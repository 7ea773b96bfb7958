"""The two commands set themselves up, on any machine, or say what is missing."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
SCRIPTS = [
    *(".ci/pythons", ".ci/run", ".ci/tests"),
    *("share/build/environment", "share/build/environments"),
]
TOOLS = ["awk", "cat", "chmod", "cksum", "dirname", "mkdir", "sed", "sh"]

# Answers as an interpreter would; its venv makes another of its kind, and pip notes.
FAKE = """\
#!/bin/sh
case "$*" in
*"import ensurepip"*) {venv} ;;
*version_info*) echo "{version} $0" ;;
"-m venv"*) mkdir -p "$4/bin"; cat "$0" >"$4/bin/python"; chmod +x "$4/bin/python" ;;
*--only-binary*) echo "$*" >>"$HOME/wished"; exit 1 ;;
"-m pip install"*) echo "$*" "$CFLAGS" >>"$HOME/installed" ;;
esac
"""


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """Stand on a machine with no Python; return the folder its programs lie in."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in TOOLS:
        (programs / tool).symlink_to(shutil.which(tool))
    for name in ("PREFIX", "TERMUX_VERSION", "CFLAGS", "PYTHON"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("HOME", str(tmp_path))
    return programs


@pytest.fixture
def tree(tmp_path):
    """Lay a fresh clone: as much of it as setting up looks at."""
    clone = tmp_path / "clone"
    for name in ("pyproject.toml", ".ci/pythons", "share/build/environment"):
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, clone / name)
    return clone


def program(path, text="#!/bin/sh\n"):
    path.write_text(text)
    path.chmod(0o755)
    return path


def python(path, version="3.11", venv=None):
    venv = venv or f'echo "{version} $0"'
    return program(path, FAKE.format(version=version, venv=venv))


def pythons(*options):
    done = subprocess.run(
        [ROOT / ".ci/pythons", *options], capture_output=True, check=True, text=True
    )
    return [line.split(" ", 1) for line in done.stdout.splitlines()]


def environment(tree, level, *, folder=".venv"):
    return subprocess.run(
        [tree / "share/build/environment", folder, level],
        capture_output=True,
        check=False,
        text=True,
    )


def installed(tree):
    notes = tree.parent / "installed"
    return notes.read_text().splitlines() if notes.exists() else []


def test_a_real_python_is_found(bare):
    (bare / "python3").symlink_to(sys.executable)
    assert pythons()[0][0] == "{}.{}".format(*sys.version_info)


def test_a_machine_without_python_has_none(bare):
    assert pythons() == []


def test_a_shim_of_a_version_not_chosen_is_passed_over(bare):
    program(bare / "python3.13", "#!/bin/sh\nexit 127\n")
    python(bare / "python3.12", "3.12")
    assert pythons() == [["3.12", str(bare / "python3.12")]]


def test_the_machines_own_python_comes_first_and_each_version_once(bare):
    for name, version in [("python3", "3.12"), ("python3.12", "3.12")]:
        python(bare / name, version)
    python(bare / "python3.14", "3.14")
    assert pythons() == [
        ["3.12", str(bare / "python3")],
        ["3.14", str(bare / "python3.14")],
    ]


def test_pyenv_versions_count_too(bare, tmp_path):
    folder = tmp_path / ".pyenv/versions/3.13.7/bin"
    folder.mkdir(parents=True)
    python(folder / "python3", "3.13")
    assert pythons() == [["3.13", str(folder / "python3")]]


def test_a_python_without_ensurepip_makes_no_environment(bare):
    python(bare / "python3", "3.11", venv="exit 1")
    assert pythons("--venv") == []
    assert pythons() == [["3.11", str(bare / "python3")]]


@pytest.mark.parametrize(
    ("system", "advice"),
    [
        ("debian", "sudo apt install python3 python3-venv"),
        ("termux", "pkg install python python-pip"),
        ("other", "https://www.python.org/"),
    ],
)
def test_without_a_python_it_says_what_to_install(
    bare, tree, system, advice, monkeypatch
):
    if system == "debian":
        program(bare / "apt-get")
    if system == "termux":
        monkeypatch.setenv("TERMUX_VERSION", "0.118")
    done = environment(tree, "core")
    assert done.returncode == 1
    assert "3.11 to 3.14" in done.stderr
    assert advice in done.stderr


def test_debian_without_venv_is_told_the_package(bare, tree):
    program(bare / "apt-get")
    python(bare / "python3", venv="exit 1")
    done = environment(tree, "core")
    assert done.returncode == 1
    assert "sudo apt install python3-venv" in done.stderr


def test_setting_up_installs_only_what_running_needs(bare, tree):
    python(bare / "python3")
    assert environment(tree, "core").returncode == 0
    (line,) = installed(tree)
    assert line.split(" -e ")[1].strip() == "."


def test_what_decodes_pictures_is_taken_if_ready_made_and_missed_by_nobody(bare, tree):
    python(bare / "python3")
    assert environment(tree, "core").returncode == 0
    wished = (tree.parent / "wished").read_text()
    images = PROJECT["optional-dependencies"]["images"]
    assert re.findall(r":all: (.+)", wished) == sorted(images, reverse=True)


def test_a_second_run_asks_nobody_and_says_nothing(bare, tree):
    python(bare / "python3")
    environment(tree, "core")
    done = environment(tree, "core")
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    assert len(installed(tree)) == 1


def test_a_changed_pyproject_installs_again_and_takes_nothing_away(bare, tree):
    python(bare / "python3")
    environment(tree, "dev")
    with (tree / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    environment(tree, "core")
    assert [".[test,dev]" in line for line in installed(tree)] == [True, True]


def test_a_higher_level_holds_the_lower_ones(bare, tree):
    python(bare / "python3")
    for level in ("core", "test", "core", "test"):
        assert environment(tree, level).returncode == 0
    assert len(installed(tree)) == 2


def test_an_environment_whose_python_went_away_is_made_anew(bare, tree):
    python(bare / "python3")
    environment(tree, "core")
    program(tree / ".venv/bin/python", "#!/bin/sh\nexit 127\n")
    assert environment(tree, "core").returncode == 0
    assert len(installed(tree)) == 2


def test_an_environment_that_moved_is_made_anew(bare, tree, tmp_path):
    python(bare / "python3")
    environment(tree, "core")
    moved = tree.rename(tmp_path / "moved")
    assert environment(moved, "core").returncode == 0
    assert len(installed(moved)) == 2


def test_a_failed_installation_is_not_taken_for_done(bare, tree):
    python(bare / "python3", venv='echo "3.11 $0"')
    text = (bare / "python3").read_text()
    program(bare / "python3", text.replace('echo "$*"', "exit 1; echo"))
    assert environment(tree, "core").returncode == 1
    assert not (tree / ".venv/.homestead").exists()


def test_termux_is_told_the_compiler_it_needs(bare, tree, monkeypatch):
    monkeypatch.setenv("TERMUX_VERSION", "0.118")
    python(bare / "python3")
    done = environment(tree, "core")
    assert done.returncode == 1
    assert "pkg install clang make pkg-config libffi" in done.stderr


def test_termux_builds_gevent_with_what_its_libuv_asks_for(bare, tree, monkeypatch):
    monkeypatch.setenv("TERMUX_VERSION", "0.118")
    for name in ("clang", "make", "pkg-config"):
        program(bare / name)
    python(bare / "python3")
    assert environment(tree, "core").returncode == 0
    assert "-D_GNU_SOURCE" in installed(tree)[0]


def test_an_unknown_level_is_refused(bare, tree):
    python(bare / "python3")
    done = environment(tree, "everything")
    assert done.returncode == 1
    assert "core, test or dev" in done.stderr


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_are_executable_and_for_any_shell(name):
    assert os.access(ROOT / name, os.X_OK)
    assert (ROOT / name).read_text().startswith("#!/bin/sh\n")


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="no shellcheck here")
@pytest.mark.parametrize("name", SCRIPTS)
def test_shellcheck_finds_nothing(name):
    done = subprocess.run(
        ["shellcheck", ROOT / name], capture_output=True, check=False, text=True
    )
    assert done.stdout == ""


def test_help_names_every_target_and_nothing_else():
    makefile = (ROOT / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()
    told = subprocess.run(
        ["make", "-C", ROOT, "--no-print-directory", "help"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert re.findall(r"^make (\w+)", told, re.MULTILINE) == targets
