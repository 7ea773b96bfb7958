"""Whether the arguments of a call are of the kinds its verb takes."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from homestead.core.errors import UsageError

_Kind = Callable[[Any], bool]
_TOO_LARGE = 1 << 63


def check(name: str, verb: Callable[..., Any], args: dict[str, Any]) -> None:
    """Raise UsageError for an argument too many, too few, or of another kind.

    What a verb takes as `**given` it looks at itself.
    """
    taken, needed, open_ended = _shape(verb)
    wrong = {
        each: "is not taken here"
        for each in args
        if each not in taken and (not open_ended or each in {"house", "files"})
    }
    wrong |= {each: "is missing" for each in needed if each not in args}
    wrong |= {
        each: f"must be {told}"
        for each, (told, fits) in taken.items()
        if each in args and not fits(args[each])
    }
    if wrong:
        said = "; ".join(f"{each} {what}" for each, what in sorted(wrong.items()))
        raise UsageError(f"{name} does not fit: {said}.", fields=wrong)


@lru_cache(maxsize=512)
def _shape(
    verb: Callable[..., Any],
) -> tuple[dict[str, tuple[str, _Kind]], tuple[str, ...], bool]:
    """Return the kinds of what `verb` takes, what it must get, and if it takes more."""
    parameters = list(inspect.signature(verb).parameters.values())[1:]
    named = [each for each in parameters if each.kind is not each.VAR_KEYWORD]
    taken = {each.name: kind(each.annotation) for each in named if each.name != "files"}
    needed = tuple(each.name for each in named if each.default is each.empty)
    return taken, needed, len(named) < len(parameters)


def kind(annotation: str) -> tuple[str, _Kind]:
    """Return what an annotation says in words, and what tells whether it is so.

    Raises KeyError for an annotation no verb has had so far.
    """
    found = [_KINDS[part.strip()] for part in annotation.split("|")]
    told = " or ".join(words for words, _ in found)
    return told, lambda value: any(fits(value) for _, fits in found)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def _is_named_texts(value: Any) -> bool:
    return isinstance(value, dict) and _is_texts([*value.values()])


def _is_number(value: Any) -> bool:
    """Tell whether it is a whole number, and one the databases can hold."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole and abs(value) < _TOO_LARGE


def _are_numbers(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_number, value))


_KINDS: dict[str, tuple[str, _Kind]] = {
    "str": ("a text", lambda value: isinstance(value, str)),
    "int": ("a whole number", _is_number),
    "bool": ("true or false", lambda value: isinstance(value, bool)),
    "None": ("null", lambda value: value is None),
    "Sequence[str]": ("a list of texts", _is_texts),
    "Sequence[int]": ("a list of whole numbers", _are_numbers),
    "dict[str, Any]": ("an object", lambda value: isinstance(value, dict)),
    "Mapping[str, Any]": ("an object", lambda value: isinstance(value, dict)),
    "Mapping[str, str]": ("an object of texts", _is_named_texts),
    "Mapping[str, float]": ("an object", lambda value: isinstance(value, dict)),
    "When": ("a moment", lambda value: isinstance(value, str) or _is_number(value)),
    "Any": ("anything", lambda _: True),
}
