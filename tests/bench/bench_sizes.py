"""A home of five years answers as quickly as a new one.

500 alters and 200,000 fronts against 10 and 1,000: the same command in both, in turn.
"""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

from harness import HOMESTEAD, command, finish, in_turn, new_home, report, serving

START = 1_600_000_000_000
FIVE_YEARS = 5 * 365 * 24 * 3600 * 1000


def an_export(alters, fronts, span=FIVE_YEARS):
    """Return a Simply Plural export with that many members and entries in `span` ms."""
    chance = random.Random(7)
    members = [f"{n:024x}" for n in range(alters)]
    end, entries = START, []
    for number in range(fronts):
        start, end = end, end + chance.randrange(1, 2 * span // fronts)
        entries.append(
            {
                "_id": f"f{number:023x}",
                "member": chance.choice(members),
                "custom": False,
                "live": number == fronts - 1,
                "startTime": start,
                "endTime": None if number == fronts - 1 else end,
            }
        )
    people = [{"_id": one, "name": f"Alter {n}"} for n, one in enumerate(members)]
    return {"members": people, "frontHistory": entries, "users": []}


def fill(env, alters, fronts, span=FIVE_YEARS):
    file = Path(env["HOMESTEAD_HOME"]) / "export.json"
    file.write_text(json.dumps(an_export(alters, fronts, span)))
    subprocess.run([HOMESTEAD, "import", str(file)], env=env, check=True, stdout=-3)


def main():
    with new_home() as small, new_home() as large:
        fill(small, 10, 1_000)
        fill(large, 500, 200_000)
        for how in ("no daemon", "daemon"):
            for words in (("front",), ("history", "--limit", "50")):
                name = f"homestead {' '.join(words)}, {how}: large / small"
                if how == "daemon":
                    with serving(small), serving(large):
                        compare(name, words, large, small)
                else:
                    compare(name, words, large, small)
    finish()


def compare(name, words, large, small):
    runs = [command(HOMESTEAD, *words, env=env) for env in (large, small)]
    one, other = in_turn(*runs)
    report(name, one[0] / other[0], 1.5)


if __name__ == "__main__":
    main()
