"""Colours by lightness, strength and hue as the eye sees them (OKLCH), and contrast.

The matrices are those of Björn Ottosson's OKLab; contrast is that of WCAG 2.2.
"""

from __future__ import annotations

import math
from typing import NamedTuple

_FINEST = 12
"""How often the strength is halved to find what a screen can show."""


class Color(NamedTuple):
    """Lightness 0 to 1, chroma from 0, hue in degrees."""

    lightness: float
    chroma: float
    hue: float

    def at(self, lightness: float, chroma: float | None = None) -> Color:
        """Return the same hue, lighter or darker, as strong or by `chroma` at most."""
        most = self.chroma if chroma is None else min(self.chroma, chroma)
        return Color(min(1.0, max(0.0, lightness)), most, self.hue)


def of(text: str) -> Color:
    """Return the colour that `#rrggbb` is."""
    red, green, blue = linear(text)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    mid = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * mid - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * mid + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * mid - 0.8086757660 * short
    hue = math.degrees(math.atan2(b, a)) % 360
    return Color(lightness, math.hypot(a, b), hue)


def text(color: Color) -> str:
    """Return `#rrggbb`, as strong as a screen can show it in that lightness and hue."""
    lightness, chroma, hue = color
    along = math.cos(math.radians(hue)), math.sin(math.radians(hue))
    shown = _linear_of(lightness, chroma, along)
    if not _fits(shown):
        low, high = 0.0, chroma
        for _ in range(_FINEST):
            middle = (low + high) / 2
            fits = _fits(_linear_of(lightness, middle, along))
            low, high = (middle, high) if fits else (low, middle)
        shown = _linear_of(lightness, low, along)
    return "#" + "".join(f"{_byte(part):02x}" for part in shown)


def linear(text: str) -> tuple[float, float, float]:
    """Return how much light each of red, green and blue of `#rrggbb` gives, 0 to 1."""
    red, green, blue = (_LINEAR[int(text[at : at + 2], 16)] for at in (1, 3, 5))
    return red, green, blue


def luminance(text: str) -> float:
    """Return the relative luminance of `#rrggbb`: 0 black, 1 white."""
    red, green, blue = linear(text)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours: 1 none, 21 black on white."""
    first, second = luminance(one), luminance(other)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def over(top: str, share: float, below: str) -> str:
    """Return what one sees of `below` through `top`, which covers that share of it."""
    mixed = (
        round(
            int(top[at : at + 2], 16) * share
            + int(below[at : at + 2], 16) * (1 - share)
        )
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _linear_of(
    lightness: float, chroma: float, along: tuple[float, float]
) -> tuple[float, float, float]:
    a, b = chroma * along[0], chroma * along[1]
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    mid = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * mid + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * mid - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * mid + 1.7076147010 * short,
    )


def _fits(parts: tuple[float, float, float]) -> bool:
    return min(parts) >= -0.0005 and max(parts) <= 1.0005  # noqa: PLR2004 - rounding


def _byte(part: float) -> int:
    part = min(1.0, max(0.0, part))
    curved = 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055  # noqa: PLR2004 - sRGB
    return round(curved * 255)


def _light(byte: int) -> float:
    part = byte / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB


_LINEAR = tuple(_light(byte) for byte in range(256))
