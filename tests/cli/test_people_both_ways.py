"""Alters, groups, fields and the profile: the same with a daemon and without."""

import re

import pytest

LIFE = [
    ("alter", "add", "Seles", "--tag", "host", "--color", "coral", "--json"),
    ("alter", "add", "雪", "--birthday", "02-29"),
    ("alter", "add", "Blurry", "--custom"),
    ("alter", "add", "\u200b"),
    ("alter", "edit", "seles", "--description", "-"),
    ("alter", "edit", "sele", "--pronouns", "x"),
    ("alter", "rename", "xue", "Yuki", "--handle", "yuki"),
    ("alter", "avatar", "seles", "PICTURE"),
    ("alter", "avatar", "seles", "NOTHING"),
    ("alter", "avatar", "yuki", "--save", "-"),
    ("alter", "archive", "yuki", "--reason", "rest"),
    ("alter", "order", "yuki"),
    ("alter", "list", "--all"),
    ("group", "add", "Day", "seles", "--emoji", "🌞"),
    ("group", "add", "Littles", "--parent", "day", "--json"),
    ("group", "nest", "day", "littles"),
    ("group", "join", "littles", "seles", "yuki"),
    ("group", "list"),
    ("field", "add", "Since", "--type", "date"),
    ("field", "set", "since", "seles", "1 may 2004"),
    ("field", "set", "since", "seles", "soon", "--json"),
    ("field", "list"),
    ("system", "edit", "--name", "Lantern", "--time-zone", "Europe/Lisbon"),
    ("system", "avatar", "PICTURE"),
    ("alter", "show", "seles"),
    ("alter", "show", "seles", "--json"),
    ("alter", "remove", "seles", "--json"),
    ("alter", "restore", "seles"),
    ("undo",),
    ("undo",),
    ("alter", "list", "--json"),
    ("group", "list", "--json"),
    ("system", "show", "--json"),
]
DIFFERS = re.compile(r"\b[0-9a-f]{32}\b|\d{4}-\d\d-\d\dT[\d:.]+Z")


@pytest.fixture
def live(run, tmp_path):
    """Run every command of a life in a home; return what each said, but for ids."""
    picture = tmp_path / "seles.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\nseles")
    files = {"PICTURE": str(picture), "NOTHING": str(tmp_path / "nothing.png")}

    def run_all(home):
        env = {"HOMESTEAD_HOME": str(home)}
        for words in LIFE:
            given = (files.get(word, word) for word in words)
            told = run(*given, input="I *am*.", env=env)
            yield words, told.code, DIFFERS.sub("…", told.out), told.err

    return run_all


def test_a_daemon_makes_no_difference(live, home, daemon, tmp_path):
    assert daemon
    with_daemon = list(live(home))
    assert with_daemon == list(live(tmp_path / "other"))
    assert {code for _, code, _, _ in with_daemon} == {0, 2, 3, 4}
