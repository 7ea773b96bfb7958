"""Pages a browser has already are not made again, nor sent again.

A page is the same while nothing was committed in this process, the configuration was
not read anew, and it is still the same minute for the same asker at the same address.
"""

from __future__ import annotations

import gzip
import hashlib
import secrets
from collections import OrderedDict
from typing import TYPE_CHECKING

from homestead.core import clock, look
from homestead.core.asking import HTML, Answer
from homestead.core.database import Database
from homestead.integration.again import PAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from homestead.core.asking import Ask

ONCE = "0nce-0f-this-f0rm"
"""What templates write where each copy of a page has a key of its own."""

_ONCE = ONCE.encode()

_MOST = 32
_LARGEST = 256 * 1024
_WORTH_PACKING = 2048
_OK = 200


class Kept:
    """The pages made last."""

    def __init__(self) -> None:
        self._boot = secrets.token_hex(4)
        self._pages: OrderedDict[str, list[bytes]] = OrderedDict()

    def answer(self, ask: Ask, worn: object, give: Callable[[], Answer]) -> Answer:
        """Return the page, or 304 if the browser's copy is still right.

        `worn` is the look it has.
        """
        tag = self._tag(ask, worn)
        if tag in ask.header("If-None-Match"):
            return Answer(b"", 304, _headers(tag))
        parts = self._pages.get(tag)
        if parts is None:
            answer = give()
            if not _is_page(answer) or not isinstance(answer.body, bytes):
                return packed(ask, own(answer))
            parts = answer.body.split(_ONCE)
            self._keep(tag, parts, len(answer.body))
        headers = [("Content-Type", HTML), *_headers(tag)]
        return packed(ask, Answer(_key().join(parts), headers=headers))

    def _keep(self, tag: str, parts: list[bytes], size: int) -> None:
        """Keep a page in parts: looking for where each copy has its key takes long."""
        if size <= _LARGEST:
            self._pages[tag] = parts
            while len(self._pages) > _MOST:
                self._pages.popitem(last=False)

    def _tag(self, ask: Ask, worn: object) -> str:
        asker, environ = ask.asker, ask.environ
        facts = (
            self._boot,
            Database.commits,
            ask.house.settings_read,
            clock.now() // clock.MINUTE,
            asker.name,
            asker.role,
            asker.session,
            asker.scopes and sorted(asker.scopes),
            ask.path,
            environ["QUERY_STRING"],
            look.of(environ),
            worn,
            ask.from_script,
        )
        return (
            f'W/"{hashlib.blake2b(repr(facts).encode(), digest_size=12).hexdigest()}"'
        )


def packed(ask: Ask, answer: Answer) -> Answer:
    """Return the answer as small as the browser can take it."""
    body = answer.body
    if (
        isinstance(body, bytes)
        and ("Content-Type", HTML) in answer.headers
        and len(body) > _WORTH_PACKING
        and "gzip" in ask.header("Accept-Encoding")
    ):
        answer.body = gzip.compress(body, compresslevel=3, mtime=0)
        answer.headers.append(("Content-Encoding", "gzip"))
    return answer


def own(answer: Answer) -> Answer:
    """Return the answer with a key of its own for what is sent from its forms."""
    if isinstance(answer.body, bytes) and ("Content-Type", HTML) in answer.headers:
        answer.body = answer.body.replace(_ONCE, _key())
    return answer


def _key() -> bytes:
    """Return a key of its own for a copy of a page."""
    return (PAGE + secrets.token_urlsafe(12)).encode()


def _is_page(answer: Answer) -> bool:
    names = {name for name, _ in answer.headers}
    return answer.status == _OK and names == {"Content-Type"}


def _headers(tag: str) -> list[tuple[str, str]]:
    return [
        ("ETag", tag),
        ("Cache-Control", "private, no-cache"),
        ("Vary", "Cookie, Accept-Encoding, HX-Request"),
    ]
