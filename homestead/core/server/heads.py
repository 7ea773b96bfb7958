"""Strict reading of a request's head: one meaning, or 400.

Two programs that read the same bytes differently let a request be smuggled past
one of them. So whatever RFC 9112 leaves to taste is refused here: old forms
(folded lines, bare LF or CR, HTTP/0.9), two ways to say where a body ends, a
request without exactly one host, and every byte that has no business there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from homestead.core.server.faults import RequestError

if TYPE_CHECKING:
    from homestead.core.server.limits import Limits

CHUNKED = -1
"""A body's length when only its last chunk will tell."""

_LINE = r"([A-Z]{1,20}) (/[!\"$-~]*+) HTTP/1\.([01])\r\n"
_FIELD = r"[!#$%&'*+.^_`|~0-9A-Za-z-]++:[\t -~\x80-\xff]*+\r\n"
_HEAD = re.compile(rf"{_LINE}((?:{_FIELD})*+)")
_LINE_BYTES = re.compile(_LINE.encode())
_FIELD_BYTES = re.compile(_FIELD.encode("latin-1"))
_BARE = re.compile(rb"(?<!\r)\n|\r(?!\n|\Z)|\0")
_HOST = re.compile(r"(?:[0-9A-Za-z._-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
_LENGTH = re.compile(r"[0-9]{1,18}")
_ONCE = frozenset(
    "HTTP_" + name
    for name in (
        "AUTHORIZATION",
        "CONTENT_LENGTH",
        "CONTENT_TYPE",
        "EXPECT",
        "HOST",
        "ORIGIN",
        "SEC_FETCH_SITE",
        "TRANSFER_ENCODING",
    )
)


class Head(NamedTuple):
    """A request as its head tells it; `fields` are named as in a WSGI environ.

    `length` is the body's size in bytes, or CHUNKED. `close`: the client will send
    nothing more on this connection. `expects`: it waits for 100 Continue.
    """

    method: str
    path: str
    query: str
    version: str
    fields: dict[str, str]
    length: int
    close: bool
    expects: bool


def parse(head: bytes, limits: Limits) -> Head:
    """Read a head, from the request line to the CRLF of the last field.

    Raises RequestError for anything that could be read in two ways.
    """
    if len(head) > limits.head_bytes:
        raise RequestError(_too_long(head, limits))
    found = _HEAD.fullmatch(head.decode("latin-1"))
    if found is None:
        raise RequestError(400)
    method, target, minor, lines = found.groups()
    if len(target) > limits.request_line:
        raise RequestError(414)
    version = "HTTP/1." + minor
    fields = _fields(lines, limits)
    _check_host(fields, version)
    path, _, query = target.partition("?")
    if "HTTP_CONTENT_TYPE" in fields:
        fields["CONTENT_TYPE"] = fields.pop("HTTP_CONTENT_TYPE")
    return Head(
        method,
        path,
        query,
        version,
        fields,
        _length(fields, version),
        _closes(fields, version),
        _expects(fields, version),
    )


def check_beginning(buffer: bytearray, seen: int, limits: Limits) -> None:
    """Refuse early what cannot become a head, `seen` bytes of which were well.

    A head with bare line ends never shows the end we look for: without this its
    sender would wait for a deadline instead of an answer.
    """
    if len(buffer) > limits.head_bytes:
        raise RequestError(_too_long(buffer, limits))
    if not buffer[:1].isupper() or _BARE.search(buffer, max(0, seen - 1)):
        raise RequestError(400)
    line_end = buffer.find(b"\r\n")
    if line_end < 0 and len(buffer) > limits.request_line:
        raise RequestError(414)
    if line_end + 2 > seen and line_end >= 0 and not _LINE_BYTES.match(buffer):
        raise RequestError(400)


def is_field(line: bytes) -> bool:
    """Tell whether this is one well-formed field with its CRLF (a trailer)."""
    return _FIELD_BYTES.fullmatch(line) is not None


def decoded(path: str) -> str:
    """Return the path with its %XX resolved, as PATH_INFO has it (latin-1)."""
    if "%" not in path:
        return path
    plain = unquote(path, encoding="latin-1")
    if "\0" in plain:
        raise RequestError(400)
    return plain


def _too_long(head: bytes | bytearray, limits: Limits) -> int:
    return 400 if 0 <= head.find(b"\r\n") <= limits.request_line else 414


def _fields(lines: str, limits: Limits) -> dict[str, str]:
    split = lines.split("\r\n")
    if len(split) > limits.header_count + 1:
        raise RequestError(400)
    fields: dict[str, str] = {}
    for line in split[:-1]:
        name, _, value = line.partition(":")
        if "_" in name:  # X_Real_Ip must not pass for X-Real-Ip
            continue
        key = "HTTP_" + name.upper().replace("-", "_")
        value = value.strip(" \t")
        if key in fields:
            value = _joined(key, fields[key], value)
        fields[key] = value
    return fields


def _joined(key: str, before: str, value: str) -> str:
    if key in _ONCE:
        raise RequestError(400)
    return f"{before}{';' if key == 'HTTP_COOKIE' else ','} {value}"


def _check_host(fields: dict[str, str], version: str) -> None:
    host = fields.get("HTTP_HOST")
    if host is None and version == "HTTP/1.0":
        return
    if host is None or not _HOST.fullmatch(host):
        raise RequestError(400)


def _length(fields: dict[str, str], version: str) -> int:
    length = fields.pop("HTTP_CONTENT_LENGTH", None)
    coding = fields.get("HTTP_TRANSFER_ENCODING")
    if coding is not None:
        if length is not None or version == "HTTP/1.0" or coding.lower() != "chunked":
            raise RequestError(400)
        return CHUNKED
    if length is None:
        return 0
    if not _LENGTH.fullmatch(length):
        raise RequestError(400)
    fields["CONTENT_LENGTH"] = length
    return int(length)


def _closes(fields: dict[str, str], version: str) -> bool:
    wishes = fields.get("HTTP_CONNECTION", "").lower()
    if version == "HTTP/1.0":
        return "keep-alive" not in wishes or "close" in wishes
    return "close" in wishes


def _expects(fields: dict[str, str], version: str) -> bool:
    expected = fields.get("HTTP_EXPECT")
    if expected is None or version == "HTTP/1.0":
        return False
    if expected.lower() != "100-continue":
        raise RequestError(417)
    return True
