"""What people say of somebody or something, checked before it is kept.

Each check takes a value as it came (JSON) and what it is called; returns what the
database keeps, or raises UsageError. None and "" both mean: nothing, any more.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from homestead.core import handles
from homestead.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Check = Callable[[Any, str], Any]

LONGEST_LINE = 300
LONGEST_TEXT = 100_000
MOST_TAGS = 100
PRIVACY = ("private", "trusted", "friends", "public")


def checked(given: Mapping[str, Any], checks: Mapping[str, Check]) -> dict[str, Any]:
    """Return each of `given` as the database keeps it.

    Raises UsageError that names everything wrong, and what nobody knows.
    """
    kept, wrong = {}, {}
    for key, value in given.items():
        try:
            kept[key] = _known(key, checks)(value, key)
        except UsageError as error:
            wrong[key] = error
    if not wrong:
        return kept
    hints = [error.hint for error in wrong.values() if error.hint]
    raise UsageError(
        " ".join(error.message for error in wrong.values()),
        hint=" ".join(dict.fromkeys(hints)) or None,
        fields={
            key: error.fields.get(key, error.message) for key, error in wrong.items()
        },
    )


def some(columns: dict[str, Any], command: str) -> dict[str, Any]:
    """Return `columns`, of which there must be at least one."""
    if columns:
        return columns
    raise UsageError("Say what to change.", hint=f"See `homestead {command} --help`.")


def called(command: str, name_: str | None, handle_: str | None) -> dict[str, Any]:
    """Keep a new name, a new handle, or both."""
    given = {"name": name_, "handle": handle_}
    told = {key: word for key, word in given.items() if word is not None}
    return some(checked(told, {"name": name, "handle": handle}), command)


def line(value: Any, key: str) -> str:
    """Keep one line: a display name, pronouns."""
    said = _string(value, key)[: handles.LONGEST_NAME]
    return _fits(handles.clean(said), key, LONGEST_LINE)


def name(value: Any, key: str) -> str:
    """Keep a name: one line in which something can be seen."""
    kept = line(value, key)
    if handles.is_blank(kept):
        raise _wrong(key, "is empty", "Give it at least one letter or emoji.")
    return kept


def handle(value: Any, key: str) -> str:
    """Keep a handle as typed."""
    return handles.check(_string(value, key).strip())


def text(value: Any, key: str) -> str:
    """Keep Markdown of several lines."""
    said = _string(value, key)[: 2 * LONGEST_TEXT]
    return _fits(handles.clean_text(said), key, LONGEST_TEXT)


def flag(value: Any, key: str) -> int:
    """Keep yes or no."""
    if not isinstance(value, bool):
        raise _wrong(key, "is neither true nor false")
    return int(value)


def color(value: Any, key: str) -> str | None:
    """Keep a colour as `#rrggbb`."""
    word = _string(value, key).strip()
    if not word:
        return None
    from homestead.core import colors

    return colors.parse(word)


def birthday(value: Any, key: str) -> str | None:
    """Keep a birthday, or what is known of it: a day of the year, or a year."""
    word = _string(value, key).strip()
    if not word:
        return None
    from homestead.core import dates

    day = dates.parse(word)
    return str(day if day.year else day.only("month_day"))


def privacy(value: Any, key: str) -> str:
    """Keep one of the four levels."""
    word = _string(value, key).strip().lower()
    if word not in PRIVACY:
        raise _wrong(key, f"{word[:40]!r} is no level", f"Use {', '.join(PRIVACY)}.")
    return word


def tags(value: Any, key: str) -> str:
    """Keep a list of tags, each once, as JSON."""
    seen: dict[str, str] = {}
    for each in _list(value, key):
        tag = line(each, key)
        seen.setdefault(tag.casefold(), tag)
    seen.pop("", None)
    return _json([*seen.values()])


def proxy_tags(value: Any, key: str) -> str:
    """Keep a list of proxy tags, as JSON: `[{"prefix": "y:", "suffix": null}]`.

    Each is such an object, or typed as what is said would look: `y:text`, `[text]`.
    """
    pairs = [_pair(each, key) for each in _list(value, key) if each != ""]
    return _json([pair for at, pair in enumerate(pairs) if pair not in pairs[:at]])


def _pair(value: Any, key: str) -> dict[str, str | None]:
    if isinstance(value, dict):
        ends = [_string(value.get(end), key) for end in ("prefix", "suffix")]
    else:
        ends = _string(value, key).split("text")
    # The bars keep `clean` from trimming: the space in `y: text` counts.
    ends = [handles.clean(f"|{end}|")[1:-1] for end in ends]
    if len(ends) != 2 or not any(end.strip() for end in ends):  # noqa: PLR2004
        raise _wrong(
            key,
            "are not proxy tags",
            "Write them around the word text: y:text.",
        )
    prefix, suffix = (_fits(end, key, LONGEST_LINE) or None for end in ends)
    return {"prefix": prefix, "suffix": suffix}


def _known(key: str, checks: Mapping[str, Check]) -> Check:
    if key in checks:
        return checks[key]
    near = handles.suggest(key, checks)
    raise UsageError(
        f"Nothing is called {key!r} here.",
        hint=f"Did you mean {' or '.join(near)}?" if near else None,
        fields={key: "is not known"},
    )


def _string(value: Any, key: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _wrong(key, "is not text")
    return value


def _list(value: Any, key: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise _wrong(key, "are not a list")
    if len(value) > MOST_TAGS:
        raise _wrong(key, f"are more than {MOST_TAGS}")
    return list(value)


def _fits(kept: str, key: str, most: int) -> str:
    if len(kept) > most:
        raise _wrong(key, f"has more than {most} letters, the most it may have")
    return kept


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _wrong(key: str, what: str, hint: str | None = None) -> UsageError:
    called = key.replace("_", " ")
    return UsageError(f"The {called} {what}.", hint=hint, fields={key: what})
