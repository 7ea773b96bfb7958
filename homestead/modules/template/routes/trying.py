"""A look before it is kept: as a page wears it, and what can be read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.asking import Answer
from homestead.core.routes import Routes
from homestead.modules.template import forms, naming, service
from homestead.services import styles

if TYPE_CHECKING:
    from homestead.core.asking import Ask

routes = Routes()


@routes.get("/_check", needs="alter.read")
def check(ask: Ask) -> Answer:
    """Tell a script what can be read, and what would mend the rest.

    Whoever types has begun words that are no colours yet: they are told apart.
    """
    sheet = ask.query.text("look", styles.HOME)
    tokens, wrong = styles.tokens.fitting(forms.look(ask.query))
    verdict = service.check(ask.house, tokens=tokens, alter=naming.meant(sheet))
    template = "_told" if ask.from_script else "verdict"
    at = naming.at(ask, sheet) + "/try"
    return ask.page(
        f"template/{template}.html", verdict=verdict, wrong=wrong, try_at=at
    )


@routes.get("/_look.css", needs="alter.read")
def sheet(ask: Ask) -> Answer:
    """Give the style sheet of what stands in the address."""
    alter = naming.meant(ask.query.text("look", styles.HOME))
    tokens, _ = styles.tokens.fitting(forms.look(ask.query))
    rules = styles.preview(ask.house, tokens, alter)
    headers = [
        ("Content-Type", "text/css; charset=utf-8"),
        ("Cache-Control", "no-store"),
    ]
    return Answer(rules.encode(), headers=headers)


@routes.get("/background/<name>", needs="shared.read")
def background(ask: Ask, name: str) -> Answer:
    """Send the picture behind everything; its name tells its content."""
    content, kind = styles.picture(ask.house, name)
    headers = [
        ("Content-Type", kind),
        ("Content-Disposition", "inline"),
        ("Cache-Control", "private, max-age=31536000, immutable"),
    ]
    return Answer(content, headers=headers)
