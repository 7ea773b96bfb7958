"""Static files as they are worn: found in order, told apart by their sums."""

from __future__ import annotations

import os

import pytest

from homestead.core import static
from homestead.core.errors import NotFoundError

NAME = "css/home.css"


class Site:
    """The static files of a home whose owner puts some in place of ours."""

    def __init__(self, place):
        self.own = place / "config" / "static"
        self.looks = place / "template"
        self.module = place / "garden"
        self.served = static.Static(
            str(place / "config"),
            {"garden": str(self.module), "alters": "modules/alters"}.get,
            looks=lambda: str(self.looks),
        )

    def put(self, name, text, *, within=None):
        file = (within or self.own) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        if self.served.own.look():
            self.served.changed()

    def get(self, url):
        """Return what is at an address, and how long it may be kept."""
        path, _, query = url.removeprefix("/static").partition("?")
        environ = {"PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": "GET"}
        told = {}
        body = self.served(environ, lambda _, headers: told.update(headers))
        return b"".join(body).decode(), told["Cache-Control"]


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


def test_the_first_place_that_has_it_counts(site):
    ours = site.served.url(NAME, "seles")
    site.put(NAME, "owner")
    site.put("static/seles/css/home.css", "looks", within=site.looks)
    site.served.changed()
    assert site.get(site.served.url(NAME, "seles"))[0] == "looks"
    site.put("alters/seles/css/home.css", "seles")
    assert site.get(site.served.url(NAME, "seles"))[0] == "seles"
    assert site.get(site.served.url(NAME, "dexen"))[0] == "owner"
    assert site.get(site.served.url(NAME))[0] == "owner"
    assert ours not in {site.served.url(NAME, "seles"), site.served.url(NAME)}


def test_each_sum_has_its_own_for_a_year_and_without_one_it_is_the_home_s(site):
    site.put("alters/seles/css/home.css", "seles")
    site.put("alters/dexen/css/home.css", "dexen")
    for worn in ("seles", "dexen"):
        body, kept = site.get(site.served.url(NAME, worn))
        assert (body, "immutable" in kept) == (worn, True)
    for query in ("", "?v=", "?v=0", "?worn=seles", "?v=0123456789abcdef"):
        body, kept = site.get(f"/static/{NAME}{query}")
        assert body not in {"seles", "dexen"}
        assert "no-cache" in kept


def test_a_browser_that_knows_the_sum_gets_it_after_a_restart_too(site, tmp_path):
    site.put("alters/seles/css/home.css", "seles")
    url = site.served.url(NAME, "seles")
    later = Site(tmp_path)
    later.served.own.look()
    assert later.get(url)[0] == "seles"


def test_who_has_no_file_of_their_own_gets_the_one_of_all(site):
    assert site.served.url(NAME, "dexen") == site.served.url(NAME)


def test_a_script_that_imports_one_of_their_own_is_theirs_too(site):
    site.put("js/one.js", "export const a = 1;")
    site.put("js/two.js", 'import "./one.js";')
    site.put("alters/seles/js/one.js", "export const a = 2;")
    assert site.served.url("js/two.js", "seles") != site.served.url("js/two.js")
    theirs = site.served.url("js/one.js", "seles").partition("?")[2]
    assert theirs in site.get(site.served.url("js/two.js", "seles"))[0]


@pytest.mark.parametrize("name", ["seles", "nobody", "css"])
def test_the_folders_of_alters_have_no_address(site, name):
    site.put("alters/seles/own.css", "seles")
    with pytest.raises(NotFoundError):
        site.get(f"/static/alters/{name}/own.css")
    with pytest.raises(NotFoundError):
        site.get("/static/own.css")


def test_what_takes_the_place_of_a_file_of_the_module_alters_has_its_address(site):
    site.put("alters/css/front.css", "mine")
    assert site.get(site.served.url("alters/css/front.css"))[0] == "mine"


def test_a_file_too_large_to_be_sent_leaves_ours_in_place(site, monkeypatch):
    monkeypatch.setattr(static, "_LARGEST", 10)
    site.put(NAME, "x" * 11)
    assert "x" * 11 not in site.get(f"/static/{NAME}")[0]


def test_no_file_is_asked_for_while_nothing_changes(site, monkeypatch):
    site.put("alters/seles/css/home.css", "seles")
    url = site.served.url(NAME, "seles")
    for name in ("stat", "open", "scandir", "listdir"):
        monkeypatch.setattr(os, name, pytest.fail)
    assert site.served.url(NAME, "seles") == url
    assert site.get(url)[0] == "seles"
