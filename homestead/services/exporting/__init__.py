"""Getting everything out again: one documented JSON, or a ZIP with the pictures."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, BinaryIO, TypeVar

    from homestead.core.database import Reader
    from homestead.core.house import House, NamedFile

    T = TypeVar("T")

DOOR = ("write",)

FORMATS = ("json", "zip")


def write(
    house: House,
    *,
    files: Sequence[NamedFile],
    format: str = "json",  # noqa: A002
) -> dict[str, Any]:
    """Write the whole home into the one open file of `files`, as `json` or `zip`.

    Returns `{"format", "counts": {"alters": 14, …}, "pictures", "warnings": [{"code",
    "message", "ref"}]}`. What is written is one moment of the home, whatever changes
    meanwhile. Raises UsageError for another format, CannotCreateError when the file
    takes no more, NotPermittedError for those who may not have everything.
    """
    from homestead.core.errors import UsageError
    from homestead.services import access

    access.require(house.asker, "export.run")
    if format not in FORMATS or len(files) != 1:
        raise UsageError(
            f"Homestead cannot export as {format!r}.", hint="Use `json` or `zip`."
        )
    home = _home(house)
    job = _zip if format == "zip" else _json
    modules, warned = house.rooms.moving.packed() if house.rooms else ([], [])
    content = (home, modules)
    found = _written(house, lambda reader: job(house, reader, files[0].file, content))
    found["warnings"] += warned
    _note(house, format)
    return {"format": format, **found}


def _written(house: House, job: Callable[[Reader], T]) -> T:
    """Carry out `job` off the event loop, at one moment of the home."""
    from homestead.core.errors import CannotCreateError

    try:
        return house.aside(lambda: _at_one_moment(house, job))  # type: ignore[no-any-return]
    except OSError as error:
        raise CannotCreateError(
            f"The export could not be written: {error.strerror}.",
            hint="What is there of it is not whole. Free some space, or write it"
            " somewhere else.",
        ) from error


def _note(house: House, kind: str) -> None:
    """Append to the audit log that everything was taken out, where that can be."""
    from homestead.services import audit

    if not house.app.read_only:
        with house.app.transaction() as tx:
            audit.note(tx, house, "export.run", format=kind)


def _home(house: House) -> dict[str, Any]:
    """Return how the home is set up, as far as it belongs to the record."""
    terms = house.terms
    words = ("alter", "alters", "system", "systems", "front", "fronts")
    return {
        "time_zone": house.config["home.time_zone"],
        "terms": {word: getattr(terms, word) for word in words},
    }


def _at_one_moment(house: House, job: Callable[[Reader], T]) -> T:
    """Let `job` read from a connection of its own, which sees no later change."""
    from homestead.core.connections import connect
    from homestead.core.database import Reader

    connection = connect(house.app.path, read_only=True)
    try:
        connection.execute("BEGIN")
        return job(Reader(connection))
    finally:
        connection.close()


def _json(house: House, reader: Reader, file: BinaryIO, content: Any) -> dict[str, Any]:
    from homestead.services.exporting.document import Document

    document = Document(file, reader, house.progress)
    document.write(*content)
    file.flush()
    return {"counts": document.counts, "pictures": 0, "warnings": []}


def _zip(house: House, reader: Reader, file: BinaryIO, content: Any) -> dict[str, Any]:
    from pathlib import Path

    from homestead.services.exporting.bundle import Bundle

    uploads = Path(house.paths.data, "uploads")
    bundle = Bundle(file, uploads, house.progress)
    counts = bundle.write(reader, *content)
    file.flush()
    warnings = [
        {
            "code": "picture_missing",
            "message": "A picture is not there, or not what it was: it is left out.",
            "ref": name,
        }
        for name in bundle.missing
    ]
    return {"counts": counts, "pictures": bundle.pictures, "warnings": warnings}
