"""A thread: by time or as a tree; and the way to a single post, person or file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.asking import Answer
from homestead.core.errors import NotFoundError
from homestead.core.routes import Routes
from homestead.modules.forums import service
from homestead.modules.forums.service import filing
from homestead.modules.forums.showing import guided, shown

if TYPE_CHECKING:
    from homestead.core.asking import Ask

routes = Routes()


@routes.get("/<thread:number>", needs="shared.read")
@guided
def thread(ask: Ask, thread: int) -> Answer:
    """Show a page of a thread."""
    query = ask.query
    told = service.thread_show(
        ask.house,
        thread=thread,
        page=query.text("page") or None,
        view=query.text("view") or "flat",
        post=query.number("post", default=0) or None,
        after=query.text("after") or None,
        before=query.text("before") or None,
    )
    return ask.page("forums/thread.html", **shown(ask, told))


@routes.get("/<thread:number>/<post:number>", needs="shared.read")
@guided
def post(ask: Ask, thread: int, post: int) -> Answer:
    """Lead to a post, wherever it is now."""
    _ = thread  # it may have been moved to another since
    told = service.post_find(ask.house, post=post)
    page = told["page"] if told["page"] > 1 else None
    at = ask.url("forums", f"/{told['thread']}", page=page)
    return ask.to(f"{at}#p{post}")


@routes.get("/who/<handle>", needs="alter.read")
def who(ask: Ask, handle: str) -> Answer:
    """Lead to the page of whom a post mentions: an alter or a group."""
    from homestead.services.people import people

    everybody = people(ask.house)
    if handle in everybody.by_handle:
        return ask.to(ask.url("alters", f"/~{handle}"))
    if handle in everybody.groups:
        return ask.to(ask.url("alters", f"/groups/{handle}"))
    raise NotFoundError(f"Nobody here is called {handle} now.")


@routes.get("/files/<name>", needs="shared.read")
def file(ask: Ask, name: str) -> Answer:
    """Send a file of a post: pictures to look at, anything else to keep."""
    found = filing.content(ask.house, name)
    return Answer(found.content, headers=found.headers)


@routes.get("/files/<name>/small", needs="shared.read")
def small(ask: Ask, name: str) -> Answer:
    """Send a picture of a post as small as it stands there."""
    found = filing.content(ask.house, name, small=True)
    return Answer(found.content, headers=found.headers)
