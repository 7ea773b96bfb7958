"""Lists of threads: of a category, by a tag, and the private ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.routes import Routes
from homestead.modules.forums import service
from homestead.modules.forums.showing import today, turned

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/categories/<category:number>", needs="shared.read")
def category(ask: Ask, category: int) -> Answer:
    """Show the threads of a category, the latest first."""
    told = service.category_show(ask.house, category=category)
    return listed(ask, told["name"], category=category, about=told)


@routes.get("/tags/<tag>", needs="shared.read")
def tag(ask: Ask, tag: str) -> Answer:
    """Show the threads with a tag."""
    return listed(ask, f"#{tag}", tag=tag)


@routes.get("/private", needs="post.read")
def private(ask: Ask) -> Answer:
    """Show the private threads of whoever reads."""
    return listed(ask, "Private threads", private=True)


def listed(
    ask: Ask, title: str, about: dict[str, Any] | None = None, **which: Any
) -> Answer:
    """Show a list of threads; `which` is what `thread_list` takes.

    `about` is their category, if they stand in one.
    """
    before = ask.query.text("before") or None
    told = service.thread_list(ask.house, before=before, **which)
    return ask.page(
        "forums/category.html",
        **told,
        heading=title,
        about=about,
        which=which,
        **turned(ask, told["next"]),
        **today(ask.house),
    )
