"""Takes a record of an export apart: every key of the kind it must be, or an error."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from homestead.services.exporting import shape

if TYPE_CHECKING:
    from collections.abc import Callable

    from homestead.services.exporting.shape import Key, Section

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_LARGEST = (1 << 63) - 1


class BadRecordError(Exception):
    """A record is not what an export holds; the message says which key and why."""


def columns(section: Section, record: Any) -> dict[str, Any]:
    """Return the columns a record fills; one that names another row has its uid.

    Raises BadRecordError.
    """
    if not isinstance(record, dict):
        raise BadRecordError("it is not a record but something else")
    found = {key.column: _value(key, record) for key in section.keys}
    started, ended = found.get("started_at"), found.get("ended_at")
    if None not in (started, ended) and ended <= started:  # type: ignore[operator]
        raise BadRecordError("it ends before it starts")
    return found


def as_text(section: Section, found: dict[str, Any]) -> dict[str, Any]:
    """Return the columns as the database takes them: JSON as text."""
    told = dict(found)
    for key in section.keys:
        if key.kind == shape.JSON:
            told[key.column] = json.dumps(found[key.column], ensure_ascii=False)
    return told


def moment(value: Any) -> int:
    """Return a moment in ms for what an export writes; raise ValueError for no such."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else None
    if at is None or at.tzinfo is None:
        raise ValueError(value)
    return (at - _EPOCH) // _MILLISECOND


def texts(record: dict[str, Any], name: str) -> list[str]:
    """Return a list of texts of a record; raise BadRecordError for anything else."""
    value = record.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise BadRecordError(f"“{name}” is not a list of texts")
    return value


def pairs(record: dict[str, Any], name: str) -> dict[str, str]:
    """Return an object of texts of a record; raise BadRecordError for anything else."""
    value = record.get(name, {})
    if not isinstance(value, dict) or not all(
        isinstance(each, str) for each in value.values()
    ):
        raise BadRecordError(f"“{name}” is not an object of texts")
    return value


def _value(key: Key, record: dict[str, Any]) -> Any:
    if key.name not in record:
        if key.needed:
            raise BadRecordError(f"“{key.name}” is missing")
        return key.default
    value = record[key.name]
    if value is None and key.default is None and key.kind != shape.JSON:
        if key.needed:
            raise BadRecordError(f"“{key.name}” is empty")
        return None
    read: Callable[[Any], Any] = _READ.get(key.kind, _text)
    try:
        found = read(value)
    except (ValueError, OverflowError) as error:
        what = key.kind if key.kind in _READ else "text"
        raise BadRecordError(f"“{key.name}” is not a {what}") from error
    if key.allowed and found not in key.allowed:
        raise BadRecordError(f"“{key.name}” is none of {', '.join(key.allowed)}")
    return found


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)  # noqa: TRY004 - one kind of wrong, told in one way
    return value


def _number(value: Any) -> float:
    right = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not right or abs(value) > _LARGEST:
        raise ValueError(value)
    number: float = value
    return number


def _flag(value: Any) -> int:
    if not isinstance(value, bool):
        raise ValueError(value)  # noqa: TRY004 - as above
    return int(value)


def _json(value: Any) -> Any:
    return value


_READ: dict[str, Callable[[Any], Any]] = {
    shape.TEXT: _text,
    shape.NUMBER: _number,
    shape.FLAG: _flag,
    shape.MOMENT: moment,
    shape.JSON: _json,
}
