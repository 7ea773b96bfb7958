"""What is built carries all it needs, nothing else, and is the same each time."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def entries(single_file):
    with zipfile.ZipFile(single_file) as archive:
        yield archive


def test_two_builds_are_the_same_wherever_they_are_made(single_file, tmp_path):
    for folder in ("homestead", "share"):
        shutil.copytree(ROOT / folder, tmp_path / "elsewhere" / folder)
    others = subprocess.check_output(
        [ROOT / "share/build/environments", "core"], text=True
    ).split()
    again = tmp_path / "again.pyz"
    told = subprocess.check_output(
        [
            *(sys.executable, tmp_path / "elsewhere/share/build/pyz.py"),
            *("--output", again, *(ROOT / other for other in others)),
        ],
        env={**os.environ, "PYTHONHASHSEED": "7", "HOME": str(tmp_path)},
        text=True,
    )
    assert again.read_bytes() == single_file.read_bytes()
    assert re.search(r"[\d,]+ bytes, SHA-256 [0-9a-f]{64}\n$", told)


def test_it_is_a_program(single_file):
    assert os.access(single_file, os.X_OK)
    assert single_file.read_bytes().startswith(b"#!/usr/bin/env python3\n")


def test_entries_stand_in_order_and_have_no_date_of_today(entries):
    names = entries.namelist()
    assert names == sorted(names)
    assert {info.date_time[0] for info in entries.infolist()} == {2020}


def test_every_module_has_its_byte_code_beside_it(entries):
    names = set(entries.namelist())
    assert all(f"{name}c" in names for name in names if name.endswith(".py"))


def test_nothing_compiled_lies_where_it_cannot_be_loaded(entries):
    useless = re.compile(r"\.(so|c|h|pyx|pxd|pyi)$|(^|/)tests?/|\.dist-info/")
    assert not [name for name in entries.namelist() if useless.search(name)]


def test_every_dependency_comes_along(entries):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    told = entries.read("homestead/share/licenses.txt").decode().lower()
    for needed in project["dependencies"]:
        name = re.match(r"[\w-]+", needed)[0]
        assert re.search(rf"^{name.replace('-', '[-_.]')} \d", told, re.MULTILINE)


def test_share_comes_along(entries):
    carried = entries.read("homestead/share/doc/dependencies.md")
    assert carried == (ROOT / "share/doc/dependencies.md").read_bytes()
    assert b"share/doc/dependencies.md" in entries.read("homestead/resources.txt")


def test_the_directory_is_short_since_every_start_reads_it(entries):
    assert len(entries.namelist()) < 2500


@pytest.mark.parametrize(
    "module",
    ["anyascii", "bottle", "jinja2", "limits", "markdown_it", "prometheus_client"],
)
def test_what_commands_do_not_load_is_whole_too(start, single_file, python, module):
    code = f"import sys; sys.path.insert(0, {str(single_file)!r}); import {module}"
    subprocess.run([python, "-I", "-S", "-c", code], check=True)
