"""Arranging categories: new ones, their order, who they are for, what is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import RefusedError
from homestead.core.routes import Routes
from homestead.modules.forums import service
from homestead.modules.forums.showing import guided, today
from homestead.services.people import people

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask, Form
    from homestead.core.house import House

routes = Routes()


@routes.get("/categories", needs="post.moderate")
def categories(ask: Ask) -> Answer:
    """Show all categories in their order, what was deleted, and a form for another."""
    return ask.page(
        "forums/categories.html",
        **service.category_list(ask.house),
        deleted=service.trash(ask.house)["categories"],
        whom=_whom(ask.house),
        **today(ask.house),
    )


@routes.post("/categories", needs="post.moderate", form=categories)
def category_create(ask: Ask) -> Answer:
    """Make a category."""
    service.category_create(ask.house, **_said(ask.form))
    return _to_all(ask)


@routes.post("/categories/order", needs="post.moderate", form=categories)
def category_order(ask: Ask) -> Answer:
    """Move a category up or down among the others."""
    moved, by = ask.form.number("category"), ask.form.number("by")
    told = service.category_list(ask.house)["categories"]
    order = [one["category"] for one in told if not one["archived"]]
    if moved in order:
        place = order.index(moved)
        order.insert(max(0, place + by), order.pop(place))
    service.category_order(ask.house, first=order)
    return _to_all(ask)


@routes.get("/categories/<category:number>/edit", needs="post.moderate")
@guided
def category(ask: Ask, category: int) -> Answer:
    """Ask how a category shall be."""
    about = service.category_show(ask.house, category=category)
    if about["kind"] != "open":
        raise RefusedError("That one belongs to somebody, and stays as it is.")
    limited = {one["group"] or one["alter"]: one["name"] for one in about["limited"]}
    return ask.page(
        "forums/category_form.html",
        about=about,
        limited=list(limited),
        whom=list((dict(_whom(ask.house)) | limited).items()),
    )


@routes.post("/categories/<category:number>/edit", needs="post.moderate", form=category)
def category_edit(ask: Ask, category: int) -> Answer:
    """Have a category be as the form says."""
    service.category_edit(ask.house, category=category, **_said(ask.form))
    return _to_all(ask)


@routes.post(
    "/categories/<category:number>/archive", needs="post.moderate", form=category
)
def category_archive(ask: Ask, category: int) -> Answer:
    """Let a category only be read, or be written in again."""
    archived = ask.form.text("archived", "1") == "1"
    service.category_archive(ask.house, category=category, archived=archived)
    return _to_all(ask)


@routes.post(
    "/categories/<category:number>/delete", needs="post.moderate", form=category
)
def category_delete(ask: Ask, category: int) -> Answer:
    """Take a category away, with all that stands in it."""
    service.category_delete(ask.house, category=category)
    return _to_all(ask)


@routes.post(
    "/categories/<category:number>/restore", needs="post.moderate", form=categories
)
def category_restore(ask: Ask, category: int) -> Answer:
    """Bring a category back, with all that stood in it."""
    service.category_restore(ask.house, category=category)
    return _to_all(ask)


def _said(form: Form) -> dict[str, Any]:
    """Return what the form says of a category; no colour where none is wished."""
    return {
        "name": form.text("name"),
        "description": form.text("description"),
        "color": form.text("color") if form.flag("colored") else "",
        "limited": form.all("limited"),
        "guests": form.flag("guests"),
    }


def _whom(house: House) -> list[tuple[str, str]]:
    """Return for whom a category can be: handles and names, groups first."""
    everybody = people(house)
    groups = [(handle, group.name) for handle, group in everybody.groups.items()]
    alters = [
        (one.handle, one.name)
        for one in everybody.everybody
        if one.is_alter and not one.archived
    ]
    return [*groups, *alters]


def _to_all(ask: Ask) -> Answer:
    return ask.to(ask.url("forums", "/categories"))
