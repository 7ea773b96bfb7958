"""What takes long is done aside, and everybody else goes on."""

import os
import subprocess
import sys
import threading
import time

import gevent
import pytest

from homestead.core.errors import ConflictError
from homestead.core.server.aside import aside, gently


def test_work_is_done_in_another_thread_and_its_result_returned():
    assert aside(threading.get_native_id) != threading.get_native_id()


def test_others_go_on_meanwhile():
    steps = []
    other = gevent.spawn(lambda: steps.append("other"))
    aside(lambda: time.sleep(0.05) or steps.append("aside"))
    other.join()
    assert steps == ["other", "aside"]


def test_what_can_wait_takes_what_the_processor_has_left_over():
    def mildness():
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    assert gently(mildness) == gently(mildness) > aside(mildness) == mildness()


@pytest.mark.parametrize("way", [aside, gently])
@pytest.mark.parametrize("error", [ConflictError("no"), KeyError("a"), SystemExit(3)])
def test_what_it_raises_is_raised_here_and_printed_nowhere(error, way, capfd):
    def fail():
        raise error

    with pytest.raises(type(error)) as raised:
        way(fail)
    assert raised.value is error
    assert capfd.readouterr().err == ""


def test_patching_comes_before_anything_that_waits_is_loaded():
    program = """
from homestead.core.server import patch
import sys
assert not {"socket", "ssl", "threading", "gevent"} & set(sys.modules)
patch.everything()
import socket, gevent.socket
assert socket.socket is gevent.socket.socket
"""
    subprocess.run(
        [sys.executable, "-S", "-W", "error", "-c", program],
        check=True,
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
    )
