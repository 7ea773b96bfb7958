"""How well a text fits a search, and the piece of it that shows why."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = re.compile(r"[^\W_]+")
_BEFORE, _AROUND = 6, 30
"""Words shown before the first that was found, and in all."""

_LOOKED_AT = 40_000
_SATED = 1.2
_USUAL = 600
"""Letters of a usual post: in a longer one a word counts less."""


def folded(text: str) -> str:
    """Return a text as words are compared: small letters without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text)
    return "".join(each for each in parts if not unicodedata.combining(each)).casefold()


def tokens(words: Sequence[str]) -> list[str]:
    """Return what is looked for, as it is compared; the last may go on."""
    return [token for word in words for token in _TOKEN.findall(folded(word))]


def score(text: str, sought: Sequence[str]) -> float:
    """Return how well a text fits: words that come often, in a text that is short."""
    plain = folded(text)
    norm = _SATED * (0.25 + 0.75 * len(plain) / _USUAL)
    counts = (plain.count(word) for word in sought)
    return sum(count / (count + norm) for count in counts)


def piece(text: str, sought: Sequence[str]) -> Markup | None:
    """Return the words around the first finds, with those in `<mark>`; None: none."""
    found = list(_found(text[:_LOOKED_AT], sought))
    if not found:
        return None
    places = [match for match, _ in found]
    hits = [at for at, (_, fits) in enumerate(found) if fits]
    if not hits:
        return None
    best = max(hits, key=lambda at: sum(at <= hit < at + _AROUND for hit in hits))
    first = max(0, best - _BEFORE)
    shown = found[first : first + _AROUND]
    begin = places[first].start() if first else 0
    end = shown[-1][0].end()
    parts = [] if not first else ["…"]
    for match, fits in shown:
        parts.append(str(Markup.escape(text[begin : match.start()])))
        word = Markup.escape(match[0])
        parts.append(f"<mark>{word}</mark>" if fits else str(word))
        begin = match.end()
    parts.append(
        "…" if end < len(text.rstrip()) - 1 else str(Markup.escape(text[end:]))
    )
    return Markup(" ".join("".join(parts).split()))  # noqa: S704 - escaped above


def _found(text: str, sought: Sequence[str]) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield every word of a text, and whether it is looked for."""
    whole, begun = frozenset(sought), sought[-1]
    for match in _TOKEN.finditer(text):
        word = folded(match[0])
        yield match, word in whole or word.startswith(begun)
