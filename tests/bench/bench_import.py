"""Five years of a large system come in, and go out again, on a small machine.

200,000 PluralKit switches of 500 members. A progress bar is shown on a terminal.
"""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import big_files
from harness import HOMESTEAD, finish, new_home, report

MB = 1024  # ru_maxrss is in KiB


def run(*words, env):
    """Run one command; return how many seconds and MB it took."""
    begun = time.perf_counter()
    command = [HOMESTEAD, *map(str, words)]
    started = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, words
    started.returncode = 0
    return time.perf_counter() - begun, used.ru_maxrss / MB


def told(name, taken, *, seconds=None, megabytes=None):
    """Report what a run took."""
    report(f"{name}: time", taken[0], seconds, unit="s")
    report(f"{name}: memory at most", taken[1], megabytes, unit="MB")


def main():
    with new_home() as env, new_home() as other:
        file = Path(env["HOMESTEAD_HOME"], "big.json")
        with file.open("w", encoding="utf-8") as out:
            big_files.pluralkit(out, switches=200_000, members=500)
        first = run("import", file, env=env)
        told("200,000 switches, the first time", first, seconds=60, megabytes=300)
        told("the same file again", run("import", file, env=env), seconds=60)
        mine = Path(env["HOMESTEAD_HOME"], "home.json")
        written = run("export", "-o", mine, env=env)
        told("everything out again", written, megabytes=60)
        told("into an empty home", run("import", mine, env=other), seconds=60)
    finish()


if __name__ == "__main__":
    main()
