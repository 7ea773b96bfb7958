"""What a module of the home is, and what it brings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import ModuleType

    from typer import Typer

    from homestead.core.house import House
    from homestead.core.routes import Routes
    from homestead.core.settings import Setting


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the home's navigation: `path` lies within the module.

    `title` may have the home's words (`{Alters}`), `icon` is a name of the icon sheet,
    `needs` the permission without which it is not shown, `rank` where it stands. A
    page below one of `covers` counts as this place too, unless another covers more.
    Where pages are large and simple only `simple` places are shown.
    """

    title: str
    path: str
    icon: str
    needs: str
    rank: int = 50
    covers: tuple[str, ...] = ()
    simple: bool = False


class Job(NamedTuple):
    """Work the daemon does every `seconds`, the first time after as many."""

    name: str
    seconds: float
    run: Callable[[House], None]


class Panel(NamedTuple):
    """What a module shows where the home is looked after: a template of its own."""

    title: str
    template: str
    context: Callable[[House], dict[str, Any]]


class Happened(NamedTuple):
    """Something an alter should know of: when (ms), what, and the page that shows it.

    `path` lies within the module.
    """

    at: int
    text: str
    path: str = "/"


class Waiting(NamedTuple):
    """Something that waits for whoever asks, and the page that shows it.

    `text` says how much, of what, and for whom; `path` lies within the module.
    """

    text: str
    path: str = "/"
    icon: str = "bell"


class Preserved(NamedTuple):
    """A record an import kept because no module could show it."""

    app: str
    collection: str
    source_id: str
    record: dict[str, Any]


class Takeover(NamedTuple):
    """Which preserved records a module takes, and how.

    `take` may be given the same record again after a power cut: it must not matter.
    """

    app: str
    collection: str
    take: Callable[[House, Preserved], None]


class Luggage(NamedTuple):
    """A module's part of an export: JSON-ready records out, and in again."""

    out: Callable[[House], Iterable[dict[str, Any]]]
    back: Callable[[House, Iterable[dict[str, Any]]], None]


@dataclass(frozen=True, slots=True)
class Module:
    """An autonomous house inside the home.

    `folder` is where its `templates/`, `static/` and `migrations/` lie: a path inside
    the package, or an absolute one (left out, it is the folder the module was found
    in). `routes` loads its handlers, `service` its verbs (a Python module with a
    `DOOR`), `commands` its Typer group; none before it is needed. `front` is the path
    within it that the home shows at `/`. A `required` one is never disabled.
    `permissions` says which roles may do what: `{"garden.read": ("owner",)}`.
    `since` tells what happened that the alter (by handle) should know, after a moment;
    `waits` what the home's first page says waits for whoever asks.
    """

    name: str
    title: str
    route_prefix: str = ""
    folder: str = ""
    routes: Callable[[], Routes] | None = None
    required: bool = False
    navigation: tuple[Entry, ...] = ()
    front: str = ""
    service: Callable[[], ModuleType] | None = None
    commands: Callable[[], Typer] | None = None
    jobs: tuple[Job, ...] = ()
    panels: tuple[Panel, ...] = ()
    since: Callable[[House, str, int], Iterable[Happened]] | None = None
    waits: Callable[[House], Iterable[Waiting]] | None = None
    luggage: Luggage | None = None
    takes: tuple[Takeover, ...] = ()
    settings: tuple[Setting, ...] = ()
    permissions: Mapping[str, tuple[str, ...]] | None = None
