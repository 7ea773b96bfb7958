"""The tutorial on modules, followed to the letter."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

DOC = Path(__file__).parents[2] / "share" / "doc" / "modules.md"
STEP = re.compile(
    r"^\*\*`(?P<file>[^`]+)`\*\*"
    r"|^```(?P<kind>\w+)\n(?P<text>.*?)^```$"
    r"|^Open `(?P<page>[^`]+)`: it says \*(?P<says>[^*]+)\*",
    re.MULTILINE | re.DOTALL,
)


def steps():
    tutorial = DOC.read_text().partition("step by step\n")[2]
    return [found.groupdict() for found in STEP.finditer(tutorial)]


@pytest.mark.slow
def test_who_follows_the_tutorial_has_a_module_that_works(served, run):
    place = served.home / "config" / "modules" / "wishes"
    file, done = "", []
    for step in steps():
        if step["file"]:
            file = step["file"]
        elif step["kind"] == "sh":
            done += [typed(run, line, told) for line, told in session(step["text"])]
        elif step["kind"]:
            (place / file).parent.mkdir(parents=True, exist_ok=True)
            (place / file).write_text(step["text"])
        else:
            assert step["says"] in served.as_("Robin").get(step["page"]).text
            done.append(step["page"])
    assert len(done) == 7
    assert "3 passed" in own_tests(place)


@pytest.mark.slow
def test_a_module_that_was_just_written_passes_its_own_test(run, home):
    run("module", "new", "shed", check=True)
    place = home / "config" / "modules" / "shed"
    assert "4 passed" in own_tests(place)
    rest = [path for path in place.rglob("*") if "garden" in path.name.lower()]
    assert rest == []
    assert "garden" not in "".join(
        path.read_text().lower() for path in place.rglob("*.*") if path.suffix != ".pyc"
    )


def session(text):
    """Yield each command line of a session with what is said to it."""
    for part in text.removeprefix("$ ").split("\n$ "):
        line, _, told = part.partition("\n")
        yield line.removeprefix("homestead "), told.strip()


def typed(run, line, told):
    done = run(*shlex.split(line))
    assert (done.code, told in done.out) == (0, True), (line, done)
    return line


def own_tests(place):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."],
        cwd=place,
        capture_output=True,
        text=True,
        timeout=100,
    )
    return done.stdout
