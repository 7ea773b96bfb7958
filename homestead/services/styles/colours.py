"""The few colours somebody chose, made into all that pages need, and readable.

A palette has every colour of `share/static/css/tokens.css`, for light pages or for
dark ones. What pages write on what is in `PAIRS`; every pair of a palette has the
contrast WCAG 2.2 AA asks for, whatever was chosen. A colour that has too little is made
darker (on light pages) or lighter, as little as will do, and keeps its hue.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from homestead.core import oklch
from homestead.core.oklch import Color
from homestead.services.styles.tokens import COLORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Palette = dict[str, str]

LIGHT, DARK = SCHEMES = ("light", "dark")

VEIL = 0.86
"""How much of a picture behind everything the ground covers, so that words are read."""

_READ, _SEEN = 4.5, 3.0
_GROUNDS = ("ground", "surface", "raised", "sunken")
_SOFT = ("primary-soft", "accent-soft", "danger-soft")

PAIRS = (
    *((ink, on, _READ) for ink, on in product(("text", "muted"), _GROUNDS + _SOFT)),
    *(
        (ink, on, _READ)
        for hue in ("primary", "accent", "danger")
        for ink, on in product((hue,), (*_GROUNDS, f"{hue}-soft"))
    ),
    *(("primary-strong", on, _READ) for on in (*_GROUNDS, "primary-soft")),
    *(("good", on, _READ) for on in (*_GROUNDS, "primary-soft")),
    ("on-primary", "primary", _READ),
    ("on-primary", "primary-strong", _READ),
    ("on-danger", "danger", _READ),
    *((ink, on, _SEEN) for ink, on in product(("edge", "focus"), _GROUNDS)),
)
"""What pages write or draw on what, and the contrast it must have."""

OURS = {"primary": "#2c6a58", "accent": "#9a4f1d", "ground": "#f7f2ea"}
"""The home's own colours, for a look that chose none."""

_STEP = 0.004
_SPARE = 0.03  # six digits round: what is mended stays so with what follows from it
_LOOKS = 8
_STEPS = round(1 / _STEP) + 1
_MIDDLE = 0.6
_LIGHTEST_DARK, _DARKEST_LIGHT = 0.34, 0.86
_DANGER, _GOOD, _FOCUS = 27.0, 165.0, 255.0
_TURN = 55.0


def palette(tokens: Mapping[str, Any], scheme: str) -> Palette:
    """Return every colour of light or of dark pages, from those that were chosen."""
    return _Mixing(tokens, scheme).mixed()


def native(tokens: Mapping[str, Any]) -> str:
    """Return for which pages the colours were chosen: light or dark ones."""
    if tokens.get("scheme") in SCHEMES:
        return str(tokens["scheme"])
    ground = tokens.get("ground")
    return DARK if ground and oklch.of(ground).lightness < _MIDDLE else LIGHT


def repaired(color: str, grounds: Iterable[str], needed: float, scheme: str) -> str:
    """Return `color`, or its hue as much darker (lighter, if dark) as is needed."""
    lights = [oklch.luminance(ground) for ground in grounds]
    bound = min(lights) if scheme == LIGHT else max(lights)
    if _stands(color, bound, needed, scheme):
        return color
    own, step = oklch.of(color), -_STEP if scheme == LIGHT else _STEP
    for further in range(1, _STEPS):
        color = oklch.text(own.at(own.lightness + further * step))
        if _stands(color, bound, needed + _SPARE, scheme):
            return color
    return "#000000" if scheme == LIGHT else "#ffffff"


def _stands(color: str, bound: float, needed: float, scheme: str) -> bool:
    """Tell whether a colour is far enough from the worst of its grounds."""
    own = oklch.luminance(color)
    if scheme == LIGHT:
        return bound + 0.05 >= needed * (own + 0.05)
    return own + 0.05 >= needed * (bound + 0.05)


class _Mixing:
    """One palette being made."""

    def __init__(self, tokens: Mapping[str, Any], scheme: str) -> None:
        if not any(tokens.get(name) for name in COLORS):
            tokens = {**OURS, **tokens}
        self._tokens = tokens
        self._scheme = scheme
        self._is_light = scheme == LIGHT
        self._is_native = native(tokens) == scheme
        self._main = oklch.of(self._chosen("primary", "accent", "text", "ground"))
        self._made: Palette = {}

    def mixed(self) -> Palette:
        """Return it whole."""
        ground = self._ground()
        self._lay(ground)
        second = oklch.of(self._second())
        danger = Color(0.52 if self._is_light else 0.78, 0.16, _DANGER)
        good = Color(0.48 if self._is_light else 0.8, 0.09, _GOOD)
        hues = {"primary": self._main, "accent": second, "danger": danger}
        for name, hue in hues.items():
            self._soften(name, hue, ground)
        self._write(ground)
        for name, hue in {**hues, "good": good}.items():
            self._accentuate(name, hue)
        self._stronger()
        self._outline(ground)
        return self._made

    def _chosen(self, *names: str) -> str:
        return next(str(self._tokens[each]) for each in names if self._tokens.get(each))

    def _second(self) -> str:
        if self._tokens.get("accent"):
            return str(self._tokens["accent"])
        main = self._main
        turned = main._replace(hue=(main.hue + _TURN) % 360)
        return oklch.text(turned.at(0.55 if self._is_light else 0.8, 0.13))

    def _ground(self) -> Color:
        given = self._tokens.get("ground")
        inked = not self._is_native and self._tokens.get("text")
        if inked:
            given = inked  # by night the ink of the day is the ground
        chosen = oklch.of(given) if given else self._main
        fits = (chosen.lightness >= _MIDDLE) == self._is_light
        if given and fits and not inked:
            low, high = (_DARKEST_LIGHT, 1.0) if self._is_light else (0, _LIGHTEST_DARK)
            ground = chosen.at(min(high, max(low, chosen.lightness)))
            moved = abs(ground.lightness - chosen.lightness) > _STEP  # six digits round
            self._made["ground"] = oklch.text(ground) if moved else given
            return ground if moved else chosen
        most = 0.045 if inked else 0.035 if given else 0.014
        ground = chosen.at(0.962 if self._is_light else 0.205, most)
        self._made["ground"] = oklch.text(ground)
        return ground

    def _lay(self, ground: Color) -> None:
        steps = (0.02, 0.03, -0.03) if self._is_light else (0.04, 0.08, -0.03)
        for name, step in zip(_GROUNDS[1:], steps, strict=True):
            self._made[name] = oklch.text(ground.at(ground.lightness + step))
        line = -0.08 if self._is_light else 0.13
        self._made["line-color"] = oklch.text(ground.at(ground.lightness + line))

    def _soften(self, name: str, hue: Color, ground: Color) -> None:
        by_day = min(0.93, ground.lightness - 0.03)
        lightness = by_day if self._is_light else ground.lightness + 0.09
        self._made[f"{name}-soft"] = oklch.text(hue.at(lightness, 0.035))

    def _write(self, ground: Color) -> None:
        own = Color(
            0.28 if self._is_light else 0.93, min(0.02, ground.chroma), ground.hue
        )
        chosen = self._tokens.get("text")
        if chosen:
            paper = oklch.of(self._tokens.get("ground") or chosen)
            other = paper.at(own.lightness, 0.04)
            own = oklch.of(chosen) if self._is_native else other
        self._put("text", chosen if chosen and self._is_native else oklch.text(own))
        soft = own.lightness + (0.2 if self._is_light else -0.17)
        self._put("muted", oklch.text(own.at(soft, 0.03)))

    def _accentuate(self, name: str, wished: Color) -> None:
        chosen = self._tokens.get(name)
        if chosen and self._is_native:
            self._put(name, chosen)
            return
        lightness = wished.lightness
        better = min(lightness, 0.5) if self._is_light else max(lightness, 0.8)
        self._put(name, oklch.text(wished.at(better)))

    def _stronger(self) -> None:
        step = -0.07 if self._is_light else 0.06
        main = oklch.of(self._made["primary"])
        self._made["primary-strong"] = oklch.text(main.at(main.lightness + step))
        self._put("primary-strong", self._made["primary-strong"])
        for name, on in (
            ("primary", ("primary", "primary-strong")),
            ("danger", ("danger",)),
        ):
            fill = oklch.of(self._made[name])
            ink = oklch.text(fill.at(1.0 if self._is_light else 0.22, 0.05))
            under = [self._made[each] for each in on]
            other = DARK if self._is_light else LIGHT
            self._made[f"on-{name}"] = repaired(ink, under, _READ, other)

    def _outline(self, ground: Color) -> None:
        self._put("edge", oklch.text(ground.at(0.6, 0.025)))
        self._put(
            "focus", oklch.text(Color(0.5 if self._is_light else 0.8, 0.14, _FOCUS))
        )

    def _put(self, name: str, color: str) -> None:
        """Have a colour stand out from all it stands on."""
        on = [self._made[under] for ink, under, _ in PAIRS if ink == name]
        if self._tokens.get("background"):
            behind = "#000000" if self._is_light else "#ffffff"
            on.append(oklch.over(self._made["ground"], VEIL, behind))
        needed = max(need for ink, _, need in PAIRS if ink == name)
        self._made[name] = repaired(color, on, needed, self._scheme)


def verdict(tokens: Mapping[str, Any]) -> dict[str, Any]:
    """Return how readable the colours are just as they were chosen.

    `{"readable", "scheme", "colors": [{"token", "color", "against", "ratio", "needed",
    "passes", "repaired"}], "repair": {token: color}, "palette": {"light", "dark"}}`.
    `repair` holds what a look should say instead; pages wear `palette` either way.
    """
    scheme = native(tokens)
    made = {each: palette(tokens, each) for each in SCHEMES}
    mended = _mended(tokens, made[scheme], scheme)
    told = [
        {**_told(name, tokens[name], made[scheme]), "repaired": mended[name]}
        for name in COLORS
        if tokens.get(name)
    ]
    repair = {n: mended[n] for n in COLORS if tokens.get(n) and mended[n] != tokens[n]}
    return {
        "readable": all(each["passes"] for each in told),
        "scheme": scheme,
        "colors": told,
        "repair": repair,
        "palette": made,
    }


def _mended(tokens: Mapping[str, Any], made: Palette, scheme: str) -> dict[str, Any]:
    """Return the tokens with every colour such that nothing is left to mend.

    What follows from a colour moves a little with it: a second look, seldom a third.
    """
    mended = dict(tokens)
    for _ in range(_LOOKS):
        news = {name: made[name] for name in COLORS if mended.get(name)}
        if all(mended[name] == color for name, color in news.items()):
            break
        mended |= news
        made = palette(mended, scheme)
    return mended


def _told(name: str, color: str, made: Palette) -> dict[str, Any]:
    """Return what is to be said of one chosen colour: the worst of its pairs."""
    if name == "ground":
        inks = ("text", "muted", "primary", "accent", "danger")
        worst = min((oklch.contrast(made[ink], color), ink) for ink in inks)
    else:
        under = [on for ink, on, _ in PAIRS if ink == name]
        worst = min((oklch.contrast(color, made[on]), on) for on in under)
    return {
        "token": name,
        "color": color,
        "against": worst[1],
        "ratio": int(worst[0] * 100) / 100,
        "needed": _READ,
        "passes": made[name] == color,
    }
