"""Durable writes a second: everybody's own sync against syncs shared by 50 writers.

Once on this machine's disk, once with every sync made to take 10 ms, as on an SD card.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from harness import finish, report

HERE = Path(__file__).parent


def shim(folder):
    """Compile what slows syncs down; return its path, or None without a compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    made = folder / "slow_sync.so"
    source = HERE / "slow_sync.c"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-o", made, source, "-ldl"], check=True
    )
    return str(made)


def rate(folder, writers, preload=""):
    """Return the durable writes a second of so many writers."""
    path = folder / f"{writers}-{bool(preload)}.db"
    env = {**os.environ, "LD_PRELOAD": preload}
    run = [sys.executable, str(HERE / "writers.py"), str(path), str(writers)]
    return float(subprocess.check_output(run, env=env))


def main():
    folder = Path(tempfile.mkdtemp(prefix="homestead-bench-"))
    try:
        alone, together = rate(folder, 1), rate(folder, 50)
        report("writes a second, one writer", alone, unit="/s")
        report("writes a second, 50 writers", together, unit="/s")
        slow = shim(folder)
        if slow is None:
            print("  no C compiler here: the slow disk is left out")
        else:
            alone, together = rate(folder, 1, slow), rate(folder, 50, slow)
            report("10 ms syncs: writes a second, one writer", alone, unit="/s")
            name = "10 ms syncs: 50 writers / one writer"
            report(name, together / alone, 5, better="higher")
    finally:
        shutil.rmtree(folder)
    finish()


if __name__ == "__main__":
    main()
