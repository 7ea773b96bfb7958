"""What every command works with: how to call the home, how to print, how to fail."""

from __future__ import annotations

import sys

from homestead.core.errors import HomesteadError
from homestead.core.plain import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from homestead.core.config import Config
    from homestead.core.house import NamedFile
    from homestead.core.paths import Paths
    from homestead.core.terms import Terms

MENDING = ("setup.", "doctor.")
"""Services that work in a home that is set up wrongly."""

_SWITCHES = {
    "--json": "json",
    "--quiet": "quiet",
    "-q": "quiet",
    "--verbose": "verbose",
    "-v": "verbose",
}


class Door:
    """One command line's view of the home, and its wishes on how to be answered."""

    def __init__(self) -> None:
        self.home: str | None = None
        self.json = False
        self.quiet = False
        self.verbose = False
        self._config: Config | None = None

    @classmethod
    def of(cls, argv: list[str]) -> tuple[Door, list[str]]:
        """Take the options every command knows out of `argv`, wherever they stand."""
        door = cls()
        rest: list[str] = []
        words = iter(argv)
        for word in words:
            if word == "--":
                return door, [*rest, word, *words]
            if word in _SWITCHES:
                setattr(door, _SWITCHES[word], True)
            elif word == "--home":
                door.home = next(words, "")
            elif word.startswith("--home="):
                door.home = word.partition("=")[2]
            else:
                rest.append(word)
        return door, rest

    @property
    def paths(self) -> Paths:
        """Where the home lies."""
        from homestead.core import paths

        return paths.find(self.home)

    @property
    def config(self) -> Config:
        """The configuration as this command sees it."""
        if self._config is None:
            from homestead.core import config

            self._config = config.load(self.paths.config)
        return self._config

    @property
    def terms(self) -> Terms:
        """The home's own words; the usual ones where it is set up wrongly."""
        from homestead.core.terms import Terms

        try:
            return Terms.of(self.config)
        except HomesteadError:
            return Terms()

    def ask(self, call: str, /, *, files: Sequence[NamedFile] = (), **args: Any) -> Any:
        """Call a service, `fronts.switch` for one, with progress if it takes long.

        A home that is set up wrongly says so before anything is changed; only what
        mends that is done all the same.
        """
        from homestead import app

        if not call.startswith(MENDING):
            _ = self.config
        bar = _Bar(quiet=self.quiet or self.json)
        try:
            return app.call(self.paths, call, args, files=files, progress=bar.progress)
        finally:
            bar.close()

    def show(
        self, result: Any, lines: Callable[[Any, Terms], Iterable[str]] | None = None
    ) -> None:
        """Print a result: as JSON when asked to, else as the `lines` made of it."""
        if self.json:
            import json

            print(json.dumps(result, ensure_ascii=False, indent=2))
        elif lines is not None:
            for line in lines(result, self.terms):
                print(line if "\x1b" in line and sys.stdout.isatty() else safe(line))

    def say(self, text: str) -> None:
        """Tell something beside the data, on stderr; `--quiet` leaves it out."""
        if not self.quiet and not self.json:
            print(safe(text), file=sys.stderr)

    def fail(self, error: HomesteadError) -> None:
        """Tell what went wrong and what to do, on stderr."""
        if self.json:
            import json

            told = {"error": error.to_json()}
            print(json.dumps(told, ensure_ascii=False), file=sys.stderr)
            return
        print(safe(f"homestead: {error.message}"), file=sys.stderr)
        for field, wrong in error.fields.items() if len(error.fields) > 1 else ():
            print(safe(f"  {field}: {wrong}"), file=sys.stderr)
        if error.hint:
            print(safe(f"  {error.hint}"), file=sys.stderr)


class _Bar:
    """A progress bar that appears with the first word of progress, on a terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self._wanted = not quiet and sys.stderr.isatty()
        self._bar: Any = None

    def progress(self, done: int, total: int, text: str) -> None:
        if not self._wanted:
            return
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(text, total=total)
        self._bar.update(self._task, completed=done, total=total, description=text)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()
