"""Where a template is found, and its code, compiled once for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import BaseLoader, TemplateNotFound, TemplateSyntaxError

from homestead.core import resources
from homestead.core.templates.broken import Broken, said
from homestead.core.templates.budget import Budget, CostlyError, spending
from homestead.core.templates.frugal import Frugal, Sandboxed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import CodeType

    from jinja2 import Environment, Template

    from homestead.core.owned import Folder

LONGEST = 64 * 1024
"""Bytes a template of the owner's may have."""

_NEVER = (CostlyError, RecursionError, MemoryError)


class TheirsError(Exception):
    """A template of the owner's takes part, where that was not reckoned with."""


class Wanted(NamedTuple):
    """Pages of the module in `folder`, as `worn` wears them, without what to `skip`.

    `skip` None: without any of the owner's; `frugal`: with every step counted.
    """

    folder: str
    worn: str
    skip: frozenset[str] | None = frozenset()
    frugal: bool = False


class Codes:
    """The code of every template that was needed so far; of the owner's in `own`."""

    def __init__(self, own: Folder) -> None:
        self.own = own
        self.theirs: dict[str, str] = {}
        self._plain = Sandboxed()
        self._frugal = Frugal(self.is_theirs)
        self._ours: dict[tuple[str, bool], CodeType | None] = {}
        self._owned: dict[str, CodeType | Broken] = {}

    def is_theirs(self, path: str | None) -> bool:
        """Tell whether that is a file of the owner's."""
        return path in self.theirs

    def ours(self, path: str, name: str, *, frugal: bool) -> CodeType | None:
        """Return the code of one of ours, or a module's; None if there is none."""
        key = path, frugal
        if key not in self._ours:
            room = self._frugal if frugal else self._plain
            try:
                text = resources.read(path).decode()
            except OSError:
                self._ours[key] = None
            else:
                self._ours[key] = room.compile(text, name, path)
        return self._ours[key]

    def owned(self, name: str) -> CodeType | Broken:
        """Return the code of one of the owner's, or what is wrong with it."""
        if name not in self._owned:
            self.theirs[self.own.path(name)] = name
            self._owned[name] = self._compiled(name)
        return self._owned[name]

    def read(self, names: Iterable[str]) -> None:
        """Read those of the owner's, so that they are at hand."""
        for name in names:
            self.owned(name)

    def forget(self, start: str) -> None:
        """Read the templates anew whose path begins so."""
        for key in [key for key in self._ours if key[0].startswith(start)]:
            del self._ours[key]
        for name in [name for name in self._owned if self.own.path(name) == start]:
            del self._owned[name]

    def _compiled(self, name: str) -> CodeType | Broken:
        try:
            text = self.own.read(name, LONGEST).decode("utf-8-sig")
            with spending(Budget()):
                return self._frugal.compile(text, name, self.own.path(name))
        except TemplateSyntaxError as error:
            return Broken(name, error.lineno, said(error))
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            return Broken(name, line, "It is not written in UTF-8.")
        except OSError as error:
            return Broken(name, 0, f"It cannot be read: {error.strerror or error}.")
        except Exception as error:  # noqa: BLE001 - whatever somebody wrote
            return Broken(name, 0, said(error), isinstance(error, _NEVER))


class Loader(BaseLoader):
    """Finds templates for the pages of one module, as one alter wears them.

    `skip` are files of the owner's to leave alone, None: all of them. `broken` is told
    of each that cannot be read.
    """

    def __init__(
        self,
        codes: Codes,
        wanted: Wanted,
        folders: tuple[str, ...],
        broken: Callable[[Broken], None],
    ) -> None:
        self._codes = codes
        self._wanted = wanted
        self._looks, *self._folders = folders
        self._broken = broken

    def load(
        self,
        environment: Environment,
        name: str,
        globals: Any = None,  # noqa: A002 - so it is called there
    ) -> Template:
        """Return the template of that name. Raises TemplateNotFound."""
        code = self._code(name) if _is_plain(name) else None
        if code is None:
            raise TemplateNotFound(name)
        make = environment.template_class.from_code
        return make(environment, code, {} if globals is None else globals)

    def _code(self, name: str) -> CodeType | None:
        for code in self._found(name):
            if code is not None:
                return code
        return None

    def _found(self, name: str) -> Iterator[CodeType | None]:
        own, worn = self._codes.own, self._wanted.worn
        yield self._owned(own.of(worn, name))
        if self._looks and worn:
            yield self._ours(f"{self._looks}/{worn}", name)
        yield self._owned(name if name in own.files else None)
        for folder in self._folders:
            yield self._ours(folder, name)

    def _ours(self, folder: str, name: str) -> CodeType | None:
        path = f"{folder}/{name}"
        return self._codes.ours(path, name, frugal=self._wanted.frugal)

    def _owned(self, name: str | None) -> CodeType | None:
        skip = self._wanted.skip
        if name is None or skip is None or name in skip:
            return None
        if not self._wanted.frugal:
            raise TheirsError(name)
        found = self._codes.owned(name)
        if isinstance(found, Broken):
            self._broken(found)
            return None
        return found


def _is_plain(name: object) -> bool:
    """Tell whether a name leads down only: to nothing hidden, and to no other root."""
    if not isinstance(name, str) or "\\" in name or "\0" in name:
        return False
    return all(part and not part.startswith(".") for part in name.split("/"))
