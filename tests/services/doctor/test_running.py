"""The doctor looks whether the daemon runs, or could."""

from __future__ import annotations

import os
import socket
from contextlib import closing

import pytest

from homestead.core.control import client
from homestead.core.errors import NotPermittedError
from homestead.core.settings import SETTINGS


def test_a_port_another_program_has_is_a_warning(made, home, wrong):
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        (home / "config" / "config.toml").write_text(f"[server]\nport = {port}\n")
        finding = wrong("port", made)
    assert f"port {port}" in finding["message"]
    assert finding["fix"] == (
        f"homestead config set server.port {SETTINGS['server.port'].default}"
    )


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_an_address_this_machine_has_not_fails(made, home, wrong, host):
    (home / "config" / "config.toml").write_text(f"[server]\nhost = '{host}'\n")
    assert "no address of this machine" in wrong("port", made)["message"]


def test_without_a_daemon_none_is_missed(made, look):
    (finding,) = look("daemon", made)
    assert finding["state"] == "ok"
    assert "Not running" in finding["message"]


def test_a_daemon_that_is_there_and_silent_fails(made, wrong, monkeypatch):
    from homestead.services.doctor import running

    monkeypatch.setattr(running, "PATIENCE", 0.05)
    with closing(socket.socket(socket.AF_UNIX)) as silent:
        silent.bind(os.path.join(made.data, "control.sock"))
        silent.listen()
        finding = wrong("daemon", made)
    assert "does not answer" in finding["message"]
    assert finding["fix"].startswith("kill ")


def test_a_running_daemon_is_told_with_its_address(run, daemon):
    checks = {each["name"]: each for each in run("doctor", "--json").json["checks"]}
    assert checks["daemon"]["message"] == f"Running at {daemon}."
    assert "port" not in checks


def test_a_daemon_of_somebody_else_fails(made, wrong, monkeypatch):
    def refuse(_):
        raise NotPermittedError(
            "This home belongs to another user.", hint="sudo -u sam"
        )

    monkeypatch.setattr(client, "connect", refuse)
    finding = wrong("daemon", made)
    assert (finding["state"], finding["fix"]) == ("fail", "sudo -u sam")


def test_a_daemon_of_another_version_is_a_warning(made, wrong, monkeypatch):
    told = {"version": "0.0.1", "daemon": {"url": "http://127.0.0.1:7410"}}
    here, there = socket.socketpair()
    monkeypatch.setattr(client, "connect", lambda _: here)
    monkeypatch.setattr(client, "call", lambda *_: told)
    with closing(there):
        finding = wrong("daemon", made)
    assert "Homestead 0.0.1" in finding["message"]
    assert finding["state"] == "warn"


def test_a_port_one_may_not_have_fails(made, wrong, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    finding = wrong("port", made)
    assert "port 7410: Permission denied" in finding["message"]
    assert finding["fix"] == "homestead config unset server.port"
