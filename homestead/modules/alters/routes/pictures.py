"""Pictures of the alters: shown, chosen, cut and taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.asking import Answer
from homestead.core.errors import UsageError
from homestead.core.routes import Routes
from homestead.modules.alters import forms
from homestead.modules.alters.naming import at, meant
from homestead.services import alters
from homestead.services.alters import avatars

if TYPE_CHECKING:
    from homestead.core.asking import Ask

routes = Routes()


@routes.get("/pictures/<side:int>/<folder>/<name>", needs="shared.read")
def picture(ask: Ask, side: int, folder: str, name: str) -> Answer:
    """Send a picture; its name tells its content, so it is kept for a year."""
    content, kind = avatars.shown(ask.house, f"{folder}/{name}", side)
    headers = [
        ("Content-Type", kind),
        ("Content-Disposition", "inline"),
        ("Cache-Control", "private, max-age=31536000, immutable"),
    ]
    return Answer(content, headers=headers)


@routes.get("/<handle>/picture", needs="alter.edit")
def choosing(ask: Ask, handle: str) -> Answer:
    """Show the picture there is, and ask for another."""
    alter = alters.show(ask.house, alter=meant(handle))
    return ask.page("alters/picture.html", alter=alter)


@routes.get("/<handle>/picture/file", needs="alter.read")
def file(ask: Ask, handle: str) -> Answer:
    """Give the whole picture to keep."""
    alter = alters.show(ask.house, alter=meant(handle))
    content, kind = avatars.whole(ask.house, alter["avatar"])
    name = f"{alter['alter']}.{alter['avatar'].rpartition('.')[2]}"
    return ask.download(content, name=name, kind=kind)


@routes.post("/<handle>/picture", needs="alter.edit", form=choosing)
def choose(ask: Ask, handle: str) -> Answer:
    """Keep the picture that was sent."""
    files = ask.files("picture")[:1]
    if not files:
        raise UsageError("No picture was chosen.", hint="Choose one, then save.")
    square = forms.crop(ask)
    alters.avatar(ask.house, alter=meant(handle), files=files, crop=square)
    return ask.to(at(ask, handle))


@routes.post("/<handle>/picture/remove", needs="alter.edit", form=choosing)
def take_away(ask: Ask, handle: str) -> Answer:
    """Take the picture away."""
    alters.avatar(ask.house, alter=meant(handle), clear=True)
    return ask.to(at(ask, handle))
