"""What others think of a post: votes, reactions, answers to its poll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.modules.forums import service
from homestead.modules.forums.showing import REACTIONS, guided

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/posts/<post:number>/react", needs="post.write")
@guided
def reactions(ask: Ask, post: int) -> Answer:
    """Ask how to react to a post: with what one reacts with most, or any emoji."""
    told = service.post_show(ask.house, post=post)
    return ask.page("forums/react.html", post=told, common=REACTIONS)


@routes.post("/posts/<post:number>/react", needs="post.write", form=reactions)
def react(ask: Ask, post: int) -> Answer:
    """React to a post; the same again takes it back."""
    service.react(ask.house, post=post, emoji=ask.form.text("emoji"))
    return _back(ask, post)


@routes.post("/posts/<post:number>/vote", needs="post.write")
def vote(ask: Ask, post: int) -> Answer:
    """Vote for a post or against it, or take the vote back."""
    service.vote(ask.house, post=post, value=ask.form.number("value"))
    return _back(ask, post)


@routes.post("/posts/<post:number>/answer", needs="post.write")
def answer(ask: Ask, post: int) -> Answer:
    """Answer the poll in a post; no option takes the answer back."""
    form = ask.form
    options = [int(each) for each in form.all("option") if each.isdecimal()]
    comment = form.text("comment")
    service.poll_vote(ask.house, post=post, options=options, comment=comment)
    return _back(ask, post)


@routes.post("/posts/<post:number>/close", needs="post.write")
def close(ask: Ask, post: int) -> Answer:
    """Let nobody answer the poll in a post any more, or again."""
    closed = ask.form.text("closed", "1") == "1"
    service.poll_close(ask.house, post=post, closed=closed)
    return _back(ask, post)


def _back(ask: Ask, post: int) -> Answer:
    """Lead back to the post, on the page it was seen on."""
    said = ask.back("")
    if not said:
        thread = service.post_show(ask.house, post=post)["thread"]
        said = ask.url("forums", f"/{thread}/{post}")
    return ask.to(f"{said}#p{post}")
