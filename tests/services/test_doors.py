"""Every verb of every service, and who may ask for it."""

from __future__ import annotations

import inspect
import pkgutil
from types import SimpleNamespace

import pytest

from homestead import app, services
from homestead.core.errors import NotPermittedError
from homestead.core.house import NOBODY, SHELL, Asker
from homestead.services import access, accounts, changes, fronts

EVERYBODY = {"owner", "resident", "guest"}
SYSTEM = {"owner", "resident"}
OWNER = {"owner"}

READ, WRITE = {"record:read", "record:write"}, {"record:write"}
HERE, SWITCH = {"front:read", "front:write", *READ}, {"front:write"}
PEOPLE, EDIT = {"alters:read", "alters:write"}, {"alters:write"}
POSTS = {"posts:read", "posts:write"}

NEEDS = {
    "fronts": {
        "current": (SYSTEM, HERE),
        "shared": (EVERYBODY, POSTS),
        "at": (SYSTEM, READ),
        **dict.fromkeys(("switch", "add", "remove", "out", "shift"), (SYSTEM, SWITCH)),
        **dict.fromkeys(("likely", "coming"), (SYSTEM, SWITCH)),
        **dict.fromkeys(("history", "show", "stats"), (SYSTEM, READ)),
        **dict.fromkeys(("timeline", "calendar"), (SYSTEM, READ)),
        **dict.fromkeys(("insert", "edit", "split", "delete"), (SYSTEM, WRITE)),
        **dict.fromkeys(("comment", "comment_edit", "uncomment"), (SYSTEM, WRITE)),
    },
    "alters": {
        **dict.fromkeys(("list", "show", "tags"), (SYSTEM, PEOPLE)),
        **dict.fromkeys(("add", "edit", "rename", "reorder", "shift"), (SYSTEM, EDIT)),
        **dict.fromkeys(("avatar", "archive", "unarchive"), (SYSTEM, EDIT)),
        **dict.fromkeys(("remove", "restore", "bring_in"), (SYSTEM, EDIT)),
    },
    "groups": {
        **dict.fromkeys(("list", "show"), (SYSTEM, PEOPLE)),
        **dict.fromkeys(("add", "edit", "rename", "remove"), (SYSTEM, EDIT)),
        **dict.fromkeys(("restore", "reorder", "shift"), (SYSTEM, EDIT)),
        **dict.fromkeys(("join", "leave", "nest"), (SYSTEM, EDIT)),
    },
    "fields": {
        **dict.fromkeys(("list", "show"), (SYSTEM, PEOPLE)),
        **dict.fromkeys(("add", "edit", "remove", "restore"), (SYSTEM, EDIT)),
        **dict.fromkeys(("reorder", "shift", "set", "clear"), (SYSTEM, EDIT)),
    },
    "system": {
        "show": (SYSTEM, PEOPLE),
        **dict.fromkeys(("edit", "avatar"), (SYSTEM, set())),
    },
    "changes": dict.fromkeys(("undo", "redo", "listing"), (SYSTEM, WRITE)),
    "imports": dict.fromkeys(("run", "listing", "show"), (OWNER, set())),
    "exporting": {"write": (OWNER, {"export"})},
    "setup": dict.fromkeys(
        ("show", "get", "set", "unset", "path", "check"), (OWNER, set())
    ),
    "status": {"show": (OWNER, set())},
    "doctor": {"check": (OWNER, set())},
    "db": dict.fromkeys(("migrate", "check"), (OWNER, set())),
    "audit": {"listing": (OWNER, set())},
    "accounts": {
        **dict.fromkeys(("user_list", "user_add", "user_role"), (OWNER, set())),
        **dict.fromkeys(("user_password", "user_alters"), (OWNER, set())),
        **dict.fromkeys(("user_disable", "user_enable"), (OWNER, set())),
        **dict.fromkeys(("user_remove", "user_restore"), (OWNER, set())),
        "user_show": (EVERYBODY, set()),
        "user_rename": (OWNER, set()),
        **dict.fromkeys(("session_list", "session_revoke"), (EVERYBODY, set())),
        **dict.fromkeys(
            ("token_list", "token_create", "token_revoke"), (SYSTEM, set())
        ),
    },
}
"""Of each verb the roles that may ask for it, and the scopes that reach it besides
`admin`. A new verb is refused by the tests until it stands here."""

VERBS = [(noun, verb) for noun, verbs in NEEDS.items() for verb in verbs]
ASKERS = {
    "nobody": NOBODY,
    "shell": SHELL,
    **{role: Asker("Robin", role, user=7) for role in access.ROLES},
    **{
        f"{role} with {scope}": Asker("Robin", role, user=7, scopes=frozenset([scope]))
        for role in access.ROLES
        for scope in (*access.SCOPES, "unknown")
    },
}


def may(asker, roles, scopes):
    """Tell what the table says."""
    if asker.role == "shell":
        return True
    reached = asker.scopes is None or asker.scopes & {*scopes, "admin"}
    return asker.role in roles and bool(reached)


def empty_house(asker):
    """Return a house with nothing in it: whoever is let in stumbles at once."""
    nothing = SimpleNamespace(row=lambda *_: None)
    return SimpleNamespace(asker=asker, actor=asker.name, app=nothing)


def asked(noun, verb, asker):
    """Ask `verb` with nothing sensible; tell whether the asker was let in."""
    call = app.service(f"{noun}.{verb}")
    taken = inspect.signature(call).parameters.values()
    given = {
        one.name: "robin" if one.name == "user" else "x"
        for one in taken
        if one.kind is one.KEYWORD_ONLY and one.default is one.empty
    }
    try:
        call(empty_house(asker), **given)
    except NotPermittedError:
        return False
    except Exception:  # noqa: BLE001 - whatever comes later: it was let in
        return True
    return True


def test_every_verb_of_every_door_is_in_the_table():
    doors = {}
    for found in pkgutil.iter_modules(services.__path__):
        module = __import__(f"homestead.services.{found.name}", fromlist=["DOOR"])
        doors[found.name] = set(getattr(module, "DOOR", ()))
    assert {noun: set(verbs) for noun, verbs in NEEDS.items()} == {
        noun: verbs for noun, verbs in doors.items() if verbs
    }


@pytest.mark.parametrize(("noun", "verb"), VERBS)
def test_who_may_ask_for_each_verb(noun, verb):
    roles, scopes = NEEDS[noun][verb]
    let_in = {name for name, asker in ASKERS.items() if asked(noun, verb, asker)}
    assert let_in == {name for name, one in ASKERS.items() if may(one, roles, scopes)}


@pytest.fixture
def seen_by(house):
    """Return this home as somebody sees it: `seen_by("guest")`."""

    def seen(name):
        return house.asked_by("somebody", asker=ASKERS[name])

    return seen


def test_a_guest_sees_who_is_public_at_the_front_and_nothing_else_of_them(
    call, cast, seen_by
):
    cast("alters.edit", alter="seles", privacy="public")
    cast("fronts.switch", alters=["dexen", "seles"], status="hiding")
    [seles] = fronts.shared(seen_by("guest"))["fronting"]
    assert seles["name"] == "Seles"
    assert seles["tier"] is seles["status"] is seles["id"] is None


def test_a_guest_is_told_no_names_when_they_try_to_act_as_somebody(cast, seen_by):
    with pytest.raises(NotPermittedError, match="alter: read"):
        accounts.act_as(seen_by("guest"), alter="sele")


@pytest.mark.parametrize(
    ("who", "verb", "may_undo"),
    [
        ("resident", "front.switch", True),
        ("resident", "alter.edit", True),
        ("resident", "import", False),
        ("owner", "import", True),
        ("resident with record:write", "front.switch", True),
        ("resident with record:write", "alter.edit", False),
    ],
)
@pytest.mark.usefixtures("cast")
def test_who_may_undo_what(house, seen_by, who, verb, may_undo):
    with changes.recording(house, verb, "What was done") as change:
        change.update("alters", 1, {"pronouns": "they/them"})
    listed = changes.listing(seen_by(who), limit=1)["changes"]
    assert [one["id"] for one in listed] == [change.id] or not may_undo
    if may_undo:
        assert changes.undo(seen_by(who))["undone"]["id"] == change.id
        assert changes.redo(seen_by(who))["redone"]["id"] == change.id
        return
    assert change.id not in [one["id"] for one in listed]
    with pytest.raises(NotPermittedError):
        changes.undo(seen_by(who))
