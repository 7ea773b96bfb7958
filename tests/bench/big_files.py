"""Writes exports as large as five years of a large system are.

`python tests/bench/big_files.py big.json --switches 200000 --members 500`
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
YEARS = 5
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def pluralkit(out: TextIO, *, switches: int, members: int, seed: int = 1) -> None:
    """Write a PluralKit export: co-fronts, switch-outs, a few identical neighbours."""
    chance = random.Random(seed)
    ids = [short_id(place) for place in range(members)]
    head = {
        "version": 2,
        "id": "bigsy",
        "uuid": uuid(0),
        "name": "The Big House",
        "created": iso(FIRST),
        "config": {"timezone": "Europe/Lisbon"},
        "accounts": [466378653216014359],
        "members": [member(place, each) for place, each in enumerate(ids)],
        "groups": [group(place, ids, chance) for place in range(20)],
    }
    out.write(json.dumps(head)[:-1] + ', "switches": [')
    for place, switch in enumerate(_switches(ids, switches, chance)):
        line = json.dumps(switch)
        out.write(f",\n{line}" if place else f"\n{line}")
    out.write("]}\n")


def short_id(place: int) -> str:
    """Return the short id of a member: five letters, as PluralKit gives them."""
    letters = ""
    for _ in range(5):
        place, letter = divmod(place, 26)
        letters = _LETTERS[letter] + letters
    return letters


def uuid(place: int) -> str:
    """Return a UUID nobody else has in the file."""
    return f"0b7f7c2e-0000-4000-8000-{place:012x}"


def iso(at: datetime) -> str:
    """Return a moment as PluralKit writes it."""
    return at.isoformat().replace("+00:00", "Z")


def member(place: int, identity: str) -> dict[str, object]:
    """Return a member as full as they usually are."""
    return {
        "id": identity,
        "uuid": uuid(place + 1),
        "name": f"Member {place}",
        "display_name": f"✨ Member {place} ✨",
        "color": f"{place * 7919 % 0xFFFFFF:06x}",
        "birthday": "0004-02-29",
        "pronouns": "they/them",
        "description": "Likes *tea* and long walks.\n" * 8,
        "created": iso(FIRST),
        "proxy_tags": [{"prefix": f"{identity}:", "suffix": None}],
        "privacy": {"visibility": "public", "name_privacy": "public"},
        "message_count": place,
    }


def group(place: int, ids: list[str], chance: random.Random) -> dict[str, object]:
    """Return a group of up to 30 members."""
    return {
        "id": f"grp{short_id(place)[-2:]}",
        "uuid": uuid(10_000 + place),
        "name": f"Group {place}",
        "color": None,
        "created": iso(FIRST),
        "members": chance.sample(ids, min(30, len(ids))),
        "privacy": {"visibility": "public"},
    }


def _switches(
    ids: list[str], count: int, chance: random.Random
) -> Iterator[dict[str, object]]:
    """Yield switches, newest first."""
    step = timedelta(days=365 * YEARS) / max(count, 1)
    weights = [1 / (place + 1) for place in range(len(ids))]
    here: list[str] = []
    for place in range(count, 0, -1):
        here = _next(here, ids, weights, chance)
        at = FIRST + step * (place - chance.random() / 2)
        yield {"timestamp": iso(at), "members": here}


def _next(
    here: list[str], ids: list[str], weights: list[float], chance: random.Random
) -> list[str]:
    """Return who fronts next: somebody else, one more, one less, nobody, the same."""
    dice = chance.random()
    one = chance.choices(ids, weights)[0]
    if dice < 0.05:
        return []
    if dice < 0.06:
        return list(here)
    if dice < 0.35 and one not in here and len(here) < 4:
        return [*here, one]
    if dice < 0.55 and len(here) > 1:
        leaver = chance.choice(here)
        return [each for each in here if each != leaver]
    return [one]


def main() -> None:
    """Write the file the arguments ask for; `-` is stdout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--switches", type=int, default=200_000)
    parser.add_argument("--members", type=int, default=500)
    asked = parser.parse_args()
    sizes = {"switches": asked.switches, "members": asked.members}
    if asked.file == "-":
        pluralkit(sys.stdout, **sizes)
        return
    with open(asked.file, "w", encoding="utf-8") as out:
        pluralkit(out, **sizes)


if __name__ == "__main__":
    main()
