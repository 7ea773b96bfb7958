"""Fairness: after each piece of work everybody else has their turn."""

from __future__ import annotations

import gevent


def give_way() -> None:
    """Let everybody else go on, those included whose bytes have just arrived.

    `gevent.sleep(0)` would not do: it returns up to fifty times before the loop looks
    at the sockets again, which is seconds when each time costs 50 ms. A timer of no
    length waits for one whole turn of the loop, and costs a microsecond more.
    """
    hub = gevent.get_hub()
    with hub.loop.timer(0) as timer:
        hub.wait(timer)
