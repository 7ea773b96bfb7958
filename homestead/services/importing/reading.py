"""Opens what somebody gives: JSON or ZIP, of any size and in any state of repair."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import stat
import tempfile
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from homestead.core.errors import (
    CannotCreateError,
    HomesteadError,
    IntegrityError,
    UsageError,
)
from homestead.services.importing.archives import Archive
from homestead.services.importing.homestead import lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import ExitStack

    from homestead.core.house import NamedFile

MOST_JSON = 256 << 20
MOST_ZIP = 4 << 30
_ZIP = b"PK\x03\x04"
_CHUNK = 1 << 20
_IN_MEMORY = 8 << 20
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<lone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
    r"|\\."
)


@dataclass(slots=True)
class Document:
    """One parsed JSON file; `name` as its owner calls it."""

    name: str
    content: Any


@dataclass(slots=True)
class Given:
    """What one given file turned out to hold."""

    name: str
    sha256: str
    documents: list[Document] = field(default_factory=list)
    archive: Archive | None = None


def read(given: NamedFile, opened: ExitStack) -> Given:
    """Read one given file, seekable or not; `opened` closes what was opened for it.

    Raises UsageError for what is no export at all or too large, IntegrityError for
    what is damaged, cut off or harmful. Nothing of its content is in the message.
    """
    name = "standard input" if given.name == "-" else plain_name(given.name)
    try:
        return _read(name, given.file, opened)
    except OSError as error:
        raise HomesteadError(
            f"{name} cannot be read: {error.strerror or error}.",
            hint="Copy it to another place, and give that file.",
        ) from error


def _read(name: str, given: Any, opened: ExitStack) -> Given:
    file = _seekable(name, given, opened)
    magic = file.read(8)
    if not magic:
        raise UsageError(f"{name} is empty.", hint="Export again, and give that file.")
    _refuse_known(name, magic)
    packed = magic.startswith(_ZIP)
    size = file.seek(0, 2)
    file.seek(0)
    if size > (MOST_ZIP if packed else MOST_JSON):
        raise _too_large(name)
    if packed:
        return _unpacked(name, file)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    content = _own(lambda: _parts(file))
    if content is None:
        file.seek(0)
        content = parsed(name, file.read(MOST_JSON))
    return Given(name, digest, [Document(name, content)])


def _own(parts: Callable[[], Iterator[bytes]]) -> dict[str, Any] | None:
    """Return an export of Homestead, read line by line; None for anything else."""
    begun = parts()
    if not next(begun, b"").startswith(lines.BEGINNING):
        return None
    return lines.laid_out(lambda: lines.of_parts(parts()))


def _parts(file: Any) -> Iterator[bytes]:
    """Yield what is in a file, whoever else reads it meanwhile."""
    place = 0
    while True:
        file.seek(place)
        part = file.read(_CHUNK)
        if not part:
            return
        place += len(part)
        yield part


def plain_name(name: str) -> str:
    """Return what a file is called, without directories or control characters."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(each for each in last if each.isprintable())[:200] or "the file"


def parsed(name: str, raw: bytes) -> Any:
    """Return what the JSON text in `raw` says."""
    text = _decoded(name, raw)
    del raw
    if not text.strip(" \t\r\n\0"):
        raise UsageError(f"{name} is empty.", hint="Export again, and give that file.")
    if _SURROGATE.search(text):
        text = _ESCAPE.sub(_mended, text)
    try:
        return json.loads(
            text,
            object_hook=_breath,
            parse_constant=_no_number,
            parse_float=_number,
        )
    except RecursionError as error:
        raise IntegrityError(
            f"{name} is nested deeper than any export is.",
            hint="Export again from the app, and give that file.",
        ) from error
    except json.JSONDecodeError as error:
        raise _not_json(name, text, error) from None
    except ValueError as error:
        raise IntegrityError(
            f"{name} holds a number that is none, or too large for anything.",
            hint="Export again from the app, and give that file.",
        ) from error


def _seekable(name: str, file: Any, opened: ExitStack) -> Any:
    """Return `file`, or a copy of it on disk where it can be read only once."""
    if file.seekable() and _has_an_end(file):
        file.seek(0)
        return file
    aside = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - next line
    copy = opened.enter_context(aside)
    size, most = 0, 0
    while part := file.read(_CHUNK):
        size += len(part)
        most = most or (MOST_ZIP if part.startswith(_ZIP) else MOST_JSON)
        if size > most:
            raise _too_large(name)
        _put_aside(copy, part)
    copy.seek(0)
    return copy


def _has_an_end(file: Any) -> bool:
    """Tell files, in memory too, from devices such as /dev/zero, which go on."""
    try:
        return stat.S_ISREG(os.fstat(file.fileno()).st_mode)
    except (AttributeError, io.UnsupportedOperation):
        return True


def _put_aside(copy: Any, part: bytes) -> None:
    try:
        copy.write(part)
    except OSError as error:
        raise CannotCreateError(
            f"There is no room to put aside what comes in: {error.strerror}.",
            hint="Free some space, or give the file by its name.",
        ) from error


def _refuse_known(name: str, magic: bytes) -> None:
    """Name the binary formats of other apps."""
    apps = (
        (b"AMPAR\0\0", "an Ampersand archive"),
        (b"AMPDB\0\0", "an Ampersand database"),
        (b"PRISM1", "an encrypted Prism export"),
    )
    for start, what in apps:
        if magic.startswith(start):
            raise UsageError(
                f"{name} is {what}; Homestead cannot read those yet.",
                hint="If the app can export JSON as well, try that.",
            )


def _unpacked(name: str, file: Any) -> Given:
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    archive = Archive(name, file)
    given = Given(name, digest, archive=archive)
    for member in archive.names:
        if member.lower().endswith(".json"):
            told = plain_name(member)
            content = _own(partial(archive.parts, member))
            if content is None:
                content = parsed(told, archive.read(member, limit=MOST_JSON))
            given.documents.append(Document(told, content))
    return given


def _decoded(name: str, raw: bytes) -> str:
    encoding = next((enc for bom, enc in _BOMS if raw.startswith(bom)), "")
    if not encoding:
        encoding = _guessed(raw[:4])
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and raw.lstrip()[:1] not in (b"{", b"["):
            raise _something_else(name, "not JSON") from None
        raise IntegrityError(
            f"{name} is not in UTF-8: it was changed on its way here.",
            hint="Give the file as the app exported it, not opened and saved again.",
        ) from error


def _guessed(start: bytes) -> str:
    """Return the encoding of JSON without a byte order mark (RFC 4627, section 3)."""
    if start[:3] == b"\0\0\0":
        return "utf-32-be"
    if start[1:4] == b"\0\0\0":
        return "utf-32-le"
    if start[:1] == b"\0":
        return "utf-16-be"
    return "utf-16-le" if start[1:2] == b"\0" else "utf-8"


def _mended(escape: re.Match[str]) -> str:
    """Replace half a character, which no text may hold."""
    return "\\ufffd" if escape["lone"] else escape[0]


def _breath(found: dict[str, Any]) -> dict[str, Any]:
    """Let others on between two objects: in C alone a large file would hold all up."""
    return found


def _no_number(word: str) -> Any:
    raise ValueError(word)


def _number(text: str) -> float:
    number = float(text)
    if number - number != 0:
        raise ValueError(text)
    return number


def _not_json(name: str, text: str, error: json.JSONDecodeError) -> Exception:
    start = text.lstrip()[:1]
    if start not in ("{", "["):
        return _something_else(name, "a web page" if start == "<" else "not JSON")
    cut_off = error.pos >= len(text.rstrip()) - 1 or "Unterminated" in error.msg
    state = "is cut off" if cut_off else "is damaged"
    return IntegrityError(
        f"{name} {state} (line {error.lineno}).",
        hint="Download or export it again, and give that file.",
    )


def _something_else(name: str, what: str) -> UsageError:
    hint = "Give the .json or .zip file that the app's export made."
    if name.lower().endswith(".csv"):
        hint = "A list with lines such as seles,1 comes in by `homestead alter import`."
    return UsageError(f"{name} is {what}, not an export Homestead knows.", hint=hint)


def _too_large(name: str) -> UsageError:
    return UsageError(
        f"{name} is too large to be an export: more than {MOST_JSON >> 20} MB of JSON"
        f" or {MOST_ZIP >> 30} GB of pictures.",
        hint="Give the file as the app exported it.",
    )
