"""Every dependency stands in the documentation, and nothing else does."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
TEXT = (ROOT / "share/doc/dependencies.md").read_text()


def name(requirement):
    return re.match(r"[\w-]+", requirement)[0].lower()


def told(heading):
    part = TEXT.partition(f"\n## {heading}")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([\w-]+) \| (.+) \| (.+) \|$", part, re.MULTILINE)
    return {name: row for name, *row in rows if name != "name"}


@pytest.mark.parametrize(
    ("heading", "required"),
    [
        ("To run", PROJECT["dependencies"]),
        ("For pictures", PROJECT["optional-dependencies"]["images"]),
        ("To test", PROJECT["optional-dependencies"]["test"]),
        ("To work on it", PROJECT["optional-dependencies"]["dev"]),
    ],
)
def test_each_has_its_line_and_no_line_has_none(heading, required):
    rows = told(heading)
    assert list(rows) == sorted(map(name, required))
    assert all(all(cell.strip() for cell in row) for row in rows.values())


def test_every_extra_is_told():
    assert set(PROJECT["optional-dependencies"]) == {"images", "test", "dev"}
