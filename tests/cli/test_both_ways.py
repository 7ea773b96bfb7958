"""Every command: the same with a daemon and without, and in the home's own words."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import manual
import pytest
from cli.stories import APART, STORIES
from drawing import png

from homestead import app
from homestead.core import paths
from homestead.services import accounts

DATA = Path(__file__).parents[1] / "data"
WORDS = '[terms]\nalter = "facet"\nsystem = "household"\nfront = "helm"\n'
DIFFERS = re.compile(
    r"\b(?:by)?[0-9a-f]{12,32}\b|homestead_\S{43}|\d{4}-?\d\d-?\d\d[T ][\d:.]+Z?"
    r"|\b\d{13}\.\d+"
    r"|\bdaemon +.*|\(\d+ KB\)|\"(pid|url|running|bytes)\": .*|/uploads/\S+"
)
KEPT = re.compile(
    r"`[^`]*`|homestead alter|(alters|system|fronts)/|[a-z]+:(read|write)|co-front"
    r"|alters=\w+|user\.alters|\balters +running +/alters|\bmodule alters|at /alters"
)
"""What stays as it is: commands, paths, scopes, tiers, names of modules."""


@pytest.fixture
def home(tmp_path):
    """A home with its own words."""
    return settled(tmp_path / "home")


def settled(home):
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text(WORDS)
    return home


@pytest.fixture
def live(run, tmp_path):
    """Run every command of a story in a home; return what each said, but for ids."""
    picture = tmp_path / "seles.png"
    picture.write_bytes(png())
    files = {
        "PICTURE": picture,
        "NOTHING": tmp_path / "nothing.png",
        "EXPORT": DATA / "simply-plural.json",
        "SAVED": tmp_path / "saved.zip",
    }

    def run_one(home, words):
        typed = words[0][1:] if words[0].startswith("<") else ""
        given = [files.get(word, word) for word in words if not word.startswith("<")]
        told = run(*given, input=typed, env={"HOMESTEAD_HOME": str(home)})
        said = (told.out.replace(str(home), "~"), told.err.replace(str(home), "~"))
        return words, told.code, *(DIFFERS.sub("…", text) for text in said)

    return lambda home, story: [run_one(home, words) for words in STORIES[story]]


@pytest.mark.slow
@pytest.mark.parametrize("story", STORIES)
def test_a_daemon_makes_no_difference(live, home, daemon, tmp_path, story):
    assert daemon
    with_daemon = live(home, story)
    other = settled(tmp_path / "other")
    with closing(app.open_home(paths.find(str(other)))) as opened:
        accounts.first_link(opened.house)  # as the daemon does for the first owner
    assert with_daemon == live(other, story)
    assert {code for _, code, _, _ in with_daemon} >= {0, 2, 3}
    told = {words: usual(words, out + err) for words, _, out, err in with_daemon}
    assert {words: said for words, said in told.items() if said} == {}


def usual(words, said):
    """Return the default words for what the home has its own; those of JSON stay."""
    if {"--json", "--csv", "--ics", "export", "config"} & {*words}:
        return []
    plain = KEPT.sub("", said)
    return re.findall(r"\b(?:sub)?(?:alter|system|front)s?\b", plain, re.IGNORECASE)


def test_every_command_is_in_a_story():
    told = {
        " ".join(word for word in words if not word.startswith("<"))
        for story in STORIES.values()
        for words in story
    }
    missing = {
        verb
        for verb in manual.verbs()
        if verb not in APART and not any(line.startswith(verb) for line in told)
    }
    assert missing == set()
