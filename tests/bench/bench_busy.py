"""Pages stay quick while the home works hard.

Sign-ins (argon2), an import of 50,000 switches and a disk whose every sync takes 10 ms,
all at once; beside them one browser asks for the front page, made anew each time.
"""

from __future__ import annotations

import http.client
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import big_files
from bench_pages import PASSWORD, Asking, port_of, robin
from bench_sizes import fill
from bench_writes import shim
from harness import HOMESTEAD, finish, new_home, percentile, report, serving

BETWEEN = 0.01
PEOPLE = 3


def main():
    folder = Path(tempfile.mkdtemp(prefix="homestead-bench-"))
    try:
        with new_home() as env:
            fill(env, 50, 1_000)
            session = robin(env)
            slow = {**env, "LD_PRELOAD": shim(folder) or ""}
            with serving(slow) as (_, url):
                page = Asking(port_of(url), "/", session, fresh=True)
                calm = waits(page, for_seconds(3))
                busy = while_busy(url, env, page)
    finally:
        shutil.rmtree(folder)
    report("front page while nothing else happens, p99", calm * 1000, unit="ms")
    report("beside sign-ins, import and slow syncs, p99", busy * 1000, 100, unit="ms")
    finish()


def for_seconds(seconds):
    """Return what tells whether so many seconds have not passed yet."""
    until = time.monotonic() + seconds
    return lambda: time.monotonic() < until


def while_busy(url, env, page):
    """Return the p99 of the waits while an import runs beside sign-ins."""
    file = Path(env["HOMESTEAD_HOME"], "big.json")
    with file.open("w", encoding="utf-8") as out:
        big_files.pluralkit(out, switches=50_000, members=200)
    running = subprocess.Popen(
        [HOMESTEAD, "import", file], env=env, stdout=-3, stderr=-3
    )
    people = [
        threading.Thread(target=sign_in, args=(url, running)) for _ in range(PEOPLE)
    ]
    for one in people:
        one.start()
    measured = waits(page, lambda: running.poll() is None)
    for one in people:
        one.join()
    assert running.returncode == 0
    return measured


def sign_in(url, running):
    """Sign in again and again while the import runs."""
    form = urlencode({"name": "Robin", "password": PASSWORD})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    while running.poll() is None:
        peer = http.client.HTTPConnection("127.0.0.1", port_of(url))
        peer.request("POST", "/account/sign-in", form, kind)
        assert peer.getresponse().status == 303
        peer.close()


def waits(page, going):
    """Return the 99th percentile of a page's waits while `going`."""
    taken = []
    while going():
        asked = time.perf_counter()
        page.ask()
        taken.append(time.perf_counter() - asked)
        time.sleep(BETWEEN)
    return percentile(sorted(taken), 0.99)


if __name__ == "__main__":
    main()
