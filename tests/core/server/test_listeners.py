"""Where the server listens: an address, a path, or a socket it was handed."""

import os
import socket
import stat

import pytest

from homestead.core.errors import BusyError, ConfigError
from homestead.core.server import listeners


@pytest.fixture
def listening():
    with listeners.prepare(listeners.tcp("127.0.0.1", 0)) as listener:
        yield listener


def test_a_listener_sends_answers_at_once_and_never_blocks(listening):
    assert listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    assert not listening.getblocking()


def test_a_taken_port_is_said_plainly(listening):
    port = listening.getsockname()[1]
    with pytest.raises(BusyError, match=f"already listens on 127.0.0.1:{port}"):
        listeners.tcp("127.0.0.1", port)


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host", "a" * 70])
def test_a_host_that_is_not_here_is_said_plainly(host):
    with pytest.raises(ConfigError, match="cannot listen on"):
        listeners.tcp(host, 0)


def test_ipv6_is_listened_on():
    with listeners.tcp("::1", 0) as listener:
        assert listener.family == socket.AF_INET6


def test_a_unix_socket_serves_its_owner_only(serve, tmp_path):
    path = tmp_path / "http.sock"
    house = serve(unix=str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b'"REMOTE_ADDR": ""' in house.get("/environ").body
    assert house.get("/").body == b"ignored"
    assert house.told("access")[0]["peer"] == ""


def test_a_unix_socket_whose_server_died_is_replaced(tmp_path):
    path = str(tmp_path / "http.sock")
    listeners.unix(path).close()
    listeners.unix(path).close()


def test_a_unix_socket_in_use_is_left_alone(tmp_path):
    path = str(tmp_path / "http.sock")
    with listeners.unix(path), pytest.raises(BusyError, match="already listens"):
        listeners.unix(path)


def test_a_file_in_the_way_of_a_unix_socket_is_left_alone(tmp_path):
    path = tmp_path / "http.sock"
    path.write_text("dear diary")
    with pytest.raises(BusyError, match="in the way"):
        listeners.unix(str(path))
    assert path.read_text() == "dear diary"


def test_a_unix_socket_that_cannot_be_made_is_said_plainly(tmp_path):
    with pytest.raises(ConfigError, match="cannot listen on"):
        listeners.unix(str(tmp_path / "missing" / "http.sock"))


def test_a_socket_from_systemd_is_served_and_outlives_the_server(serve, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        house = serve(fd=listener.fileno())
        assert tuple(house.address) == listener.getsockname()
        assert house.get("/").body == b"ignored"
        house.terminate()
        assert house.ended() == 0
        with house.client() as waiting:
            waiting.get("/")
            listener.accept()[0].close()


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"LISTEN_FDS": "1"},
        {"LISTEN_FDS": "1", "LISTEN_PID": "1"},
        {"LISTEN_FDS": "0", "LISTEN_PID": str(os.getpid())},
        {"LISTEN_FDS": "x", "LISTEN_PID": str(os.getpid())},
    ],
)
def test_sockets_meant_for_others_are_not_taken(environ):
    assert listeners.inherited(environ) is None
    assert environ == {}
