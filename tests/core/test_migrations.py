"""Schemas grow one file at a time, whole or not at all, and never backwards."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from homestead import app
from homestead.core import migrations, resources
from homestead.core.database import Database, run_here
from homestead.core.errors import ConfigError

SCRIPTS = {
    "0001_one.sql": b"CREATE TABLE one (id INTEGER PRIMARY KEY);\n",
    "0002_two.sql": b"CREATE TABLE two (id INTEGER PRIMARY KEY); -- a;b\n"
    b"INSERT INTO one VALUES (7);\n",
}


@pytest.fixture(params=[run_here, lambda job: job()], ids=["a command", "the daemon"])
def database(tmp_path, request):
    path = str(tmp_path / "x.db")
    with closing(Database(path, run_aside=request.param)) as opened:
        yield opened


@pytest.fixture
def scripts(monkeypatch):
    scripts = dict(SCRIPTS)
    monkeypatch.setattr(resources, "listing", lambda _: list(scripts))
    monkeypatch.setattr(resources, "read", lambda name: scripts[name.split("/")[-1]])
    return scripts


def bring_up(database, newest):
    return migrations.bring_up(database, "test", "scripts", newest)


def test_a_new_database_gets_everything(database, scripts):
    assert bring_up(database, 2) == ["0001_one.sql", "0002_two.sql"]
    assert database.value("SELECT id FROM one") == 7
    assert migrations.version(database, "test") == 2


def test_an_old_database_gets_what_it_lacks(database, scripts):
    two = scripts.pop("0002_two.sql")
    bring_up(database, 1)
    scripts["0002_two.sql"] = two
    assert bring_up(database, 2) == ["0002_two.sql"]
    assert bring_up(database, 2) == []


def test_each_owner_counts_for_itself(database, scripts):
    bring_up(database, 2)
    assert migrations.version(database, "somebody else") == 0


def test_nothing_of_a_broken_migration_stays(database, scripts):
    scripts["0002_two.sql"] = b"CREATE TABLE two (id INTEGER);\nCREATE TABLE one (x);\n"
    with pytest.raises(sqlite3.OperationalError):
        bring_up(database, 2)
    assert migrations.version(database, "test") == 1
    assert database.value("SELECT count(*) FROM sqlite_master WHERE name='two'") == 0


def test_a_newer_home_is_left_alone(database, scripts):
    bring_up(database, 2)
    with pytest.raises(ConfigError, match="newer than this program"):
        bring_up(database, 1)


def test_the_program_knows_its_newest_migration():
    numbers = [int(n[:4]) for n in resources.listing("services/migrations")]
    assert sorted(numbers) == list(range(1, app.SCHEMA + 1))


def test_robin_is_told_when_a_home_comes_from_a_newer_homestead(run, home):
    assert run("undo", "--list").code == 0
    with closing(sqlite3.connect(home / "data" / "app.db")) as newer:
        newer.execute("INSERT INTO migrations VALUES ('services', 99, 'x', 1)")
        newer.commit()
    told = run("undo", "--list")
    assert told.code == 78
    assert "newer than this program" in told.err
