"""Where a look is made: tried, kept, copied and let go of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import shield
from homestead.core.routes import Routes
from homestead.modules.template import forms, naming, service, showing

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/<sheet>", needs="alter.edit")
def editor(ask: Ask, sheet: str) -> Answer:
    """Show a look and all that can be changed of it."""
    return _page(ask, showing.editor(ask, sheet))


@routes.post("/<sheet>/try", needs="alter.edit", form=editor)
def tried(ask: Ask, sheet: str) -> Answer:
    """Show what was chosen without keeping it."""
    chosen = forms.tried(ask.form)
    return _page(ask, showing.editor(ask, sheet, chosen))


@routes.post("/<sheet>", needs="alter.edit", form=editor)
def keep(ask: Ask, sheet: str) -> Answer:
    """Keep what was chosen."""
    service.change(
        ask.house,
        alter=naming.meant(sheet),
        tokens=forms.look(ask.form),
        files=ask.files("picture")[:1],
        was=forms.was(ask.form),
        whole=True,
    )
    return ask.to(naming.at(ask, sheet))


@routes.post("/<sheet>/copy", needs="alter.edit", form=editor)
def copy(ask: Ask, sheet: str) -> Answer:
    """Take over somebody else's."""
    source = naming.meant(ask.form.text("source"))
    service.copy(ask.house, source=source, alter=naming.meant(sheet))
    return ask.to(naming.at(ask, sheet))


@routes.post("/<sheet>/reset", needs="alter.edit", form=editor)
def reset(ask: Ask, sheet: str) -> Answer:
    """Let go of it."""
    service.reset(ask.house, alter=naming.meant(sheet))
    return ask.to(naming.at(ask, sheet))


def _page(ask: Ask, told: dict[str, Any]) -> Answer:
    answer = ask.page("template/editor.html", **told)
    answer.headers += [shield.FRAMING, ("Cache-Control", "no-store")]
    return answer
