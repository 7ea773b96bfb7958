"""Requests that arrive twice: the second is answered as the first was.

The same key with something else in the form is another request: a page that a browser
kept may send its key again for what somebody means anew. One a page was made with is
heeded for a minute, since a second press comes soon; a script's own for good.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

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


class _Sent(NamedTuple):
    where: str
    at: float


class Again:
    """Where the last requests that had a key were sent on to."""

    def __init__(self) -> None:
        self._sent_on: OrderedDict[tuple[str, str], _Sent] = OrderedDict()

    def answer(self, ask: Ask, give: Callable[[], Answer]) -> Answer:
        """Return the answer `give` gives; the first one's if it was done already."""
        sent = ask.form.text("once")
        if not sent:
            return give()
        key = (ask.asker.name, _exactly(ask, once.key(sent)))
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
        return answer

    def _keep(self, key: tuple[str, str], answer: Answer) -> None:
        where = dict(answer.headers).get("Location", "/")
        self._sent_on[key] = _Sent(where.partition("?")[0], monotonic())
        while len(self._sent_on) > _MOST:
            self._sent_on.popitem(last=False)


def _exactly(ask: Ask, key: str) -> str:
    """Return the key of what is sent with `key`: the same only for the same form."""
    told = repr([key, ask.path, [(name, ask.form.all(name)) for name in ask.form]])
    return hashlib.sha256(told.encode()).hexdigest()
