"""What the daemon costs while nobody asks anything, and how soon it answers."""

from __future__ import annotations

import time
import urllib.request

import psutil
from harness import finish, new_home, report, serving


def main():
    with new_home() as env:
        waits = []
        for _ in range(5):
            begun = time.perf_counter()
            with serving(env) as (daemon, url):
                urllib.request.urlopen(f"{url}/health").close()
                waits.append(time.perf_counter() - begun)
                time.sleep(0.5)
                memory = psutil.Process(daemon.pid).memory_info().rss / 1e6
        report("first answer after start", min(waits), 1, unit="s")
        report("idle memory", memory, 60, unit="MB")
    finish()


if __name__ == "__main__":
    main()
