"""Exports of Simply Plural, built small."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"
HOUR = 3_600_000
NOON = 1_735_725_600_000


def member(number, name, **more):
    """A member's record; Seles is 1, Dexen 2, Yuki 3."""
    return {"_id": identity(number), "name": name, **more}


def front(number, who, start, end, **more):
    """A front from `start` to `end` o'clock (hours after noon); None: still there."""
    return {
        "_id": identity(number),
        "member": identity(who),
        "custom": False,
        "live": end is None,
        "startTime": NOON + int(start * HOUR),
        "endTime": None if end is None else NOON + int(end * HOUR),
        **more,
    }


def identity(number):
    return f"65a0000000000000000{number:05d}"


def export(**collections):
    """An export with Seles, Dexen and Yuki, and whatever else is given."""
    people = [member(1, "Seles"), member(2, "Dexen"), member(3, "Yuki")]
    return {"members": people, "frontHistory": [], **collections}


def packed(files):
    """A ZIP with these files in it: {name: content}."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def as_bytes(content):
    return content if isinstance(content, bytes) else json.dumps(content).encode()
