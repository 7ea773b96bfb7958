"""What a look may say: every token there is, and the check nothing gets round.

A style is an object of tokens; what it does not say is as the home has it. Only what
went through `checked` is kept or becomes CSS: a colour is six digits, a choice one of
ours, a number within its bounds, a picture one of our own names.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from homestead.core import colors
from homestead.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    Tokens = dict[str, Any]

COLOR, CHOICE, NUMBER, PICTURE = "color", "choice", "number", "picture"

FOLDER = "template"
"""Where the pictures of looks lie among the uploads."""

LONGEST = 200
"""Letters of a value that anybody reads; no token needs as many."""

_TOLD = 5
_SHORT = 40
_PICTURE = re.compile(rf"{FOLDER}/[0-9a-f]{{64}}\.(?:png|jpg|gif|webp)", re.ASCII)


class Token(NamedTuple):
    """One thing a look may say, of which `kind`, and what for."""

    name: str
    kind: str
    help: str
    choices: tuple[str, ...] = ()
    least: float = 0
    most: float = 0
    step: float = 0


TOKENS = (
    Token("primary", COLOR, "Buttons, links and what is chosen."),
    Token("accent", COLOR, "A second colour, for what stands out."),
    Token("ground", COLOR, "What everything stands on."),
    Token("text", COLOR, "The words."),
    Token(
        "scheme", CHOICE, "Light, dark, or as the device.", ("auto", "light", "dark")
    ),
    Token("font", CHOICE, "The letters.", ("hyperlegible", "dyslexic", "system")),
    Token("size", NUMBER, "How large the text is.", (), 0.85, 1.5, 0.05),
    Token("radius", NUMBER, "How round the corners are.", (), 0, 2, 0.25),
    Token("density", CHOICE, "How close things stand.", ("compact", "normal", "roomy")),
    Token("motion", CHOICE, "Whether things move.", ("normal", "none")),
    Token("background", PICTURE, "A picture behind everything."),
)
NAMES = {token.name: token for token in TOKENS}
COLORS = tuple(token.name for token in TOKENS if token.kind == COLOR)


def checked(given: Any) -> Tokens:
    """Return the tokens as they are kept; None and "" say nothing.

    Raises UsageError that names everything wrong, and what may have been meant.
    """
    if not isinstance(given, dict):
        raise UsageError(
            "A look is an object of tokens, such as {“primary”: “#88aa33”}."
        )
    kept: Tokens = {}
    wrong: list[tuple[str, UsageError]] = []
    for name, value in given.items():
        try:
            token = _known(name)
            if value is not None and value != "":
                kept[name] = _READ[token.kind](token, value)
        except UsageError as error:
            wrong.append((str(name)[:_SHORT], error))
            if len(wrong) == _TOLD:
                break
    if wrong:
        raise _all_of(dict(wrong))
    return {name: kept[name] for name in NAMES if name in kept}


def fitting(given: Any) -> tuple[Tokens, list[str]]:
    """Return what of `given` can be kept, and the names of what cannot."""
    kept: Tokens = {}
    dropped = []
    for name, value in given.items() if isinstance(given, dict) else ():
        try:
            kept |= checked({name: value})
        except UsageError:
            dropped.append(str(name)[:_SHORT])
    return {name: kept[name] for name in NAMES if name in kept}, dropped


def from_text(given: Mapping[str, str]) -> Tokens:
    """Return tokens typed as text, in a form or a shell, for `checked` to look at."""
    return {
        name: _number(text)
        if name in NAMES and NAMES[name].kind == NUMBER and text.strip()
        else text
        for name, text in given.items()
    }


def is_picture(name: Any) -> bool:
    """Tell whether that may be the name of a look's picture."""
    return isinstance(name, str) and _PICTURE.fullmatch(name) is not None


def _known(name: Any) -> Token:
    if name in NAMES:
        return NAMES[name]
    from homestead.core.handles import suggest

    near = suggest(str(name)[:_SHORT], NAMES)
    raise UsageError(
        f"A look has nothing called {str(name)[:_SHORT]!r}.",
        hint=f"Did you mean {' or '.join(near)}?"
        if near
        else f"It has {', '.join(NAMES)}.",
        fields={str(name)[:_SHORT]: "is nothing a look has"},
    )


def _all_of(wrong: dict[str, UsageError]) -> UsageError:
    hints = [error.hint for error in wrong.values() if error.hint]
    return UsageError(
        " ".join(error.message for error in wrong.values()),
        hint=" ".join(dict.fromkeys(hints)) or None,
        fields={
            name: error.fields.get(name, error.message) for name, error in wrong.items()
        },
    )


def _wrong(token: Token, why: str, hint: str | None = None) -> UsageError:
    told = f"{token.name.capitalize()} {why}."
    return UsageError(told, hint=hint, fields={token.name: why})


def _color(token: Token, value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise _wrong(token, "is not a colour", "Write it like #88aa33.")
    try:
        return colors.parse(value)
    except UsageError as error:
        told = f"{token.name.capitalize()}: {error.message}"
        fields = {token.name: "is not a colour"}
        raise UsageError(told, hint=error.hint, fields=fields) from error


def _choice(token: Token, value: Any) -> str:
    if isinstance(value, str) and value in token.choices:
        return value
    told = repr(value[:_SHORT]) if isinstance(value, str) else "that"
    raise _wrong(token, f"cannot be {told}", f"It is {', '.join(token.choices)}.")


def _bounded(token: Token, value: Any) -> float:
    bounds = f"must be a number from {token.least:g} to {token.most:g}"
    right = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not right or not token.least <= value <= token.most:
        raise _wrong(token, bounds)
    return round(float(value), 3)


def _picture(token: Token, value: Any) -> str:
    if not is_picture(value):
        raise _wrong(
            token,
            "is no picture of this home",
            "Send the picture itself, to be kept here.",
        )
    return str(value)


def _number(text: str) -> float | str:
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return text
    return number if math.isfinite(number) else text


_READ = {COLOR: _color, CHOICE: _choice, NUMBER: _bounded, PICTURE: _picture}
