"""What one can do with looks. `alter` is whose; None is the home itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.modules.template import carrying, mending, shipped
from homestead.services import access, styles
from homestead.services.styles import colours, models

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homestead.core.house import House, NamedFile

    Told = dict[str, Any]

DOOR = (
    *("list", "show", "check", "presets"),
    *("change", "wear", "copy", "reset", "background"),
    *("pin", "unpin", "export", "import_", "broken"),
)


def list(house: House) -> Told:  # noqa: A001 - the verb's name
    """Return whose looks there are, and which is worn.

    `{"worn": handle or None for the home's, "pinned", "home": {…}, "looks": [{…}]}`,
    each as `show` tells it, in the home's order.
    """
    access.require(house.asker, "alter.read")
    rows = house.app.rows(
        "SELECT id, handle, name, color, kind FROM alters WHERE deleted_at IS NULL"
        " ORDER BY kind, position, id"
    )
    kept = models.styles(house.app)
    home = kept[None].tokens if None in kept else {}
    pinned = models.pinned(house.app)
    looks = []
    for row in rows:
        mine = kept.get(row["id"])
        tokens = models.own(mine, row["color"])
        looks.append(
            {
                "alter": row["handle"],
                "name": row["name"],
                "custom": row["kind"] == "custom",
                "color": row["color"],
                "own": bool(mine and mine.tokens),
                "pinned": pinned is not None and pinned.alter == row["id"],
                "tokens": tokens,
                "wears": models.whole(tokens, home) if tokens else home,
            }
        )
    named = next((each["alter"] for each in looks if each["pinned"]), None)
    return {
        "worn": styles.worn(house).handle or None,
        "pinned": None if pinned is None else named or styles.HOME,
        "home": _home(home, pinned=pinned is not None and pinned.alter is None),
        "looks": looks,
    }


def show(house: House, *, alter: str | None = None) -> Told:
    """Return one look.

    `{"alter": handle or None, "name", "own": whether it was chosen, "pinned", "tokens":
    what it says, "wears": with what it has from the home, "check": as `check` does}`.
    """
    access.require(house.asker, "alter.read")
    return _told(house, styles.whose(house, house.app, alter))


def check(house: House, *, tokens: Mapping[str, Any], alter: str | None = None) -> Told:
    """Return how readable these tokens are, and what mends them (`colours.verdict`).

    For `alter` that is with what its look has from the home. Raises UsageError for
    tokens that are none.
    """
    access.require(house.asker, "alter.read")
    return colours.verdict(styles.tried(house, tokens, alter))


def presets(house: House) -> Told:
    """Return the looks that come with the program: `{"presets": [{"preset", …}]}`."""
    access.require(house.asker, "alter.read")
    return {
        "presets": [
            {
                "preset": each.name,
                "title": each.title,
                "about": each.about,
                "tokens": each.tokens,
            }
            for each in shipped.presets().values()
        ]
    }


def change(
    house: House,
    *,
    tokens: Mapping[str, Any],
    alter: str | None = None,
    whole: bool = False,
    was: Mapping[str, Any] | None = None,
    files: Sequence[NamedFile] = (),
) -> Told:
    """Set these tokens of a look; None takes one away; `whole`: all the others too.

    A picture among `files` is put behind everything. `was` tells what was seen before:
    what somebody else changed meanwhile raises ConflictError. Raises UsageError that
    names everything wrong.
    """
    styles.require(house, alter)
    styles.tokens.checked(tokens)
    if files:
        tokens = {**tokens, "background": styles.stored(house, files[0])}
    owner = styles.change(house, alter=alter, given=tokens, whole=whole, was=was)
    return _told(house, owner)


def wear(house: House, *, preset: str, alter: str | None = None) -> Told:
    """Take a preset for a look. A picture behind everything stays."""
    styles.require(house, alter)
    found = shipped.preset(preset)
    before = styles.whose(house, house.app, alter).tokens(house.app)
    picture = {name: before[name] for name in ("background",) if name in before}
    owner = styles.change(
        house, alter=alter, given=picture | found.tokens, whole=True, called=found.title
    )
    return _told(house, owner)


def copy(house: House, *, source: str | None = None, alter: str | None = None) -> Told:
    """Give `alter` the look of `source`."""
    return _told(house, styles.copy(house, source=source, alter=alter))


def reset(house: House, *, alter: str | None = None) -> Told:
    """Let go of a look: an alter's colour counts again, the home's own for the home."""
    return _told(house, styles.reset(house, alter=alter))


def background(
    house: House,
    *,
    alter: str | None = None,
    files: Sequence[NamedFile] = (),
    clear: bool = False,
) -> Told:
    """Put a picture behind everything, or take it away with `clear`."""
    owner = styles.put_background(house, alter=alter, files=files, clear=clear)
    return _told(house, owner)


def pin(house: House, *, alter: str | None = None) -> Told:
    """Have a look worn whoever is at the front."""
    return _told(house, styles.pin(house, alter=alter))


def unpin(house: House) -> Told:
    """Let the look follow the front again: `{"worn": handle or None}`."""
    styles.unpin(house)
    return {"worn": styles.worn(house).handle or None}


def export(house: House, *, alter: str | None = None) -> Told:
    """Return a look as a file keeps it, its picture with it (`carrying.packed`)."""
    access.require(house.asker, "alter.read")
    return carrying.packed(house, styles.whose(house, house.app, alter))


def import_(
    house: House,
    *,
    alter: str | None = None,
    style: Mapping[str, Any] | None = None,
    files: Sequence[NamedFile] = (),
) -> Told:
    """Take a look out of a file that `export` wrote, or out of what it holds.

    Raises UsageError for what is none; the look is then as before.
    """
    styles.require(house, alter)
    given = carrying.unpacked(house, style, files)
    return _told(house, styles.change(house, alter=alter, given=given, whole=True))


def broken(house: House) -> Told:
    """Return which of the owner's own templates do not work (`mending.broken`)."""
    return mending.broken(house)


def _told(house: House, owner: Any) -> Told:
    kept = models.styles(house.app)
    home = kept[None].tokens if None in kept else {}
    pinned = models.pinned(house.app)
    is_pinned = pinned is not None and pinned.alter == owner.id
    if owner.row is None:
        return {"alter": None, **_home(home, pinned=is_pinned), **_checked(home)}
    tokens = owner.tokens(house.app)
    mine = kept.get(owner.id)
    return {
        "alter": owner.row["handle"],
        "name": owner.row["name"],
        "own": bool(mine and mine.tokens),
        "pinned": is_pinned,
        "tokens": tokens,
        "wears": models.whole(tokens, home) if tokens else home,
        **_checked(tokens),
    }


def _home(tokens: Told, *, pinned: bool) -> Told:
    return {
        "name": "The home",
        "own": bool(tokens),
        "pinned": pinned,
        "tokens": tokens,
        "wears": tokens,
    }


def _checked(tokens: Told) -> Told:
    return {"check": colours.verdict(tokens)}
