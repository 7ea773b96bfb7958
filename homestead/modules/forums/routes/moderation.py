"""Looking after threads: what they are called, where they stand, and who sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import UsageError
from homestead.core.routes import Routes
from homestead.modules.forums import service
from homestead.modules.forums.showing import guided, today

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/<thread:number>/manage", needs="post.write")
@guided
def manage(ask: Ask, thread: int, into: dict[str, Any] | None = None) -> Answer:
    """Show all that can be done with a thread; `into`: what it would be merged into."""
    page = ask.query.text("page") or None
    told = service.thread_show(ask.house, thread=thread, page=page)
    places = service.category_list(ask.house)
    return ask.page(
        "forums/manage.html",
        **told,
        into=into,
        places=[one for one in places["categories"] if not one["archived"]],
        everybody=[one["owner"] for one in places["boards"]],
        **today(ask.house),
    )


@routes.post("/<thread:number>/manage", needs="post.write", form=manage)
def edit(ask: Ask, thread: int) -> Answer:
    """Call a thread otherwise, or tag it otherwise."""
    tags = ask.form.text("tags").split(",")
    title = ask.form.text("title")
    service.thread_edit(ask.house, thread=thread, title=title, tags=tags)
    return _to(ask, thread)


@routes.post("/<thread:number>/pin", needs="post.moderate", form=manage)
def pin(ask: Ask, thread: int) -> Answer:
    """Keep a thread at the top of its category, or let it go."""
    service.thread_pin(ask.house, thread=thread, pinned=ask.form.flag("on"))
    return _to(ask, thread)


@routes.post("/<thread:number>/lock", needs="post.moderate", form=manage)
def lock(ask: Ask, thread: int) -> Answer:
    """Let nobody write in a thread any more, or again."""
    service.thread_lock(ask.house, thread=thread, locked=ask.form.flag("on"))
    return _to(ask, thread)


@routes.post("/<thread:number>/hide", needs="post.moderate", form=manage)
def hide(ask: Ask, thread: int) -> Answer:
    """Show a thread only to those who look after all, or to everybody again."""
    service.thread_hide(ask.house, thread=thread, hidden=ask.form.flag("on"))
    return _to(ask, thread)


@routes.post("/<thread:number>/move", needs="post.moderate", form=manage)
def move(ask: Ask, thread: int) -> Answer:
    """Have a thread stand in another category."""
    category = ask.form.number("category")
    service.thread_move(ask.house, thread=thread, category=category)
    return _to(ask, thread)


@routes.post("/<thread:number>/split", needs="post.moderate", form=manage)
def split(ask: Ask, thread: int) -> Answer:
    """Make a thread of its own of some posts, with the answers to them."""
    form = ask.form
    made = service.thread_split(
        ask.house,
        thread=thread,
        chosen=[int(each) for each in form.all("post") if each.isdecimal()],
        title=form.text("called"),
    )
    return _to(ask, made["thread"])


@routes.post("/<thread:number>/merge", needs="post.moderate", form=manage)
def merge(ask: Ask, thread: int) -> Answer:
    """Bring all posts of a thread into another, for whoever is sure."""
    said = ask.form.text("into").rstrip("/").rpartition("/")[2].lstrip("#")
    if not said.isdecimal():
        raise UsageError(
            "Say which thread: its number, or its address.",
            fields={"into": "is no thread"},
        )
    if not ask.form.flag("sure"):
        into = service.thread_show(ask.house, thread=int(said))["thread"]
        return manage(ask, thread=thread, into=into)
    service.thread_merge(ask.house, thread=thread, into=int(said))
    return _to(ask, int(said))


@routes.post("/<thread:number>/invite", needs="post.write", form=manage)
def invite(ask: Ask, thread: int) -> Answer:
    """Let more alters into a private thread."""
    service.thread_invite(ask.house, thread=thread, alters=ask.form.all("alter"))
    return _to(ask, thread)


@routes.post("/<thread:number>/leave", needs="post.write", form=manage)
def leave(ask: Ask, thread: int) -> Answer:
    """Leave a private thread."""
    service.thread_leave(ask.house, thread=thread)
    return ask.to(ask.url("forums", "/private"))


@routes.post("/<thread:number>/delete", needs="post.write", form=manage)
def delete(ask: Ask, thread: int) -> Answer:
    """Take a thread away; the page of what was deleted brings it back."""
    service.thread_delete(ask.house, thread=thread)
    return ask.to(ask.url("forums", "/gone"))


@routes.get("/gone", needs="post.write")
def trash(ask: Ask) -> Answer:
    """Show what was deleted and can come back."""
    told = service.trash(ask.house)
    return ask.page("forums/trash.html", **told, **today(ask.house))


def _trash_again(ask: Ask, thread: int) -> Answer:
    _ = thread
    return trash(ask)


@routes.post("/<thread:number>/restore", needs="post.write", form=_trash_again)
def restore(ask: Ask, thread: int) -> Answer:
    """Bring a thread back that was deleted."""
    service.thread_restore(ask.house, thread=thread)
    return _to(ask, thread)


@routes.post("/posts/<post:number>/hide", needs="post.moderate")
def hide_post(ask: Ask, post: int) -> Answer:
    """Show a post only to those who look after all, or to everybody again."""
    hidden = ask.form.flag("hidden")
    told = service.post_hide(ask.house, post=post, hidden=hidden)
    at = ask.back(ask.url("forums", f"/{told['thread']}/{post}"))
    return ask.to(f"{at}#p{post}")


def _to(ask: Ask, thread: int) -> Answer:
    return ask.to(ask.url("forums", f"/{thread}"))
