"""The forums on their way to another home: every row, and the files with them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from homestead.core.errors import UsageError
from homestead.modules.forums.models import luggage
from homestead.modules.forums.models.files import FOLDER
from homestead.services import pictures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from homestead.core.house import House

    Record = dict[str, Any]

TIERS = ("primary", "co-front", "co-conscious")

_COLOR = re.compile(r"#[0-9a-f]{6}", re.ASCII)
_NAME = re.compile(r"[0-9a-f]{64}\.(?:png|jpg|gif|webp|bin)", re.ASCII)


def out(house: House) -> Iterator[Record]:
    """Yield everything there is; a file's content as base64, if it is there still."""
    for record in luggage.out(house.room("forums").database):
        if record["table"] == "files":
            place = pictures.place(house, f"{FOLDER}/{record['name']}")
            if place.is_file():
                held = base64.b64encode(place.read_bytes()).decode()
                record["content"] = held
        yield record


def back(house: House, records: Iterable[Record]) -> None:
    """Take what is not here yet. What was here stays as it is."""
    fitting = [_tidy(each) for each in records if _is_whole(house, each)]
    forums = house.room("forums").database
    forums.in_background(lambda tx: luggage.Unpacking(tx).take(fitting))


def _tidy(record: Record) -> Record:
    """Return a record in which what pages take apart is what it should be."""
    tidy = dict(record)
    if not _COLOR.fullmatch(str(record.get("color"))):
        tidy.pop("color", None)
    if record.get("table") == "posts" and not _is_front(record.get("fronting")):
        tidy.pop("fronting", None)
    return tidy


def _is_front(told: Any) -> bool:
    """Tell whether that says who was at the front: `[[uid, tier], …]`."""
    try:
        found = json.loads(told)
        return all(
            isinstance(uid, str) and tier in TIERS for uid, tier in found
        ) and isinstance(found, list)
    except (TypeError, ValueError, RecursionError):
        return False


def _is_whole(house: House, record: Record) -> bool:
    """Tell whether a record can be taken; write the file that comes with it."""
    if record.get("table") != "files":
        return True
    name = record.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return False
    place = pictures.place(house, f"{FOLDER}/{name}")
    if place.is_file():
        return True
    content = _content(record.get("content"), name)
    if content is None:
        return False
    house.aside(lambda: pictures.write(place, content))
    return True


def _content(held: Any, name: str) -> bytes | None:
    """Return a file's bytes, if they are what its name says."""
    from homestead.services import attachments

    try:
        content = base64.b64decode(held, validate=True)
        if len(content) > attachments.MOST_BYTES:
            return None
        if not name.endswith(".bin"):
            right = pictures.named(FOLDER, content) == f"{FOLDER}/{name}"
            return content if right else None
    except (TypeError, ValueError, binascii.Error, UsageError):
        return None
    same = hashlib.sha256(content).hexdigest() == name.partition(".")[0]
    return content if same else None
