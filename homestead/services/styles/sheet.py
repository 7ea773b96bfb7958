"""A look as CSS: the design tokens of `share/static/css/tokens.css`, set anew.

Nothing gets in here that did not go through `tokens.checked`; what is written are
digits and names of our own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.services.styles import colours
from homestead.services.styles.tokens import COLORS

if TYPE_CHECKING:
    from collections.abc import Mapping

_FONTS = {
    "hyperlegible": '"Atkinson Hyperlegible", system-ui, "Noto Sans", sans-serif',
    "dyslexic": '"OpenDyslexic", "Atkinson Hyperlegible", system-ui, sans-serif',
    "system": 'system-ui, "Noto Sans", sans-serif',
}
_SIZES = {"dyslexic": (1.0, 1.7)}
_SIZE, _LINE = 1.0625, 1.55
_RADII = {"radius-small": 0.5, "radius": 0.875, "radius-large": 1.375, "round": 100}
_SPACES = (0.25, 0.5, 0.75, 1, 1.5, 2.25, 3.5)
_DENSITY = {"compact": 0.8, "roomy": 1.25}
_STILL = (
    "*,::before,::after{animation-duration:.01ms!important;"
    "animation-iteration-count:1!important;transition-duration:.01ms!important}"
)
_VEIL = f"{round(colours.VEIL * 255):02x}"


def rules(tokens: Mapping[str, Any], picture: str = "") -> str:
    """Return the style sheet of a look; `picture` is where its background is found."""
    parts = [
        _rule(":root:not([data-font])", _font(tokens)),
        _rule(":root:root", _letters(tokens) | _shapes(tokens)),
        *_colours(tokens),
    ]
    if tokens.get("background") and picture:
        parts.append(_backdrop(picture))
    if tokens.get("motion") == "none":
        # How long one has to hold is no motion: it stays.
        parts.append(_STILL)
    return "\n".join(part for part in parts if part)


def _rule(where: str, said: Mapping[str, str] | str) -> str:
    if not isinstance(said, str):
        said = "".join(f"--{name}:{value};" for name, value in said.items())
    return f"{where}{{{said}}}" if said else ""


def _font(tokens: Mapping[str, Any]) -> dict[str, str]:
    """Return the letters; whoever chose others in their browser keeps those."""
    return {"font": _FONTS[tokens["font"]]} if tokens.get("font") else {}


def _letters(tokens: Mapping[str, Any]) -> dict[str, str]:
    base, line = _SIZES.get(tokens.get("font", ""), (_SIZE, _LINE))
    size = base * tokens.get("size", 1)
    said = {} if size == _SIZE else {"font-size": f"{size:.4g}rem"}
    return said if line == _LINE else {**said, "line": f"{line:g}"}


def _shapes(tokens: Mapping[str, Any]) -> dict[str, str]:
    said: dict[str, str] = {}
    if "radius" in tokens:
        by = tokens["radius"]
        said |= {name: f"{by * rem:.4g}rem" for name, rem in _RADII.items()}
        # What is round by nature stays so until somebody wants everything square.
        said["round"] = "100rem" if by else "0"
    if tokens.get("density") in _DENSITY:
        by = _DENSITY[tokens["density"]]
        said |= {
            f"space-{at}": f"{by * rem:.4g}rem" for at, rem in enumerate(_SPACES, 1)
        }
    return said


def _colours(tokens: Mapping[str, Any]) -> list[str]:
    """Return the rules for light and dark pages.

    They weigh as much as those of tokens.css and come later; the rules for those who
    ask for more contrast weigh more than either.
    """
    scheme = tokens.get("scheme", "auto")
    says = any(name in tokens for name in (*COLORS, "background"))
    if not says and scheme not in colours.SCHEMES:
        return []
    light, dark = (_palette(tokens, each) for each in colours.SCHEMES)
    if scheme == colours.LIGHT:
        return [_rule(":root:root", light), _rule(':root[data-theme="dark"]', dark)]
    if scheme == colours.DARK:
        return [_rule(":root:root", dark), _rule(':root[data-theme="light"]', light)]
    return [
        _rule(":root:root", light),
        f"@media (prefers-color-scheme:dark){{{_rule(_NOT_LIGHT, dark)}}}",
        _rule(':root[data-theme="dark"]', dark),
    ]


_NOT_LIGHT = ':root:not([data-theme="light"])'


def _palette(tokens: Mapping[str, Any], scheme: str) -> str:
    made = colours.palette(tokens, scheme)
    said = "".join(f"--{name}:{color};" for name, color in made.items())
    veil = (
        f"--over-picture:{made['ground']}{_VEIL};" if tokens.get("background") else ""
    )
    return f"color-scheme:{scheme};{said}{veil}"


def _backdrop(picture: str) -> str:
    return (
        ":root:not([data-calm]) body{background-image:"
        "linear-gradient(var(--over-picture),var(--over-picture)),"
        f'url("{picture}");background-size:cover;background-position:center;'
        "background-attachment:fixed;background-repeat:repeat,no-repeat}"
    )
