"""A home's fronts as a plain list: what the edits of the algebra do, without SQL."""

from __future__ import annotations

import itertools

from homestead.services.fronts.front import Front, Scene, shown

SELES, DEXEN, YUKI, BLURRY = CAST = (1, 2, 3, 4)


class Memory:
    """Fronts in a list, and the questions the database answers about them."""

    def __init__(self, *fronts):
        self.fronts = []
        self._ids = itertools.count(1)
        for front in fronts:
            self.begin(*front)

    def begin(self, alter, start, end, tier="primary", position=0.0):
        self._add(
            alter_id=alter, started_at=start, ended_at=end, tier=tier,
            position=position, status="",
        )  # fmt: skip

    def _add(self, **columns):
        self.fronts.append(Front(id=next(self._ids), **columns))

    def at(self, moment):
        return shown([f for f in self.fronts if covers(f, moment)])

    def spans(self, *alters):
        return [
            (f.alter_id, f.started_at, f.ended_at)
            for f in sorted(self.fronts, key=lambda f: (f.started_at, f.seat))
            if not alters or f.alter_id in alters
        ]

    def state(self, moment):
        return [(f.alter_id, f.tier) for f in self.at(moment)]

    def next_switch(self, at):
        """The next moment at which a front begins or ends that is no mere cut."""
        begins = {(f.started_at, f.alter_id, f.tier, f.position) for f in self.fronts}
        ends = {(f.ended_at, f.alter_id, f.tier, f.position) for f in self.fronts}
        later = [row[0] for row in begins ^ ends if row[0] is not None and row[0] > at]
        return min(later, default=None)

    def scene(self, at):
        until = self.next_switch(at)
        around = [
            f
            for f in self.fronts
            if f.ended_at == at
            or (at < f.started_at and (until is None or f.started_at <= until))
        ]
        return Scene(at, until, self.at(at), around)

    def apply(self, edits):
        for verb, front, columns in edits:
            if verb in ("begin", "part"):
                self._add(**columns)
            elif verb == "change":
                for name, value in columns.items():
                    setattr(front, name, value)
            elif verb == "absorb":
                self.fronts = [f for f in self.fronts if f.id != columns["other"]]
            else:
                self.fronts.remove(front)


def covers(front, moment):
    return front.started_at <= moment and (
        front.ended_at is None or front.ended_at > moment
    )
