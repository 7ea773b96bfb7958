"""Every address of the home and what it takes to use it.

A test fails when a route is missing here, so nothing is opened by accident.
"""

from __future__ import annotations

PUBLIC = ""

TABLE = {
    # account
    "GET /account/first/<token>": PUBLIC,
    "POST /account/first/<token>": PUBLIC,
    "GET /account/welcome": "account.own",
    "GET /account/sign-in": PUBLIC,
    "POST /account/sign-in": PUBLIC,
    "POST /account/sign-out": "account.own",
    "GET /account/": "account.own",
    "POST /account/acting": "account.own",
    "POST /account/name": "account.own",
    "POST /account/sessions/end": "account.own",
    "POST /account/sessions/end-others": "account.own",
    "GET /account/password": "account.own",
    "POST /account/password": "account.own",
    "GET /account/look": "account.own",
    "POST /account/look": "account.own",
    "GET /account/tokens": "token.own",
    "POST /account/tokens": "token.own",
    "POST /account/tokens/revoke": "token.own",
    "GET /account/users": "user.manage",
    "POST /account/users/restore": "user.manage",
    "GET /account/users/new": "user.manage",
    "POST /account/users/new": "user.manage",
    "GET /account/users/<user>": "user.manage",
    "POST /account/users/<user>/name": "user.manage",
    "POST /account/users/<user>/role": "user.manage",
    "POST /account/users/<user>/alters": "user.manage",
    "POST /account/users/<user>/password": "user.manage",
    "POST /account/users/<user>/sign-out": "user.manage",
    "POST /account/users/<user>/revoke": "user.manage",
    "POST /account/users/<user>/disable": "user.manage",
    "POST /account/users/<user>/enable": "user.manage",
    "POST /account/users/<user>/remove": "user.manage",
    "GET /account/audit": "audit.read",
    # alters
    "GET /alters/front": "shared.read",
    "POST /alters/front": "front.switch",
    "POST /alters/front/add": "front.switch",
    "POST /alters/front/remove": "front.switch",
    "POST /alters/front/out": "front.switch",
    "POST /alters/front/about": "front.switch",
    "POST /alters/undo": "change.undo",
    "POST /alters/redo": "change.undo",
    "GET /alters/history": "record.read",
    "GET /alters/history/filter": "record.read",
    "GET /alters/history/add": "record.edit",
    "POST /alters/history/add": "record.edit",
    "GET /alters/history.csv": "record.read",
    "GET /alters/history.ics": "record.read",
    "GET /alters/history.json": "record.read",
    "GET /alters/history/<front>": "record.read",
    "POST /alters/history/<front>": "record.edit",
    "POST /alters/history/<front>/split": "record.edit",
    "POST /alters/history/<front>/delete": "record.edit",
    "POST /alters/history/<front>/comment": "record.edit",
    "POST /alters/history/<front>/comment/<comment>": "record.edit",
    "POST /alters/history/<front>/comment/<comment>/delete": "record.edit",
    "GET /alters/import": "import.run",
    "POST /alters/import": "import.run",
    "POST /alters/import/go": "import.run",
    "POST /alters/import/leave": "import.run",
    "GET /alters/import/<number>": "import.run",
    "GET /alters/export": "export.run",
    "POST /alters/export": "export.run",
}

SAMPLES = {
    "handle": "seles",
    "front": "1",
    "comment": "1",
    "number": "1",
    "token": "x",
    "user": "Kit",
}
"""What stands for the parts of a path."""

LAST = ("POST /account/sign-out",)
"""What is asked for at the end of a walk, since little works after it."""
