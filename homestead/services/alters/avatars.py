"""The pictures of alters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.errors import NotFoundError, UsageError
from homestead.services import access, alters, changes, pictures, records
from homestead.services.alters import models

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homestead.core.house import House, NamedFile


def avatar(
    house: House,
    *,
    alter: str,
    files: Sequence[NamedFile] = (),
    crop: Mapping[str, float] | None = None,
    clear: bool = False,
) -> models.Told:
    """Set an alter's picture from the file given, or take it away with `clear`.

    `crop` takes a square of it: `{"x", "y", "size"}` in pixels. `avatar` of what
    is returned is the picture's path under `<data>/uploads`.
    """
    access.require(house.asker, "alter.edit")
    if bool(files) == clear:
        raise UsageError("Give one picture, or take away the one there is.")
    alters.find(house.app, alter, house=house)
    picture = None if clear else pictures.keep(house, "alters", files[0].file, crop)
    with changes.recording(house, "alter.avatar", "") as change:
        row = alters.find(change.tx, alter, house=house)
        change.summary = f"{row['name']} {'lost' if clear else 'got'} a picture"
        row = records.save(change, "alters", row, {"avatar": picture})
        return models.told(change.tx, row)


def whole(house: House, picture: str | None) -> tuple[bytes, str]:
    """Return a picture as it is kept, and its content type.

    Raises NotFoundError for who has none, or whose file is gone.
    """
    access.require(house.asker, "alter.read")
    if not picture:
        raise NotFoundError("There is no picture.", hint="Choose one first.")
    return pictures.content(house, picture)


def shown(house: House, picture: str, side: int) -> tuple[bytes, str]:
    """Return a picture (`alters/<sha256>.png`) made for showing, and its content type.

    `side`: how large, as `pictures.shown` takes it. Guests see those of public alters
    and of a public system. Raises NotFoundError for what is none, or none of theirs.
    """
    access.require(house.asker, "shared.read")
    everything = access.may(house.asker, "alter.read")
    seen = house.app.value(
        "SELECT 1 FROM alters WHERE avatar = ? AND (? OR"
        " (privacy = 'public' AND deleted_at IS NULL))"
        " UNION SELECT 1 FROM system WHERE avatar = ? AND (? OR privacy = 'public')",
        (picture, everything, picture, everything),
    )
    if seen is None:
        raise NotFoundError("There is no such picture.")
    return pictures.shown(house, picture, side)
