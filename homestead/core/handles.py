"""Names as people write them, and the handles one can type for them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable

LONGEST = 40
TYPEABLE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")
RESERVED = frozenset({"all", "nobody", "none", "out", "root"})
"""Words the command line understands where a handle may stand."""

LONGEST_READ = 200
"""How much of a name a handle is made from; imported names may have 5,000 letters."""

LONGEST_NAME = 6_000
"""How much of a text can be a name. Accents in a row take time that grows with the
square of their number to be put in order, so of more that is not done."""

# Seen by nobody, but able to hide, split or reorder what stands around them:
# embeddings, overrides, isolates, zero-width spaces, soft hyphens, byte order marks.
# Not among them are the joiners, which hold emoji families and Persian words together.
_UNSEEN = (
    (0x00AD, 0x00AD),
    (0x180E, 0x180E),
    (0x200B, 0x200B),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0xD800, 0xDFFF),
)
_ENDS = " \t\n\u200c\u200d\u200e\u200f\u061c"
_LOOKS_EMPTY = "\u115f\u1160\u2800\u3164\uffa0"


def make(name: str, taken: Container[str], *, kind: str = "alter") -> str:
    """Return a handle for `name` that is not in `taken` and passes `check`.

    Other scripts are written in Latin letters and emoji by their names. `kind` is
    what something without a typeable name is called: `alter`, `alter-2`.
    """
    handle = _typeable(name)[:LONGEST].strip("-_")
    if not handle:
        handle = kind
    elif _is_number(handle) or handle in RESERVED:
        handle = f"{kind}-{handle}"[:LONGEST].strip("-_")
    if handle not in taken:
        return handle
    count = 2
    while (other := _numbered(handle, count)) in taken:
        count += 1
    return other


def check(handle: str) -> str:
    """Return `handle` if it may be one; raise UsageError saying what may."""
    problem = _problem(handle)
    if not problem:
        return handle
    from homestead.core.errors import UsageError

    raise UsageError(
        f"The handle {handle[:LONGEST]!r} {problem}.",
        hint=f"A handle is made of a-z, 0-9, - and _, is at most {LONGEST} letters"
        " long, begins with a letter or digit and is not just a number.",
        fields={"handle": problem},
    )


def clean(text: str) -> str:
    """Return `text` as one line fit to be a name.

    Every script and emoji stays as it is. Control characters, zero-width spaces and
    what could reorder the words around the name are taken out.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    import unicodedata

    kept = (" " if each.isspace() else each for each in text)
    line = "".join(each for each in kept if not _unseen(each))
    if len(line) <= LONGEST_NAME:
        line = unicodedata.normalize("NFC", line)
    return line.strip(_ENDS).strip()


def clean_text(text: str) -> str:
    """Return `text` of several lines without control characters, ends trimmed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (each for each in lines if each in "\n\t" or not _unseen(each))
    return "".join(kept).strip()


def is_blank(text: str) -> bool:
    """Tell whether nobody could see anything of `text`."""
    return not clean(text).strip(_LOOKS_EMPTY + _ENDS)


def suggest(word: str, candidates: Iterable[str]) -> list[str]:
    """Return up to three of `candidates` that `word` may have meant, best first."""
    import difflib

    by_lower = {each.casefold(): each for each in candidates}
    sought = word.casefold()[:LONGEST_READ]
    close = difflib.get_close_matches(sought, by_lower, n=3, cutoff=0.6)
    begun = [each for each in by_lower if sought and each.startswith(sought)]
    return [by_lower[each] for each in dict.fromkeys([*close, *begun])][:3]


def _unseen(letter: str) -> bool:
    """Tell whether `letter` is a control character or hidden mark."""
    code = ord(letter)
    if code < 0x20 or 0x7F <= code < 0xA0:  # noqa: PLR2004
        return True
    return code > 0xA0 and any(low <= code <= high for low, high in _UNSEEN)  # noqa: PLR2004


def _typeable(name: str) -> str:
    """Return `name` in the letters of a handle, words joined by hyphens."""
    text = clean(name[:LONGEST_READ])
    if not text.isascii():
        from anyascii import anyascii

        text = anyascii(text)
    text = text.replace("'", "").replace("`", "").lower()
    words = "".join(each if each in TYPEABLE else " " for each in text).split()
    return "-".join(word for word in (each.strip("-") for each in words) if word)


def _is_number(handle: str) -> bool:
    """Tell whether `handle` would be read as an id; Python reads `1_7` as 17."""
    return handle.replace("_", "").replace("-", "").isdigit()


def _numbered(handle: str, count: int) -> str:
    ending = f"-{count}"
    return handle[: LONGEST - len(ending)].rstrip("-_") + ending


def _problem(handle: str) -> str:
    """Return what is wrong with `handle`, or nothing."""
    if not handle:
        return "is empty"
    if len(handle) > LONGEST:
        return f"has more than {LONGEST} letters"
    if not TYPEABLE.issuperset(handle):
        return "has letters that are not a-z, 0-9, - or _"
    if handle[0] in "-_":
        return f"begins with {handle[0]}"
    if _is_number(handle):
        return "is a number"
    return "is a word of the command line" if handle in RESERVED else ""
