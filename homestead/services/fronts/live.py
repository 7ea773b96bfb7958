"""The switch itself: who comes to the front and who leaves it."""

from __future__ import annotations

from homestead.core import clock
from homestead.core.errors import ConflictError, UsageError
from homestead.services import access, changes
from homestead.services import alters as people
from homestead.services.fronts import algebra, models, present
from homestead.services.fronts.front import known_tier

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from typing import Any

    from homestead.core.database import Reader
    from homestead.core.house import House
    from homestead.services.changes import Change
    from homestead.services.fronts import When
    from homestead.services.fronts.front import Edit, Front, Scene

    People = dict[int, sqlite3.Row]


def switch(
    house: House,
    *,
    alters: Sequence[str],
    at: When | None = None,
    tier: str | None = None,
    status: str | None = None,
) -> dict[str, Any]:
    """Make exactly `alters` front from `at` on (None: now), the first one as primary.

    In the past this holds until the next switch that is recorded. Returns what
    `current` does, and `at`, `until` (and both as `span` for people), `came`, `left`,
    `changed` (handles) and `change` (the number to undo). Raises NotFoundError for an
    unknown name, ConflictError if they front just so already.
    """
    access.require(house.asker, "front.switch")
    with changes.recording(house, "front.switch", "") as change:
        named = _found(house, change.tx, alters)
        scene = _scene(house, change.tx, at)
        edits = algebra.switch(
            scene, list(named), tier=known_tier(tier), status=_line(status)
        )
        if not edits:
            raise _conflict(house, named, "at the {front} already", at)
        change.summary = f"Switch to {listed(named)}"
        return _done(house, change, scene, edits)


def add(
    house: House,
    *,
    alters: Sequence[str],
    at: When | None = None,
    tier: str | None = None,
    status: str | None = None,
) -> dict[str, Any]:
    """Let `alters` front beside whoever does. Otherwise as `switch`."""
    access.require(house.asker, "front.switch")
    with changes.recording(house, "front.add", "") as change:
        named = _found(house, change.tx, alters)
        scene = _scene(house, change.tx, at)
        edits = algebra.add(
            scene, list(named), tier=known_tier(tier), status=_line(status)
        )
        if not edits:
            raise _conflict(house, named, "at the {front} already", at)
        change.summary = f"{listed(named)} came"
        return _done(house, change, scene, edits)


def remove(
    house: House, *, alters: Sequence[str], at: When | None = None
) -> dict[str, Any]:
    """Let `alters` leave; ConflictError if one of them is not there."""
    access.require(house.asker, "front.switch")
    with changes.recording(house, "front.remove", "") as change:
        named = _found(house, change.tx, alters)
        scene = _scene(house, change.tx, at)
        absent = {key: row for key, row in named.items() if scene.of(key) is None}
        if absent:
            raise _conflict(house, absent, "not at the {front}", at)
        change.summary = f"{listed(named)} left"
        return _done(house, change, scene, algebra.remove(scene, list(named)))


def out(house: House, *, at: When | None = None) -> dict[str, Any]:
    """Let everybody leave; ConflictError if nobody is there."""
    access.require(house.asker, "front.switch")
    with changes.recording(house, "front.out", "Switch-out") as change:
        scene = _scene(house, change.tx, at)
        if not scene.here:
            raise _conflict(house, {}, "at the {front}", at)
        there = [front.alter_id for front in scene.here]
        return _done(house, change, scene, algebra.remove(scene, there))


def leave(house: House, change: Change, alter: int) -> None:
    """Let an alter leave as part of a greater change, if they are at the front."""
    scene = _scene(house, change.tx, None)
    if scene.of(alter) is not None:
        _done(house, change, scene, algebra.remove(scene, [alter]))


def settle(house: House, change: Change, alters: Sequence[int]) -> None:
    """Let exactly these front as part of a greater change; none: as it is."""
    scene = _scene(house, change.tx, None)
    edits = algebra.switch(scene, alters, tier=None, status=None) if alters else []
    if edits:
        _done(house, change, scene, edits)


def listed(named: People) -> str:
    """Return the names in a row: `Seles, Dexen and Yuki`."""
    *most, last = (row["name"] for row in named.values())
    return f"{', '.join(most)} and {last}" if most else str(last)


def _found(house: House, reader: Reader, names: Sequence[str]) -> People:
    """Return who is named, in this order, by id."""
    if not names:
        raise UsageError("Nobody is named.", hint="Give one name or several.")
    rows = [people.find(reader, name, house=house) for name in names]
    return {row["id"]: row for row in rows}


def _line(status: str | None) -> str | None:
    """Keep a status as one line; UsageError if it is too long for one."""
    if not status:
        return status
    from homestead.services import details

    return details.line(status, "status")


def _scene(house: House, reader: Reader, at: When | None) -> Scene:
    """Return the fronts around `at`; around this very moment if it is None."""
    now = clock.now()
    if at is None:
        # Two switches within a millisecond, or on a clock set back a little, must not
        # wipe each other out.
        now = max(now, models.latest(reader, now + clock.SECOND) + 1)
        return models.scene(reader, now, past=False)
    from homestead.services.fronts.moments import moment

    return models.scene(reader, moment(house, at), past=True)


def _conflict(house: House, named: People, how: str, at: When | None) -> ConflictError:
    """Return the error that `named` are `how` at that time, in the home's words."""
    who = listed(named) if named else "Nobody"
    what = how.format(front=house.terms.front)
    many = len(named) > 1
    if at is None:
        told, asked = f"{who} {'are' if many else 'is'} {what}.", "front` says who is."
    else:
        told = f"{who} {'were' if many else 'was'} {what} then."
        asked = "front --at WHEN` says who was."
    return ConflictError(told, hint=f"`homestead {asked}")


def _done(
    house: House, change: Change, scene: Scene, edits: list[Edit]
) -> dict[str, Any]:
    """Carry out the edits and tell what came of them."""
    models.write(change, edits)
    then = models.fronting if scene.until else models.fronting_now
    now = {front.alter_id: front for front in then(change.tx, scene.at)}
    was = {front.alter_id: front for front in scene.here}
    differ = [alter for alter in now if alter in was and not _same(scene, now[alter])]
    known = models.people(change.tx, {*was, *now})
    result = present.told(change.tx, max(clock.now(), scene.at)) | {
        "at": clock.iso(scene.at),
        "until": clock.iso_or_none(scene.until),
        "span": _span(house, scene),
        "came": [known[alter]["handle"] for alter in now if alter not in was],
        "left": [known[alter]["handle"] for alter in was if alter not in now],
        "changed": [known[alter]["handle"] for alter in differ],
        "change": change.id,
    }
    change.emit("front.changed", result)
    return result


def _span(house: House, scene: Scene) -> str | None:
    """Return from when until when the change holds, in the home's time, if it ended."""
    if scene.until is None:
        return None
    from homestead.services.fronts.moments import between

    return between(scene.at, scene.until, clock.now(), house.zone)


def _same(scene: Scene, front: Front) -> bool:
    before = scene.of(front.alter_id)
    return before is not None and before.columns() == front.columns()
