"""Promise 1: what is acknowledged is on disk; writers share commits, not failures."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest

from homestead.core.batches import MOST_IN_ONE_COMMIT
from homestead.core.connections import connect
from homestead.core.database import Database
from homestead.core.errors import CannotCreateError, NotPermittedError

WRITE_FOREVER = """
import sys
from homestead.core.database import Database
database = Database(sys.argv[1])
number = 0
while True:
    number += 1
    with database.transaction() as tx:
        tx.run("INSERT INTO notes (text) VALUES (?)", (str(number),))
    print(number, flush=True)
"""


@pytest.fixture
def path(tmp_path):
    with closing(sqlite3.connect(tmp_path / "notes.db")) as made:
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT UNIQUE)")
    return str(tmp_path / "notes.db")


@pytest.fixture
def database(path):
    with closing(Database(path)) as opened:
        yield opened


def notes(path):
    with closing(sqlite3.connect(path)) as reading:
        return [row[0] for row in reading.execute("SELECT text FROM notes ORDER BY id")]


def test_seles_reads_what_she_wrote(database, path):
    with database.transaction() as tx:
        row = tx.insert("notes", {"text": "hello"})
        tx.update("notes", row, {"text": "hello again"})
    assert notes(path) == ["hello again"]
    assert (
        database.value("SELECT text FROM notes WHERE id = ?", (row,)) == notes(path)[0]
    )


def test_a_deleted_row_is_gone(database, path):
    with database.transaction() as tx:
        tx.delete("notes", tx.insert("notes", {"text": "hello"}))
    assert notes(path) == []


def test_nothing_of_a_failed_change_stays(database, path):
    with pytest.raises(ZeroDivisionError), database.transaction() as tx:
        tx.insert("notes", {"text": "half"})
        _ = 1 / 0
    assert notes(path) == []
    with database.transaction() as tx:
        tx.insert("notes", {"text": "whole"})
    assert notes(path) == ["whole"]


def test_listeners_hear_only_of_what_is_committed(database, path):
    heard = []
    with database.transaction() as tx:
        tx.insert("notes", {"text": "one"})
        tx.after_commit(lambda: heard.append(notes(path)))
    assert heard == [["one"]]
    with pytest.raises(ZeroDivisionError), database.transaction() as tx:
        tx.after_commit(lambda: heard.append("never"))
        _ = 1 / 0
    assert heard == [["one"]]


def write(database, text, outcome):
    try:
        with database.transaction() as tx:
            tx.insert("notes", {"text": text})
            if text.startswith("bad"):
                raise ZeroDivisionError
        outcome[text] = "done"
    except ZeroDivisionError:
        outcome[text] = "failed"


def all_at_once(database, texts):
    """Write every text from a thread of its own, all queued behind a first writer."""
    outcome = {}
    writers = [
        threading.Thread(target=write, args=(database, text, outcome)) for text in texts
    ]
    with database.transaction() as tx:
        tx.insert("notes", {"text": "first"})
        for writer in writers:
            writer.start()
        while database._waiting < len(texts):
            pass
    for writer in writers:
        writer.join()
    return outcome


def test_writers_that_arrive_together_share_one_commit(path):
    commits = []

    def counting(job):
        commits.append(job)
        return job()

    with closing(Database(path, run_aside=counting)) as database:
        outcome = all_at_once(database, [f"note {n}" for n in range(20)])
    assert set(outcome.values()) == {"done"}
    assert len(notes(path)) == 21
    assert len(commits) == 2  # one BEGIN and one COMMIT for all 21


def test_a_writer_that_fails_takes_nobody_along(database, path):
    texts = [f"{'bad' if n % 3 == 0 else 'good'} {n}" for n in range(20)]
    outcome = all_at_once(database, texts)
    assert all((outcome[t] == "failed") == t.startswith("bad") for t in texts)
    assert sorted(notes(path)) == sorted(
        ["first", *(t for t in texts if t.startswith("good"))]
    )


def test_a_shared_commit_has_a_limit(database, path):
    outcome = all_at_once(database, [str(n) for n in range(MOST_IN_ONE_COMMIT + 20)])
    assert set(outcome.values()) == {"done"}
    assert len(notes(path)) == MOST_IN_ONE_COMMIT + 21


def _no_room(job):
    raise sqlite3.OperationalError("database or disk is full")


def test_everybody_is_told_when_the_shared_commit_fails(database, path):
    told = []

    def attempt(text):
        with pytest.raises(CannotCreateError):
            write(database, text, {})
        told.append(text)

    others = [threading.Thread(target=attempt, args=(str(n),)) for n in range(5)]
    with pytest.raises(CannotCreateError), database.transaction() as tx:
        tx.insert("notes", {"text": "mine"})
        for other in others:
            other.start()
        while database._waiting < len(others):
            pass
        database.run_aside = _no_room
    for other in others:
        other.join()
    assert len(told) == 5
    assert notes(path) == []


def test_a_full_disk_is_said_plainly_and_changes_nothing(database, path):
    database.connection.execute("PRAGMA max_page_count = 8")
    with (
        pytest.raises(CannotCreateError, match="disk is full"),
        database.transaction() as tx,
    ):
        tx.insert("notes", {"text": "x" * 100_000})
    assert notes(path) == []
    with database.transaction() as tx:
        tx.insert("notes", {"text": "small"})
    assert notes(path) == ["small"]


def test_a_long_change_is_one_change(database, path):
    assert database.in_background(lambda tx: tx.insert("notes", {"text": "long"})) == 1
    with pytest.raises(ZeroDivisionError):
        database.in_background(lambda tx: (tx.insert("notes", {"text": "half"}), 1 / 0))
    assert notes(path) == ["long"]


def test_a_home_that_can_only_be_read_says_so(path):
    with closing(Database(path, read_only=True)) as database:
        assert database.rows("SELECT * FROM notes") == []
        with pytest.raises(NotPermittedError), database.transaction():
            pass
        with pytest.raises(NotPermittedError):
            database.in_background(lambda tx: tx)


def test_awkward_paths_open(tmp_path):
    path = str(tmp_path / "a?b#c%20d.db")
    with closing(Database(path)) as database:
        database.connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY)")
    with closing(connect(path, read_only=True)) as reading:
        assert reading.execute("SELECT count(*) FROM notes").fetchone()[0] == 0


@pytest.mark.parametrize("moment", range(6))
def test_what_was_acknowledged_survives_kill_9(path, moment):
    writing = subprocess.Popen(
        [sys.executable, "-c", WRITE_FOREVER, path], stdout=subprocess.PIPE, text=True
    )
    acknowledged = [writing.stdout.readline() for _ in range(10 + 37 * moment)]
    writing.send_signal(signal.SIGKILL)
    acknowledged += writing.stdout.readlines()
    writing.stdout.close()
    writing.wait()
    kept = notes(path)
    promised = [line.strip() for line in acknowledged if line.endswith("\n")]
    assert kept[: len(promised)] == promised
    assert len(kept) <= len(promised) + 1


def test_every_connection_syncs_before_it_acknowledges(database):
    assert database.value("PRAGMA synchronous") == 2
    assert database.value("PRAGMA journal_mode") == "wal"


# Three writers queue behind one that is slow to commit; the second is ended while it
# waits, the first while its commit is on its way.
ENDED = """
import sys
from gevent import monkey
monkey.patch_all()
import gevent
from homestead.core.database import Database
from homestead.core.server.aside import aside

def slowly(job):
    gevent.sleep(0.01)
    return aside(job)

database = Database(sys.argv[1], run_aside=slowly)

def write(text):
    with database.transaction() as tx:
        tx.insert("notes", {"text": text})
    print(text, flush=True)

def end_one(victim, moment):
    writers = [gevent.spawn(write, f"{moment}-{n}") for n in range(4)]
    gevent.sleep(moment / 1000)
    writers[victim].kill(block=False)
    gevent.joinall(writers, timeout=20, raise_error=False)
    assert all(writer.ready() for writer in writers), "somebody waits for ever"

for moment in range(1, 40):
    end_one(moment % 4, moment)
"""


def test_a_writer_that_is_ended_leaves_nobody_waiting(path):
    done = subprocess.run(
        [sys.executable, "-c", ENDED, path], capture_output=True, text=True, timeout=90
    )
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) <= set(notes(path))
