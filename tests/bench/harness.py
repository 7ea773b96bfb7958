"""What every benchmark shares: measuring, and holding figures against what we owe.

Absolute figures drift from day to day and machine to machine; a figure here is a ratio
of two things measured in one run, and only that is held against a target.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

BARE = [sys.executable, "-I", "-c", "pass"]
HOMESTEAD = str(Path(sys.executable).parent / "homestead")
_missed: list[str] = []


def measure(run, n=20):
    """Call `run` n times after one warm-up; return the seconds of each, sorted."""
    run()
    taken = []
    for _ in range(n):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    return sorted(taken)


def in_turn(*runs, n=20, clock=time.perf_counter):
    """Measure several things in turn, so that a drift of the machine meets them all.

    Returns for each the seconds of its runs, sorted; by `time.thread_time` those of the
    processor, for what is done in this very thread.
    """
    taken = [[] for _ in runs]
    for round_ in range(n + 1):
        for run, seconds in zip(runs, taken, strict=True):
            begun = clock()
            run()
            if round_:
                seconds.append(clock() - begun)
    return [sorted(seconds) for seconds in taken]


def command(*words, env):
    """Return a function that runs one command to its end, its output thrown away."""

    def run():
        done = subprocess.run(words, env=env, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()

    return run


def percentile(taken, share):
    """Return the value below which `share` (0 to 1) of the sorted `taken` lie."""
    return taken[min(len(taken) - 1, int(len(taken) * share))]


def report(name, value, target=None, *, better="lower", unit="×"):
    """Print one figure beside what is owed; remember it when it is missed."""
    good = target is None or (value <= target if better == "lower" else value >= target)
    owed = "" if target is None else f"{'≤' if better == 'lower' else '≥'} {target:g}"
    print(f"  {name:<58} {value:>10.2f} {unit:<5} {owed:<9} {'' if good else 'MISSED'}")
    sys.stdout.flush()
    if not good:
        _missed.append(name)


def finish():
    """End the benchmark: exit 1 when a figure was missed."""
    sys.exit(1 if _missed else 0)


@contextmanager
def new_home():
    """Yield the environment of a home made for this benchmark and removed after it."""
    folder = tempfile.mkdtemp(prefix="homestead-bench-")
    try:
        yield {**os.environ, "HOMESTEAD_HOME": folder, "PYTHONDONTWRITEBYTECODE": ""}
    finally:
        shutil.rmtree(folder)


@contextmanager
def serving(env):
    """Run a daemon at the home of `env`; yield its process and its address."""
    daemon = subprocess.Popen(
        [HOMESTEAD, "serve", "--port", "0"], env=env, stderr=subprocess.PIPE, text=True
    )
    line = daemon.stderr.readline()
    try:
        yield daemon, next(word for word in line.split() if word.startswith("http"))
    finally:
        daemon.terminate()
        daemon.wait()
