"""Any sequence of changes keeps the record sound, and undo takes each one back."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from contextlib import closing

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from homestead import app
from homestead.core import clock, paths
from homestead.core.errors import HomesteadError
from homestead.services import changes, fronts
from homestead.services.fronts import models
from homestead.services.fronts.front import TIERS

CAST = ("seles", "dexen", "yuki", "blurry")
NAMES = st.lists(st.sampled_from(CAST), min_size=1, max_size=3)
AGO = st.integers(0, 12).map(lambda hours: hours * clock.HOUR)
HOW = {
    "tier": st.none() | st.sampled_from(TIERS),
    "status": st.sampled_from([None, "x"]),
}


def populate(house):
    with house.app.transaction() as tx:
        for name in CAST:
            columns = {"uid": name, "handle": name, "name": name.capitalize()}
            tx.insert("alters", {**columns, "created_at": 0, "updated_at": 0})


def tables(house):
    return {
        name: [
            tuple(row) for row in house.app.rows(f"SELECT * FROM {name} ORDER BY id")
        ]
        for name in ("fronts", "front_comments", "switch_marks")
    }


def overlaps(house):
    return house.app.rows(
        "SELECT one.id, other.id FROM fronts AS one JOIN fronts AS other"
        " ON one.alter_id = other.alter_id AND one.id < other.id"
        " WHERE one.deleted_at IS NULL AND other.deleted_at IS NULL"
        " AND (one.ended_at IS NULL OR one.ended_at > other.started_at)"
        " AND (other.ended_at IS NULL OR other.ended_at > one.started_at)"
    )


class Record(RuleBasedStateMachine):
    """A home in which everything is done that can be done to its record."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.opened = app.open_home(paths.find(self.folder.name))
        self.house = self.opened.house
        populate(self.house)
        self.before = [tables(self.house)]
        self.now = clock.now()

    def teardown(self):
        self.opened.close()
        self.folder.cleanup()

    def act(self, verb, **how):
        """Do it; what is refused must leave everything as it was."""
        before = tables(self.house)
        try:
            getattr(fronts, verb)(self.house, **how)
        except HomesteadError:
            assert tables(self.house) == before
        else:
            self.before.append(before)

    @rule(verb=st.sampled_from(["switch", "add"]), alters=NAMES, ago=AGO, **HOW)
    def come(self, verb, alters, ago, tier, status):
        how = {"tier": tier, "status": status}
        self.act(verb, alters=alters, at=self.now - ago if ago else None, **how)

    @rule(alters=NAMES, ago=AGO)
    def leave(self, alters, ago):
        self.act("remove", alters=alters, at=self.now - ago if ago else None)

    @rule(ago=AGO)
    def out(self, ago):
        self.act("out", at=self.now - ago if ago else None)

    @rule(alter=st.sampled_from(CAST), start=AGO, end=st.none() | AGO)
    def insert(self, alter, start, end):
        until = None if end is None else self.now - end
        self.act("insert", alter=alter, start=self.now - start, end=until)

    @rule(front=st.integers(1, 20), start=st.none() | AGO, end=st.none() | AGO)
    def edit(self, front, start, end):
        bounds = {"start": start, "end": end}
        given = {key: self.now - ago for key, ago in bounds.items() if ago is not None}
        self.act("edit", front=front, **given)

    @rule(front=st.integers(1, 20), alter=st.sampled_from(CAST), tier=HOW["tier"])
    def reassign(self, front, alter, tier):
        self.act("edit", front=front, alter=alter, tier=tier, end="open")

    @rule(front=st.integers(1, 20), ago=AGO)
    def split(self, front, ago):
        self.act("split", front=front, at=self.now - ago)

    @rule(front=st.integers(1, 20), ago=AGO)
    def comment(self, front, ago):
        self.act("comment", front=front, text="hm", at=self.now - ago)

    @rule(front=st.integers(1, 20))
    def delete(self, front):
        self.act("delete", front=front)

    @precondition(lambda self: len(self.before) > 1)
    @rule()
    def undo(self):
        changes.undo(self.house)
        assert tables(self.house) == self.before.pop()

    @invariant()
    def nobody_is_at_the_front_twice(self):
        assert not overlaps(self.house)

    @invariant()
    def every_way_of_asking_says_the_same(self):
        reader = self.house.app
        for ago in (0, 3, 6):
            at = self.now - ago * clock.HOUR
            there = {front.id for front in models.fronting(reader, at)}
            assert there == {front.id for front in models.fronting_now(reader, at)}


TestRecord = Record.TestCase
TestRecord.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


SWITCHER = """
import contextlib, sys
from homestead import app
from homestead.core import paths
from homestead.core.errors import ConflictError
home, *names = sys.argv[1:]
for verb, how in (("switch", {"alters": names}), ("out", {})) * 15:
    # Everybody may be gone already, or there: that is refused.
    with contextlib.suppress(ConflictError):
        app.call(paths.find(home), f"fronts.{verb}", how)
"""


def test_two_switches_at_once_end_in_one_of_the_two_orders(settled):
    ready = threading.Barrier(2)

    def switch(name):
        ready.wait()
        fronts.switch(settled, alters=[name])

    threads = [threading.Thread(target=switch, args=[name]) for name in CAST[:2]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    page = fronts.history(settled)["fronts"]
    last, first = page
    assert {last["alter"], first["alter"]} == {"seles", "dexen"}
    assert (first["end"], last["end"]) == (last["start"], None)


def test_programs_that_switch_at_once_leave_a_sound_record(home):
    with closing(app.open_home(paths.find(str(home)))) as opened:
        populate(opened.house)
    command = [sys.executable, "-c", SWITCHER, str(home)]
    sides = CAST[:1], CAST[1:3]
    programs = [subprocess.Popen([*command, *names]) for names in sides]
    assert [program.wait(timeout=60) for program in programs] == [0, 0]
    with closing(app.open_home(paths.find(str(home)))) as opened:
        assert not overlaps(opened.house)
        assert opened.house.app.value("SELECT count(*) FROM fronts") >= 2
        together = opened.house.app.rows(
            "SELECT started_at, ended_at, count(*) FROM fronts"
            " WHERE alter_id IN (2, 3) GROUP BY started_at, ended_at"
        )
        assert {row[2] for row in together} == {2}


@pytest.mark.parametrize("verb", ["switch", "add"])
def test_a_switch_that_fails_half_way_leaves_nothing_behind(settled, monkeypatch, verb):
    fronts.switch(settled, alters=["seles"])
    before = tables(settled)
    monkeypatch.setattr(models, "_begin", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        getattr(fronts, verb)(settled, alters=["dexen", "yuki"])
    assert tables(settled) == before
