"""Visiting a served home over real HTTP, as each of the cast."""

from __future__ import annotations

import http.client
import json
import shutil
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from homestead import app
from homestead.core import paths
from homestead.services import accounts, alters, fronts

if TYPE_CHECKING:
    from pathlib import Path

SESSION = "homestead_session"
PASSWORDS = {"Robin": "correct horse", "Kit": "battery staple", "Sam": "tin of paint"}
ROLES = {"Robin": "owner", "Kit": "resident", "Sam": "guest"}


class Seen(NamedTuple):
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self):
        return self.body.decode()

    @property
    def to(self):
        return self.headers["Location"]

    def json(self):
        return json.loads(self.body)


class Visitor:
    """A browser without a window: keeps cookies, follows nothing by itself."""

    def __init__(self, url, session=""):
        self.url = url
        self.cookies = {SESSION: session} if session else {}

    def get(self, path, **headers):
        return self.ask("GET", path, headers=headers)

    def post(self, path, fields=(), **headers):
        pairs = fields.items() if isinstance(fields, dict) else fields
        headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        body = urlencode(list(pairs), doseq=True)
        return self.ask("POST", path, body=body, headers=headers)

    def send(self, path, fields=(), **files):
        """Send a form with files, `file=("name.json", b"…")` or a list of those."""
        edge = "the-edge-of-a-part"
        given = dict(fields).items()
        parts = [(f'name="{name}"', value.encode()) for name, value in given]
        for field, sent in files.items():
            for name, content in sent if isinstance(sent, list) else [sent]:
                parts.append((f'name="{field}"; filename="{name}"', content))
        body = b"".join(
            b"--%b\r\nContent-Disposition: form-data; %b\r\n\r\n%b\r\n"
            % (edge.encode(), head.encode(), content)
            for head, content in parts
        )
        headers = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        return self.ask("POST", path, body + f"--{edge}--\r\n".encode(), headers)

    def call(self, name, /, token=None, **args):
        """`POST /api/noun.verb`, as a script does."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        body = json.dumps(args)
        return self.ask("POST", f"/api/{name}", body=body, headers=headers)

    def ask(self, method, path, body=None, headers=()):
        """Send one request; header names are written with underscores or dashes."""
        sent = {name.replace("_", "-"): value for name, value in dict(headers).items()}
        if self.cookies:
            pairs = (f"{name}={value}" for name, value in self.cookies.items())
            sent["Cookie"] = "; ".join(pairs)
        with closing(self._connection()) as connection:
            connection.request(method, path, body=body, headers=sent)
            answer = connection.getresponse()
            seen = Seen(answer.status, answer.headers, answer.read())
        self._keep(seen.headers.get_all("Set-Cookie") or ())
        return seen

    def _connection(self):
        return http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=20)

    def _keep(self, cookies):
        for cookie in cookies:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
            if "max-age=0" in cookie.lower():
                del self.cookies[name]


class Served(NamedTuple):
    """A home with its daemon; `as_("Robin")` visits as one of the cast."""

    url: str
    home: Path
    sessions: dict[str, str]

    def as_(self, name):
        return Visitor(self.url, self.sessions.get(name, ""))


def cast_home(place):
    """Make a home at `place` with the cast in it; return each one's session."""
    with closing(app.open_home(paths.find(str(place)))) as opened:
        house = opened.house
        for name in ("Seles", "Dexen", "Yuki"):
            alters.add(house, name=name)
        fronts.switch(house, alters=["seles"])
        return {name: _signed_in(house, name) for name in ROLES}


def _signed_in(house, name):
    password = PASSWORDS[name]
    accounts.user_add(house, name=name, password=password, role=ROLES[name])
    return accounts.sign_in(house, name=name, password=password)["session"]


def copied(cast, place):
    """Copy the home of the cast to `place`: hashing three passwords takes a while."""
    source, sessions = cast
    shutil.copytree(source, place)
    return sessions
