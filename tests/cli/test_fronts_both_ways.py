"""Switching and the record: the same with a daemon and without."""

from __future__ import annotations

import re

import pytest

DAY = "2026-01-02"
LIFE = [
    ("alter", "add", "Seles"),
    ("alter", "add", "Dexen"),
    ("alter", "add", "Blurry", "--custom"),
    ("front",),
    ("front", "--json"),
    ("front", "seles", "--at", f"{DAY} 10:00Z", "--json"),
    ("front", "dexen", "--at", f"{DAY}T12:00Z", "--json"),
    ("front", "dexen", "--add", "--json"),
    ("front", "blurry", "--at", f"{DAY}T11:00Z"),
    ("front", "seles", "blurry", "--json"),
    ("front", "selse"),
    ("front", "seles", "--add"),
    ("front", "--add", "dexen", "--tier", "co-conscious", "--status", "hm"),
    ("front", "--remove", "blurry"),
    ("front", "--at", f"{DAY} 11:30"),
    ("front", "seles", "--tier", "boss", "--json"),
    ("front", "--out", "--json"),
    ("history", "add", "dexen", f"{DAY} 8:00", "9:00"),
    ("history", "edit", "1", "--status", "=1+1"),
    ("history", "comment", "1", "tea", "--at", f"{DAY} 10:30", "--json"),
    ("history", "split", "1", "10:15"),
    ("history", "comment-edit", "1", "cake"),
    ("history", "show", "8"),
    ("history", "uncomment", "7"),
    ("history", "delete", "99"),
    ("history",),
    ("history", "--json", "--limit", "2"),
    ("history", "--csv", "--until", f"{DAY} 11:45"),
    ("history", "--ics", "--until", f"{DAY} 11:45"),
    ("stats", "--until", "2026-01"),
    ("stats", "--until", "2026-01", "--json"),
    ("stats", "--since", "2030-01-01"),
    ("undo",),
    ("history", "delete", "1"),
]
DIFFERS = re.compile(r"\b[0-9a-f]{32}\b|\d{4}-?\d\d-?\d\d[T ][\d:.]+Z?|\b\d{13}\.\d+")


@pytest.fixture
def live(run):
    """Run every command of a life in a home; return what each said, but for ids."""

    def run_all(home):
        for words in LIFE:
            told = run(*words, env={"HOMESTEAD_HOME": str(home)})
            yield (
                words,
                told.code,
                DIFFERS.sub("…", told.out),
                DIFFERS.sub("", told.err),
            )

    return run_all


def test_a_daemon_makes_no_difference(live, home, daemon, tmp_path):
    assert daemon
    with_daemon = list(live(home))
    assert with_daemon == list(live(tmp_path / "other"))
    assert {code for _, code, _, _ in with_daemon} == {0, 2, 3, 4}
