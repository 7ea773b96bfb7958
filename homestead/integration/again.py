"""Requests that arrive twice: the second is answered as the first was."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from homestead.core import once
from homestead.core.once import AlreadyDoneError

if TYPE_CHECKING:
    from collections.abc import Callable

    from homestead.core.asking import Answer, Ask

_MOST = 512


class Again:
    """Where the last requests that had a key were sent on to."""

    def __init__(self) -> None:
        self._sent_on: OrderedDict[tuple[str, str], str] = OrderedDict()

    def answer(self, ask: Ask, give: Callable[[], Answer]) -> Answer:
        """Return the answer `give` gives; the first one's if it was done already."""
        sent = ask.form.text("once")
        if not sent:
            return give()
        key = (ask.asker.name, sent)
        ask.house.once = once.key(sent)
        try:
            answer = give()
        except AlreadyDoneError as error:
            # After a restart it is forgotten where, but not what was done.
            return ask.to(self._sent_on.get(key, "/"), did=error.change)
        if ask.house.done:
            self._keep(key, answer)
        return answer

    def _keep(self, key: tuple[str, str], answer: Answer) -> None:
        where = dict(answer.headers).get("Location", "/")
        self._sent_on[key] = where.partition("?")[0]
        while len(self._sent_on) > _MOST:
            self._sent_on.popitem(last=False)
