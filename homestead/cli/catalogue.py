"""Every noun of the command line: where it lives and what it is for.

A noun's file is loaded only when it is used; this list is what `--help` shows.
"""

from __future__ import annotations

SECTIONS: dict[str, dict[str, str]] = {
    "Every day": {
        "front": "Who is at the {front}; switch, add, remove.",
        "undo": "Take the last change back.",
        "history": "The record: list, add, edit, split, comment.",
        "stats": "Time at the {front}, by {alter} and by hour.",
    },
    "Who we are": {
        "alter": "The {alters}: list, show, add, edit, picture.",
        "group": "Groups, nested as you like; sub{systems}.",
        "field": "Custom fields and what each {alter} has in them.",
        "system": "The {system}'s own name, description, time zone.",
    },
    "Who may come in": {
        "user": "Accounts: list, add, password, role, sessions.",
        "token": "API tokens, for scripts and widgets.",
        "audit": "Who did what that matters for safety, and when.",
    },
    "In and out": {
        "import": "Bring in an export of another app, or of Homestead.",
        "export": "Write everything into one file you can keep.",
    },
    "The home": {
        "serve": "Run the home: the daemon, in the foreground.",
        "status": "Who is at the {front}, is it up, how much is in it.",
        "init": "Make the home and say where everything lies.",
        "paths": "Where everything is, and why there.",
        "config": "Show and change how the home is set up.",
        "module": "Modules: list, open, close, set up, make one.",
        "doctor": "What is wrong here, and the command that mends it.",
        "db": "Look after the databases.",
        "completion": "Let the shell complete commands and names.",
    },
}

LISTS = ("history", "audit")
"""Nouns that list by themselves: `list` after them adds nothing, and is allowed."""

MODULES = {"import": "import_"}
"""Nouns whose file has another name, because the noun is a word of Python's."""
