"""What a page wears: whose look it is, and where the style sheet of it lies.

`/static/template/seles.css?v=…` is somebody's look. Whoever names what is in it gets it
to keep; strangers and guests who do not are told nothing, be there such a one or not.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from homestead.core import secret, static
from homestead.core.errors import NotFoundError
from homestead.services import access, styles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from homestead.core.asking import Ask
    from homestead.core.house import House
    from homestead.core.look import Look

    Url = Callable[..., str]

MODULE = "template"
"""The module that looks belong to; while it is closed nothing is worn."""

SHEETS = f"{static.PREFIX}/{MODULE}/"
TRYING = "trying"
"""What an address has where a look is seen before it is kept."""

_END = ".css"
_YEAR = "public, max-age=31536000, immutable"
_ASK = "private, no-cache"
_LONGEST = 2000
_KEY = 64
_SCRIPT = re.compile(r"<script\b[^>]*></script>\s*")


class Dress(NamedTuple):
    """What templates know as `worn`: the handle, "" for the home's, and the sheet."""

    handle: str = ""
    css: str = ""


def worn(house: House, look: Look) -> Dress:
    """Return what whoever asks is to see, as their browser wants it."""
    found = styles.plain(house) if look.plain else styles.worn(house)
    if not found.sheet:
        return Dress(found.handle)
    stamp = _stamp(house, found.sheet)
    return Dress(found.handle, f"{SHEETS}{found.sheet}{_END}?v={stamp}")


def tried(ask: Ask, url: Url) -> Dress | None:
    """Return the look an address asks to be tried; None on every other page."""
    if TRYING not in ask.environ["QUERY_STRING"] or ask.method != "GET":
        return None
    said = ask.query.text(TRYING)
    if not said or not access.may(ask.asker, "alter.edit"):
        return None
    tokens = parse_qsl(said[:_LONGEST])
    handle = dict(tokens).get("look", "")
    sheet = url(MODULE, "/_look.css")
    named = "" if handle == styles.HOME else handle
    return Dress(named, f"{sheet}?{urlencode(tokens)}")


def only_to_look_at(page: str) -> str:
    """Return a page that does nothing: where a look is tried it is only looked at."""
    return _SCRIPT.sub("", page)


def is_sheet(path: str) -> bool:
    """Tell whether a path may be that of a look's style sheet."""
    name = path.removeprefix(SHEETS)
    return name != path and name.endswith(_END) and "/" not in name


def sheet(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with a style sheet. Raises NotFoundError for what is none."""
    house: House = environ["homestead.house"]
    name = environ["homestead.path"].removeprefix(SHEETS).removesuffix(_END)
    stamp = _stamp(house, name)
    named = stamp != "" and environ["QUERY_STRING"] == f"v={stamp}"
    if not named and not (stamp and access.may(house.asker, "alter.read")):
        raise NotFoundError("There is no such style here.")
    body = (styles.css(house, name) or "").encode()
    headers = [
        ("Content-Type", "text/css; charset=utf-8"),
        ("Cache-Control", _YEAR if named else _ASK),
        ("Content-Length", str(len(body))),
    ]
    start("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _stamp(house: House, sheet: str) -> str:
    """Return what changes with a style sheet, and nobody else can tell of any.

    Looks that come with the program are known to all: a plain sum of one would tell a
    stranger who guessed it that there is such an alter.
    """
    plain = styles.stamp(house, sheet)
    if not plain:
        return ""
    key = house.kept("styles.key", lambda: secret.read(house.paths.data, house.config))
    said = f"{sheet} {plain}".encode()
    return hashlib.blake2b(said, key=key[:_KEY], digest_size=8).hexdigest()
