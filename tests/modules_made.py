"""Modules written for a test, in the home's own folder."""

from __future__ import annotations

from textwrap import dedent

INIT = """
from homestead.core.module import Entry, Module

def _routes():
    from .pages import routes
    return routes

def _service():
    from . import service
    return service

module = Module(
    name="{name}", title="Room", routes=_routes, service=_service,
    navigation=(Entry("The {name}", "/", "sparkles", "{name}.read"),),
    permissions={{"{name}.read": ("owner", "resident")}},
    {more}
)
"""
PAGES = """
from homestead.core.asking import Answer
from homestead.core.routes import Routes

routes = Routes()

@routes.get("/", needs="{name}.read")
def page(ask):
    return ask.page("{name}/page.html")
"""
SERVICE = """
DOOR = ("tell",)

def tell(house):
    return {"told": True}
"""
PAGE = '{{% extends "layout.html" %}}{{% block main %}}This is {name}.{{% endblock %}}'


def written(home, name, files=(), *, head="", more=""):
    """Write a module into the home; `files` replace or join the usual ones."""
    usual = {
        "__init__.py": head + INIT.format(name=name, more=more),
        "pages.py": PAGES.format(name=name),
        "service.py": SERVICE,
        f"templates/{name}/page.html": PAGE.format(name=name),
        f"static/css/{name}.css": "a {}",
    }
    for path, text in {**usual, **dict(files)}.items():
        if text is not None:
            file = home / "config" / "modules" / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(dedent(text))
    return home / "config" / "modules" / name
