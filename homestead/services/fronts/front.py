"""A front, the moment one acts at, and the edits by which fronts change."""

from __future__ import annotations

from homestead.core.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from homestead.services.fronts.places import Seat

    Edit = tuple[str, "Front | None", dict[str, Any]]
    """What to do, to which front, and the columns it sets.

    `begin` adds a front. `change` sets columns. `part` adds a front that goes on where
    the given one is cut, taking along the comments from then on. `absorb` gives the
    comments of the front called `other` to the given one and drops it. `remove` drops.
    """

PRIMARY, CO_FRONT, CO_CONSCIOUS = TIERS = ("primary", "co-front", "co-conscious")


class Front:
    """One unbroken stretch of one alter at the front; `ended_at` None: it goes on."""

    __slots__ = (
        "alter_id",
        "ended_at",
        "id",
        "position",
        "started_at",
        "status",
        "tier",
    )

    def __init__(
        self,
        *,
        id: int,  # noqa: A002 - named as its column
        alter_id: int,
        started_at: int,
        ended_at: int | None,
        tier: str,
        position: float,
        status: str,
    ) -> None:
        self.id = id
        self.alter_id = alter_id
        self.started_at = started_at
        self.ended_at = ended_at
        self.tier = tier
        self.position = position
        self.status = status

    @property
    def seat(self) -> Seat:
        """What those of one tier are sorted by."""
        return (self.position, self.started_at, self.id)

    def lasts_beyond(self, moment: int | None) -> bool:
        """Say whether it goes on after `moment` (None: the end of time)."""
        return moment is not None and (self.ended_at is None or self.ended_at > moment)

    def columns(self, **others: Any) -> dict[str, Any]:
        """Return its columns, with `others` in their place, for a front like it."""
        names = ("alter_id", "started_at", "ended_at", "tier", "position", "status")
        return {name: getattr(self, name) for name in names} | others


class Scene:
    """The fronts around a change that holds from `at` to `until` (None: for good).

    `here`: who fronts at `at`, as they stand. `around`: the other fronts that end at
    `at`, or start after it and no later than `until`.
    """

    __slots__ = ("around", "at", "here", "until")

    def __init__(
        self, at: int, until: int | None, here: list[Front], around: list[Front]
    ) -> None:
        self.at = at
        self.until = until
        self.here = here
        self.around = around

    def of(self, alter: int) -> Front | None:
        """Return the front this alter has at `at`, if any."""
        return next((front for front in self.here if front.alter_id == alter), None)

    def pieces(self, alter: int) -> list[Front]:
        """Return the fronts of `alter` that the change would touch."""
        return [
            front
            for front in (*self.here, *self.around)
            if front.alter_id == alter
            and front.lasts_beyond(self.at)
            and (self.until is None or front.started_at < self.until)
        ]

    def beside(self, alter: int) -> tuple[Front | None, Front | None]:
        """Return the front of `alter` that ends at `at`, and the one from `until`."""
        mine = [front for front in self.around if front.alter_id == alter]
        before = next((front for front in mine if front.ended_at == self.at), None)
        after = next((front for front in mine if front.started_at == self.until), None)
        return before, after


def shown(fronts: list[Front]) -> list[Front]:
    """Return those who front at once in the order in which they are shown."""
    return sorted(fronts, key=lambda front: (TIERS.index(front.tier), front.seat))


def known_tier(tier: str | None) -> str | None:
    """Return `tier`; raise UsageError unless it is one, or None."""
    if tier is not None and tier not in TIERS:
        raise UsageError(
            f"There is no tier {tier!r}.", hint=f"Choose one of {', '.join(TIERS)}."
        )
    return tier
