"""One home, one writer: the lock says who, and lets go when its holder dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from homestead.core.errors import BusyError, NotPermittedError
from homestead.core.lock import HomeLock

HOLD = """
import sys, time
from homestead.core.lock import HomeLock
lock = HomeLock(sys.argv[1])
lock.take()
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_writer_is_told_who_holds_the_home(tmp_path, holder):
    with pytest.raises(BusyError, match=str(holder.pid)):
        HomeLock(str(tmp_path)).take(patience=0.05)


def test_the_lock_of_a_killed_process_is_free(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    lock = HomeLock(str(tmp_path))
    lock.take(patience=1)
    assert lock.holder() == os.getpid()
    lock.release()


def test_a_released_lock_can_be_taken_again(tmp_path):
    first, second = HomeLock(str(tmp_path)), HomeLock(str(tmp_path))
    first.take()
    first.release()
    second.take(patience=0)
    second.release()


def test_where_nothing_can_be_written_the_lock_says_so(tmp_path):
    with pytest.raises(NotPermittedError, match="cannot be locked"):
        HomeLock(str(tmp_path / "missing")).take()


def test_nobody_holds_a_home_nobody_opened(tmp_path):
    assert HomeLock(str(tmp_path)).holder() is None
