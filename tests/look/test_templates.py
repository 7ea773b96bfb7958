"""Templates compile, each is used, and none goes past the door that keeps text safe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2.sandbox import ImmutableSandboxedEnvironment

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "share/templates", *ROOT.glob("homestead/modules/*/templates")]
NAMES = {
    path.relative_to(folder).as_posix(): path
    for folder in FOLDERS
    for path in folder.rglob("*.html")
}
PROGRAM = "".join(path.read_text() for path in ROOT.glob("homestead/**/*.py"))
TEXTS = {name: path.read_text(encoding="utf-8") for name, path in NAMES.items()}
JOURNALED = [name for name in NAMES if name.startswith("alters/")]
JOURNALED.remove("alters/export.html")  # only reads


@pytest.mark.parametrize("name", NAMES)
def test_it_compiles(name):
    ImmutableSandboxedEnvironment().compile(TEXTS[name], name)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_used(name):
    others = "".join(text for other, text in TEXTS.items() if other != name)
    file = name.rpartition("/")[2]
    called = (name, file, file.removesuffix(".html"))
    assert any(f'"{each}"' in PROGRAM + others for each in called)


@pytest.mark.parametrize("name", NAMES)
def test_it_takes_nothing_as_safe_that_was_not_made_safe(name):
    assert not re.search(r"\|\s*safe\b|autoescape false", TEXTS[name])


@pytest.mark.parametrize("name", [n for n in NAMES if "/_" not in n and "/" in n])
def test_a_page_says_what_it_is(name):
    whole = TEXTS[name]
    while found := re.search(r'{% extends "([^"]+)" %}', whole):
        whole = whole.replace(found[0], TEXTS[found[1]])
    assert "<!doctype html>" in whole
    assert "{% block title %}" in TEXTS[name]
    assert "{% block main %}" in TEXTS[name]


@pytest.mark.parametrize("name", JOURNALED)
def test_every_form_that_changes_what_is_kept_counts_once(name):
    forms = re.findall(r'<form[^>]*method="post".*?</form>', TEXTS[name], re.DOTALL)
    for form in forms:
        assert "sent_once()" in form or 'name="once"' in form, form[:200]


@pytest.mark.parametrize("name", NAMES)
def test_it_takes_in_no_piece_it_does_not_use(name):
    taken_in = r'{% from "[^"]+" import (.*?)(?: with context)? -?%}'
    pieces = [
        piece.split()[-1]
        for found in re.findall(taken_in, TEXTS[name])
        for piece in found.split(",")
    ]
    code = re.findall(r"{[{%](.*?)[%}]}", re.sub(taken_in, "", TEXTS[name]), re.DOTALL)
    told = re.sub(r'"[^"]*"', "", " ".join(code))
    assert [one for one in pieces if not re.search(rf"(?<!\.)\b{one}\b", told)] == []


def test_every_piece_is_used():
    pieces = re.findall(r"{% macro (\w+)\(", TEXTS["parts.html"])
    everything = "".join(TEXTS.values())
    assert [p for p in pieces if len(re.findall(rf"\b{p}\(", everything)) < 2] == []
