"""What whoever reads notes for themselves: what they have read, follow and keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.modules.forums import service
from homestead.modules.forums.showing import today, turned

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/mentions", needs="post.read")
def mentions(ask: Ask) -> Answer:
    """Show where whoever reads is mentioned."""
    before = ask.query.number("before", default=0) or None
    told = service.mention_list(ask.house, before=before)
    ways = turned(ask, told["next"])
    return ask.page("forums/mentions.html", **told, **ways, **today(ask.house))


@routes.get("/bookmarks", needs="post.read")
def bookmarks(ask: Ask) -> Answer:
    """Show what whoever reads has kept."""
    before = ask.query.number("before", default=0) or None
    told = service.bookmark_list(ask.house, before=before)
    ways = turned(ask, told["next"])
    return ask.page("forums/bookmarks.html", **told, **ways, **today(ask.house))


@routes.get("/posts/<post:number>/history", needs="post.read")
def history(ask: Ask, post: int) -> Answer:
    """Show what a post said before, and what was changed each time."""
    told = service.post_history(ask.house, post=post)
    return ask.page("forums/history.html", **told, **today(ask.house))


@routes.post("/<thread:number>/read", needs="post.read")
def mark_read(ask: Ask, thread: int) -> Answer:
    """Note how far a thread was read."""
    number = ask.form.number("number", default=0) or None
    told = service.mark_read(ask.house, thread=thread, number=number)
    if ask.from_script:
        return ask.json(told)
    return ask.to(ask.back(ask.url("forums")))


@routes.post("/<thread:number>/unread", needs="post.read")
def mark_unread(ask: Ask, thread: int) -> Answer:
    """Have a thread be unread again from a post on."""
    number = ask.form.number("number", default=1)
    service.mark_unread(ask.house, thread=thread, number=number)
    return ask.to(ask.url("forums"))


@routes.post("/read", needs="post.read")
def mark_all_read(ask: Ask) -> Answer:
    """Note that everything, or all of a category, was read."""
    category = ask.form.number("category", default=0) or None
    service.mark_all_read(ask.house, category=category)
    return ask.to(ask.back(ask.url("forums")))


@routes.post("/<thread:number>/follow", needs="post.read")
def follow(ask: Ask, thread: int) -> Answer:
    """Watch or mute a thread, or neither."""
    service.follow(ask.house, thread=thread, level=ask.form.text("level"))
    return ask.to(ask.back(ask.url("forums", f"/{thread}")))


@routes.post("/categories/<category:number>/follow", needs="post.read")
def follow_category(ask: Ask, category: int) -> Answer:
    """Watch or mute a category, or neither."""
    service.follow(ask.house, category=category, level=ask.form.text("level"))
    return ask.to(ask.back(ask.url("forums", f"/categories/{category}")))


@routes.post("/posts/<post:number>/bookmark", needs="post.read")
def bookmark(ask: Ask, post: int) -> Answer:
    """Keep a post to be found again, or keep it no longer."""
    form = ask.form
    keep = form.text("keep", "1") == "1"
    service.bookmark(ask.house, post=post, keep=keep, note=form.text("note"))
    return ask.to(f"{ask.back(ask.url('forums', '/bookmarks'))}#p{post}")
