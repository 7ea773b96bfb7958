"""The door for scripts: `POST /api/noun.verb` with a JSON object is a call.

It takes and gives what the command line's `--json` does; the service itself asks
whether the asker may. With an `Idempotency-Key` it is carried out once, however often
it arrives: the second time it gives `{"already_done": true, "change": 17}`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

from homestead.core import routes
from homestead.core.errors import UsageError
from homestead.core.once import AlreadyDoneError
from homestead.core.sending import LONGEST_FORM
from homestead.integration import fitting
from homestead.services import accounts

if TYPE_CHECKING:
    from collections.abc import Callable

    from homestead.core.asking import Answer, Ask
    from homestead.core.house import Asker

PREFIX = "/api"


class Call(Protocol):
    """What carries a call out: `Home.call`."""

    def __call__(
        self,
        name: str,
        args: dict[str, Any],
        *,
        actor: str,
        asker: Asker,
        once: str | None,
    ) -> Any:
        """Return what the service returned."""


def table(call: Call, service: Callable[[str], Callable[..., Any]]) -> routes.Routes:
    """Return the routes below `/api`; `service` finds a verb by its name."""
    made = routes.Routes()

    @made.post("/<name>", needs=routes.SIGNED_IN)
    def carry_out(ask: Ask, name: str) -> Answer:
        args = _arguments(ask)
        accounts.require_still(ask.house)
        fitting.check(name, service(name), args)
        asker, once = ask.asker, ask.header("Idempotency-Key") or None
        try:
            told = call(name, args, actor=asker.name, asker=asker, once=once)
        except AlreadyDoneError as error:
            told = {"already_done": True, "change": error.change}
        return ask.json(told)

    return made


def _arguments(ask: Ask) -> dict[str, Any]:
    body = ask.body(LONGEST_FORM)
    try:
        args = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        args = None
    if isinstance(args, dict):
        return args
    raise UsageError(
        "A call takes one JSON object with its arguments.",
        hint='For example {"alters": ["seles"]}.',
    )
