"""A home to try a module in, for the module's own tests.

    with Trial(Path(__file__).parent, tmp_path) as home:
        home.call("garden.add", name="Roses")
        assert "Roses" in home.get("/garden/").text

Nothing listens anywhere, and no password is hashed: requests go straight to the home.
"""

from __future__ import annotations

import io
import os
import shutil
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from urllib.parse import urlencode

from homestead import app
from homestead.core import paths
from homestead.core.errors import HomesteadError
from homestead.core.house import Asker
from homestead.integration import api
from homestead.integration.site import HomeSite

if TYPE_CHECKING:
    from types import TracebackType


class Answered(NamedTuple):
    """What came back: the status, its headers, the page."""

    status: int
    headers: dict[str, str]
    text: str


class Trial:
    """A home of its own in `place`, with the module in `folder` open in it."""

    def __init__(self, folder: str | os.PathLike[str], place: Any) -> None:
        self.name = os.path.basename(os.path.abspath(folder))
        self._folder = folder
        self._paths = paths.find(os.path.join(place, "home"))

    def __enter__(self) -> Self:
        target = os.path.join(self._paths.config, "modules", self.name)
        unwanted = shutil.ignore_patterns("__pycache__", ".*")
        shutil.copytree(self._folder, target, ignore=unwanted)
        self._home = app.open_home(self._paths)
        try:
            self._site = HomeSite(
                self._home.house,
                self._home.house.rooms,
                api.table(self._home.call, self._home.service),
            )
            self._open()
        except BaseException:
            self._home.close()
            raise
        return self

    def _open(self) -> None:
        told = self.call("modules.enable", module=self.name)["module"]
        if told["reason"]:
            raise HomesteadError(f"{self.name} failed: {told['reason']}")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._home.close()

    def call(self, name: str, /, **args: Any) -> Any:
        """Call `noun.verb` as the shell does."""
        return self._home.call(name, args)

    def get(self, path: str, /, *, role: str = "owner") -> Answered:
        """Ask for a page as somebody in that role."""
        return self._ask("GET", path, role, b"")

    def post(self, path: str, /, *, role: str = "owner", **fields: Any) -> Answered:
        """Send a form as somebody in that role."""
        return self._ask("POST", path, role, urlencode(fields, doseq=True).encode())

    def _ask(self, method: str, path: str, role: str, body: bytes) -> Answered:
        asker = Asker("Robin", role)
        way, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": way,
            "QUERY_STRING": query,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "wsgi.input": io.BytesIO(body),
            "wsgi.url_scheme": "http",
            "homestead.house": self._home.house.asked_by("Robin", asker=asker),
            "homestead.path": way,
            "homestead.since": "",
        }
        return self._answer(environ)

    def _answer(self, environ: dict[str, Any]) -> Answered:
        said: list[Any] = []
        try:
            found = self._home.house.rooms.find(environ["PATH_INFO"])
            if found is None:
                return Answered(404, {}, "")
            environ["SCRIPT_NAME"], site = found
            environ["PATH_INFO"] = environ["PATH_INFO"][len(found[0]) :] or "/"
            body = site(environ, lambda status, headers: said.extend((status, headers)))
            text = b"".join(body).decode("utf-8", "replace")
        except HomesteadError as error:
            return Answered(error.status, {}, f"{error.message} {error.hint or ''}")
        return Answered(int(said[0][:3]), dict(said[1]), text)
