"""What there is to know of polls: whether they are open, and who answered what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.core import clock, handles
from homestead.core.errors import UsageError
from homestead.modules.forums import moments
from homestead.modules.forums.models import polls

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from homestead.core.house import House
    from homestead.modules.forums.telling import Telling

SINGLE, MULTIPLE, YESNO = KINDS = ("single", "multiple", "yesno")
VETO = "veto"
LONGEST_QUESTION = 300
LONGEST_OPTION = 200
FEWEST_OPTIONS, MOST_OPTIONS = 2, 30


def is_open(row: sqlite3.Row) -> bool:
    """Tell whether a poll can still be answered."""
    over = row["closes_at"] is not None and row["closes_at"] <= clock.now()
    return row["closed_at"] is None and not over


class Polls:
    """The polls of a page, told to one viewer."""

    def __init__(self, telling: Telling, rows: Iterable[sqlite3.Row]) -> None:
        self._telling = telling
        self._rows = {row["post_id"]: row for row in rows}

    def told(self, post: int) -> dict[str, Any] | None:
        """Return the poll in a post; None: there is none.

        While it is hidden and open, one is told only what one answered oneself.
        """
        row = self._rows.get(post)
        if row is None:
            return None
        reader, me = self._telling.reader, self._telling.viewer.reader
        cast = polls.votes(reader, row["id"])
        secret = bool(row["hidden"]) and is_open(row)
        options = polls.options(reader, row["id"])
        answers = {each["who"] for each in cast}
        names = {each["id"]: each["text"] for each in options}
        return {
            "question": row["question"],
            "kind": row["kind"],
            "hidden": bool(row["hidden"]),
            "open": is_open(row),
            "secret": secret,
            "answered": len(answers),
            "my_comment": next((v["comment"] for v in cast if v["who"] == me), ""),
            "vetoed": not secret
            and row["kind"] == "yesno"
            and any(names.get(each["option_id"]) == VETO for each in cast),
            **self._telling.at(row["closes_at"], "closes"),
            **self._telling.at(row["closed_at"], "closed"),
            "options": [self._option(each, cast, secret=secret) for each in options],
        }

    def _option(
        self, row: sqlite3.Row, cast: list[sqlite3.Row], *, secret: bool
    ) -> dict[str, Any]:
        mine = [each for each in cast if each["option_id"] == row["id"]]
        me = self._telling.viewer.reader
        return {
            "option": row["id"],
            "text": row["text"],
            "color": row["color"],
            "mine": any(each["who"] == me for each in mine),
            "count": None if secret else len(mine),
            "votes": []
            if secret
            else [
                {"who": self._telling.who(each["who"]), "comment": each["comment"]}
                for each in mine
            ],
        }


class Asked(NamedTuple):
    """A poll as it is to be kept."""

    columns: dict[str, Any]
    options: list[tuple[str, str | None]]


def checked(house: House, poll: Mapping[str, Any]) -> Asked:
    """Return the poll that somebody described, checked.

    `{"question", "kind": "single"|"multiple"|"yesno", "options": [texts], "hidden",
    "closes": when}`; a yesno poll brings its own options: yes, no, abstain, veto.
    """
    unknown = set(poll) - {"question", "kind", "options", "hidden", "closes"}
    kind = str(poll.get("kind") or SINGLE)
    if unknown or kind not in KINDS:
        wrong = f"{min(unknown)!r} is nothing a poll has" if unknown else kind
        raise UsageError(f"That is no poll: {wrong}.", fields={"poll": "is none"})
    question = handles.clean(str(poll.get("question") or "")[:LONGEST_QUESTION])
    if handles.is_blank(question):
        raise UsageError("A poll asks something.", fields={"question": "is empty"})
    columns = {
        "question": question,
        "kind": kind,
        "hidden": int(bool(poll.get("hidden"))),
        "closes_at": _closes(house, poll.get("closes")),
    }
    return Asked(columns, [(text, None) for text in _options(kind, poll)])


def _options(kind: str, poll: Mapping[str, Any]) -> list[str]:
    if kind == YESNO:
        return ["yes", "no", "abstain", VETO]
    given = poll.get("options")
    given = given if isinstance(given, list | tuple) else []
    cleaned = (handles.clean(str(each)[:LONGEST_OPTION]) for each in given)
    options = list(
        dict.fromkeys(each for each in cleaned if not handles.is_blank(each))
    )
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise UsageError(
            f"A poll has {FEWEST_OPTIONS} to {MOST_OPTIONS} different options.",
            fields={"options": "are too few or too many"},
        )
    return options


def _closes(house: House, closes: Any) -> int | None:
    """Return when a poll is over. Raises UsageError for a moment that has been."""
    if not closes:
        return None
    at = moments.deadline(house, str(closes))
    if at <= clock.now():
        raise UsageError(
            "A poll cannot be over before it began.",
            hint="Say a later moment, such as 2026-12-24 18:00.",
            fields={"closes": "has been already"},
        )
    return at
