"""The documentation of the configuration is held against its schema."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from homestead.core import toml
from homestead.core.config_variables import OTHERS, is_known
from homestead.core.settings import PROFILES, SCHEMA, SECTIONS, SETTINGS
from homestead.core.terms import Terms

TEXT = (Path(__file__).parents[2] / "share/doc/configuration.md").read_text()


@pytest.mark.parametrize("setting", SCHEMA, ids=lambda setting: setting.key)
def test_every_setting_is_told_as_it_is(setting):
    (row,) = [line for line in TEXT.splitlines() if f"| `{setting.key}` |" in line]
    _, _, default, variable, told, _ = (cell.strip() for cell in row.split("|"))
    assert variable == f"`{setting.env}`"
    assert told.startswith(Terms().fill(setting.help))
    assert not default or setting.parse(default.strip("`[]")) == setting.default
    assert all(f"`{choice}`" in told for choice in setting.choices)


def test_no_setting_is_told_that_is_not_there():
    keys = set(re.findall(r"^\| `([a-z_.]+)` \|", TEXT, re.MULTILINE))
    assert keys == {*SETTINGS}


def test_no_variable_is_told_that_is_not_there():
    names = set(re.findall(r"HOMESTEAD_[A-Z_]+", TEXT))
    assert {name for name in names if not is_known(name)} <= {*OTHERS}


def test_every_example_in_toml_is_understood():
    for block in re.findall(r"(?:^    .*\n|^\n(?=    ))+", TEXT, re.MULTILINE):
        if "[" in block and "homestead config" not in block:
            lines = "\n".join(line[4:] for line in block.splitlines())
            tables = toml.parsed(lines, "example")
            assert {*tables} <= {*SECTIONS, "profile"}


def test_every_profile_is_told():
    assert all(f"[profile.{profile}]" in TEXT for profile in PROFILES)
