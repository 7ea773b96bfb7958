"""What modules carry: their part of an export, and what an import kept for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.integration import taking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homestead.core.house import House
    from homestead.integration.rooms import Rooms

    Record = dict[str, Any]
    Warned = dict[str, str]


class Moving:
    """Moving in and out, for every module that is open; one that fails stays behind."""

    def __init__(self, house: House, rooms: Rooms) -> None:
        self._house = house
        self._rooms = rooms

    def take_over(self) -> None:
        """Have the modules take what an import has kept for them."""
        for module, room in self._rooms.open_modules():
            with room, self._rooms.failures.noted(module.name, "takeover"):
                taking.over(self._house, module)

    def packed(self) -> tuple[list[Record], list[Warned]]:
        """Return `{"module", "record"}` of every module, and what could not be."""
        found: list[Record] = []
        warned: list[Warned] = []
        for module, room in self._rooms.open_modules():
            if module.luggage is None:
                continue
            with room, self._rooms.failures.noted(module.name, "export"):
                mine = list(module.luggage.out(self._house))
                found += [{"module": module.name, "record": each} for each in mine]
                continue
            told = "What it keeps is left out: it could not be read."
            warned.append(_warning("module_failed", told, module.name))
        return found, warned

    def unpacked(self, records: Iterable[Any]) -> list[Warned]:
        """Give the modules their records back; return what nobody could take."""
        theirs: dict[str, list[Record]] = {}
        for each in records:
            if _is_record(each):
                theirs.setdefault(each["module"], []).append(each["record"])
        taken = {}
        for module, room in self._rooms.open_modules():
            if module.luggage is None or module.name not in theirs:
                continue
            with room, self._rooms.failures.noted(module.name, "import"):
                module.luggage.back(self._house, theirs[module.name])
                taken[module.name] = True
        return [
            _warning("module_not_here", _left(len(mine)), name)
            for name, mine in theirs.items()
            if name not in taken
        ]


def _is_record(each: Any) -> bool:
    return (
        isinstance(each, dict)
        and isinstance(each.get("module"), str)
        and isinstance(each.get("record"), dict)
    )


def _left(count: int) -> str:
    return (
        f"{count} records belong to a module that did not take them. Enable it, then"
        " import the file again."
    )


def _warning(code: str, message: str, module: str) -> Warned:
    return {"code": code, "message": message, "ref": module}
