"""Who comes and who goes: what a switch does to the fronts, as edits.

Pure: nothing here knows the database. A change made in the past holds until the next
switch somebody recorded, which it leaves as it is.
"""

from __future__ import annotations

from homestead.services.fronts.front import CO_FRONT, PRIMARY, TIERS
from homestead.services.fronts.places import seated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from homestead.services.fronts.front import Edit, Front, Scene
    from homestead.services.fronts.places import Seat

    Wanted = tuple[int, str]
    """An alter and the tier they are to be at."""


def switch(
    scene: Scene,
    named: Sequence[int],
    *,
    tier: str | None = None,
    status: str | None = None,
) -> list[Edit]:
    """Make exactly `named` front, the first of them as primary unless `tier` is given.

    `status` None leaves what those who stay say of themselves.
    """
    tiers = [tier or (CO_FRONT if place else PRIMARY) for place in range(len(named))]
    wanted = list(zip(named, tiers, strict=True))
    return [*_leave(scene, named), *_settle(scene, wanted, named, status)]


def add(
    scene: Scene,
    named: Sequence[int],
    *,
    tier: str | None = None,
    status: str | None = None,
) -> list[Edit]:
    """Let `named` front beside whoever does; who is there already stays as they are."""
    there = {front.alter_id: front.tier for front in scene.here}
    wanted = [
        (alter, tier if tier and alter in named else now)
        for alter, now in there.items()
    ]
    for alter in named:
        if alter not in there:
            wanted.append((alter, tier or (CO_FRONT if wanted else PRIMARY)))
    return _settle(scene, wanted, named, status)


def remove(scene: Scene, named: Sequence[int]) -> list[Edit]:
    """Let `named` leave; the others stay as they are."""
    stay = [front.alter_id for front in scene.here if front.alter_id not in named]
    return _leave(scene, stay)


def recut(
    front: Front, at: int, until: int | None, new: dict[str, Any] | None
) -> list[Edit]:
    """Cut `front` where it meets [at, until): what lies within becomes as `new` says.

    With `new` None nothing is left of it there.
    """
    edits: list[Edit] = []
    begins_before = front.started_at < at
    goes_on = front.lasts_beyond(until)
    if goes_on and not (new is None and not begins_before):
        edits.append(("part", front, front.columns(started_at=until)))
    if begins_before:
        edits.append(("change", front, {"ended_at": at}))
    end = until if goes_on else front.ended_at
    if new is not None:
        inner = {"ended_at": end, **new}
        if begins_before:
            edits.append(("part", front, front.columns(started_at=at) | inner))
        else:
            edits.append(("change", front, inner))
    elif not begins_before:
        gone: Edit = ("remove", front, {})
        edits.append(("change", front, {"started_at": until}) if goes_on else gone)
    return edits


def _leave(scene: Scene, stay: Iterable[int]) -> list[Edit]:
    """Let everybody go whom `stay` does not name."""
    leaving = [front.alter_id for front in scene.here if front.alter_id not in stay]
    return [
        edit
        for alter in leaving
        for piece in scene.pieces(alter)
        for edit in recut(piece, scene.at, scene.until, None)
    ]


def _settle(
    scene: Scene, wanted: Sequence[Wanted], named: Sequence[int], status: str | None
) -> list[Edit]:
    """Seat everybody `wanted`, tier by tier; those `named` get the status, if any."""
    edits: list[Edit] = []
    for tier in TIERS:
        group = [alter for alter, theirs in wanted if theirs == tier]
        bases = _bases(scene, group, tier, status or "")
        places = seated([_seat(scene, base) for base in bases])
        for alter, base, (position, kept) in zip(group, bases, places, strict=True):
            new: dict[str, Any] = {"tier": tier, "position": position}
            if status is not None and alter in named:
                new["status"] = status
            edits += _go_on(scene, base, new) if base and kept else []
            edits += [] if kept else _arrive(scene, alter, new)
    return edits


def _bases(
    scene: Scene, group: Sequence[int], tier: str, status: str
) -> list[Front | None]:
    """Return for each of `group` the front that can simply go on.

    That is the one they have at `at`, else one they had until then or have afterwards,
    if its place is free.
    """
    found: list[Front | None] = []
    there = [front for front in scene.here if front.alter_id in group]
    taken = {front.position for front in there if front.tier == tier}
    for alter in group:
        base = scene.of(alter)
        if base is None:
            base = _near(scene.beside(alter), tier, status, taken)
        elif base.tier != tier:
            base = None
        found.append(base)
        taken.update([base.position] if base else ())
    return found


def _near(
    fronts: Iterable[Front | None], tier: str, status: str, taken: set[float]
) -> Front | None:
    for front in fronts:
        if front is not None and (front.tier, front.status) == (tier, status):
            return None if front.position in taken else front
    return None


def _seat(scene: Scene, base: Front | None) -> Seat | None:
    """Return where `base` stands at `at`; who starts later would start then."""
    if base is None:
        return None
    position, since, number = base.seat
    return (position, min(since, scene.at), number)


def _go_on(scene: Scene, base: Front, new: dict[str, Any]) -> list[Edit]:
    """Let `base` go on through the change, in its place."""
    if base in scene.here:
        words = new.get("status", base.status)
        return [] if words == base.status else [("change", base, {"status": words})]
    after = scene.beside(base.alter_id)[1]
    if base is after:
        return [("change", base, {"started_at": scene.at})]
    if after is None or _like(after) != _like(base):
        return [("change", base, {"ended_at": scene.until})]
    return [
        ("change", base, {"ended_at": after.ended_at}),
        ("absorb", base, {"other": after.id}),
    ]


def _like(front: Front) -> tuple[str, float, str]:
    return (front.tier, front.position, front.status)


def _arrive(scene: Scene, alter: int, new: dict[str, Any]) -> list[Edit]:
    """Let `alter` stand at a new place: a front cut there, or one that begins."""
    pieces = scene.pieces(alter)
    if pieces:
        return [
            edit
            for piece in pieces
            for edit in recut(piece, scene.at, scene.until, new)
        ]
    span = {"alter_id": alter, "started_at": scene.at, "ended_at": scene.until}
    return [("begin", None, {"status": "", **span, **new})]
