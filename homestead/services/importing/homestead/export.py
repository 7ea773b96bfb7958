"""A parsed export: its lists, what it says of itself, and whether it can be read."""

from __future__ import annotations

from typing import Any, NamedTuple

from homestead.core.errors import IntegrityError, UsageError
from homestead.services.exporting import shape
from homestead.services.importing.homestead import checking
from homestead.services.importing.homestead.lines import Records

Listed = list[Any] | Records


class Export(NamedTuple):
    """What one file holds. `lists` are by section, each as the file has it."""

    exported_at: int
    home: dict[str, Any]
    system: Any
    lists: dict[str, Listed]
    modules: Listed
    unknown: list[str]

    @property
    def total(self) -> int:
        """How many records there are."""
        return sum(map(len, self.lists.values()))

    def pictures(self) -> set[str]:
        """Return what the records call their pictures."""
        records = [self.system, *self.lists["alters"]]
        names = [each.get("avatar") for each in records if isinstance(each, dict)]
        for each in self.lists["styles"]:
            said = each.get("tokens") if isinstance(each, dict) else None
            names.append(said.get("background") if isinstance(said, dict) else None)
        return {name for name in names if isinstance(name, str)}


def opened(document: Any) -> Export:
    """Return what `document`, parsed JSON, holds.

    Raises UsageError for another program's file or a newer Homestead's,
    IntegrityError for one whose parts are not what they must be.
    """
    if not isinstance(document, dict) or "homestead_export" not in document:
        raise UsageError("This is not an export of Homestead.")
    _check_format(document["homestead_export"])
    names = [section.name for section in shape.LISTS]
    lists = {name: document.get(name) or [] for name in names}
    home = document.get("home") or {}
    modules = document.get(shape.MODULES) or []
    broken = [n for n in names if not isinstance(lists[n], (list, Records))]
    if not isinstance(modules, (list, Records)):
        broken.append(shape.MODULES)
    if broken or not isinstance(home, dict):
        raise _damaged(f"“{(broken or ['home'])[0]}” is not what it must be")
    try:
        exported_at = checking.moment(document.get("exported_at"))
    except (ValueError, OverflowError) as error:
        raise _damaged("it does not say when it was written") from error
    known = {*shape.HEAD, *names, shape.MODULES}
    unknown = [str(key)[:40] for key in document if key not in known]
    system = document.get("system")
    return Export(exported_at, home, system, lists, modules, unknown)


def _check_format(number: Any) -> None:
    if isinstance(number, int) and number > shape.FORMAT:
        raise UsageError(
            "This export was written by a newer Homestead than this one.",
            hint="Bring this Homestead up to date, then import it.",
        )
    if number != shape.FORMAT:
        raise _damaged("its format number is none there ever was")


def _damaged(why: str) -> IntegrityError:
    return IntegrityError(
        f"The export is damaged: {why}.",
        hint="Use it as Homestead wrote it, or export again.",
    )
