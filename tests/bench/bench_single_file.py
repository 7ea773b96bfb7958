"""What it costs that everything lies in one file, and how soon that serves."""

from __future__ import annotations

import sys
from pathlib import Path

from harness import HOMESTEAD, command, finish, in_turn, new_home, report

SINGLE_FILE = Path(__file__).parents[2] / "dist/homestead.pyz"


def main():
    if not SINGLE_FILE.exists():
        sys.exit("There is no dist/homestead.pyz: make pyz builds it.")
    with new_home() as env:
        for words in [("front",), ("--version",), ("undo", "--list"), ("--help",)]:
            one, other = in_turn(
                command(sys.executable, SINGLE_FILE, *words, env=env),
                command(HOMESTEAD, *words, env=env),
            )
            name = f"homestead.pyz {' '.join(words)} / installed"
            report(name, one[0] / other[0], 1.4)
    finish()


if __name__ == "__main__":
    main()
