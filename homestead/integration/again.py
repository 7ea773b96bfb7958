"""Requests that arrive twice: the second is answered as the first was.

A script makes a key for each request and may send it again at any time, saying by then
how long ago it was: its key counts once for good. A page that a browser kept may send
the key it was made with for what somebody means anew: that one stands for what the form
says, and for a minute, since a second press comes soon. What the journal of changes has
not (accounts, tokens) gets the very same answer, for seconds.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakValueDictionary

from homestead.core import once
from homestead.core.once import AlreadyDoneError

if TYPE_CHECKING:
    from collections.abc import Callable

    from homestead.core.asking import Answer, Ask

_MOST = 512

PAGE = "page-"
"""How the keys begin that pages are made with."""

SOON = 60.0
"""Seconds in which such a key tells a second press from a change of mind."""


TWICE = 10.0
"""Seconds in which an answer itself is kept: it may hold what is shown only once."""


class _Sent(NamedTuple):
    where: str
    at: float


class Again:
    """Where the last requests that had a key were sent on to."""

    def __init__(self) -> None:
        self._sent_on: OrderedDict[tuple[str, str], _Sent] = OrderedDict()
        self._given: dict[tuple[str, str], tuple[Answer, float]] = {}
        self._turns: WeakValueDictionary[tuple[str, str], Lock] = WeakValueDictionary()

    def answer(self, ask: Ask, give: Callable[[], Answer]) -> Answer:
        """Return the answer `give` gives; the first one's if it was done already."""
        sent = ask.form.text("once")
        if not sent:
            return give()
        key = (ask.asker.name, _meant(ask, once.key(sent)))
        # A second press waits for what the first comes to.
        with self._turns.setdefault(key, Lock()):
            self._forget()
            given = self._given.get(key)
            return given[0] if given else self._answered(ask, give, key, sent)

    def _answered(
        self, ask: Ask, give: Callable[[], Answer], key: tuple[str, str], sent: str
    ) -> Answer:
        first = self._sent_on.get(key)
        if first and sent.startswith(PAGE) and monotonic() - first.at > SOON:
            return give()
        ask.house.once = key[1]
        try:
            answer = give()
        except AlreadyDoneError as error:
            # After a restart it is forgotten where, but not what was done.
            return ask.to(first.where if first else "/", did=error.change)
        if ask.house.done:
            self._keep(key, answer)
        elif ask.error is None and _is_whole(ask, answer):
            self._given[key] = (answer, monotonic())
        return answer

    def _forget(self) -> None:
        """Forget the answers that were given a while ago."""
        since = monotonic() - TWICE
        for key in [key for key, (_, at) in self._given.items() if at < since]:
            del self._given[key]

    def _keep(self, key: tuple[str, str], answer: Answer) -> None:
        where = dict(answer.headers).get("Location", "/")
        self._sent_on[key] = _Sent(where.partition("?")[0], monotonic())
        while len(self._sent_on) > _MOST:
            self._sent_on.popitem(last=False)


def _is_whole(ask: Ask, answer: Answer) -> bool:
    """Tell whether the key says all of a request, and the answer can be given again."""
    has_files = ask.environ.get("CONTENT_TYPE", "").startswith("multipart/")
    return not has_files and isinstance(answer.body, bytes)


def _meant(ask: Ask, key: str) -> str:
    """Return what counts once: a script's key, or a page's with what the form says."""
    if not key.startswith(PAGE):
        return key
    told = repr([key, ask.path, [(name, ask.form.all(name)) for name in ask.form]])
    return hashlib.sha256(told.encode()).hexdigest()
