"""What a command does not load is what makes it quick."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

NEVER = {"gevent", "bottle", "jinja2", "rich", "pydantic", "asyncio", "geventwebsocket"}
HOT = NEVER | {"typer", "platformdirs", "dataclasses", "typing", "pathlib", "zoneinfo"}
HOT |= {"tomllib", "inspect", "logging", "contextlib", "enum", "sqlite3"}

PROBE = """
import atexit, json, os, sys
argv, sys.argv = sys.argv[1:], ["homestead", *sys.argv[1:]]
from homestead import __main__
def leave(code):
    sys.stdout.flush()
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
    sys.stderr.flush()
    end(code)
end, os._exit = os._exit, leave
__main__.main()
"""


@pytest.fixture
def loaded(environment):
    """Run a command; return the modules it loaded."""

    def run_probe(*words):
        done = subprocess.run(
            [sys.executable, "-c", PROBE, *words],
            capture_output=True,
            text=True,
            env=environment,
        )
        assert done.returncode == 0, done.stderr
        return set(json.loads(done.stderr.splitlines()[-1]))

    return run_probe


@pytest.mark.parametrize("words", [["front"], ["front", "seles"], ["status"]])
def test_hot_commands_load_next_to_nothing(loaded, run, words):
    run("alter", "add", "Seles", check=True)
    already = set(json.loads(bare()))
    assert (loaded(*words) - already) & HOT == set()


@pytest.mark.parametrize("words", [["front"], ["front", "seles"]])
def test_hot_commands_stay_light_with_a_daemon(loaded, run, daemon, words):
    run("alter", "add", "Seles", check=True)
    already = set(json.loads(bare()))
    assert (loaded(*words) - already) & (HOT | {"_sqlite3"}) == set()


def bare():
    """Return what Python itself loads here, with json, before any of ours."""
    code = "import json, sys; print(json.dumps(sorted(sys.modules)))"
    return subprocess.check_output([sys.executable, "-c", code], text=True)


@pytest.mark.parametrize(
    "words",
    [
        ["history"],
        ["stats"],
        ["alter", "list"],
        ["group", "list"],
        ["field", "list"],
        ["undo", "--list"],
        ["config", "show"],
        ["paths"],
        ["doctor"],
        ["export"],
        ["alter", "add", "Dexen"],
        ["--help"],
        ["alter", "--help"],
    ],
)
def test_no_command_loads_the_server_or_the_painter(loaded, words):
    assert loaded(*words) & NEVER == set()
