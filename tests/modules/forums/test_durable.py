"""What was acknowledged is there, whatever happens to the daemon; and there once."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from contextlib import closing

import visiting
from conftest import serving

from homestead import app
from homestead.core import paths

WRITERS = 50


class Writer(threading.Thread):
    """Posts one after the other, each with a key, until nobody answers any more."""

    def __init__(self, url, session, number):
        super().__init__(daemon=True)
        self._visitor = visiting.Visitor(url, session)
        self._number = number
        self.acknowledged = []
        self.sent = []

    def run(self):
        for count in range(10_000):
            text = f"writer {self._number} says {count}"
            self.sent.append(text)
            try:
                told = self._post(text)
            except OSError:
                return
            if told.status == 200:
                self.acknowledged.append(text)

    def _post(self, text):
        key = {"Idempotency-Key": text.replace(" ", "-")}
        body = f'{{"thread": 1, "text": "{text}", "authors": ["seles"]}}'
        return self._visitor.ask("POST", "/api/forums.post_create", body, key)


def posts(home):
    with closing(app.open_home(paths.find(str(home)))) as opened:
        base = opened.house.room("forums").database
        rows = base.rows("SELECT seq, text FROM posts WHERE thread_id = 1 ORDER BY seq")
        counted = base.value("SELECT posts FROM threads WHERE id = 1")
        return [row["seq"] for row in rows], [row["text"] for row in rows], counted


def test_fifty_write_at_once_and_nothing_acknowledged_is_lost_or_twice(
    home, environment
):
    sessions = visiting.cast_home(home)
    with serving(environment) as url:
        robin = visiting.Visitor(url, sessions["Robin"])
        robin.call("forums.thread_create", category=1, title="All", text="Begin")
        daemon = robin.call("status.show").json()["daemon"]["pid"]
        writers = [Writer(url, sessions["Robin"], number) for number in range(WRITERS)]
        for each in writers:
            each.start()
        time.sleep(random.uniform(0.5, 2))
        os.kill(daemon, signal.SIGKILL)
        for each in writers:
            each.join(timeout=30)
    numbers, texts, counted = posts(home)
    acknowledged = {text for each in writers for text in each.acknowledged}
    assert acknowledged
    assert acknowledged <= set(texts)
    assert len(set(texts)) == len(texts)
    assert numbers == list(range(1, len(texts) + 1))
    assert counted == len(texts)


def test_what_is_sent_again_after_the_daemon_died_is_written_once(home, environment):
    sessions = visiting.cast_home(home)
    first = []
    for _ in range(2):
        with serving(environment) as url:
            robin = visiting.Visitor(url, sessions["Robin"])
            if not first:
                robin.call("forums.thread_create", category=1, text="Begin")
            body = '{"thread": 1, "text": "Once"}'
            key = {"Idempotency-Key": "key-of-a-script"}
            told = robin.ask("POST", "/api/forums.post_create", body, key).json()
            first.append(told["post"])
    assert first == [2, 2]
    assert posts(home)[1] == ["Begin", "Once"]
