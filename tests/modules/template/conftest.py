"""A home one can call, with looks of the cast."""

from __future__ import annotations

import pytest


@pytest.fixture
def call(opened):
    """Call a verb as commands do: `call("template.show", alter="seles")`."""

    def call_verb(verb, files=(), **args):
        return opened.call(verb, args, files=files)

    for name in ("Seles", "Dexen", "Yuki"):
        call_verb("alters.add", name=name)
    return call_verb
