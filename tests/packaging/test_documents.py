"""What is written for people leads somewhere and names commands there are."""

import re
import shlex

import manual
import pytest

PAGES = [manual.ROOT / "README.md", *sorted((manual.ROOT / "share/doc").glob("*.md"))]
LINES = re.compile(r"^ {4}homestead (.+?)(?:  .*)?$|`homestead ([^`]+)`", re.MULTILINE)
COMMON = {"--json", "--quiet", "-q", "--verbose", "-v", "--home", "--help", "--version"}
CONTEXTS = {each.command_path: each.command for each in manual.script().everything()}
GROUPS = {path for path, each in CONTEXTS.items() if getattr(each, "commands", None)}
GROUPS = {"homestead", *GROUPS} - {"homestead history"}


def links(page):
    return re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))


def commands(page):
    found = LINES.findall(page.read_text(encoding="utf-8"))
    return {block or inline for block, inline in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    near = {link for link in links(page) if not re.match(r"[a-z]+:", link)}
    assert {link for link in near if not (page.parent / link).exists()} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_told_of_exists(page):
    assert {line: wrong for line in commands(page) if (wrong := unknown(line))} == {}


def test_the_index_leads_to_every_document():
    index = manual.ROOT / "share/doc/README.md"
    others = {page.name for page in index.parent.glob("*.md")} - {index.name}
    assert others <= {*links(index)}


def unknown(line):
    """Return what of a command line the program does not know."""
    path = "homestead"
    words = shlex.split(line.partition(" | ")[0].replace("[", " ").replace("]", " "))
    for word in words:
        if f"{path} {word}" in CONTEXTS:
            path = f"{path} {word}"
        elif path in GROUPS and re.match(r"[a-z]", word):
            return word
    params = CONTEXTS[path].params if path in CONTEXTS else []
    known = {name for each in params for name in (*each.opts, *each.secondary_opts)}
    given = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
    return given - known - COMMON
