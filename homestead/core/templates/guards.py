"""Operators, filters and methods that make much of little, looked at beforehand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from homestead.core.templates.budget import CostlyError, fits, spend, weight

if TYPE_CHECKING:
    from collections.abc import Callable

FURTHEST = 10_000
"""The largest number a filter or a method takes, and a range has."""

REFUSED = frozenset(("attr", "pprint", "safe", "urlize"))
"""Filters that reach into what is given, or let pass what people wrote as it is."""

_OF_TEXTS = """
capitalize casefold center count endswith find format format_map index isalnum isalpha
isascii isdecimal isdigit islower isnumeric isprintable isspace istitle isupper join
ljust lower lstrip partition removeprefix removesuffix replace rfind rindex rjust
rpartition rsplit rstrip split splitlines startswith strip swapcase title upper zfill
"""

METHODS: dict[type, frozenset[str]] = {
    str: frozenset(_OF_TEXTS.split()),
    dict: frozenset(("get", "items", "keys", "values")),
    list: frozenset(("count", "index")),
    tuple: frozenset(("count", "index")),
    bytes: frozenset(),
    int: frozenset(),
    float: frozenset(),
    complex: frozenset(),
    range: frozenset(),
}
"""What a template may do with values of Python's own kinds."""

_BITS = 1024
_DEEPEST_INDENT = 8
_LONGEST_FILL = 1000
_LONGEST_SLOW = 20_000
_WIDEST = 1000
_WIDE = re.compile(r"%[^a-zA-Z%]*(\*|\d{4,})|\{[^{}]*:[^{}]*(\d{4,}|\{)")
"""In a format: a width nobody needs, or one that comes from elsewhere."""


def operation(operator: str, left: Any, right: Any) -> None:
    """Look at `left operator right`. Raises CostlyError."""
    if isinstance(left, int) and isinstance(right, int):
        _whole_numbers(operator, left, right)
    elif operator == "*":
        _repeated(left, right)
    elif operator == "%" and isinstance(left, str):
        filled(left, right)
    elif operator == "+":
        fits(weight(left) + weight(right))


def _whole_numbers(operator: str, left: int, right: int) -> None:
    bits = left.bit_length() + right.bit_length()
    if operator == "**":
        bits = left.bit_length() * abs(right)
    if bits > _BITS:
        raise CostlyError("It makes a number too large.")


def _repeated(left: Any, right: Any) -> None:
    for times, what in ((left, right), (right, left)):
        if isinstance(times, int):
            fits(max(times, 0) * (weight(what) + 1))


def filled(text: Any, *given: Any, **named: Any) -> None:
    """Look at a format and what is put into it. Raises CostlyError."""
    text = str(text)
    if _WIDE.search(text):
        raise CostlyError("It formats something too wide.")
    places = text.count("%") + text.count("{")
    fits(len(text) + places * (_WIDEST + weight(given) + weight(named)))


def so_many(_value: Any, *given: Any, **named: Any) -> None:
    """Look at how often, or how wide, something is wanted. Raises CostlyError."""
    for each in (*given, *named.values()):
        if isinstance(each, int) and abs(each) > FURTHEST:
            raise CostlyError("It asks for too much of something.")


def _replaced(text: Any, old: Any = "", new: Any = "", *_: Any, **__: Any) -> None:
    text, old, new = str(text), str(old), str(new)
    fits(len(text) + (text.count(old) if old else len(text) + 1) * len(new))


def _joined(_values: Any, between: Any = "", *_: Any, **named: Any) -> None:
    if len(str(named.get("d", between))) > _LONGEST_FILL:
        raise CostlyError("It puts too much between things.")


def _indented(text: Any, width: Any = 4, *_: Any, **__: Any) -> None:
    wide = width if isinstance(width, int) else len(str(width))
    fits((str(text).count("\n") + 1) * wide)


def _as_json(_value: Any, indent: Any = None) -> None:
    if indent is not None and indent > _DEEPEST_INDENT:
        raise CostlyError("It indents too far.")


def _summed(_values: Any, _attribute: Any = None, start: Any = 0) -> None:
    if not isinstance(start, (int, float)):
        raise CostlyError("Only numbers are summed.")


def _slow(text: Any, *rest: Any, **named: Any) -> None:
    """Look at what Python does letter by letter."""
    letters = sum(
        len(each) for each in (text, *rest, *named.values()) if _is_text(each)
    )
    if letters > _LONGEST_SLOW:
        raise CostlyError("It does this with too long a text.")
    spend(letters // 8)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


FILTERS: dict[str, Callable[..., None]] = {
    "batch": so_many,
    "center": so_many,
    "format": filled,
    "indent": _indented,
    "int": _slow,
    "join": _joined,
    "replace": _replaced,
    "round": so_many,
    "slice": so_many,
    "striptags": _slow,
    "sum": _summed,
    "title": _slow,
    "tojson": _as_json,
    "urlencode": _slow,
    "wordcount": _slow,
    "wordwrap": _slow,
}
"""By the name of a filter: who looks at what it is given."""


_METHODS: dict[str, Callable[..., None]] = {
    "center": so_many,
    "join": lambda between, values: _joined(values, between),
    "ljust": so_many,
    "replace": _replaced,
    "rjust": so_many,
    "zfill": so_many,
}


def method(of: str, name: str, given: tuple[Any, ...]) -> None:
    """Look at a text's method before it is called. Raises CostlyError."""
    if name in _METHODS:
        _METHODS[name](of, *given)
