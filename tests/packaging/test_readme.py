"""What the README says can be done can be done."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import PROGRAM

from homestead.cli import catalogue

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
COMMANDS = sorted(
    set(re.findall(r"(?:^    |`)homestead (.+?)(?:  |`|$)", README, re.MULTILINE))
)


def test_it_names_only_make_targets_there_are():
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"(?:^    |`)make ([a-z]+)", README, re.MULTILINE))
    assert {"serve", "test"} <= named
    assert all(f"\n{name}:" in makefile for name in named), named


def test_its_links_lead_somewhere():
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert links
    assert all((ROOT / link).exists() for link in links), links


def test_it_asks_a_bare_machine_for_what_setting_up_asks_for():
    setup = (ROOT / "share/build/environment").read_text()
    termux = re.search(r"pkg install (clang .*)\"", setup)[1].split()
    told = re.search(r"\| Termux \| `pkg install (.*)`", README)[1].split()
    assert set(termux) <= set(told)


@pytest.mark.parametrize("line", COMMANDS)
def test_its_commands_are_commands(line):
    noun = shlex.split(line)[0]
    nouns = {name for section in catalogue.SECTIONS.values() for name in section}
    assert noun.startswith("--") or noun in nouns


def test_its_examples_work_as_they_are_written(environment, tmp_path):
    shutil.copy(ROOT / "tests/data/simply-plural.json", tmp_path / "export.json")
    for line in re.findall(r"^    homestead (.+)$", README, re.MULTILINE):
        words = shlex.split(re.split(r"  +", line)[0])
        ran = subprocess.run(
            [*PROGRAM, *words], cwd=tmp_path, env=environment, capture_output=True
        )
        assert ran.returncode == 0, (line, ran.stderr)
