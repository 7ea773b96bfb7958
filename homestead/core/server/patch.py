"""gevent in the place of the standard library's waiting, for the daemon only."""

from __future__ import annotations


def everything() -> None:
    """Patch the standard library; to be called before anything else loads it."""
    from gevent import monkey

    monkey.patch_all()
