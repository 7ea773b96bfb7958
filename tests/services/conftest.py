"""A home one can call, and what must not differ after undo."""

from __future__ import annotations

import io

import pytest
from drawing import face

from homestead.core.house import NamedFile

PNG = face()
JOURNAL = {"changes", "change_rows"}


@pytest.fixture
def call(opened):
    """Call a service as commands do: `call("alters.add", name="Seles")`."""

    def call_service(verb, files=(), **args):
        return opened.call(verb, args, files=files)

    return call_service


@pytest.fixture
def cast(call):
    """Seles, Dexen and Yuki, who is archived; and the custom front Blurry."""
    for name in ("Seles", "Dexen", "Yuki"):
        call("alters.add", name=name)
    call("alters.add", name="Blurry", custom=True)
    call("alters.archive", alter="yuki", reason="resting")
    return call


@pytest.fixture
def told(house):
    """Every event the home tells, as it happens."""
    events = []
    house.events.listen(lambda name, facts: events.append((name, facts)))
    return events


@pytest.fixture
def picture():
    """Make a picture as it comes over a door; its name is never to be trusted."""

    def make(content=PNG, name="../../etc/seles.exe"):
        return [NamedFile(name, io.BytesIO(content))]

    return make


@pytest.fixture
def dump(house):
    """Return everything in the home but the journal, table by table."""

    def tables():
        found = house.app.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: [tuple(row) for row in house.app.rows(f"SELECT * FROM {name}")]
            for name in sorted({row["name"] for row in found} - JOURNAL)
        }

    return tables
