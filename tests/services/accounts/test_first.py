"""The first owner: one link, once, for a day, while nobody owns the home."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing

import pytest

from homestead import app
from homestead.core import clock, paths
from homestead.core.errors import (
    ConflictError,
    NotPermittedError,
    UsageError,
)
from homestead.services import accounts, audit

from .conftest import PASSWORD


@pytest.fixture
def link(house):
    return accounts.first_link(house)["token"]


def claim(house, token, name="Robin", password=PASSWORD):
    return accounts.claim(house, token=token, name=name, password=password)


def owners(house):
    rows = house.app.rows("SELECT name FROM users WHERE role = 'owner'")
    return [row["name"] for row in rows]


def test_the_link_makes_the_owner_and_signs_them_in(page, house, link):
    assert not accounts.has_owner(house)
    begun = claim(page, link)
    assert accounts.asker_by_session(page, begun["session"]).role == "owner"
    assert accounts.has_owner(house)
    assert begun["device"]


def test_the_link_works_once(page, link):
    claim(page, link)
    with pytest.raises(ConflictError, match="has an owner already"):
        claim(page, link, "Mallory")


def test_the_link_is_dead_once_there_is_an_owner(page, house, link):
    accounts.user_add(house, name="Robin", password=PASSWORD, role="owner")
    with pytest.raises(ConflictError, match="has an owner already"):
        claim(page, link, "Mallory")
    with pytest.raises(ConflictError, match="has an owner already"):
        accounts.first_link(house)


def test_a_resident_is_no_owner(page, house, link):
    accounts.user_add(house, name="Kit", password=PASSWORD)
    claim(page, link)
    assert owners(house) == ["Robin"]


def test_a_new_link_replaces_the_old(page, house, link):
    newer = accounts.first_link(house)["token"]
    with pytest.raises(NotPermittedError):
        claim(page, link, "Mallory")
    claim(page, newer)


def test_the_link_is_good_for_a_day(page, house, hours):
    link = accounts.first_link(house)
    assert clock.moment(link["expires"]) - hours.now() == clock.DAY
    hours.turn(clock.DAY)
    with pytest.raises(NotPermittedError, match="does not work any more") as refused:
        claim(page, link["token"])
    assert "user add NAME --role owner" in refused.value.hint


@pytest.mark.parametrize("token", ["", "x" * 43, "\ud83d", "0" * 100_000])
def test_a_forged_link_opens_nothing(page, house, link, token):
    with pytest.raises(NotPermittedError):
        claim(page, token, "Mallory")
    assert owners(house) == []


@pytest.mark.parametrize(
    ("name", "password"), [("", PASSWORD), ("Robin", "short"), ("Robin", "Robin")]
)
def test_a_mistake_in_the_form_leaves_the_link_as_it_was(page, link, name, password):
    with pytest.raises(UsageError):
        claim(page, link, name, password)
    assert claim(page, link)


def test_a_claim_that_fails_half_way_leaves_the_link_as_it_was(page, link, monkeypatch):
    monkeypatch.setattr(audit, "append", None)
    with pytest.raises(TypeError):
        claim(page, link)
    monkeypatch.undo()
    assert claim(page, link)


AT_ONCE = """
import contextlib, json, sys
from homestead.core.server import patch
patch.everything()
import gevent
from homestead import app
from homestead.core import errors, paths
from homestead.core.server.aside import aside
from homestead.services import accounts

def claim(house, token, name):
    try:
        accounts.claim(house, token=token, name=name, password="correct horse")
    except errors.HomesteadError as error:
        return error.code
    return name

with contextlib.closing(app.open_home(paths.find(), run_aside=aside)) as home:
    token = accounts.first_link(home.house)["token"]
    claims = [gevent.spawn(claim, home.house, token, f"r{n}") for n in range(8)]
    gevent.joinall(claims)
    owner = home.house.app.value("SELECT name FROM users WHERE role = 'owner'")
    print(json.dumps([owner, [claim.value for claim in claims]]))
"""


def test_of_many_claims_at_once_one_wins(home, environment):
    command = [sys.executable, "-c", AT_ONCE]
    ran = subprocess.run(command, env=environment, capture_output=True, check=True)
    owner, outcomes = json.loads(ran.stdout)
    assert [told for told in outcomes if told.startswith("r")] == [owner]
    assert set(outcomes) - {owner} <= {"not_permitted", "conflict"}


CLAIM = """
import json, sys
from homestead import app
from homestead.core import errors, paths
from homestead.services import accounts
token, name = sys.argv[1:]
try:
    home = app.open_home(paths.find())
    accounts.claim(home.house, token=token, name=name, password="correct horse")
except errors.HomesteadError as error:
    print(json.dumps(error.code))
else:
    print(json.dumps(name))
"""


def test_of_two_processes_one_wins(home, environment):
    with closing(app.open_home(paths.find(str(home)))) as opened:
        token = accounts.first_link(opened.house)["token"]
    claims = [
        subprocess.Popen(
            [sys.executable, "-c", CLAIM, token, name],
            env=environment,
            stdout=subprocess.PIPE,
        )
        for name in ("one", "two")
    ]
    said = sorted(json.loads(process.communicate()[0]) for process in claims)
    assert said in (["conflict", "one"], ["conflict", "two"])


def test_the_log_tells_who_took_the_home(house, page, link):
    claim(page, link)
    entries = audit.listing(house)["entries"]
    assert [(entry["actor"], entry["action"]) for entry in entries] == [
        ("Robin", "session.begin"),
        ("Robin", "invitation.claim"),
        ("shell", "invitation.create"),
    ]
