"""Modules come and go under load: nobody else's request is lost, no memory either.

Fifty modules are closed and opened again, a hundred times in all, while a browser asks
for the first page 200 times a second.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path

from bench_pages import Asking, port_of, robin
from bench_sizes import fill
from harness import finish, new_home, report, serving

from homestead import app
from homestead.core import paths

MODULES, TIMES, WARM = 50, 100, 20
EVERY = 1 / 200


def main():
    with new_home() as env:
        fill(env, 10, 100)
        session = robin(env)
        home = paths.find(env["HOMESTEAD_HOME"])
        names = [f"room{number}" for number in range(MODULES)]
        with serving(env) as (daemon, url):
            for name in names:
                app.call(home, "modules.new", {"module": name})
            load = Load(Asking(port_of(url), "/", session))
            load.start()
            rounds(home, names, WARM)
            before = memory(daemon)
            took = rounds(home, names, TIMES - WARM)
            grown = memory(daemon) - before
            load.stop()
    report("a module closed or opened", took * 1000, unit="ms")
    report("requests a second meanwhile", load.asked / load.seconds, unit="")
    report("requests of others that were lost", load.lost, 0, unit="")
    report("memory that was not given back, MB", grown, 8, unit="MB")
    finish()


def rounds(home, names, times):
    """Close and open each of them in turn; return the seconds each one took."""
    begun = time.perf_counter()
    for number in range(times):
        verb = "modules.enable" if number % 2 else "modules.disable"
        for name in names:
            app.call(home, verb, {"module": name})
    return (time.perf_counter() - begun) / (times * len(names))


def memory(daemon):
    """Return the megabytes the daemon holds."""
    status = Path(f"/proc/{daemon.pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


class Load(threading.Thread):
    """Somebody who asks for a page again and again, and counts what is lost."""

    def __init__(self, page):
        super().__init__()
        self._page = page
        self._going = True
        self.asked = self.lost = 0
        self.seconds = 0.0

    def run(self):
        begun = time.perf_counter()
        while self._going:
            try:
                self._page.ask()
            except (AssertionError, OSError):
                self.lost += 1
            self.asked += 1
            due = begun + self.asked * EVERY
            time.sleep(max(0.0, due - time.perf_counter()))
        self.seconds = time.perf_counter() - begun

    def stop(self):
        self._going = False
        self.join()


if __name__ == "__main__":
    main()
