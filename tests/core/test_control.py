"""The control socket: the daemon's other door, for commands of the same user."""

from __future__ import annotations

import json
import os
import socket
import stat
from contextlib import closing

import pytest
from conftest import serving

from homestead.core.control import client, wire
from homestead.core.errors import (
    ConflictError,
    NotFoundError,
    UnreachableError,
    UsageError,
)


@pytest.fixture
def data(home, daemon):
    return str(home / "data")


def call(data, name, **args):
    with closing(client.connect(data)) as peer:
        return client.call(peer, name, args)


def raw(data, line):
    """Send bytes as they are; return what comes back until the daemon closes."""
    with closing(socket.socket(socket.AF_UNIX)) as peer:
        peer.connect(wire.socket_path(data))
        peer.settimeout(10)
        peer.sendall(line)
        peer.shutdown(socket.SHUT_WR)
        return json.loads(b"".join(iter(lambda: peer.recv(65536), b"")))


def test_a_call_comes_back_with_its_result(data):
    assert call(data, "changes.listing", limit=3) == {"changes": []}


def test_only_the_owner_of_the_home_can_knock(data):
    mode = os.stat(wire.socket_path(data)).st_mode
    assert stat.S_ISSOCK(mode)
    assert stat.S_IMODE(mode) == 0o600


def test_errors_come_back_as_they_were_raised(data):
    with pytest.raises(NotFoundError, match="nothing to take back"):
        call(data, "changes.undo")


def test_a_call_that_is_refused_is_no_news_of_the_daemon_s(home, environment):
    running = serving(environment)
    with running, pytest.raises(NotFoundError):
        call(str(home / "data"), "changes.undo")
    assert "Traceback" not in running.said


@pytest.mark.parametrize(
    "name",
    ["changes.forget", "nothing.at_all", "changes", "", "os.system", "changes._told"],
)
def test_mallory_reaches_only_what_services_open(data, name):
    with pytest.raises(NotFoundError, match="does not know how"):
        call(data, name)


def test_arguments_a_service_does_not_know_are_refused(data):
    with pytest.raises(UsageError):
        call(data, "changes.listing", colour="blue")


def test_a_command_of_another_version_is_refused(data, monkeypatch):
    monkeypatch.setattr(client, "__version__", "99.0")
    with pytest.raises(ConflictError, match="another version") as refused:
        call(data, "changes.listing")
    assert "Restart the daemon" in refused.value.hint


@pytest.mark.parametrize(
    "line",
    [b"", b"\n", b"not json\n", b"[1]\n", b'{"call": 3}\n', b"\xff\xfe\n", b"{}"],
)
def test_what_is_no_call_is_answered_with_an_error(data, line):
    assert raw(data, line)["error"]["code"] == "usage"
    assert call(data, "changes.listing") == {"changes": []}


def test_a_command_that_goes_away_harms_nobody(data):
    with closing(client.connect(data)) as peer:
        wire.send(peer, {"call": "changes.listing", "args": {}}, [])
    assert call(data, "changes.listing") == {"changes": []}


def test_many_commands_at_once_are_all_answered(data):
    peers = [client.connect(data) for _ in range(40)]
    for peer in peers:
        with closing(peer):
            assert client.call(peer, "changes.listing", {}) == {"changes": []}


def test_without_a_daemon_there_is_nobody_to_talk_to(tmp_path):
    assert client.connect(str(tmp_path)) is None


def test_the_socket_of_a_killed_daemon_is_no_daemon(tmp_path):
    with closing(socket.socket(socket.AF_UNIX)) as gone:
        gone.bind(wire.socket_path(str(tmp_path)))
    assert client.connect(str(tmp_path)) is None


def test_a_daemon_that_dies_meanwhile_is_told_of(tmp_path):
    with closing(socket.socket(socket.AF_UNIX)) as listener:
        listener.bind(wire.socket_path(str(tmp_path)))
        listener.listen()
        with closing(client.connect(str(tmp_path))) as peer:
            listener.accept()[0].close()
            with pytest.raises(UnreachableError, match="went away"):
                client.call(peer, "changes.listing", {})


def test_homes_with_very_long_paths_have_a_door_too(run, tmp_path, environment):
    from conftest import serving

    deep = tmp_path.joinpath(*["a-rather-long-directory-name"] * 6)
    there = {"HOMESTEAD_HOME": str(deep)}
    with serving({**environment, **there}):
        assert run("status", "--json", env=there).json["daemon"]["running"]
