"""Requests are logged where it delays nobody."""

import json

import gevent
import pytest

from homestead.core.server.access import Access, AccessLog

REQUEST = Access(
    at=1_795_251_600_000,
    method="GET",
    path="/health",
    status=200,
    bytes=512,
    ms=0.123,
    request_id="a-1",
    peer="127.0.0.1",
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "access.log"


def test_requests_wait_and_are_written_together(path):
    log = AccessLog(str(path))
    log(REQUEST)
    log(REQUEST._replace(peer=""))
    assert not path.exists()
    log.flush()
    first, second = path.read_text().splitlines()
    assert first.endswith(",000 GET /health 200 512 bytes 0.1 ms a-1 127.0.0.1")
    assert second.endswith(" a-1 -")


def test_they_are_written_without_being_asked(path):
    AccessLog(str(path))(REQUEST)
    while not path.exists():
        gevent.sleep(0.01)


@pytest.mark.parametrize("form", ["plain", "json"])
def test_a_link_that_opens_something_is_not_told(path, form):
    log = AccessLog(str(path), form=form)
    secret = "R2-_" * 10 + "x8Q"
    log(REQUEST._replace(path=f"/account/first/{secret}"))
    log(REQUEST._replace(path=f"/account/first/{secret}/"))
    log(REQUEST._replace(path=f"/alters/pictures/96/{secret}.png"))
    log.flush()
    first, second, picture = path.read_text().splitlines()
    assert "/account/first/..." in first
    assert "/account/first/.../" in second
    assert secret not in first + second
    assert secret in picture


def test_programs_read_json(path):
    log = AccessLog(str(path), form="json")
    log(REQUEST)
    log.flush()
    told = json.loads(path.read_text())
    assert told == {**REQUEST._asdict(), "at": "2026-11-21T09:00:00.000Z", "ms": 0.1}


def test_a_log_that_was_rotated_is_begun_anew(path):
    log = AccessLog(str(path))
    for name in ("old.log", "older.log"):
        log(REQUEST)
        log.flush()
        path.rename(path.with_name(name))
    assert not path.exists()


def test_a_log_that_cannot_be_written_harms_no_request(tmp_path, caplog):
    log = AccessLog(str(tmp_path / "missing" / "access.log"))
    log(REQUEST)
    log.flush()
    assert "could not be written" in caplog.text


def test_nothing_is_written_when_nothing_happened(path):
    AccessLog(str(path)).flush()
    assert not path.exists()
