"""What a module of the home is, and what it brings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from homestead.core.routes import Routes


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the home's navigation: `path` lies within the module.

    `title` may have the home's words (`{Alters}`), `icon` is a name of the icon sheet,
    `needs` the permission without which it is not shown, `rank` where it stands. A
    page below one of `covers` counts as this place too, unless another covers more.
    """

    title: str
    path: str
    icon: str
    needs: str
    rank: int = 50
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Module:
    """An autonomous house inside the home.

    `folder` is where its `templates/`, `static/` and `migrations/` lie, as a path
    inside the package; `routes` loads its handlers when the daemon starts. `front` is
    the path within it that the home shows at `/`. A `required` one is never disabled.
    """

    name: str
    title: str
    route_prefix: str
    folder: str
    routes: Callable[[], Routes]
    required: bool = False
    navigation: tuple[Entry, ...] = ()
    front: str = ""
