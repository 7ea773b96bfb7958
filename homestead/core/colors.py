"""Colours as people write them, kept as `#rrggbb`."""

from __future__ import annotations

from homestead.core.errors import UsageError

_HEX = frozenset("0123456789abcdef")


def parse(text: str) -> str:
    """Return `#rrggbb` for `#88aa33`, `88AA33`, `#8a3`, `coral` or `Dark Green`.

    Names are those of CSS. Raises UsageError for anything else.
    """
    word = "".join(text.split()).lower()
    digits = word.removeprefix("#")
    if _HEX.issuperset(digits):
        if len(digits) == 6:  # noqa: PLR2004 - rrggbb
            return f"#{digits}"
        if len(digits) == 3:  # noqa: PLR2004 - rgb
            return "#" + "".join(2 * digit for digit in digits)
    return _named(word, text)


def _named(word: str, text: str) -> str:
    import webcolors  # type: ignore[import-untyped]

    from homestead.core.handles import suggest

    try:
        return str(webcolors.name_to_hex(word))
    except ValueError:
        near = suggest(word, webcolors.names()) if word.isalpha() else []
    raise UsageError(
        f"{text[:40]!r} is not a colour.",
        hint=f"Did you mean {' or '.join(near)}?"
        if near
        else "Write it like #88aa33, or by a name such as coral.",
        fields={"color": "is not a colour"},
    )
