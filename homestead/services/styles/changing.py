"""Changing how it looks; every change can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.core import clock
from homestead.core.errors import ConflictError, UsageError
from homestead.services import access, alters, changes, pictures, seen
from homestead.services.styles import models, tokens
from homestead.services.styles.wearing import HOME

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from homestead.core.database import Reader
    from homestead.core.house import House, NamedFile
    from homestead.services.changes import Change
    from homestead.services.styles.tokens import Tokens


class Whose(NamedTuple):
    """Whose look is meant: an alter's, or the home's own (`row` is None)."""

    row: sqlite3.Row | None

    @property
    def id(self) -> int | None:
        """The row of the alter, if it is one's."""
        return None if self.row is None else self.row["id"]

    @property
    def name(self) -> str:
        """What it is called where it is told of."""
        return "The home" if self.row is None else str(self.row["name"])

    @property
    def sheet(self) -> str:
        """What its style sheet is called."""
        return HOME if self.row is None else str(self.row["handle"])

    def tokens(self, reader: Reader) -> Tokens:
        """Return what the look says by itself."""
        kept = models.style(reader, self.id)
        return models.own(kept, self.row["color"] if self.row is not None else None)


def whose(house: House, reader: Reader, alter: str | None) -> Whose:
    """Return whose look `alter` means; None, `_home`: the home's.

    Raises as `alters.find`.
    """
    if _is_home(alter):
        return Whose(None)
    return Whose(alters.find(reader, str(alter), house=house))


def change(
    house: House,
    *,
    alter: str | None,
    given: Mapping[str, Any],
    whole: bool = False,
    was: Mapping[str, Any] | None = None,
    called: str = "",
) -> Whose:
    """Set these tokens of a look; None or "" takes one away; `whole`: all others too.

    `was` tells what was seen before: what still is as it was seen is left alone, and
    what somebody else changed meanwhile raises ConflictError. `called`: what is worn,
    for the journal. Raises UsageError that names all that is wrong.
    """
    require(house, alter)
    kept = tokens.checked(given)
    _refuse_what_is_not_here(house, kept)
    with _recording(house, alter, "change") as noted:
        owner = whose(house, noted.tx, alter)
        looks = f"now wears {called}" if called else "looks different"
        noted.summary = f"{owner.name} {looks}"
        before = owner.tokens(noted.tx)
        wanted = {name: kept.get(name) for name in (tokens.NAMES if whole else given)}
        if was is not None:
            wanted = _touched(owner, wanted, before, tokens.fitting(was)[0])
        after = {**before, **wanted}
        if was is None or wanted:
            said = {name for name, value in after.items() if value is not None}
            _put(
                noted,
                owner,
                {name: after[name] for name in tokens.NAMES if name in said},
            )
    return owner


def reset(house: House, *, alter: str | None) -> Whose:
    """Let go of a look: an alter's colour or the home's own counts again."""
    require(house, alter)
    with _recording(house, alter, "reset") as noted:
        owner = whose(house, noted.tx, alter)
        noted.summary = f"The look of {_low(owner)} was reset"
        if models.style(noted.tx, owner.id) is not None:
            _put(noted, owner, {})
    return owner


def copy(house: House, *, source: str | None, alter: str | None) -> Whose:
    """Give `alter` the look of `source`; None is the home. Raises ConflictError."""
    require(house, alter)
    with _recording(house, alter, "copy") as noted:
        origin = whose(house, noted.tx, source)
        owner = whose(house, noted.tx, alter)
        if origin.id == owner.id:
            raise ConflictError("It has that look already.", hint="Name somebody else.")
        noted.summary = f"{owner.name} got the look of {_low(origin)}"
        _put(noted, owner, origin.tokens(noted.tx))
    return owner


def background(
    house: House, *, alter: str | None, files: Sequence[NamedFile], clear: bool = False
) -> Whose:
    """Put a picture behind everything, or take it away. Raises UsageError for none."""
    require(house, alter)
    if bool(files) == clear:
        raise UsageError("Give one picture, or take away the one there is.")
    whose(house, house.app, alter)
    name = None if clear else stored(house, files[0])
    return change(house, alter=alter, given={"background": name})


def stored(house: House, file: NamedFile) -> str:
    """Keep a picture for looks; return its name. Raises UsageError for none."""
    return pictures.keep(house, tokens.FOLDER, file.file)


def pin(house: House, *, alter: str | None) -> Whose:
    """Have a look worn from now on, whoever is at the front."""
    access.require(house.asker, "setting.edit")
    with changes.recording(house, "pin.set", "") as noted:
        owner = whose(house, noted.tx, alter)
        noted.summary = f"The look of {_low(owner)} was pinned"
        _loosen(noted, but=owner.id)
        models.put(noted, owner.id, {"pinned_at": clock.now()})
        _tell(noted, owner)
    return owner


def unpin(house: House) -> None:
    """Let the look follow the front again."""
    access.require(house.asker, "setting.edit")
    with changes.recording(house, "pin.clear", "No look is pinned any more") as noted:
        if not _loosen(noted):
            raise ConflictError("No look is pinned.")
        _tell(noted, Whose(None))


def require(house: House, alter: str | None) -> None:
    """Raise NotPermittedError for who may not change that look."""
    access.require(house.asker, "system.edit" if _is_home(alter) else "alter.edit")


def _recording(house: House, alter: str | None, verb: str) -> changes.recording:
    noun = "system.style" if _is_home(alter) else "style"
    return changes.recording(house, f"{noun}.{verb}", "")


def _is_home(alter: str | None) -> bool:
    return alter in (None, HOME)


def _put(noted: Change, owner: Whose, kept: Tokens) -> None:
    known = models.style(noted.tx, owner.id)
    if (known.tokens if known else {}) != kept:
        models.put(noted, owner.id, {"tokens": kept})
        _tell(noted, owner)


def _touched(owner: Whose, wanted: Tokens, now: Tokens, was: Tokens) -> Tokens:
    """Return what of `wanted` is not as it was seen, unless others changed it too."""
    mine = {name: value for name, value in wanted.items() if was.get(name) != value}
    seen.refuse_overwriting(
        owner.name,
        mine,
        was={name: was.get(name) for name in mine},
        now=now,
        checks=dict.fromkeys(mine, _exactly),
    )
    return mine


def _exactly(value: Any, _name: str) -> Any:
    return (value,)  # corners without a radius are not the same as none chosen


def _loosen(noted: Change, but: int | None = -1) -> int:
    """Take every pin away; return how many there were."""
    loose = [each for each in models.styles(noted.tx).values() if each.pinned_at]
    for each in loose:
        if each.alter != but:
            models.put(noted, each.alter, {"pinned_at": None})
    return len(loose)


def _tell(noted: Change, owner: Whose) -> None:
    noted.emit("style.changed", {"style": owner.sheet})


def _low(owner: Whose) -> str:
    return "the home" if owner.row is None else owner.name


def _refuse_what_is_not_here(house: House, kept: Tokens) -> None:
    name = kept.get("background")
    if name is not None and not pictures.place(house, name).is_file():
        raise UsageError(
            "Background is no picture of this home.",
            hint="Send the picture itself, to be kept here.",
            fields={"background": "is no picture of this home"},
        )
