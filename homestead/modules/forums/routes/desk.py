"""What the editor asks for while one writes: a preview, a draft, files, people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.modules.forums import desk, service
from homestead.services import mentioning

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.post("/preview", needs="post.write")
def preview(ask: Ask) -> Answer:
    """Show how a text would look, and whose it would be."""
    form = ask.form
    text, authors = desk.warned(form, form.text("text")), form.all("author")
    if not text:
        return ask.json({"html": "", "authors": []})
    return ask.json(service.preview(ask.house, text=text, authors=authors))


@routes.post("/drafts", needs="post.write")
def draft(ask: Ask) -> Answer:
    """Keep what is being written, as whoever the page was made for."""
    form = ask.form
    kept = service.draft_save(
        ask.house,
        place=form.text("place"),
        text=desk.warned(form, form.secret("text")),
        title=form.text("title"),
        alter=form.text("alter") or None,
        shared=form.flag("shared"),
    )
    return ask.json(kept)


@routes.post("/drafts/discard", needs="post.write")
def discard(ask: Ask) -> Answer:
    """Forget what was being written."""
    form = ask.form
    place, alter = form.text("place"), form.text("alter")
    service.draft_discard(ask.house, place=place, alter=alter or None)
    return ask.to(ask.back(ask.url("forums")))


@routes.post("/files", needs="post.write")
def add(ask: Ask) -> Answer:
    """Take files for what is being written."""
    files = ask.files("files")
    alter = ask.form.text("alter") or None
    return ask.json(service.file_add(ask.house, files=files, alter=alter))


@routes.get("/people", needs="post.write")
def people(ask: Ask) -> Answer:
    """Tell who may be meant by the first letters of a name."""
    found = mentioning.begun(ask.house, ask.query.text("q"))["people"]
    told = [{**one, "picture": _picture(ask, one["avatar"])} for one in found]
    return ask.json({"people": told})


def _picture(ask: Ask, avatar: str | None) -> str | None:
    return ask.url("alters", f"/pictures/96/{avatar}") if avatar else None
