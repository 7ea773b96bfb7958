"""Every address of the home and what it takes to use it.

A test fails when a route is missing here, so nothing is opened by accident.
"""

from __future__ import annotations

PUBLIC = ""

TABLE = {
    # alters
    "GET /alters/front": "front.read",
    "POST /alters/front": "front.switch",
    "POST /alters/undo": "change.undo",
    "POST /alters/redo": "change.undo",
}

SAMPLES = {"handle": "seles"}
"""What stands for the parts of a path."""

LAST = ("POST /account/sign-out",)
"""What is asked for at the end of a walk, since little works after it."""
