"""A small module that is written in: a page with the editor and all it asks for."""

from __future__ import annotations

from modules_made import written

PAGES = """
import json
from pathlib import Path

from homestead.core.asking import Answer
from homestead.core.markdown import posts
from homestead.core.markdown.hiding import folded
from homestead.core.markdown.surroundings import Surroundings, Target, Upload
from homestead.core.routes import Routes
from homestead.services import mentioning, pictures
from homestead.services.people import people

routes = Routes()
FILES = {}


def room(ask):
    return Path(ask.house.room("desk").data)


def kept(ask, name):
    file = room(ask) / name
    return json.loads(file.read_text()) if file.exists() else {}


def keep(ask, name):
    form = ask.form
    said = {each: form.all(each) for each in form}
    (room(ask) / name).write_text(json.dumps(said))
    return said


def html(ask, text):
    known = people(ask.house).by_handle
    around = Surroundings(
        lambda handle: Target("/alters/" + handle, "@" + known[handle].name)
        if handle in known else None,
        upload=FILES.get,
    )
    return posts.written(text, around).html


def shown(ask, draft=None, **more):
    saved = kept(ask, "post.json")
    near = [
        {"alter": one.handle, "name": one.name, "color": one.color,
         "avatar": one.avatar, "here": one.handle != "yuki"}
        for one in people(ask.house).everybody
    ]
    text = saved.get("text", [""])[0]
    if warning := saved.get("warning"):
        text = folded(warning[0], text)
    answer = ask.page(
        "desk/page.html", draft=draft or kept(ask, "draft.json"),
        saved=html(ask, text), by=saved.get("author"), writers=near, **more,
    )
    # What is kept here is in no database, which would tell that the page is another.
    answer.headers.append(("Cache-Control", "no-store"))
    return answer


@routes.get("/", needs="desk.read")
def page(ask):
    return shown(ask)


@routes.post("/", needs="desk.read", form=page)
def post(ask):
    if ask.form.flag("preview"):
        said = {each: ask.form.all(each) for each in ask.form}
        return shown(ask, draft=said, looks=html(ask, ask.form.text("text")))
    posts.check(ask.form.text("text"))
    keep(ask, "post.json")
    (room(ask) / "draft.json").unlink(missing_ok=True)
    return ask.to(ask.url("desk"))


@routes.post("/preview", needs="desk.read")
def preview(ask):
    return ask.json({"html": html(ask, ask.form.text("text")), "authors": []})


@routes.post("/draft", needs="desk.read")
def draft(ask):
    return ask.json(keep(ask, "draft.json"))


@routes.get("/people", needs="desk.read")
def known(ask):
    found = mentioning.begun(ask.house, ask.query.text("q"))["people"]
    return ask.json({"people": [{**one, "picture": None} for one in found]})


@routes.post("/files", needs="desk.read")
def files(ask):
    told = []
    for file in ask.files("files"):
        name = pictures.keep(ask.house, "desk", file.file).partition("/")[2]
        address = "/desk/pictures/" + name
        FILES[name] = Upload(address, thumbnail=address)
        told.append({"name": name, "markdown": f"![{file.name}](files/{name})"})
    return ask.json({"files": told})


@routes.get("/pictures/<name>", needs="desk.read")
def picture(ask, name):
    content, kind = pictures.content(ask.house, "desk/" + name)
    return Answer(content, headers=[("Content-Type", kind)])
"""
PAGE = """
{% extends "layout.html" %}
{% from "parts.html" import button, sent_once, trouble with context %}
{% from "writing.html" import editor, write_as with context %}
{% block title %}Desk{% endblock %}
{% block head %}
<link rel="stylesheet" href="{{ static("css/writing.css") }}">
<script src="{{ static("js/writing.js") }}" type="module"></script>
{% endblock %}
{% block main %}
<h1>Desk</h1>
{{ trouble(error) }}
<article class="written" id="saved">{{ saved }}</article>
<p id="by">{{ by|join(" and ") if by else "" }}</p>
<form method="post" action="{{ url("desk") }}" enctype="multipart/form-data">
{{ sent_once() }}
{{ write_as(writers, draft.get("author") or ["seles"]) }}
{{ editor(value=draft.get("text", [""])[0], warning="",
    preview=url("desk", "/preview"), files=url("desk", "/files"),
    people=url("desk", "/people"), draft=url("desk", "/draft"),
    shown=looks if looks is defined else none) }}
{{ button("Post") }}
</form>
{% endblock %}
"""


def opened(home, run):
    """Write the module into the home and open it there."""
    written(home, "desk", {"pages.py": PAGES, "templates/desk/page.html": PAGE})
    run("module", "enable", "desk", check=True)
