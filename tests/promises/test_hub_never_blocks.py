"""Promise 2: while one waits for a lock or a disk, the others are served."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
import urllib.request
from contextlib import closing

import pytest

# A hub with one writer and one greenlet that counts its turns. Somebody else holds the
# database's write lock until the counter has come far: if the wait for the lock blocked
# the hub, the counter would never get there and the lock would never be let go.
HUB = """
import sys
from gevent import monkey
monkey.patch_all()
import gevent
from homestead.core.database import Database
from homestead.core.server.aside import aside
database = Database(sys.argv[1], run_aside=aside)
turns = 0

def count():
    global turns
    while True:
        turns += 1
        if turns == 500:
            print("turning", flush=True)
        gevent.sleep(0)

gevent.spawn(count)
with database.transaction() as tx:
    tx.run("INSERT INTO notes (text) VALUES ('through')")
print("written", flush=True)
"""


@pytest.fixture
def path(tmp_path):
    with closing(sqlite3.connect(tmp_path / "notes.db")) as made:
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)")
    return str(tmp_path / "notes.db")


def test_the_hub_turns_while_a_writer_waits_for_the_lock(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        hub = subprocess.Popen(
            [sys.executable, "-c", HUB, path], stdout=subprocess.PIPE, text=True
        )
        assert hub.stdout.readline() == "turning\n"
        other.execute("COMMIT")
    assert hub.stdout.readline() == "written\n"
    hub.wait(timeout=10)
    hub.stdout.close()


def answered_while(url, work):
    """Ask the daemon again and again until `work` is done; return how often it did."""
    done = []
    working = threading.Thread(target=lambda: done.append(work()))
    working.start()
    answered = 0
    while not done:
        with urllib.request.urlopen(f"{url}/health", timeout=10) as answer:
            answered += answer.status == 200
    working.join()
    assert done[0].code == 0, done[0].err
    return answered


def test_pages_answer_while_a_large_import_runs(run, daemon, tmp_path):
    export = tmp_path / "export.json"
    export.write_text(json.dumps(a_long_record(20_000)))
    assert answered_while(daemon, lambda: run("import", export)) > 20


def test_pages_answer_while_a_large_picture_is_read(run, daemon, tmp_path):
    image = pytest.importorskip("PIL.Image")
    run("alter", "add", "Seles", check=True)
    image.effect_noise((3000, 3000), 50).save(tmp_path / "large.png")
    words = ("alter", "avatar", "seles", tmp_path / "large.png")
    assert answered_while(daemon, lambda: run(*words)) > 20


def test_pages_answer_while_a_long_text_is_rendered(run, daemon):
    run("alter", "add", "Seles", check=True)
    text = "- [ ] *a **b** c* [d](https://e.example) ||f||\n" * 1000
    done = []
    words = ("forums", "post", "new", "-", "--title", "Long", "--as", "seles")
    writing = threading.Thread(target=lambda: done.append(run(*words, input=text)))
    writing.start()
    answered = 0
    while not done:
        with urllib.request.urlopen(f"{daemon}/health", timeout=10) as answer:
            answered += answer.status == 200
    writing.join()
    assert done[0].code == 0, done[0].err
    assert answered > 20


def a_long_record(entries):
    """Return a Simply Plural export of one member with many short fronts."""
    return {
        "users": [],
        "members": [{"_id": "m", "name": "Seles"}],
        "frontHistory": [
            {
                "_id": f"f{n}",
                "member": "m",
                "custom": False,
                "live": False,
                "startTime": 1_700_000_000_000 + n * 2000,
                "endTime": 1_700_000_000_000 + n * 2000 + 1000,
            }
            for n in range(entries)
        ],
    }
