"""Files too large for one request: they come in piece after piece.

Each has a key that the page made up; a piece says at which byte it begins, so that one
that got lost or came twice does no harm.
"""

from __future__ import annotations

import os
import secrets
import threading
from typing import TYPE_CHECKING, BinaryIO

from homestead.core import clock
from homestead.core.errors import (
    CannotCreateError,
    ConflictError,
    NotFoundError,
    UsageError,
)
from homestead.services import access
from homestead.services.importing import incoming
from homestead.services.importing.incoming import Held
from homestead.services.importing.reading import MOST_ZIP, plain_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homestead.core.house import House

    Coming = dict[tuple[object, str], Held]

KEPT = 6 * clock.HOUR
"""How long a file may take to come in, in milliseconds."""

_PIECE = 1 << 18
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW


def add(house: House, *, key: str, name: str, at: int, stream: BinaryIO) -> int:
    """Put what `stream` brings at byte `at` of the file `key`; return its size by then.

    Raises ConflictError when the file does not end there: look at `fields["at"]`.
    """
    access.require(house.asker, "import.run")
    coming, place = _coming(house), (_who(house), key)
    held = coming.get(place)
    if held is None and len(_mine(house)) >= incoming.MOST_FILES:
        raise UsageError(f"Give at most {incoming.MOST_FILES} files at once.")
    if held is None:
        path = os.path.join(incoming.folder(house.paths), secrets.token_hex(16))
        held = Held(plain_name(name), path, 0)
    if at != held.size:
        raise ConflictError(
            "A piece of the file got lost on its way.", fields={"at": str(held.size)}
        )
    try:
        size = _written(house, held, stream)
    finally:
        if place not in coming:
            coming[place] = held  # empty so far; in the way of nobody, and removed
            _forget_later(house)
    coming[place] = Held(held.name, held.path, size)
    return size


def take(house: House, keys: Sequence[str]) -> list[Held]:
    """Return the files that have come in by those keys; they are the taker's now."""
    access.require(house.asker, "import.run")
    coming, who = _coming(house), _who(house)
    if any((who, key) not in coming for key in keys):
        raise NotFoundError(
            "What you sent is not here any more.", hint="Send it again."
        )
    return [coming.pop((who, key)) for key in dict.fromkeys(keys)]


def put_away(house: House) -> None:
    """Remove what has come in of whoever asks and was not taken."""
    for place, held in _mine(house).items():
        del _coming(house)[place]
        house.aside(lambda held=held: incoming.release([held]))  # type: ignore[misc]


def _forget_later(house: House) -> None:
    timer = threading.Timer(KEPT / clock.SECOND, put_away, [house])
    timer.daemon = True
    timer.start()


def _written(house: House, held: Held, stream: BinaryIO) -> int:
    """Append to the file; as it was if the stream breaks off, or the disk is full."""
    size = held.size
    with open(os.open(held.path, _FLAGS, 0o600), "wb") as out:
        try:
            out.seek(size)
            while part := stream.read(_PIECE):
                size += house.aside(lambda part=part: out.write(part))  # type: ignore[misc]
                if size > MOST_ZIP:
                    raise UsageError("That is more than any export holds.")
            out.truncate()  # of a piece that broke off something may stand beyond
        except OSError as error:
            raise CannotCreateError(
                f"There is no room to put aside what you sent: {error.strerror}.",
                hint="Free some space, and send it again.",
            ) from error
    return size


def _mine(house: House) -> Coming:
    who = _who(house)
    return {place: held for place, held in _coming(house).items() if place[0] == who}


def _coming(house: House) -> Coming:
    made: Coming = house.kept("imports.coming", dict)
    return made


def _who(house: House) -> object:
    return house.asker.user or house.asker.name
