"""Feeds: opened and closed by who reads; answered to whoever has the token."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from homestead.core.asking import Answer
from homestead.core.routes import PUBLIC, Routes
from homestead.modules.forums import atom, service
from homestead.modules.forums.service import feeding
from homestead.modules.forums.showing import today

if TYPE_CHECKING:
    from homestead.core.asking import Ask

routes = Routes()


@routes.get("/feeds", needs="shared.read")
def feeds(ask: Ask, token: str = "") -> Answer:
    """Show one's feeds, the address of one just opened, and how to open another."""
    told = service.feed_list(ask.house)
    query = ask.query if ask.method == "GET" else ask.form
    return ask.page(
        "forums/feeds.html",
        **told,
        address=_home(ask) + ask.url("forums", f"/feeds/{token}.atom") if token else "",
        wanted={name: query.text(name) for name in ("thread", "category")},
        **today(ask.house),
    )


@routes.post("/feeds", needs="shared.read", form=feeds)
def create(ask: Ask) -> Answer:
    """Open a feed and show its address, this once."""
    form = ask.form
    made = service.feed_create(
        ask.house,
        thread=form.number("thread", default=0) or None,
        category=form.number("category", default=0) or None,
    )
    return feeds(ask, token=made["token"])


@routes.post("/feeds/<feed:number>/revoke", needs="shared.read", form=feeds)
def revoke(ask: Ask, feed: int) -> Answer:
    """Close a feed for good."""
    service.feed_revoke(ask.house, feed=feed)
    return ask.to(ask.url("forums", "/feeds"))


@routes.get("/feeds/<token>.atom", needs=PUBLIC)
def feed(ask: Ask, token: str) -> Answer:
    """Answer with a feed to whoever has its token."""
    told = feeding.entries(ask.house, token)
    body = atom.written(
        ask.house, told, _home(ask), lambda path: ask.url("forums", path)
    )
    tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    headers = [("Cache-Control", "private, no-cache"), ("ETag", tag)]
    if tag in ask.header("If-None-Match"):
        return Answer(b"", 304, headers)
    return Answer(body, headers=[("Content-Type", atom.KIND), *headers])


def _home(ask: Ask) -> str:
    """Return the address of this home as whoever asks knows it."""
    return f"{ask.environ['wsgi.url_scheme']}://{ask.header('Host')}"
