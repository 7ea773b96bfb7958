"""Alters out of a plain list: `seles,1` for each, 1 if they are at the front."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from homestead.core.errors import UsageError
from homestead.services import access, changes, details, records
from homestead.services.fronts import live

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homestead.core.house import House, NamedFile
    from homestead.services.changes import Change

MOST_BYTES = 1 << 20
MOST_LINES = 5000


def bring_in(house: House, *, files: Sequence[NamedFile] = ()) -> dict[str, Any]:
    """Add everybody in the one file of `files` who is not here yet.

    Those it marks with 1 are at the front from now on, and nobody else; if it marks
    nobody, whoever is there stays. Returns `{"added", "known", "fronting"}`, handles.
    All of it is one change. Raises UsageError that names the line.
    """
    access.require(house.asker, "alter.edit")
    if len(files) != 1:
        raise UsageError("Give one file, with a line such as seles,1 for each.")
    listed = _read(files[0])
    if any(listed.values()):
        access.require(house.asker, "front.switch")
    with changes.recording(house, "alter.import", "") as change:
        known = _known(change)
        rows = {
            word: known.get(word.casefold()) or _added(house, change, word)
            for word in listed
        }
        here = {row["id"]: row["handle"] for word, row in rows.items() if listed[word]}
        live.settle(house, change, [*here])
        there = {row["id"] for row in known.values()}
        added = [row["handle"] for row in rows.values() if row["id"] not in there]
        noun = house.terms.alter if len(added) == 1 else house.terms.alters
        change.summary = f"{len(added)} {noun} came out of a list"
    return {
        "added": added,
        "known": [row["handle"] for row in rows.values() if row["id"] in there],
        "fronting": [*here.values()],
    }


def _read(given: NamedFile) -> dict[str, bool]:
    """Return who is in the list, and whether they are at the front."""
    content = given.file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UsageError("The file is far larger than a list of names.")
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise UsageError(
            "The file is not text in UTF-8.", hint="Save it as UTF-8, then try again."
        ) from error
    if len(lines) > MOST_LINES:
        raise UsageError(f"The file has more than {MOST_LINES} lines.")
    listed: dict[str, bool] = {}
    folded: set[str] = set()
    for number, line in enumerate(lines, 1):
        if line.strip():
            word, is_here = _line(number, line)
            if word.casefold() in folded:
                raise UsageError(f"Line {number}: {word!r} is in the list twice.")
            folded.add(word.casefold())
            listed[word] = is_here
    if not listed:
        raise UsageError("Nobody is in the file.")
    return listed


def _line(number: int, line: str) -> tuple[str, bool]:
    try:
        cells = [cell.strip() for cell in next(csv.reader([line]))]
    except (csv.Error, StopIteration):
        cells = []
    match cells:
        case [word, "0" | "1" as flag] if word:
            return details.name(word, f"line {number}"), flag == "1"
    raise UsageError(
        f"Line {number} is not like seles,1.",
        hint="A handle or name, a comma, and 1 for who is at the front, else 0.",
    )


def _known(change: Change) -> dict[str, Any]:
    """Return who is here, by handle and by name."""
    rows = change.tx.rows(
        "SELECT id, handle, name FROM alters WHERE deleted_at IS NULL ORDER BY id DESC"
    )
    by_name = {row["name"].casefold(): row for row in rows}
    return by_name | {row["handle"]: row for row in rows}


def _added(house: House, change: Change, word: str) -> Any:
    columns = {"name": word, "privacy": house.config["home.privacy"]}
    try:
        columns["handle"] = details.handle(word, "handle")
    except UsageError:
        pass  # a name: its handle is made of it
    else:
        parts = word.replace("_", "-").split("-")
        columns["name"] = " ".join(part.capitalize() for part in parts if part) or word
    return records.create(change, "alters", columns, kind="alter")
