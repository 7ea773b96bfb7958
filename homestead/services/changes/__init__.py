"""The journal of changes: what each one touched, so that it can be taken back.

Every write of a service goes through a `Change`, which notes for each row the columns
before and after. Undo puts back the columns before, redo the columns after, as long as
no later change that still stands touched the same rows.
"""

from __future__ import annotations

from homestead.core import clock
from homestead.core.errors import NotFoundError
from homestead.core.once import AlreadyDoneError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any

    from homestead.core.database import Transaction, Write
    from homestead.core.house import House
    from homestead.services.changes.taking_back import listing as listing
    from homestead.services.changes.taking_back import redo as redo
    from homestead.services.changes.taking_back import told_to as told_to
    from homestead.services.changes.taking_back import undo as undo

DOOR = ("undo", "redo", "listing")
_FOR_PAGES = ("told_to",)


def __getattr__(name: str) -> Any:
    """Return the verb called `name`: taking back is loaded when it is asked for."""
    if name not in DOOR and name not in _FOR_PAGES:
        raise AttributeError(name)
    from homestead.services.changes import taking_back

    return getattr(taking_back, name)


class Change:
    """One change being made: writes rows and notes what they were.

    Raises AlreadyDoneError when the request it is for was carried out before.
    """

    def __init__(self, tx: Transaction, house: House, verb: str, summary: str) -> None:
        self.tx = tx
        self.summary = summary
        self._house = house
        self._touched = 0
        columns = {"actor": house.actor, "verb": verb, "summary": summary}
        if house.once and not house.done:
            _refuse_again(tx, house)
            columns["once"] = house.once
        self.id = tx.insert("changes", {"at": clock.now(), **columns})

    def insert(self, table: str, columns: dict[str, Any]) -> int:
        """Add a row, noting it; return its id."""
        row = self.tx.insert(table, columns)
        self._note(table, row, row, after=self.tx.as_json({"id": row, **columns}))
        return row

    def update(self, table: str, row: int, columns: dict[str, Any]) -> None:
        """Set `columns` of a row, noting what they were."""
        before = self._image(table, row, ", ".join(columns))
        self.tx.update(table, row, columns)
        after = self.tx.as_json(columns)
        self._note(table, row, row, before=before, after=after)

    def delete(self, table: str, row: int) -> None:
        """Remove a row for good, noting it whole: for links, not for writing."""
        before = self._image(table, row, "*")
        self.tx.delete(table, row)
        self._note(table, row, row, before=before)

    def inserted(self, table: str, first: int, last: int) -> None:
        """Note rows `first` to `last`, added in bulk; undo removes them all."""
        self._note(table, first, last)

    def emit(self, event: str, facts: dict[str, Any]) -> None:
        """Tell `event` to whoever listens, once the change is on disk."""
        self.tx.after_commit(lambda: self._house.events.tell(event, facts))

    def finish(self) -> None:
        """Settle the journal's own row; a change that touched nothing leaves none."""
        if self._touched:
            self.tx.update("changes", self.id, {"summary": self.summary})
            self.tx.after_commit(lambda: self._house.done.append(self.id))
        else:
            self.tx.delete("changes", self.id)

    def _image(self, table: str, row: int, columns: str) -> str:
        found = self.tx.row(
            f"SELECT {columns} FROM {table} WHERE id = ?",  # noqa: S608 - our own names
            (row,),
        )
        if found is None:
            raise NotFoundError("That is gone already.", hint="Look again and retry.")
        return self.tx.as_json(dict(found))

    def _note(
        self,
        table: str,
        first: int,
        last: int,
        *,
        before: str | None = None,
        after: str | None = None,
    ) -> None:
        self._touched += 1
        self.tx.insert(
            "change_rows",
            {
                "change_id": self.id,
                "table_name": table,
                "first_row": first,
                "last_row": last,
                "before": before,
                "after": after,
            },
        )


class recording:  # noqa: N801 - reads as a verb: `with changes.recording(…) as change`
    """`with recording(house, verb, summary) as change:`: one change, noted whole."""

    def __init__(self, house: House, verb: str, summary: str) -> None:
        self._house = house
        self._verb = verb
        self._summary = summary

    def __enter__(self) -> Change:
        self._write: Write = self._house.app.transaction()
        tx = self._write.__enter__()
        try:
            self._change = Change(tx, self._house, self._verb, self._summary)
        except AlreadyDoneError:
            # The first may be on its way to the disk still: its commit is ours too.
            self._write.__exit__(None, None, None)
            raise
        except BaseException as error:
            self._write.__exit__(type(error), error, error.__traceback__)
            raise
        return self._change

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._change.finish()
        self._write.__exit__(kind, error, trace)


def _refuse_again(tx: Transaction, house: House) -> None:
    """Raise AlreadyDoneError when this request arrived before and was carried out."""
    first = tx.value(
        "SELECT id FROM changes WHERE actor = ? AND once = ?",
        (house.actor, house.once),
    )
    if first is not None:
        house.done.append(first)
        raise AlreadyDoneError(first)
