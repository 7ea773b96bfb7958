"""How long a command takes from nothing to its answer, as a person waits for it.

Wall time of the whole process, the fastest of 20, against a Python that does nothing
and against one that loads what every command must.
"""

from __future__ import annotations

import subprocess
import sys

from harness import BARE, HOMESTEAD, command, finish, in_turn, new_home, report, serving

LOADS = [sys.executable, "-c", "import typer, sqlite3"]
OTHERS = [
    ("history",),
    ("stats",),
    ("alter", "list"),
    ("alter", "show", "seles"),
    ("group", "list"),
    ("field", "list"),
    ("undo", "--list"),
    ("config", "show"),
    ("paths",),
    ("init",),
    ("doctor",),
    ("export",),
    ("--help",),
    ("alter", "--help"),
]


def switching(env):
    """Return a run that switches between two, so that each is a real switch."""
    names = iter(["seles", "dexen"] * 1000)

    def run():
        command(HOMESTEAD, "front", next(names), env=env)()

    return run


def compare(name, run, against, target):
    one, other = in_turn(run, against)
    report(name, one[0] / other[0], target)


def main():
    with new_home() as env:
        for name in ("Seles", "Dexen"):
            subprocess.run([HOMESTEAD, "alter", "add", name], env=env, check=True)
        bare, loads = command(*BARE, env=env), command(*LOADS, env=env)
        switch, who = switching(env), command(HOMESTEAD, "front", env=env)
        compare("homestead front seles, no daemon / bare Python", switch, bare, 3)
        for words in OTHERS:
            run = command(HOMESTEAD, *words, env=env)
            compare(f"homestead {' '.join(words)} / typer, sqlite3", run, loads, 1.5)
        with serving(env):
            compare("homestead front seles, daemon / bare Python", switch, bare, 2.5)
            compare("homestead front, daemon / bare Python", who, bare, 2.5)
    finish()


if __name__ == "__main__":
    main()
