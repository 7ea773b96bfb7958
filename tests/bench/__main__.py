"""Run every benchmark, one after another, and say which figures were missed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path


def main(wanted):
    """Run those whose names hold one of the words wanted, or all."""
    ended = {}
    for bench in sorted(Path(__file__).parent.glob("bench_*.py")):
        name = bench.stem.removeprefix("bench_")
        if wanted and not any(word in name for word in wanted):
            continue
        print(f"\n{name}", flush=True)
        begun = time.monotonic()
        ended[name] = subprocess.run([sys.executable, bench], check=False).returncode
        print(f"  ({time.monotonic() - begun:.0f} s)")
    missed = [name for name, code in ended.items() if code]
    told = f"; missed in {', '.join(missed)}" if missed else ", no figure missed"
    print(f"\n{len(ended)} benchmarks{told}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
