"""What can go wrong between a client and us, and how the wire says it."""

from __future__ import annotations

_REASONS = {
    400: ("Bad Request", "This request could not be read."),
    408: ("Request Timeout", "The request took too long to arrive."),
    411: ("Length Required", "So much has to say how long it is before it comes."),
    413: ("Content Too Large", "That is more than this home takes at once."),
    414: ("URI Too Long", "That address is too long."),
    417: ("Expectation Failed", "This home cannot do what the request expects."),
    500: ("Internal Server Error", "Something went wrong here. It has been logged."),
    503: ("Service Unavailable", "Too many connections are open. Try again soon."),
}


class RequestError(Exception):
    """The client sent what we do not take; it is told so and the connection ends."""

    def __init__(self, status: int) -> None:
        super().__init__(_REASONS[status][1])
        self.status = status


class GoneError(Exception):
    """The client has gone, or was made to go; there is nobody left to answer."""


def plain_answer(status: int, request_id: str) -> bytes:
    """Return the whole answer, in plain words, after which the connection closes."""
    reason, text = _REASONS[status]
    return (
        f"HTTP/1.1 {status} {reason}\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        f"Content-Length: {len(text) + 1}\r\n"
        "Cache-Control: no-store\r\n"
        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Referrer-Policy: no-referrer\r\n"
        f"X-Request-Id: {request_id}\r\n"
        "Connection: close\r\n"
        f"\r\n{text}\n"
    ).encode("ascii")
