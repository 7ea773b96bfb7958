"""The doctor looks at what the home holds."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing

import pytest

from homestead import app
from homestead.core import clock
from homestead.services import doctor


@pytest.mark.parametrize("spoil", [b"not a database at all, " * 99, b""])
def test_a_damaged_database_fails_or_is_remade(made, home, look, spoil):
    (home / "data" / "app.db").write_bytes(spoil)
    (finding,) = look("database", made)
    assert finding["state"] == ("fail" if spoil else "warn")
    assert finding["fix"]


def test_a_database_with_a_damaged_page_fails(made, home, wrong):
    file = home / "data" / "app.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * 4096 + whole[8192:])
    assert wrong("database", made)["state"] == "fail"


def test_a_home_of_a_newer_homestead_fails(made, home, wrong):
    with closing(sqlite3.connect(home / "data" / "app.db")) as connection, connection:
        connection.execute("INSERT INTO migrations VALUES ('services', 99, 'later', 0)")
    finding = wrong("database", made)
    assert "version 99" in finding["message"]
    assert finding["state"] == "fail"


def test_looking_does_not_change_the_database(made, home):
    before = (home / "data" / "app.db").read_bytes()
    doctor.examine(made, fix=True)
    assert (home / "data" / "app.db").read_bytes() == before


def test_a_secret_that_lost_bytes_fails(made, home, wrong):
    (home / "data" / "secret.key").write_bytes(b"short")
    assert wrong("secret", made)["state"] == "fail"


def test_no_secret_is_in_what_the_doctor_says(made, home, monkeypatch):
    monkeypatch.setenv("HOMESTEAD_SECRET_KEY", "hush, but far too short")
    (home / "data" / "secret.key").write_text("hush")
    assert "hush" not in json.dumps(doctor.examine(made))


@pytest.mark.parametrize(
    ("moment", "said"),
    [(0, "1970-01-01T00:00:00.000Z: it is not set"), (-clock.HOUR, "the last change")],
)
def test_a_clock_that_went_back_fails(made, wrong, monkeypatch, moment, said):
    now = time.time_ns() // 1_000_000
    monkeypatch.setattr(clock, "now", lambda: moment and now + moment)
    finding = wrong("clock", made)
    assert said in finding["message"]
    assert finding["fix"]


def test_entries_that_begin_later_than_now_are_told_of(made, look, monkeypatch):
    assert look("record", made)[0]["state"] == "ok"
    with closing(app.open_home(made)) as opened:
        opened.call("fronts.switch", {"alters": ["seles"]})
    before = clock.now() - clock.DAY
    monkeypatch.setattr(clock, "now", lambda: before)
    (finding,) = look("record", made)
    assert finding["state"] == "warn"
    assert "later than now: 1" in finding["message"]
