"""Writing: a new thread, an answer, a post anew; taking one away and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.routes import Routes
from homestead.modules.forums import desk, service
from homestead.modules.forums.showing import guided, today

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask, Form

routes = Routes()

_SAID = ("title", "tags", "question", "kind", "options", "closes")
"""What a form for a new thread holds besides its text."""


@routes.get("/new", needs="post.write")
@guided
def new(ask: Ask) -> Answer:
    """Ask for the first post of a new thread."""
    given = ask.form if ask.method == "POST" else ask.query
    where = _where(given)
    board = where["board"]
    categories = service.category_list(ask.house)["categories"]
    open_ones = [one for one in categories if one["may_write"]]
    laid = desk.laid(
        ask,
        _place(where),
        where=where,
        owner=desk.board_owner(ask.house, board) if board else "",
        places=[("", "…"), *((one["category"], one["name"]) for one in open_ones)],
        everybody=desk.everybody(ask.house) if where["private"] else [],
    )
    said: dict[str, Any] = {name: given.text(name) for name in _SAID}
    said["title"] = said["title"] or laid["draft"].get("title", "")
    said["hidden"] = given.flag("poll_hidden")
    return ask.page("forums/new.html", **{**laid, **said})


@routes.post("/new", needs="post.write", form=new)
def create(ask: Ask) -> Answer:
    """Begin the thread."""
    form = ask.form
    if form.flag("preview"):
        return new(ask)
    where = _where(form)
    told = service.thread_create(
        ask.house,
        title=form.text("title"),
        text=desk.text(ask),
        category=None if where["board"] or where["notes"] else where["category"],
        board=where["board"] or None,
        notes=where["notes"],
        authors=form.all("author"),
        between=form.all("between") if where["private"] else (),
        private=True if where["private"] and where["board"] else None,
        tags=form.text("tags").split(","),
        poll=desk.poll(form),
        draft=form.text("place"),
    )
    desk.finished(ask, form.text("place"))
    return ask.to(ask.url("forums", f"/{told['thread']}"))


@routes.get("/<thread:number>/reply", needs="post.write")
@guided
def answering(ask: Ask, thread: int) -> Answer:
    """Ask for an answer, to a post or to the thread."""
    given = ask.form if ask.method == "POST" else ask.query
    parent = given.number("parent", default=0)
    above = service.post_show(ask.house, post=parent) if parent else None
    told = service.thread_show(ask.house, thread=thread, page="last")["thread"]
    place = f"reply:{parent}" if parent else f"thread:{thread}"
    laid = desk.laid(ask, place, thread=told, above=above, **today(ask.house))
    if above and given.flag("quote") and not laid["written"]:
        laid["written"] = desk.quoted(above, thread)
    return ask.page("forums/reply.html", **laid)


@routes.post("/<thread:number>/reply", needs="post.write", form=answering)
def answer(ask: Ask, thread: int) -> Answer:
    """Write the answer."""
    form = ask.form
    if form.flag("preview"):
        return answering(ask, thread=thread)
    told = service.post_create(
        ask.house,
        thread=thread,
        text=desk.text(ask),
        authors=form.all("author"),
        parent=form.number("parent", default=0) or None,
        draft=form.text("place"),
    )
    desk.finished(ask, form.text("place"))
    return ask.to(ask.url("forums", f"/{told['thread']}/{told['post']}"))


@routes.get("/posts/<post:number>/edit", needs="post.write")
@guided
def editing(ask: Ask, post: int) -> Answer:
    """Ask what a post shall say instead."""
    told = service.post_show(ask.house, post=post)
    laid = desk.laid(ask, f"edit:{post}", post=told, **today(ask.house))
    sent = ask.method == "POST"
    fields = ask.error.fields if ask.error else {}
    version = fields.get("version") or (sent and ask.form.text("version"))
    return ask.page(
        "forums/edit.html",
        **{
            **laid,
            "written": laid["written"] or told["text"],
            "version": version or told["version"],
            "theirs": fields.get("theirs"),
        },
    )


@routes.post("/posts/<post:number>/edit", needs="post.write", form=editing)
def edit(ask: Ask, post: int) -> Answer:
    """Write the post anew."""
    form = ask.form
    if form.flag("preview"):
        return editing(ask, post=post)
    told = service.post_edit(
        ask.house,
        post=post,
        text=desk.text(ask),
        version=form.number("version"),
        draft=form.text("place"),
    )
    desk.finished(ask, form.text("place"))
    return ask.to(ask.url("forums", f"/{told['thread']}/{post}"))


@routes.post("/posts/<post:number>/delete", needs="post.write")
def delete(ask: Ask, post: int) -> Answer:
    """Take a post away; where it stood it says so, and how to bring it back."""
    told = service.post_delete(ask.house, post=post)
    return _back(ask, told["thread"], post)


@routes.post("/posts/<post:number>/restore", needs="post.write")
def restore(ask: Ask, post: int) -> Answer:
    """Bring a post back."""
    told = service.post_restore(ask.house, post=post)
    return _back(ask, told["thread"], post)


def _back(ask: Ask, thread: int, post: int) -> Answer:
    there = ask.url("forums", f"/{thread}/{post}")
    seen = ask.back("")
    return ask.to(f"{seen}#p{post}" if seen else there)


def _where(form: Form) -> dict[str, Any]:
    """Return where a new thread is to stand, as an address or a form says it."""
    return {
        "category": form.number("category", default=0) or None,
        "board": form.text("board"),
        "notes": form.flag("notes"),
        "private": form.flag("private"),
    }


def _place(where: dict[str, Any]) -> str:
    """Return what a draft of it is called."""
    if where["board"]:
        return f"board:{where['board']}"
    if where["notes"]:
        return "notes"
    return f"new:{where['category']}" if where["category"] else "new"
