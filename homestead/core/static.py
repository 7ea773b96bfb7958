"""Styles, scripts, fonts and icons: named by what they hold, so kept for a year.

`css/home.css` is looked for in the home's `<config>/static`, then in `share/static`;
`forums/css/forums.css` also in the static folder of the module `forums`. What a script
imports from beside it is named that way too.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
from dataclasses import dataclass
from mimetypes import guess_type
from typing import TYPE_CHECKING, Any

from homestead.core import resources
from homestead.core.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PREFIX = "/static"
_YEAR = "public, max-age=31536000, immutable"
_ASK = "public, no-cache"
_SQUEEZED = frozenset((".css", ".js", ".svg", ".json", ".txt", ".webmanifest"))
_KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
}
_OTHER = "application/octet-stream"
_IMPORT = re.compile(rb'(\b(?:from|import)\s*)"\./([\w.-]+\.js)"')


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent: `packed` is empty where packing gains nothing."""

    body: bytes
    packed: bytes
    kind: str
    hash: str
    stamp: int


class Static:
    """The static files of a home. `folder(name)` tells where a module's lie, if any."""

    def __init__(self, config: str, folder: Callable[[str], str | None]) -> None:
        self._own = os.path.join(config, "static")
        self._folder = folder
        self._kept: dict[str, Asset] = {}
        self._linking: set[str] = set()

    def url(self, name: str) -> str:
        """Return the address of a file; it changes when the file does."""
        return f"{PREFIX}/{name}?v={self._asset(name).hash}"

    def forget(self, module: str) -> None:
        """Read the files of a module anew when next needed."""
        for name in [name for name in self._kept if name.startswith(f"{module}/")]:
            del self._kept[name]

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer a request. Raises NotFoundError for what there is none of."""
        asset = self._asset(environ["PATH_INFO"].lstrip("/"))
        tag = f'"{asset.hash}"'
        named = environ["QUERY_STRING"] == f"v={asset.hash}"
        headers = [
            ("ETag", tag),
            ("Cache-Control", _YEAR if named else _ASK),
            ("Vary", "Accept-Encoding"),
        ]
        if environ.get("HTTP_IF_NONE_MATCH") == tag:
            start_response("304 Not Modified", headers)
            return []
        headers.append(("Content-Type", asset.kind))
        body = asset.body
        if asset.packed and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
            headers.append(("Content-Encoding", "gzip"))
            body = asset.packed
        headers.append(("Content-Length", str(len(body))))
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _asset(self, name: str) -> Asset:
        own = os.path.join(self._own, *name.split("/"))
        stamp = _stamp(own)
        kept = self._kept.get(name)
        if kept is None or kept.stamp != stamp:
            body = self._read(name, own, stamp)
            if name.endswith(".js"):
                body = self._linked(name, body)
            kept = self._kept[name] = _made(name, body, stamp)
        return kept

    def _linked(self, name: str, body: bytes) -> bytes:
        """Have a script import what lies beside it by an address that is kept too."""

        def address(found: re.Match[bytes]) -> bytes:
            beside = f"{name.rpartition('/')[0]}/{found[2].decode()}"
            if beside in self._linking:
                return found[0]  # they import each other: one of them has no hash yet
            try:
                return b'%b"./%b?v=%b"' % (
                    found[1],
                    found[2],
                    self._asset(beside).hash.encode(),
                )
            except NotFoundError:
                return found[0]

        self._linking.add(name)
        try:
            return _IMPORT.sub(address, body)
        finally:
            self._linking.discard(name)

    def _read(self, name: str, own: str, stamp: int) -> bytes:
        parts = name.split("/")
        if not all(parts) or any(part.startswith(".") for part in parts):
            raise _nothing(name)
        if stamp:
            with open(own, "rb") as file:
                return file.read()
        folder = self._folder(parts[0])
        inside = f"{folder}/static/{'/'.join(parts[1:])}" if folder else None
        for place in filter(None, (inside, resources.share(f"static/{name}"))):
            try:
                return resources.read(place)
            except OSError:
                continue
        raise _nothing(name)


def _made(name: str, body: bytes, stamp: int) -> Asset:
    end = os.path.splitext(name)[1]
    packed = gzip.compress(body, mtime=0) if end in _SQUEEZED else b""
    kind = _KINDS.get(end) or guess_type(name)[0] or _OTHER
    return Asset(
        body=body,
        packed=packed if len(packed) < len(body) else b"",
        kind=kind,
        hash=hashlib.sha256(body).hexdigest()[:16],
        stamp=stamp,
    )


def _nothing(name: str) -> NotFoundError:
    return NotFoundError(f"There is no file {name!r} here.")


def _stamp(path: str) -> int:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return 0
    return found.st_mtime_ns if os.path.isfile(path) else 0
