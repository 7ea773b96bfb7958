"""The one door to jinja2: pages made of templates, the owner's before ours.

A name is looked for in the home's `<config>/templates`, then in the module's own
`templates/`, then in `share/templates`. Templates cannot reach into the program
(sandboxed), and what people wrote is escaped.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from homestead.core import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Source = tuple[str, str, Callable[[], bool]]


class Templates:
    """The pages of one home; `shared` is what every template may use."""

    def __init__(self, config: str, shared: Mapping[str, Any]) -> None:
        self._own = os.path.join(config, "templates")
        self._shared = shared
        self._rooms: dict[str, ImmutableSandboxedEnvironment] = {}

    def render(self, folder: str, name: str, context: Mapping[str, Any]) -> str:
        """Return the page; `folder` is where the asking module's files lie."""
        return self._room(folder).get_template(name).render(context)

    def forget(self, folder: str) -> None:
        """Read the templates of the module in `folder` anew when next needed."""
        self._rooms.pop(folder, None)

    def _room(self, folder: str) -> ImmutableSandboxedEnvironment:
        if folder not in self._rooms:
            room = ImmutableSandboxedEnvironment(
                autoescape=True,
                undefined=StrictUndefined,
                trim_blocks=True,
                lstrip_blocks=True,
                loader=FunctionLoader(lambda name: self._source(folder, name)),
            )
            room.globals.update(self._shared)
            self._rooms[folder] = room
        return self._rooms[folder]

    def _source(self, folder: str, name: str) -> Source | None:
        own = os.path.join(self._own, *name.split("/"))
        changed = _stamp(own)
        if changed and ".." not in name:
            with open(own, encoding="utf-8") as file:
                return file.read(), own, lambda: _stamp(own) == changed
        for place in (f"{folder}/templates", resources.share("templates")):
            try:
                text = resources.read(f"{place}/{name}").decode()
            except OSError:
                continue
            # Ours change only with the program, the owner's at any time.
            return text, f"{place}/{name}", lambda: not os.path.exists(own)
        return None


def icon(sheet: str, name: str) -> Markup:
    """Return the picture `name` of the icon sheet at that address, for a template."""
    return Markup(
        '<svg class="icon" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>'
    ).format(sheet, name)


def _stamp(path: str) -> int:
    """Return when a file was last changed; 0 if there is none."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0
