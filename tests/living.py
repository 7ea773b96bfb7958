"""A home that has been lived in: who there is, and what they did these five weeks."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

from homestead.core import clock
from homestead.core.house import NamedFile
from homestead.services import alters, changes, fields, fronts, groups, system

if TYPE_CHECKING:
    from homestead.core.house import House

PEOPLE = (
    ("Ash", "they/them", "#7a6f9b", "Keeps the calendar, and everybody on time."),
    ("Juniper", "it/its", "#2f8f83", "Knows where the snacks are."),
    ("Marlow", "he/him", "#a0522d", "Letters and forms. *Ask twice.*"),
    ("Wren", "she/they", "#e0a458", "Draws on everything."),
    ("Ivy", "ze/zir", "#4c9a2a", ""),
    ("The Archivist", "", "#5b6c8f", "Remembers, so that the others need not."),
    ("Tove", "she/her", "#d17a9f", "Little; likes the sea."),
)
KNOWN = {
    "seles": {"pronouns": "she/her", "color": "#88aa33", "birthday": "03-14"},
    "dexen": {"pronouns": "he/they", "color": "#3f5fb5"},
    "yuki": {"pronouns": "she/her", "color": "#e8c4d8"},
}
GROUPS = (("Gardeners", None), ("Night watch", None), ("Seedlings", "gardeners"))
DAYS = 35


def move_in(house: House) -> None:
    """Fill the home of the cast; what they did in it before is taken back."""
    changes.undo(house)
    _people(house)
    _record(house)


def _people(house: House) -> None:
    system.edit(house, name="The Lanterns", description="Ten of us, mostly kind.")
    for handle, about in KNOWN.items():
        alters.edit(house, alter=handle, **about)
    alters.edit(house, alter="seles", description="Grows **tomatoes**.", tags=["host"])
    for name, pronouns, color, description in PEOPLE:
        about = {"pronouns": pronouns, "color": color, "description": description}
        alters.add(house, name=name, **about)
    alters.add(house, name="Blurry", custom=True, color="#9a9a9a")
    alters.avatar(house, alter="yuki", files=[NamedFile("yuki.png", picture())])
    for name, parent in GROUPS:
        groups.add(house, name=name, parent=parent, members=["seles", "ash"])
    fields.add(house, name="Favourite tea")
    fields.set(house, field="favourite-tea", alter="seles", value="Mint, no sugar")


def _record(house: House) -> None:
    chance = random.Random(7)
    everybody = [*KNOWN, "ash", "juniper", "wren", "ivy", "blurry"]
    weights = [9, 7, 4, 3, 3, 2, 1, 1]
    at = clock.now() - DAYS * clock.DAY
    before: list[str] = []
    while at < clock.now() - 3 * clock.HOUR:
        here = list(dict.fromkeys(chance.choices(everybody, weights, k=2)))
        here = here[: chance.choice((1, 1, 2))]
        if here != before:
            fronts.switch(house, alters=here, at=clock.iso(at))
        before = here
        at += chance.randint(2, 11) * clock.HOUR
    fronts.switch(house, alters=["seles", "dexen"], at="2 hours ago", status="tea")
    newest = fronts.history(house, limit=1)["fronts"][0]
    fronts.comment(house, front=newest["id"], text="Made soup together.")


def picture() -> io.BytesIO:
    """Return a small picture: somebody's face, from far away."""
    import struct
    import zlib

    rows = bytearray()
    for y in range(96):
        rows.append(0)
        for x in range(96):
            face = (x - 48) ** 2 + (y - 52) ** 2 < 34**2
            rows += bytes((246, 214, 196) if face else (134, 170 - y // 2, 200))

    def chunk(kind: bytes, body: bytes) -> bytes:
        sum_ = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", sum_)

    head = struct.pack(">IIBBBBB", 96, 96, 8, 2, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b"")
    made = b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)
    return io.BytesIO(made)
