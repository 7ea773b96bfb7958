"""One entry of the record: reading it, and putting it right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.asking import is_ours
from homestead.core.errors import NotFoundError
from homestead.core.routes import Routes
from homestead.modules.alters.showing import dates
from homestead.modules.alters.showing import history as showing
from homestead.services import alters, fronts

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask, Form

routes = Routes()

_LONGEST = 15
_ONE = "/history/<front>"


@routes.get(_ONE, needs="record.read")
def entry(ask: Ask, front: str, comment: str = "") -> Answer:
    """Show one entry, with what can be done to it."""
    told = fronts.show(ask.house, front=_number(front))["front"]
    today = dates.today(ask.house.zone)
    return ask.page(
        "alters/history_entry.html",
        entry=showing.entry(told, today),
        day=dates.day(told["start_local"], today),
        form=showing.form(told, ask.given),
        people=alters.list(ask.house)["alters"],
        back=_back(ask),
        comment=comment,
    )


@routes.post(_ONE, needs="record.edit", form=entry)
def edit(ask: Ask, front: str) -> Answer:
    """Change what was changed in the form."""
    form = ask.form
    names = ("start", "alter", "tier", "status")
    changed: dict[str, Any] = {name: _changed(form, name) for name in names}
    was = form.text("was") or None
    number = _number(front)
    fronts.edit(ask.house, front=number, end=_ends(form), **changed, was=was)
    return ask.to(ask.back(_page(ask, front)))


@routes.post(f"{_ONE}/split", needs="record.edit", form=entry)
def split(ask: Ask, front: str) -> Answer:
    """Cut the entry in two."""
    fronts.split(ask.house, front=_number(front), at=ask.form.text("at"))
    return ask.to(ask.back(ask.url("alters", "/history")))


@routes.post(f"{_ONE}/delete", needs="record.edit", form=entry)
def delete(ask: Ask, front: str) -> Answer:
    """Take the entry out of the record."""
    was = ask.form.text("was") or None
    fronts.delete(ask.house, front=_number(front), was=was)
    return ask.to(ask.back(ask.url("alters", "/history")))


@routes.post(f"{_ONE}/comment", needs="record.edit", form=entry)
def comment(ask: Ask, front: str) -> Answer:
    """Say something about the entry."""
    form = ask.form
    at = form.text("at") or None
    fronts.comment(ask.house, front=_number(front), text=form.text("text"), at=at)
    return ask.to(_page(ask, front))


@routes.post(f"{_ONE}/comment/<comment>", needs="record.edit", form=entry)
def comment_edit(ask: Ask, front: str, comment: str) -> Answer:
    """Change a comment."""
    form, number = ask.form, _number(comment)
    was = form.text("was") or None
    fronts.comment_edit(ask.house, comment=number, text=form.text("text"), was=was)
    return ask.to(_page(ask, front))


@routes.post(f"{_ONE}/comment/<comment>/delete", needs="record.edit")
def uncomment(ask: Ask, front: str, comment: str) -> Answer:
    """Take a comment back."""
    fronts.uncomment(ask.house, comment=_number(comment))
    return ask.to(_page(ask, front))


def _page(ask: Ask, front: str) -> str:
    return ask.url("alters", f"/history/{front}")


def _back(ask: Ask) -> str:
    """Return the page one came from, if it is ours."""
    said = (ask.form if ask.error else ask.query).text("back")
    return said if is_ours(said) else ""


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        raise NotFoundError("There is no such entry.")
    return int(text)


def _changed(form: Form, name: str) -> str | None:
    """Return what is written there now, None if it is what the form showed."""
    return None if form.text(name) == form.text(f"{name}_was") else form.text(name)


def _ends(form: Form) -> str | None:
    """Return the end; one that was taken out means that they are still there."""
    changed = _changed(form, "end")
    return "open" if changed == "" else changed
