"""PluralKit's switches: put in order, told apart, and turned into fronts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.services.fronts.switches import fronts_of
from homestead.services.importing.plan import Failed, Front, Kept, Note, Switch
from homestead.services.importing.pluralkit import values
from homestead.services.importing.pluralkit.people import reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from homestead.services.importing.plan import Plan

COLLECTION = "switches"
_KNOWN_KEYS = frozenset({"timestamp", "members", "id", "uuid", "system"})


class Told(NamedTuple):
    """A switch as the file tells it: when (µs), who, and what was wrong with it."""

    at: int
    who: tuple[str, ...]
    notes: tuple[Note, ...]


class Reader:
    """Reads the switches of one file into a plan.

    `who` says which alter a reference means, "" for none; the same text object every
    time, for there may be 200,000 switches.
    """

    def __init__(self, plan: Plan, who: Callable[[Any], str]) -> None:
        self._plan = plan
        self._who = who
        self._casts: dict[tuple[str, ...], tuple[str, ...]] = {}

    def read(self, raw: list[Any]) -> None:
        """Take the switches out of `raw` one by one and add what they mean."""
        told: list[Told] = []
        place = len(raw)
        while raw:
            place -= 1
            one = self._one(raw.pop(), place)
            if one is not None:
                told.append(one)
        if not told:
            return
        dated = self._dated(_ascending(told))
        told.clear()
        self._fronts(dated)

    def _one(self, raw: Any, place: int) -> Told | None:
        """Return one switch, or None where there is none to be had from `raw`."""
        if not isinstance(raw, dict):
            reason = Note("not_a_switch", "It is not a switch but something else.")
            self._plan.failed.append(Failed(COLLECTION, f"#{place + 1}", reason))
            return None
        at = values.micros(raw.get("timestamp"))
        if at is None:
            note = Note("bad_timestamp", "Nobody can tell when this switch was.")
            plain = _plain(raw)
            name = values.fingerprint(plain)
            self._plan.kept.append(Kept(COLLECTION, name, plain, (note,)))
            return None
        notes: list[Note] = []
        who = self._cast(raw.get("members"), notes)
        if not _KNOWN_KEYS.issuperset(raw):
            said = ", ".join(sorted(raw.keys() - _KNOWN_KEYS))[:80]
            notes.append(Note("more_said", f"It says more than is kept: {said}."))
        return Told(at, who, tuple(notes))

    def _cast(self, members: Any, notes: list[Note]) -> tuple[str, ...]:
        if not isinstance(members, list):
            if members is not None:
                notes.append(Note("bad_members", "Who it names is not a list."))
            return ()
        meant = [self._who(each) for each in members]
        who = tuple(dict.fromkeys(each for each in meant if each))
        if "" in meant:
            notes.append(Note("bad_member", "Somebody it names has no id."))
        elif len(who) != len(meant):
            notes.append(Note("named_twice", "It names somebody twice."))
        return self._casts.setdefault(who, who)

    def _dated(self, told: list[Told]) -> list[tuple[int, tuple[str, ...]]]:
        """Give each switch a millisecond of its own; add them to the plan."""
        dated: list[tuple[int, tuple[str, ...]]] = []
        texts: dict[tuple[str, ...], str] = {}
        last = told[0].at // 1000 - 1
        for at, who, notes in told:
            last = max(at // 1000, last + 1)
            # Less than 1 ms is what any moment loses here, and is no news.
            moved = last * 1000 - at >= 1000  # noqa: PLR2004 - µs
            snapshot = texts.setdefault(who, " ".join(who))
            said = (*notes, _MOVED) if moved else notes
            self._plan.switches.append(Switch(str(last), snapshot, said))
            dated.append((last, who))
        return dated

    def _fronts(self, dated: list[tuple[int, tuple[str, ...]]]) -> None:
        self._plan.complete = (dated[0][0], dated[-1][0])
        stretches, self._plan.marks = fronts_of(dated)
        dated.clear()
        stretches.reverse()
        while stretches:
            each = stretches.pop()
            self._plan.fronts.append(
                Front(
                    f"{each.start}/{each.key}",
                    each.key,
                    each.start,
                    each.end,
                    position=each.position,
                )
            )


_MOVED = Note("same_moment", "Another switch has the same moment: it is 1 ms later.")


def _ascending(told: list[Told]) -> list[Told]:
    """Return the switches oldest first; those of one moment in the file's own order.

    They were read from the file's end, where the oldest are, unless somebody turned
    the file round.
    """
    if told[0].at > told[-1].at:
        told.reverse()
    return sorted(told, key=_at)


def _at(one: Told) -> int:
    return one.at


def _plain(raw: dict[str, Any]) -> dict[str, Any]:
    """Return what a switch without a moment says of itself."""
    members = raw.get("members")
    named = [reference(each) for each in members] if isinstance(members, list) else []
    return {"timestamp": values.text(raw.get("timestamp")), "members": named}
