"""Homes from before there were accounts, and homes that cannot be written."""

from __future__ import annotations

from contextlib import closing

import pytest

from homestead import app
from homestead.core import migrations, paths, resources
from homestead.core.errors import NotPermittedError
from homestead.services import accounts, audit

from .conftest import PASSWORD


@pytest.fixture
def older(home):
    """A home from before, with an entry in its audit log."""
    where = paths.find(str(home))
    with closing(_opened_at(where, 1)) as opened:
        with opened.house.app.transaction() as tx:
            audit.append(tx, "shell", "home.make", {})
        assert migrations.version(opened.house.app, "services") == 1
    return where


def _opened_at(where, schema):
    """Open a home with the migrations up to `schema` only."""
    listing = resources.listing
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "SCHEMA", schema)
        patch.setattr(
            resources,
            "listing",
            lambda folder: [n for n in listing(folder) if int(n[:4]) <= schema],
        )
        return app.open_home(where)


def test_an_older_home_gets_accounts_and_keeps_its_log(older):
    with closing(app.open_home(older)) as opened:
        house = opened.house
        assert not accounts.has_owner(house)
        accounts.user_add(house, name="Robin", password=PASSWORD, role="owner")
        entries = audit.listing(house)["entries"]
        assert [e["action"] for e in entries] == ["user.add", "home.make"]


def test_the_log_of_an_older_home_only_grows_from_now_on(older):
    with closing(app.open_home(older)) as opened:
        write = opened.house.app.transaction()
        with pytest.raises(Exception, match="only grows"), write as tx:
            tx.run("DELETE FROM audit_log")


@pytest.mark.parametrize(
    "act",
    [
        lambda house: accounts.user_add(house, name="Sam", password=PASSWORD),
        lambda house: accounts.user_password(house, user="Kit", password=PASSWORD),
        lambda house: accounts.user_remove(house, user="Kit"),
        lambda house: accounts.sign_in(house, name="Kit", password=PASSWORD),
        lambda house: accounts.token_create(house, name="x", scopes=["admin"]),
    ],
)
def test_a_home_that_can_only_be_read_says_so(house, users, monkeypatch, act):
    accounts.user_remove(house, user="Sam")
    monkeypatch.setattr(house.app, "read_only", True)
    with pytest.raises(NotPermittedError, match="can only be read"):
        act(house)


def test_failing_to_sign_in_there_is_answered_as_ever(house, users, monkeypatch):
    monkeypatch.setattr(house.app, "read_only", True)
    with pytest.raises(NotPermittedError, match="do not belong"):
        accounts.sign_in(house, name="Kit", password="wrong password")


def test_sessions_outlive_the_process(home, house, opened, sign_in):
    token = sign_in("Kit")["session"]
    opened.close()
    with closing(app.open_home(paths.find(str(home)))) as again:
        assert accounts.asker_by_session(again.house, token).name == "Kit"
