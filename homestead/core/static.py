"""Styles, scripts, fonts and icons: named by what they hold, so kept for a year.

`css/home.css` is looked for in `alters/<handle>/` of the home's `<config>/static`, for
whoever's look is worn, among the looks that come with us, in `<config>/static`, then
in `share/static`; `forums/css/forums.css` also in the static folder of that module.
Who wears which file is told by its sum: without it everybody gets the home's.
What a script imports from beside it is named that way too.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import os
import re
from dataclasses import dataclass
from mimetypes import guess_type
from typing import TYPE_CHECKING, Any

from homestead.core import resources
from homestead.core.errors import NotFoundError
from homestead.core.owned import ALTERS, Folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

log = logging.getLogger("homestead.static")

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
_LARGEST = 16 * 1024 * 1024
_IMPORT = re.compile(rb'(\b(?:from|import)\s*)"\./([\w.-]+\.js)"')


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent: `packed` is empty where packing gains nothing."""

    body: bytes
    packed: bytes
    kind: str
    hash: str


class Static:
    """The static files of a home. `folder(name)` tells where a module's lie, if any.

    `looks()` is the folder of the looks that come with the program.
    """

    def __init__(
        self,
        config: str,
        folder: Callable[[str], str | None],
        *,
        looks: Callable[[], str] = str,
    ) -> None:
        self.own = Folder(os.path.join(config, "static"))
        self._folder = folder
        self._looks = looks
        self._kept: dict[tuple[str, str], Asset] = {}
        self._linking: set[tuple[str, str]] = set()

    def url(self, name: str, worn: str = "") -> str:
        """Return the address of a file as `worn` wears it; it changes with the file."""
        return f"{PREFIX}/{name}?v={self._asset(name, worn).hash}"

    def forget(self, module: str) -> None:
        """Read the files of a module anew when next needed."""
        for key in [key for key in self._kept if key[0].startswith(f"{module}/")]:
            del self._kept[key]

    def changed(self) -> None:
        """Begin anew with the owner's files as they are now."""
        self._kept.clear()

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer a request. Raises NotFoundError for what there is none of."""
        name, version = environ["PATH_INFO"].lstrip("/"), environ["QUERY_STRING"]
        asset = self._wanted(name, version.removeprefix("v="))
        tag = f'"{asset.hash}"'
        named = version == f"v={asset.hash}"
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

    def _wanted(self, name: str, version: str) -> Asset:
        """Return what is meant: the version that is named, else what the home has."""
        for worn in self._wearers(name) if version else ():
            asset = self._asset(name, worn)
            if asset.hash == version:
                return asset
        return self._asset(name)

    def _wearers(self, name: str) -> set[str]:
        """Return the handles of those who may have a file of their own by that name."""
        asked = {worn for known, worn in self._kept if known == name and worn}
        owned = (file.split("/", 2) for file in self.own.files if file.endswith(name))
        return asked | {
            file[1] for file in owned if file[0] == ALTERS and file[2:] == [name]
        }

    def _asset(self, name: str, worn: str = "") -> Asset:
        key = name, worn
        if key not in self._kept:
            self._kept[key] = self._fresh(name, worn)
        return self._kept[key]

    def _fresh(self, name: str, worn: str) -> Asset:
        body = self._read(name, worn)
        if name.endswith(".js"):
            body = self._linked(name, worn, body)
        if worn:
            try:
                plain = self._asset(name)
            except NotFoundError:
                plain = None
            if plain is not None and plain.body == body:
                return plain
        return _made(name, body)

    def _linked(self, name: str, worn: str, body: bytes) -> bytes:
        """Have a script import what lies beside it by an address that is kept too."""

        def address(found: re.Match[bytes]) -> bytes:
            beside = f"{name.rpartition('/')[0]}/{found[2].decode()}"
            if (beside, worn) in self._linking:
                return found[0]  # they import each other: one of them has no hash yet
            try:
                return b'%b"./%b?v=%b"' % (
                    found[1],
                    found[2],
                    self._asset(beside, worn).hash.encode(),
                )
            except NotFoundError:
                return found[0]

        self._linking.add((name, worn))
        try:
            return _IMPORT.sub(address, body)
        finally:
            self._linking.discard((name, worn))

    def _read(self, name: str, worn: str) -> bytes:
        parts = name.split("/")
        if not all(parts) or any(part.startswith(".") for part in parts):
            raise _nothing(name)
        for read in self._places(name, worn):
            try:
                return read()
            except (OSError, ValueError) as error:
                log.debug("%s: %s", name, error)
        raise _nothing(name)

    def _places(self, name: str, worn: str) -> Iterator[Callable[[], bytes]]:
        """Yield what reads a file, the first place first."""
        theirs = self.own.of(worn, name)
        if theirs is not None:
            yield lambda: self.own.read(theirs, _LARGEST)
        looks = self._looks() if worn else ""
        if looks:
            yield lambda: resources.read(f"{looks}/static/{worn}/{name}")
        first, _, rest = name.partition("/")
        folder = self._folder(first)
        if name in self.own.files and not self._is_somebody_s(first, folder, rest):
            yield lambda: self.own.read(name, _LARGEST)
        if folder:
            yield lambda: resources.read(f"{folder}/static/{rest}")
        yield lambda: resources.read(resources.share(f"static/{name}"))

    def _is_somebody_s(self, first: str, folder: str | None, rest: str) -> bool:
        """Tell whether a file lies in the folder of an alter, so that nobody is told.

        What takes the place of a file of the module `alters` is named the same way.
        """
        inside, apart, _ = rest.partition("/")
        if first != ALTERS or not apart:
            return False
        return not (folder and resources.listing(f"{folder}/static/{inside}"))


def _made(name: str, body: bytes) -> Asset:
    end = os.path.splitext(name)[1]
    packed = gzip.compress(body, mtime=0) if end in _SQUEEZED else b""
    kind = _KINDS.get(end) or guess_type(name)[0] or _OTHER
    return Asset(
        body=body,
        packed=packed if len(packed) < len(body) else b"",
        kind=kind,
        hash=hashlib.sha256(body).hexdigest()[:16],
    )


def _nothing(name: str) -> NotFoundError:
    return NotFoundError(f"There is no file {name!r} here.")
