"""One import from another app: its plan and its pictures, brought into the home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.services.importing.apply import apply
from homestead.services.importing.avatars import Avatars
from homestead.services.importing.work import Work

if TYPE_CHECKING:
    from types import TracebackType

    from homestead.core.database import Reader
    from homestead.core.house import House
    from homestead.services.importing.plan import Plan
    from homestead.services.importing.planning import Planned
    from homestead.services.importing.report import Report
    from homestead.services.importing.writer import Writer


class Bringing:
    """What other apps kept. `with bringing:` has the pictures' files written."""

    verb = "import"

    def __init__(self, house: House, planned: Planned, plan: Plan) -> None:
        self._house = house
        self._plan = plan
        self._avatars = Avatars(house, plan, planned.archives)
        self.left_out = dict(plan.left_out)
        if self._avatars.given:
            said = [each for each in plan.warnings if each.code != "avatars_elsewhere"]
            plan.warnings = said

    def __enter__(self) -> None:
        self._avatars.__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._avatars.__exit__(kind, error, trace)

    def rehearse(self) -> None:
        """Look at everything without writing anything."""
        self._avatars.rehearse()

    def settle(self, reader: Reader, writer: Writer) -> Report:
        """Resolve everything against the home, and have it written."""
        work = Work(self._plan, reader, writer, self._house.progress)
        apply(work)
        self._avatars.settle(work)
        return work.report

    def afterwards(self) -> list[dict[str, str]]:
        """Do what is no change of the database; return what went wrong."""
        return []
