"""Promise 7: no command contacts another host, nor even looks one up."""

from __future__ import annotations

import pytest

# Runs inside the command, before anything of ours; ends it at the first outside host.
GUARD = """
import sys

def refuse(event, args):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = str(args[0])
    elif event in ("socket.connect", "socket.sendto"):
        address = args[1]
        if not isinstance(address, tuple):
            return  # the control socket
        host = str(address[0])
    else:
        return
    if host not in ("127.0.0.1", "::1", "localhost", "None"):
        import os
        os.write(2, f"OUTSIDE: {event} {host}".encode())
        os._exit(99)

sys.addaudithook(refuse)
"""


@pytest.fixture
def guarded(tmp_path, environment, run):
    """Run commands that die when they turn to the network."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD)
    environment["PYTHONPATH"] = str(tmp_path / "guard")
    return run


def test_the_guard_itself_bites(guarded, environment):
    import subprocess
    import sys

    reach = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    done = subprocess.run([sys.executable, "-c", reach], env=environment, check=False)
    assert done.returncode == 99


STORY = [
    ("alter", "add", "Seles", "--color", "#88aa33"),
    ("front", "seles"),
    ("status",),
    ("history",),
    ("stats",),
    ("doctor",),
    ("paths",),
    ("config", "show"),
    ("undo",),
]


@pytest.mark.parametrize("words", STORY, ids=" ".join)
def test_no_command_turns_to_the_network(guarded, words):
    told = guarded(*words)
    assert told.code != 99, told.err


def test_an_import_fetches_no_picture(guarded, tmp_path):
    export = tmp_path / "export.json"
    export.write_text(
        '{"users": [{"_id": "u", "username": "us"}], "frontHistory": [], "members":'
        ' [{"_id": "m", "name": "Moss", "avatarUrl": "https://example.com/m.png"}]}'
    )
    assert guarded("import", str(export)).code == 0
    assert guarded("alter", "show", "moss").code == 0


def test_the_daemon_stays_at_home(guarded, daemon):
    assert guarded("status", "--json").json["daemon"]["running"]
    assert guarded("alter", "add", "Yuki").code == 0
