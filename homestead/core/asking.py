"""One request as a handler sees it, and the answer it gives."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import bottle

from homestead.core import sending
from homestead.core.errors import UsageError
from homestead.core.house import NamedFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import BinaryIO, Protocol

    from homestead.core.errors import HomesteadError
    from homestead.core.house import Asker, House

    class Desk(Protocol):
        """What the site gives every handler to answer with."""

        def render_alter(self, ask: Ask, template: str, context: dict[str, Any]) -> str:
            """Return the page `template` makes of `context`, in the look worn."""

        def url(self, module: str, path: str = "/", **query: Any) -> str:
            """Return the address of a module's page."""


HTML = "text/html; charset=utf-8"
JSON = "application/json"

LONGEST_NUMBER = 15
_SAFE = "!#$%&'()*+,/:;=?@[]~"
"""What an address may hold as it is, written as one or escaped already."""


@dataclass(slots=True)
class Answer:
    """What goes back: a status, headers, and a body that is bytes or yields them."""

    body: bytes | Iterable[bytes] = b""
    status: int = 200
    headers: list[tuple[str, str]] = field(default_factory=list)

    def with_cookie(
        self, name: str, value: str, *, secure: bool, seconds: int | None = None
    ) -> Answer:
        """Have the browser keep a cookie only we may read; 0 seconds: forget it."""
        cookie: SimpleCookie = SimpleCookie({name: value})
        said = cookie[name]
        said["path"], said["samesite"] = "/", "Lax"
        said["httponly"] = True
        if secure:
            said["secure"] = True
        if seconds is not None:
            said["max-age"] = str(seconds)
        self.headers.append(("Set-Cookie", said.OutputString()))
        return self


class Form:
    """What somebody filled in: names with any number of texts each."""

    def __init__(self, given: Mapping[str, list[str]]) -> None:
        self._given = given

    def __contains__(self, name: object) -> bool:
        return name in self._given

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def text(self, name: str, default: str = "") -> str:
        """Return what was written there, without spaces around; `default` if nothing.

        Of several the last counts: forms send a hidden default before a box.
        """
        found = self._given.get(name)
        return found[-1].strip() if found else default

    def secret(self, name: str) -> str:
        """Return what was written there to the letter, spaces around it too."""
        return self._given.get(name, [""])[-1]

    def all(self, name: str) -> list[str]:
        """Return everything given by that name that is not empty."""
        return [text.strip() for text in self._given.get(name, ()) if text.strip()]

    def flag(self, name: str) -> bool:
        """Tell whether a box was ticked."""
        return self.text(name) not in {"", "0", "off", "false", "no"}

    def number(self, name: str, default: int | None = None) -> int:
        """Return the whole number written there. Raises UsageError if it is none."""
        text = self.text(name)
        if not text and default is not None:
            return default
        digits = text.removeprefix("-")
        if not (
            digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER
        ):
            raise UsageError(
                "A whole number is missing.", fields={name: "must be a whole number"}
            )
        return int(text)


class Ask:
    """A request: who asks, for what, with what; and the ways to answer.

    `error` and `given` are set when a form is shown again because what was sent with
    it was refused: the reason, and what had been filled in.
    """

    def __init__(self, environ: dict[str, Any], desk: Desk, module: str) -> None:
        self.environ = environ
        self.desk = desk
        self.module = module
        self.house: House = environ["homestead.house"]
        self.error: HomesteadError | None = None
        self._request = bottle.BaseRequest(environ)

    @property
    def asker(self) -> Asker:
        """Who asks."""
        return self.house.asker

    @property
    def method(self) -> str:
        """GET, POST or another."""
        return str(self.environ["REQUEST_METHOD"])

    @property
    def path(self) -> str:
        """The path asked for, as the browser shows it."""
        return str(self.environ["homestead.path"])

    @property
    def address(self) -> str:
        """The address the request came from; empty when through a Unix socket."""
        return str(self.environ.get("REMOTE_ADDR", ""))

    @property
    def secure(self) -> bool:
        """Whether the browser reached us over https."""
        return bool(self.environ["wsgi.url_scheme"] == "https")

    @property
    def from_script(self) -> bool:
        """Whether the page's own script asks (htmx, fetch), not the browser itself."""
        return "HTTP_HX_REQUEST" in self.environ

    @property
    def query(self) -> Form:
        """What stands behind the question mark."""
        return Form(sending.texts(self._request.query))

    @property
    def form(self) -> Form:
        """What was sent. Raises UsageError for what is no text."""
        if "homestead.form" not in self.environ:
            found = sending.texts(self._sent().forms) if self._is_form else {}
            self.environ["homestead.form"] = Form(found)
        return self.environ["homestead.form"]  # type: ignore[no-any-return]

    @property
    def given(self) -> Form | None:
        """What had been filled in, when the form is shown again."""
        return self.form if self.error else None

    def files(self, name: str) -> list[NamedFile]:
        """Return the files sent by that name, those with anything in them."""
        sent = self._sent().files.getall(name) if self._is_form else ()
        return [NamedFile(each.raw_filename, each.file) for each in sent if each.file]

    def body(self, most: int) -> bytes:
        """Return what was sent. Raises UsageError for more than `most` bytes."""
        sent: bytes = self._request.body.read(most + 1)
        if len(sent) > most:
            raise UsageError("That is more than is taken here.")
        return sent

    def stream(self) -> BinaryIO:
        """Return what was sent, to be read once and piece by piece as it comes."""
        stream: BinaryIO = self.environ["wsgi.input"]
        return stream

    def header(self, name: str) -> str:
        """Return a header's value, "" without it."""
        return str(self.environ.get(f"HTTP_{name.upper().replace('-', '_')}", ""))

    def cookie(self, name: str) -> str:
        """Return a cookie's value, "" without it."""
        return cookie(self.environ, name)

    @property
    def _is_form(self) -> bool:
        return sending.is_form(self.environ)

    def _sent(self) -> bottle.BaseRequest:
        """Return the request, its form taken apart."""
        if "homestead.taken_apart" not in self.environ:
            sending.take_apart(self._request, self.house)
            self.environ["homestead.taken_apart"] = True
        return self._request

    def url(self, module: str, path: str = "/", **query: Any) -> str:
        """Return the address of a module's page."""
        return self.desk.url(module, path, **query)

    def page(self, template: str, *, status: int = 200, **context: Any) -> Answer:
        """Answer with a page; what every page needs is in its context already."""
        headers = [("Content-Type", HTML)]
        if self.method == "POST":
            headers.append(("Cache-Control", "no-store"))
        if self.error:
            status = self.error.status
            if self.error.retry_after is not None:
                headers.append(("Retry-After", str(self.error.retry_after)))
        return Answer(self.render_alter(template, **context).encode(), status, headers)

    def render_alter(self, template: str, **context: Any) -> str:
        """Return a page, or a piece of one, in the look of whoever's is worn.

        What every page needs is in its context already.
        """
        return self.desk.render_alter(self, template, context)

    def to(self, url: str, *, did: int | None = None) -> Answer:
        """Send the browser on; the next page tells what was done, with *Undo*.

        That is the first change of this request, or the one numbered `did`.
        """
        url = quote(url, safe=_SAFE)
        told = did or next(iter(self.house.done), None)
        if told:
            url += ("&" if "?" in url else "?") + urlencode({"did": told})
        return Answer(b"", 303, [("Location", url), ("Cache-Control", "no-store")])

    def back(self, default: str = "/") -> str:
        """Return the page of this home a form says it was on; `default` for others."""
        said = self.form.text("back") if self.method == "POST" else ""
        return said if is_ours(said) else default

    def json(self, told: Any, *, status: int = 200) -> Answer:
        """Answer a script."""
        headers = [("Content-Type", JSON), ("Cache-Control", "no-store")]
        return Answer(json.dumps(told).encode(), status, headers)

    def download(
        self, body: bytes | Iterable[bytes], *, name: str, kind: str
    ) -> Answer:
        """Answer with a file to keep. `name` is plain ASCII, `kind` its media type."""
        return Answer(
            body,
            headers=[
                ("Content-Type", kind),
                ("Content-Disposition", f'attachment; filename="{name}"'),
                ("Cache-Control", "no-store"),
            ],
        )


def is_ours(url: str) -> bool:
    """Tell whether an address can only lead to a page of this home."""
    plain = url.isprintable() and "\\" not in url
    return plain and url.startswith("/") and not url.startswith("//")


def cookie(environ: Mapping[str, Any], name: str) -> str:
    """Return the value of a cookie the browser sent, "" without it."""
    for pair in environ.get("HTTP_COOKIE", "").split(";"):
        found, _, value = pair.strip().partition("=")
        if found == name:
            return str(value.strip('"'))
    return ""
