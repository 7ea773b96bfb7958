"""Pages made of templates: whose look is worn first, then the owner's, then ours.

A name is looked for in the owner's `alters/<handle>/`, in the looks that come with the
program, in the owner's folder, in the module's own `templates/` and in
`share/templates`. What was found is kept until a file of the owner's changes. One of
theirs that does not work is noted, and the next one in that order is used.
"""

from __future__ import annotations

import hashlib
import os
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from homestead.core import resources
from homestead.core.owned import ALTERS, Folder
from homestead.core.templates.broken import Broken, Faults, said
from homestead.core.templates.budget import (
    LONGEST_PAGE,
    Budget,
    CostlyError,
    fits,
    spending,
)
from homestead.core.templates.frugal import Frugal, Sandboxed
from homestead.core.templates.loading import Codes, Loader, TheirsError, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import TracebackType

    Shared = Callable[[str], Mapping[str, Any]]

_TRIES = 8
_MOST_ROOMS = 64


class Templates:
    """The pages of one home.

    `shared(worn)` is what every template may use, `looks()` the folder of the looks
    that come with the program, `told` is called when one of the owner's is found not to
    work. `look()` looks at once what there is; who does so for others too sets it.
    """

    def __init__(
        self,
        config: str,
        shared: Shared,
        *,
        looks: Callable[[], str] = str,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        self.own = Folder(os.path.join(config, "templates"))
        self.faults = Faults(self.own.place)
        self._shared = shared
        self._looks = looks
        self._told = told
        self._codes = Codes(self.own)
        self._rooms: OrderedDict[Wanted, Sandboxed] = OrderedDict()
        self._theirs: set[tuple[str, Wanted]] = set()
        self._drawn: dict[str, str] = {}
        self._before = self.own.files
        self.look: Callable[[], None] = self._look

    def render(
        self, folder: str, name: str, context: Mapping[str, Any], worn: str = ""
    ) -> str:
        """Return the page; `folder` is where the asking module's files lie.

        `worn` is the handle of the alter whose look it has, "": the home's.
        """
        wanted = Wanted(folder, worn)
        if (name, wanted) not in self._theirs:
            try:
                return self._room(wanted).get_template(name).render(context)
            except TheirsError:
                self._theirs.add((name, wanted))
        return self._frugally(wanted, name, context)

    def drawn(self, worn: str = "") -> str:
        """Return what changes when other files of the owner's are to be used; "": none.

        An open page that was drawn with others has to be fetched as a whole.
        """
        if worn not in self._drawn:
            used = [each for each in self.own.files.items() if _is_for(worn, each[0])]
            told = hashlib.blake2b(repr(used).encode(), digest_size=6).hexdigest()
            self._drawn[worn] = told if used else ""
        return self._drawn[worn]

    def forget(self, folder: str) -> None:
        """Read the templates of the module in `folder` anew when next needed."""
        self._codes.forget(folder)
        self._drop()

    def changed(self) -> None:
        """Begin anew with the owner's files as they are now."""
        before, self._before = self._before, self.own.files
        for name in before.keys() | self._before.keys():
            if before.get(name) != self._before.get(name):
                self.faults.forget(name)
                self._codes.forget(self.own.path(name))
        self._drop()

    def _look(self) -> None:
        if self.own.look():
            self.changed()

    def check(
        self, aside: Callable[[Callable[[], None]], None] = lambda work: work()
    ) -> list[Broken]:
        """Read every template of the owner's; return all that is known to be wrong.

        `aside` runs what takes a while.
        """
        self.look()
        names = [*filter(_is_template, self.own.files)]
        aside(lambda: self._codes.read(names))
        for found in map(self._codes.owned, names):
            if isinstance(found, Broken):
                self._note(found)
        left = [Broken(name, 0, why) for name, why in self.own.left.items()]
        return sorted([*self.faults, *left])

    def _drop(self) -> None:
        self._rooms.clear()
        self._theirs.clear()
        self._drawn.clear()

    def _frugally(self, wanted: Wanted, name: str, context: Mapping[str, Any]) -> str:
        """Return a page in which the owner's templates take part, as far as they work.

        Those that do not are left out, one after the other.
        """
        skip, unsure = self.faults.costly(), list[Broken]()
        for _ in range(_TRIES):
            budget = Budget()
            try:
                with spending(budget):
                    room = self._room(wanted._replace(skip=skip, frugal=True))
                    page = _made(room, name, context)
                    fits(len(page), LONGEST_PAGE)
            except Exception as error:  # noqa: BLE001 - whatever they wrote
                fault, sure = self._blamed(error, budget)
                if fault is None:
                    break
                skip |= {fault.name}
                unsure.append(fault)
                if sure:
                    self._note(unsure.pop())
            else:
                self._note(*unsure)
                return page
        page = _made(self._room(wanted._replace(skip=None)), name, context)
        self._note(*unsure)
        return page

    def _blamed(self, error: Exception, budget: Budget) -> tuple[Broken | None, bool]:
        """Return which of the owner's files an error is the fault of, and if surely.

        That is the innermost one it went through, else the one that was read last.
        """
        costly = isinstance(error, (CostlyError, RecursionError, MemoryError))
        sure = True
        for path, line in reversed([*_passed(error.__traceback__)]):
            if self._codes.is_theirs(path):
                name = self._codes.theirs[path]
                return Broken(name, line, said(error), costly), sure
            sure = False
        if not budget.used:
            return None, False
        name = self._codes.theirs[budget.used[-1]]
        return Broken(name, 0, said(error), costly), False

    def _note(self, *faults: Broken) -> None:
        for fault in faults:
            if self.faults.note(fault):
                self._told()

    def _room(self, wanted: Wanted) -> Sandboxed:
        if wanted not in self._rooms:
            self._rooms[wanted] = self._furnished(wanted)
            while len(self._rooms) > _MOST_ROOMS:
                self._rooms.popitem(last=False)
        self._rooms.move_to_end(wanted)
        return self._rooms[wanted]

    def _furnished(self, wanted: Wanted) -> Sandboxed:
        looks = self._looks()
        if wanted.worn == os.path.basename(looks):
            looks = ""  # what lies there are that module's own pages
        folders = (
            looks and f"{looks}/templates",
            f"{wanted.folder}/templates",
            resources.share("templates"),
        )
        loader = Loader(self._codes, wanted, folders, self._note)
        room = Sandboxed(loader=loader)
        if wanted.frugal:
            room = Frugal(self._codes.is_theirs, loader=loader)
        room.globals.update(self._shared(wanted.worn))
        return room


def _made(room: Sandboxed, name: str, context: Mapping[str, Any]) -> str:
    """Return a page; an error is left as it is, to be looked into."""
    template = room.get_template(name)
    return "".join(template.root_render_func(template.new_context(dict(context))))


def _passed(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    """Yield the files and lines of the templates an error went through."""
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = template.get_corresponding_lineno(trace.tb_lineno)
            yield str(template.filename), line
        trace = trace.tb_next


def _is_for(worn: str, name: str) -> bool:
    """Tell whether a file of the owner's is for everybody, or for `worn`."""
    first, _, rest = name.partition("/")
    whose, within, _ = rest.partition("/")
    return first != ALTERS or not within or whose == worn


def _is_template(name: str) -> bool:
    return name.endswith(".html")


def icon(sheet: str, name: str) -> Markup:
    """Return the picture `name` of the icon sheet at that address, for a template."""
    return Markup(
        '<svg class="icon" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>'
    ).format(sheet, name)
