"""One file, any Python, any home: commands run and the server serves."""

import os
import subprocess
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def serving(single_file, python, environment):
    """Serve from the single file: `with serving(): …` once it answers."""

    @contextmanager
    def serve_it(*words, before=(), **env):
        daemon = subprocess.Popen(
            [*before, python, single_file, "serve", "--port", "0", *words],
            stderr=subprocess.PIPE,
            text=True,
            env={**environment, **env},
        )
        try:
            line = daemon.stderr.readline()
            assert "http://" in line, line + daemon.stderr.read()
            url = next(word for word in line.split() if word.startswith("http://"))
            with urllib.request.urlopen(f"{url}/health", timeout=20) as answer:
                assert answer.status == 200
            yield url
        finally:
            daemon.terminate()
            daemon.communicate(timeout=30)

    return serve_it


def test_every_python_here_knows_the_version(start):
    assert start("--version").out.startswith("homestead ")


def test_it_starts_as_a_program_by_itself(single_file, environment):
    done = subprocess.run(
        [single_file, "--version"], env=environment, capture_output=True, check=True
    )
    assert done.stdout.startswith(b"homestead ")


def test_help_is_shown(start):
    assert "front" in start("--help").out


def test_seles_fronts_and_nothing_is_cached_for_it(start, environment):
    assert start("alter", "add", "Seles").code == 0
    assert start("front", "seles").code == 0
    assert "Seles" in start("front").out
    assert not Path(environment["HOME"], ".cache/homestead/native").exists()
    assert not list(Path(environment["HOME"]).rglob("*.pyc"))


def test_pluralkit_files_are_imported(start):
    told = start("import", ROOT / "tests/data/pluralkit.json", "--json")
    assert told.code == 0, told.err
    assert told.json["counts"]["alters"]["imported"] > 0


def test_it_serves_and_a_command_reaches_the_daemon(start, serving):
    with serving():
        assert start("status", "--json").json["daemon"]["running"] is True


def test_commands_need_no_writable_home_directory(start, environment, restricted, home):
    home.mkdir()
    before = restricted("ro", environment["HOME"])
    told = start("front", "--json", before=before, HOMESTEAD_HOME=str(home))
    assert told.code == 0, told.err
    assert told.json["fronting"] == []


def test_a_home_on_a_read_only_disk_is_read_and_says_it_cannot_be_written(
    start, environment, restricted
):
    start("alter", "add", "Seles")
    start("front", "seles")
    before = restricted("ro", environment["HOME"])
    assert "Seles" in start("front", before=before).out
    for words in [("front", "--out"), ("serve",)]:
        told = start(*words, before=before)
        assert told.code == 77
        assert "can only be read" in told.err


def test_the_server_needs_no_writable_home_directory(
    serving, environment, restricted, home
):
    home.mkdir()
    before = restricted("ro", environment["HOME"])
    with serving(before=before, HOMESTEAD_HOME=str(home)):
        assert os.listdir(home / "cache/native")


def test_commands_need_no_home_variable(start, environment, home):
    del environment["HOME"]
    assert start("--version").code == 0
    assert start("front", "--json", HOMESTEAD_HOME=str(home)).json["fronting"] == []


def test_the_server_needs_no_home_variable(serving, environment, home):
    del environment["HOME"]
    with serving(HOMESTEAD_HOME=str(home)):
        assert os.listdir(home / "cache/native")
