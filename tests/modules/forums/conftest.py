"""The forums of the cast, asked for as whoever acts."""

from __future__ import annotations

import io

import pytest
from drawing import face

from homestead.core.house import Asker, NamedFile
from homestead.services.people import people

ROBIN = "Robin"


@pytest.fixture
def cast(opened):
    """Seles, who fronts, Dexen and Yuki; Seles and Dexen are the group Night."""
    for name in ("Seles", "Dexen", "Yuki"):
        opened.call("alters.add", {"name": name})
    opened.call("groups.add", {"name": "Night"})
    for name in ("seles", "dexen"):
        opened.call("groups.join", {"group": "night", "alters": [name]})
    opened.call("fronts.switch", {"alters": ["seles"]})
    return opened


@pytest.fixture
def acting(cast):
    """Call a verb of the forums as somebody who acts as an alter.

    `acting("dexen", "post_create", thread=1, text="Hi")`; `role` is what they are,
    `may` as whom they may act, `once` the key of the request.
    """

    def act(alter, verb, /, *, role="owner", may=None, once=None, files=(), **args):
        known = people(cast.house).by_handle
        alters = None if may is None else frozenset(known[one].id for one in may)
        asker = Asker(ROBIN, role, alters=alters, acting=alter and known[alter].id)
        told = {"actor": asker.name, "asker": asker, "once": once, "files": files}
        return cast.call(f"forums.{verb}", args, **told)

    return act


@pytest.fixture
def shell(cast):
    """Call a verb of the forums from the shell."""
    return lambda verb, **args: cast.call(f"forums.{verb}", args)


@pytest.fixture
def thread(acting):
    """A thread Seles began in General; its number."""
    made = acting("seles", "thread_create", category=1, title="Dinner", text="Soup?")
    return made["thread"]


@pytest.fixture
def say(acting, thread):
    """Have somebody answer in the thread: `say("dexen", "Yes")`; return the post."""

    def write(alter, text="Yes", **args):
        return acting(alter, "post_create", thread=thread, text=text, **args)["post"]

    return write


@pytest.fixture
def forums(cast):
    """The database of the forums."""
    return cast.house.room("forums").database


@pytest.fixture
def picture():
    """Make a file as it comes over a door; its name is never to be trusted."""

    def make(content=None, name="../../cat.png"):
        return [NamedFile(name, io.BytesIO(face() if content is None else content))]

    return make
