"""Who may use what: every route of every module, as everybody."""

from __future__ import annotations

import re
from contextlib import closing

import pytest
import visiting
from route_table import LAST, PUBLIC, SAMPLES, TABLE

from homestead.integration.rooms import Rooms
from homestead.services import access

DENIED = {401, 403}


def the_routes(house):
    with closing(Rooms(house)) as rooms:
        return {
            f"{route.method} {prefix}{route.path}": route.needs
            for prefix, table in rooms.tables().items()
            for route in table
        }


def test_every_route_is_in_the_table(house):
    assert the_routes(house) == TABLE


def walk():
    """Yield every route once: method, a path that fits it, and what it needs."""
    for route in sorted(TABLE, key=lambda route: route in LAST):
        method, path = route.split(" ")
        filled = re.sub(r"<(\w+)(?::[^>]*)?>", lambda part: SAMPLES[part[1]], path)
        yield method, filled, TABLE[route]


def test_nobody_gets_in(served):
    mallory = served.as_("Mallory")
    for method, path, needs in walk():
        if needs == PUBLIC:
            continue
        seen = mallory.ask(method, path)
        told = (path, seen.status, seen.to)
        if method == "GET":
            assert seen.status == 303, told
            assert seen.to.startswith("/account/sign-in"), told
        else:
            assert seen.status == 401, told
        assert b"Seles" not in seen.body


@pytest.mark.parametrize("name", sorted(visiting.ROLES))
def test_everybody_gets_as_far_as_their_role(served, name):
    role = visiting.ROLES[name]
    for method, path, needs in walk():
        visitor = served.as_(name)
        seen = visitor.ask(method, path)
        told = (method, path, needs, seen.status)
        assert seen.status < 500, told
        if needs == PUBLIC:
            assert seen.status not in DENIED, told
        elif role not in access.PERMISSIONS[needs]:
            assert seen.status == 403, told
        elif method == "GET":
            assert seen.status not in DENIED, told


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_other_site_changes_anything(served, site):
    robin = served.as_("Robin")
    for method, path, _ in walk():
        if method == "POST":
            seen = robin.ask(method, path, headers={"Sec-Fetch-Site": site})
            assert seen.status == 403, path
            assert "Another site" in seen.text
    assert robin.get("/").status == 200


def test_what_the_home_answers_beside_its_modules(served):
    mallory = served.as_("Mallory")
    assert mallory.get("/health").status == 200
    assert mallory.get("/").status == 303
    assert mallory.call("fronts.current").status == 401
    assert mallory.get("/static/nothing").status == 404
    assert mallory.get("/keeper.js").status == 200
    away = mallory.get("/away")
    assert "does not answer" in away.text
    assert "Seles" not in away.text
