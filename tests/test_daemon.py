"""The daemon as whoever runs it meets it."""

from __future__ import annotations

import signal
import socket
import subprocess

import pytest
from conftest import PROGRAM, eventually, serving
from wire import Client, as_systemd


@pytest.fixture
def knock(daemon):
    """Connect to the daemon: `knock().get("/health").answer()`."""
    host, port = daemon.removeprefix("http://").split(":")
    return lambda: Client((host, int(port)))


def test_health_is_told_to_anybody_and_nothing_else_is(knock):
    with knock() as client:
        assert client.get("/health").answer().body == b'{"status": "ok"}'
        assert client.get("/").answer().status == 303


def test_requests_are_logged_without_what_stands_behind_the_question_mark(knock, home):
    with knock() as client:
        client.get("/health?secret=1").answer()
    log = home / "log" / "access.log"
    line = eventually(lambda: log.exists() and log.read_text())
    assert " GET /health 200 " in line
    assert "secret" not in line


def test_mallory_s_name_for_this_machine_is_refused(knock):
    with knock() as client:
        client.send(b"GET /health HTTP/1.1\r\nHost: evil.example\r\n\r\n")
        assert client.answer().status == 403


def test_the_home_answers_to_the_names_it_was_given(environment):
    environment["HOMESTEAD_HOSTS"] = "home.example"
    with serving(environment) as url, Client(("127.0.0.1", int(url[17:]))) as client:
        client.send(b"GET /health HTTP/1.1\r\nHost: home.example\r\n\r\n")
        assert client.answer().status == 200


def test_nobody_sends_more_than_the_home_takes(environment):
    environment["HOMESTEAD_MAX_BODY"] = "64 KB"
    with serving(environment) as url, Client(("127.0.0.1", int(url[17:]))) as client:
        client.send(
            b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65537\r\n\r\n"
        )
        assert client.answer().status == 413


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_who_ends_it_finds_the_home_closed(environment, home, number):
    daemon = serving(environment)
    with daemon:
        daemon.process.send_signal(number)
        assert daemon.process.wait(20) == 0
        assert daemon.process.stderr.read().endswith("first owns the home.\n")
    assert not (home / "data" / "control.sock").exists()
    assert not (home / "data" / "app.db-wal").exists()


def test_a_taken_port_is_said_plainly(environment):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [*PROGRAM, "serve", "--port", port],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 75
    assert f"Something already listens on 127.0.0.1:{port}." in done.stderr


def test_a_socket_that_systemd_holds_is_served(environment):
    with socket.create_server(("127.0.0.1", 0)) as held:
        daemon = subprocess.Popen(
            as_systemd(held.fileno(), [*PROGRAM, "serve"]),
            env=environment,
            stderr=subprocess.PIPE,
            pass_fds=[held.fileno()],
        )
        with daemon, Client(held.getsockname()) as client:
            assert client.get("/health").answer().status == 200
            daemon.terminate()
            assert daemon.wait(20) == 0
