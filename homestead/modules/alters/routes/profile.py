"""One alter or custom front: who they are, and putting them away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import dates
from homestead.core.routes import Routes
from homestead.modules.alters import lately, writing
from homestead.modules.alters.naming import at, meant
from homestead.services import alters

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/<handle>", needs="alter.read")
def profile(ask: Ask, handle: str) -> Answer:
    """Show everything known of somebody."""
    alter = alters.show(ask.house, alter=meant(handle))
    return ask.page(
        "alters/profile.html",
        alter=alter,
        description=writing.html(ask, alter["description"]),
        birthday=dates.spoken(alter["birthday"] or ""),
        fields=[writing.shown(ask, each) for each in alter["fields"]],
        record=lately.told(ask.house, alter["alter"]),
    )


@routes.post("/<handle>/archive", needs="alter.edit", form=profile)
def archive(ask: Ask, handle: str) -> Answer:
    """Put them into the archive."""
    alters.archive(ask.house, alter=meant(handle), reason=ask.form.text("reason"))
    return ask.to(at(ask, handle))


@routes.post("/<handle>/unarchive", needs="alter.edit", form=profile)
def unarchive(ask: Ask, handle: str) -> Answer:
    """Take them out of the archive."""
    alters.unarchive(ask.house, alter=meant(handle))
    return ask.to(at(ask, handle))


@routes.post("/<handle>/remove", needs="alter.edit", form=profile)
def remove(ask: Ask, handle: str) -> Answer:
    """Remove them; the list of the removed brings them back, and so does *Undo*."""
    alters.remove(ask.house, alter=meant(handle))
    return ask.to(ask.url("alters", "/"))
