"""`/events`: what has changed, told to every open page as it is committed.

Server-sent events say what changed, never what it says now: pages fetch that. Each has
an id, by which a page that was away goes on where it left; one that was away for too
long is told `reset` and fetches everything anew. `hello` says that nothing is missing.
"""

from __future__ import annotations

import json
import logging
import os
from collections import Counter, deque
from itertools import takewhile
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from urllib.parse import parse_qs

import gevent
from gevent.event import Event

from homestead.core.errors import BusyError, SignInError, TooManyError, UsageError
from homestead.core.house import NOBODY
from homestead.core.server.limits import descriptors
from homestead.core.server.outgoing import HandOver, Outgoing
from homestead.core.server.turns import give_way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from homestead.core.events import Events
    from homestead.core.house import House

log = logging.getLogger("homestead.streams")

KEPT = 256
"""Events a page may have missed and still go on."""

MOST, MOST_EACH = 1024, 64
"""Streams open at once: of all, and of one user."""

HEARTBEAT = 25.0
"""Seconds between signs of life; then it is also asked who may still listen."""

PATIENCE = 30.0
"""Seconds a client may leave us waiting with what it was sent."""

_RETRY = 1000
_TURN = 64
_HEADERS = [
    ("Content-Type", "text/event-stream; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("X-Accel-Buffering", "no"),  # nginx would keep events until a buffer is full
]


class Notice(NamedTuple):
    """What pages are told of an event, and what one must be allowed to hear it."""

    needs: str
    says: dict[str, Any]


class Rules(Protocol):
    """Who may hear what: said by the floor that knows what events are about."""

    def told(self, name: str, facts: dict[str, Any]) -> Notice | None:
        """Return what pages are told of an event; None: nothing."""

    def hears(self, house: House, needs: str) -> bool:
        """Tell whether whoever asks may hear what needs this permission."""

    def still(self, house: House) -> bool:
        """Tell whether who asked is still who they were when they did."""

    def settles(self, name: str) -> bool:
        """Tell whether after this event it is to be asked who may still listen."""


class _Kept(NamedTuple):
    number: int
    needs: str
    text: bytes


class Stream:
    """One page that listens: where it is, and who it is for."""

    __slots__ = ("house", "out", "seen")

    def __init__(self, house: House, out: Outgoing, seen: int) -> None:
        self.house = house
        self.out = out
        self.seen = seen


class Streams:
    """Everybody who listens, and the events of late."""

    def __init__(self, events: Events, rules: Rules) -> None:
        self._rules = rules
        self._boot = os.urandom(4).hex()
        self._number = 0
        self._kept: deque[_Kept] = deque(maxlen=KEPT)
        self._open: set[Stream] = set()
        self._each: Counter[object] = Counter()
        self._news = Event()
        self._unsettled = False
        self._postman: Any = None
        self._draining: Any = None
        events.listen(self._happened)

    @property
    def now(self) -> str:
        """The id of the last event: a page made from here on knows what it told."""
        return f"{self._boot}-{self._number}"

    def __len__(self) -> int:
        return len(self._open)

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer with a stream. Raises SignInError for nobody, TooManyError."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            raise UsageError("This address only tells.")
        house: House = environ["homestead.house"]
        self._admit(house, environ["homestead.draining"])
        seen = self._asked_from(environ)
        beginning = (
            b"retry: %d\n\n" % _RETRY + self._missed(house, seen) + self._hello()
        )
        number = self._number
        start_response("200 OK", list(_HEADERS))
        return HandOver(beginning, lambda out: self._take(house, out, number))

    def close(self) -> None:
        """End every stream; the pages come back by themselves."""
        for stream in tuple(self._open):
            stream.out.close()

    def _admit(self, house: House, draining: Any) -> None:
        if house.asker.role == NOBODY.role:
            raise SignInError("Sign in to hear what changes.")
        if draining.is_set():
            raise BusyError("The home is about to restart.")
        most = min(MOST, descriptors() // 4)
        if len(self._open) >= most or self._each[_who(house)] >= MOST_EACH:
            error = TooManyError(
                "Too many pages are open at once.", hint="Close some of them."
            )
            error.retry_after = int(HEARTBEAT)
            raise error
        if self._draining is None:
            self._draining = draining
            draining.rawlink(lambda _: self.close())

    def _take(self, house: House, out: Outgoing, seen: int) -> None:
        stream = Stream(house, out, seen)
        who = _who(house)
        self._open.add(stream)
        self._each[who] += 1
        out.on_end(lambda: self._forget(stream, who))
        if not self._postman:
            self._postman = gevent.spawn(self._deliver)
        self._news.set()

    def _forget(self, stream: Stream, who: object) -> None:
        self._open.discard(stream)
        self._each[who] -= 1
        if not self._each[who]:
            del self._each[who]

    def _happened(self, name: str, facts: dict[str, Any]) -> None:
        self._unsettled |= self._rules.settles(name)
        notice = self._rules.told(name, facts)
        if notice is not None:
            self._number += 1
            text = _event(name, self.now, notice.says)
            self._kept.append(_Kept(self._number, notice.needs, text))
        self._news.set()

    def _asked_from(self, environ: dict[str, Any]) -> int | None:
        """Return the number of the last event the page knows; None: too long ago.

        A page that just opened says which one it was made after.
        """
        since = parse_qs(environ["QUERY_STRING"]).get("since", [""])[-1]
        last = environ.get("HTTP_LAST_EVENT_ID") or since
        if not last:
            return self._number
        boot, _, number = last.partition("-")
        if boot != self._boot or not (number.isascii() and number.isdigit()):
            return None
        seen = int(number[:18])
        return seen if self._oldest() <= seen <= self._number else None

    def _oldest(self) -> int:
        """Return from where on everything is kept."""
        return self._number - len(self._kept)

    def _missed(self, house: House, seen: int | None) -> bytes:
        """Return the events after `seen` that whoever asks may hear."""
        if seen is None or seen < self._oldest():
            return _event("reset", self.now, {})
        if seen == self._number:
            return b""
        hears = self._rules.hears
        later = takewhile(lambda kept: kept.number > seen, reversed(self._kept))
        texts = [kept.text for kept in later if hears(house, kept.needs)]
        return b"".join(reversed(texts))

    def _hello(self) -> bytes:
        return _event("hello", self.now, {})

    def _deliver(self) -> None:
        """Bring everybody what is new, and now and then a sign of life."""
        try:
            beat = monotonic() + HEARTBEAT
            while self._open:
                self._news.wait(max(0.0, beat - monotonic()))
                self._news.clear()
                due = monotonic() >= beat
                if due:
                    beat = monotonic() + HEARTBEAT
                settle, self._unsettled = due or self._unsettled, False
                self._round(settle=settle, beat=due)
        except Exception:
            log.exception("Events could not be delivered; the pages connect anew")
            self.close()
        finally:
            self._postman = None

    def _round(self, *, settle: bool, beat: bool) -> None:
        """Visit every stream once, giving others their turn now and then."""
        for place, stream in enumerate(tuple(self._open), 1):
            if settle and not self._may_stay(stream):
                stream.out.send(_event("session.ended", self.now, {}))
                stream.out.close()
            else:
                news = self._missed(stream.house, stream.seen)
                stream.seen = self._number
                if beat:
                    news += self._hello()
                if news:
                    stream.out.send(news)
            if place % _TURN == 0:
                give_way()

    def _may_stay(self, stream: Stream) -> bool:
        slow = stream.out.slow_since
        if slow is not None and monotonic() - slow > PATIENCE:
            stream.out.close()
        return stream.out.closed or self._rules.still(stream.house)


def _who(house: House) -> object:
    return house.asker.user or house.asker.name


def _event(name: str, number: str, says: dict[str, Any]) -> bytes:
    told = json.dumps(says, separators=(",", ":"))
    return f"event: {name}\nid: {number}\ndata: {told}\n\n".encode()
