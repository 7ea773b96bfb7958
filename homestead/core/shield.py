"""What keeps other sites' pages out: known hosts, same-site writes, strict headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import addresses
from homestead.core.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; media-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    # Other ports of this machine count as the same site, so they get cookies sent.
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
)
"""On every answer, unless the answer says otherwise itself."""

FRAMING = ("Content-Security-Policy", f"{_POLICY}; frame-src 'self'")
"""On a page that shows another of this home in a frame."""

FRAMED = (
    "Content-Security-Policy",
    _POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
)
"""On a page that is shown so, by this home and by nobody else."""

STRICT_TRANSPORT = ("Strict-Transport-Security", "max-age=31536000")
"""Beside them where the home is served over https."""

_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
_OURSELVES = frozenset(("same-origin", "none"))
_EVERYWHERE = frozenset(("", "0.0.0.0", "::"))  # noqa: S104  a name, not a socket


class KnownHosts:
    """The names this home answers to.

    A page that made its own name point here (DNS rebinding) asks by that name, so
    an unknown one is refused. A home that listens on every network also answers to
    every plain address: those nobody can point elsewhere. A configured name may have
    a port, and then only counts with it.
    """

    def __init__(
        self, configured: Iterable[str] = (), *, bound: str = "127.0.0.1"
    ) -> None:
        named = {name.lower().rstrip(".") for name in configured}
        named |= {"localhost", "127.0.0.1", "[::1]", _bracketed(bound)}
        self._names = named - {""}
        self._any_address = bound in _EVERYWHERE

    def __contains__(self, host: str) -> bool:
        """Tell whether a Host header's value is one of ours."""
        host = host.lower()
        if host in self._names:
            return True
        name = _without_port(host)
        return name in self._names or bool(
            self._any_address and addresses.parsed(name.strip("[]"))
        )


def check(environ: Mapping[str, Any], hosts: KnownHosts) -> None:
    """Raise RefusedError for a request that another site may have made."""
    host = environ.get("HTTP_HOST", "")
    if host not in hosts:
        raise RefusedError(
            f"This home does not answer to the name {host!r}.",
            hint="If it should, add the name to server.hosts in config.toml.",
        )
    if environ["REQUEST_METHOD"] not in _SAFE and _is_foreign(environ, host):
        raise RefusedError(
            "Another site asked for this change, so it was not made.",
            hint="Open the home itself and try it there.",
        )


def scheme(environ: Mapping[str, Any]) -> str:
    """Return how the browser reached us: `https` where a proxy of this machine says so.

    Of anybody else we do not take that: they speak to us directly, and not by https.
    """
    said = environ.get("HTTP_X_FORWARDED_PROTO", "").strip().lower()
    if said == "https" and addresses.is_here(environ.get("REMOTE_ADDR", "")):
        return "https"
    return str(environ["wsgi.url_scheme"])


def headers_for(headers: list[tuple[str, str]], scheme: str) -> list[tuple[str, str]]:
    """Return an answer's headers with ours beside them."""
    said = {name.lower() for name, _ in headers}
    ours = HEADERS if scheme == "http" else (*HEADERS, STRICT_TRANSPORT)
    return headers + [ours_ for ours_ in ours if ours_[0].lower() not in said]


def _is_foreign(environ: Mapping[str, Any], host: str) -> bool:
    """Tell whether a browser says that another origin is asking.

    Whatever is no browser says neither; it has no cookies to be misused.
    """
    site = environ.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        return site not in _OURSELVES
    origin = environ.get("HTTP_ORIGIN")
    if origin is None:
        return False
    scheme, _, asking = origin.lower().partition("://")
    return scheme not in {"http", "https"} or asking != host.lower()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host.lower()


def _without_port(host: str) -> str:
    name, _, port = host.rpartition(":")
    return (name if name and port.isdigit() else host).rstrip(".")
