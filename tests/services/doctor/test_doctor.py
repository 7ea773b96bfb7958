"""The doctor finds what is wrong, and says what mends it."""

from __future__ import annotations

import json
import shutil
import sqlite3

import pytest

from homestead.core import native
from homestead.core.errors import ConfigError
from homestead.services import doctor
from homestead.services.doctor import CHECKS, machine


@pytest.mark.parametrize(("missing", "state"), [("PIL", "warn"), ("pi_heif", "ok")])
def test_it_tells_what_pictures_can_be_read(made, look, monkeypatch, missing, state):
    def find_spec(name):
        return None if name == missing else object()

    monkeypatch.setattr(machine, "find_spec", find_spec)
    (finding,) = look("pictures", made)
    assert finding["state"] == state
    assert ("pillow" in (finding["fix"] or "")) == (state == "warn")


def test_a_sound_home_fails_nothing(made):
    result = doctor.examine(made)
    failed = [each for each in result["checks"] if each["state"] == "fail"]
    assert (failed, result["ok"]) == ([], True)


def test_every_check_speaks_of_a_home_in_use(made):
    spoken = [each["name"] for each in doctor.examine(made)["checks"]]
    assert spoken == [name for name in CHECKS if name not in {"variables", "homes"}]


def test_the_result_is_json_with_the_promised_keys(made):
    result = json.loads(json.dumps(doctor.examine(made)))
    assert {*result} == {"checks", "ok"}
    assert {key for each in result["checks"] for key in each} == {
        *("name", "state", "message", "fix")
    }


def test_an_open_home_can_be_asked_as_well(call):
    assert call("doctor.check")["ok"]


def test_every_mistake_in_the_configuration_fails(made, home, look):
    (home / "config" / "config.toml").write_text("[server]\nprot = 1\nport = 'x'\n")
    findings = look("configuration", made)
    assert [each["state"] for each in findings] == ["fail", "fail"]
    assert "line 2" in findings[0]["message"]
    assert "port under [server]" in findings[0]["message"]
    assert not doctor.examine(made)["ok"]


def test_a_variable_with_a_typo_is_a_warning(made, wrong, monkeypatch):
    monkeypatch.setenv("HOMESTEAD_PROT", "80")
    finding = wrong("variables", made)
    assert (finding["state"], finding["fix"]) == ("warn", "unset HOMESTEAD_PROT")


def test_a_machine_that_cannot_serve_is_told_what_to_install(made, wrong, monkeypatch):
    def missing(**_):
        raise ConfigError("gevent cannot be used.", hint="pip install gevent")

    monkeypatch.setattr(native, "find_spec", lambda _: None)
    monkeypatch.setattr(native, "ensure", missing)
    finding = wrong("gevent", made)
    assert (finding["state"], finding["fix"]) == ("fail", "pip install gevent")


@pytest.mark.parametrize(
    ("version", "state"),
    [
        ((3, 34, 1), "fail"),
        ((3, 40, 1), "warn"),
        ((3, 50, 6), "warn"),
        ((3, 50, 7), "ok"),
        ((3, 51, 2), "warn"),
        ((3, 51, 3), "ok"),
        ((3, 53, 4), "ok"),
    ],
)
def test_an_sqlite_with_the_wal_bug_is_a_warning(found, monkeypatch, version, state):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    (finding,) = machine.sqlite(found)
    assert finding.state == state


def test_an_old_python_fails(found, monkeypatch):
    monkeypatch.setattr("sys.version_info", (3, 10, 4))
    (finding,) = machine.python(found)
    assert finding.state == "fail"


def test_a_disk_that_refuses_is_a_finding_not_a_crash(made, wrong, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied", "/home")

    monkeypatch.setattr(shutil, "disk_usage", refuse)
    finding = wrong("disk", made)
    assert finding["message"] == (
        "This could not be looked at: Permission denied (/home)."
    )
