"""From the files somebody gives to one plan: read, recognised, taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from homestead.core.errors import IntegrityError, UsageError
from homestead.services.importing import detect, reading
from homestead.services.importing.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import ExitStack

    from homestead.core.house import NamedFile
    from homestead.services.importing.archives import Archive
    from homestead.services.importing.homestead.export import Export

_READERS = {
    detect.SIMPLY_PLURAL: "homestead.services.importing.simply_plural",
    detect.PLURALKIT: "homestead.services.importing.pluralkit",
    detect.HOMESTEAD: "homestead.services.importing.homestead",
}
_PICTURE = re.compile(r"[0-9A-Za-z]{5,64}\.(?:png|jpe?g|gif|webp)", re.IGNORECASE)


@dataclass(slots=True)
class Planned:
    """What the given files come to. `files`: (name, sha256) of each."""

    format: str
    plan: Plan | Export
    files: list[tuple[str, str]]
    archives: list[Archive] = field(default_factory=list)


def plan(files: Sequence[NamedFile], chosen: str | None, opened: ExitStack) -> Planned:
    """Read the files and return what to do with them.

    `opened` closes, later, what stays open meanwhile. `chosen`: the format, where it
    shall not be told by the content. Raises UsageError or IntegrityError for
    everything that is no whole export.
    """
    if not files:
        raise UsageError("There is no file to import.", hint="Name one or more files.")
    if chosen is not None and chosen not in _READERS:
        known = ", ".join(_READERS)
        raise UsageError(
            f"There is no format called {chosen[:40]!r}.", hint=f"Use one of: {known}."
        )
    read = [reading.read(each, opened) for each in files]
    given = list({each.sha256: each for each in reversed(read)}.values())[::-1]
    found = _format(given, chosen)
    archives = [each.archive for each in given if each.archive is not None]
    contents = [doc.content for each in given for doc in _objects(each)]
    try:
        made = _read(found, contents)
    except RecursionError as error:
        raise IntegrityError(
            "The file is nested deeper than any export is.",
            hint="Export again from the app, and give that file.",
        ) from error
    return Planned(found, made, [(it.name, it.sha256) for it in given], archives)


def _format(given: list[reading.Given], chosen: str | None) -> str:
    """Return the one format that all documents have."""
    found: dict[str, str] = {}
    for each in given:
        if each.archive is not None:
            detect.detect_archive(each.name, each.archive.names)
            _refuse_empty(each)
        for doc in each.documents:
            kind = _kind(doc, chosen)
            found.setdefault(kind, doc.name)
    if len(found) > 1:
        names = " and ".join(found.values())
        raise UsageError(
            f"{names} come from different apps.",
            hint="Import them one after the other.",
        )
    return next(iter(found), chosen or detect.SIMPLY_PLURAL)


def _kind(doc: reading.Document, chosen: str | None) -> str:
    """Return the format of a document: what it was said to be, unless it is not."""
    try:
        found = detect.detect(doc.name, doc.content)
    except UsageError:
        if chosen is None:
            raise
        return chosen
    if chosen not in (None, found):
        raise UsageError(
            f"{doc.name} is an export of {detect.TITLES[found]}, not of"
            f" {detect.TITLES[chosen]}.",
            hint="Do not say what it is: its content tells.",
        )
    return found


def _refuse_empty(given: reading.Given) -> None:
    """Refuse a ZIP with neither an export nor pictures named by ids in it."""
    names = given.archive.names if given.archive is not None else []
    pictures = any(_PICTURE.fullmatch(PurePath(name).name) for name in names)
    if not given.documents and not pictures:
        raise UsageError(
            f"{given.name} holds neither an export nor pictures of one.",
            hint="Give the .json or .zip file that the app's export made.",
        )


def _objects(given: reading.Given) -> list[reading.Document]:
    """Return the documents, a bare list under the name its file has."""
    for doc in given.documents:
        if isinstance(doc.content, list):
            doc.content = {doc.name.removesuffix(".json"): doc.content}
        elif not isinstance(doc.content, dict):
            raise UsageError(
                f"{doc.name} holds no records.",
                hint="Give the file as the app exported it.",
            )
    return given.documents


def _read(found: str, contents: list[Any]) -> Plan | Export:
    if not contents:
        return Plan(found)
    reader = import_module(_READERS[found])
    made: Plan | Export = reader.read(contents)
    return made
