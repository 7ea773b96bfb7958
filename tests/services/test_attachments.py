"""Files in texts: what is kept of them, and that none of it ever runs."""

import io
import zipfile
from pathlib import Path

import pytest
from drawing import png

from homestead.core.errors import NotFoundError, UsageError
from homestead.core.house import NamedFile
from homestead.core.pictures import pixels
from homestead.services import attachments, pictures

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script/></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
PICTURE = png(3, width=1000, height=500)


def keep(house, content, name="cat.png"):
    return attachments.keep(house, "desk", NamedFile(name, io.BytesIO(content)))


def zipped():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("evil.html", HTML)
    return file.getvalue()


@pytest.fixture
def pillow():
    if not pixels.available():
        pytest.skip("there is no Pillow here")


@pytest.mark.parametrize(
    "content",
    [SVG, HTML, b"%PDF-1.7", b"MZ\x90", b"\x7fELF", b"#!/bin/sh\n", zipped(), b"\0"],
)
@pytest.mark.parametrize("name", ["cat.png", "page.html", "evil.svg"])
def test_whatever_is_no_picture_is_bytes_to_download(house, content, name):
    kept = keep(house, content, name)
    sent = attachments.whole(house, "desk", kept.name)
    told = dict(attachments.headers(sent, kept.title))
    assert sent == (content, "application/octet-stream")
    assert told["Content-Disposition"].startswith("attachment;")
    assert told["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in told["Content-Security-Policy"]
    assert kept.markdown == f"[{name}](files/{kept.name})"


def test_a_picture_is_shown_small_with_its_sides_told(house, pillow):
    kept = keep(house, PICTURE)
    assert (kept.picture, kept.width, kept.height) == (True, 640, 320)
    assert kept.markdown == f"![cat.png](files/{kept.name})"
    shown = attachments.small(house, "desk", kept.name)
    assert (shown.kind, pixels.size(shown.content)) == ("image/webp", (640, 320))
    sent = attachments.whole(house, "desk", kept.name)
    assert (sent.kind, pixels.size(sent.content)) == ("image/png", (1000, 500))
    told = dict(attachments.headers(sent, kept.title))
    assert told["Content-Disposition"].startswith("inline;")


def test_a_small_picture_stays_as_small_as_it_is(house, pillow):
    kept = keep(house, png(width=20, height=10))
    assert (kept.width, kept.height) == (20, 10)


@pytest.mark.parametrize("more", [HTML, SVG, zipped()], ids=["page", "svg", "zip"])
def test_of_a_picture_that_is_something_else_too_only_the_picture_stays(house, more):
    kept = keep(house, PICTURE + more)
    sent = attachments.whole(house, "desk", kept.name)
    assert kept.picture
    assert more not in sent.content
    assert more not in attachments.small(house, "desk", kept.name).content


def test_without_pillow_a_picture_is_kept_without_what_is_beside_it(house, monkeypatch):
    monkeypatch.setattr(pixels, "available", lambda: False)
    kept = keep(house, PICTURE + HTML)
    assert (kept.picture, kept.width) == (True, 0)
    assert HTML not in attachments.small(house, "desk", kept.name).content


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (png(declared=(50_000, 50_000)), "50000 by 50000 pixels"),
        (PICTURE[:200], "damaged"),
        (b"GIF89a/*" + HTML, "damaged"),
        (b"\xff\xd8\xff" + HTML, "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (PICTURE + b"\0" * pictures.MOST_BYTES, "larger than 10 MB"),
        (b"\0" * (attachments.MOST_BYTES + 1), "larger than 25 MB"),
    ],
    ids=["empty", "bomb", "cut", "gif page", "jpeg page", "head", "picture", "file"],
)
def test_what_cannot_be_kept_is_refused_and_says_why(house, content, why):
    with pytest.raises(UsageError, match=why) as refused:
        keep(house, content)
    assert refused.value.hint
    folder = Path(house.paths.data, "uploads", "desk")
    assert not folder.exists() or not list(folder.iterdir())


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\cat.png", "cat.png"),
        ("/", "file"),
        ("..", ".."),
        ("a\0b\n.txt", "ab .txt"),
        ("[x](javascript:alert(1)).txt", "x  javascript:alert 1  .txt"),
        ("\u202egnp.exe", "gnp.exe"),
        ("é" * 300, "é" * 120),
        ("", "file"),
    ],
)
def test_a_name_is_only_shown_and_leads_nowhere(house, name, title):
    kept = keep(house, b"text", name)
    assert kept.title == title
    assert pictures.place(house, f"desk/{kept.name}").read_bytes() == b"text"


@pytest.mark.parametrize("title", ['a"b.txt', "é.txt", "a\r\nSet-Cookie: x", "☃"])
def test_a_title_cannot_break_out_of_its_header(title):
    told = dict(attachments.headers(attachments.Sent(b"", attachments.NO_KIND), title))
    said = told["Content-Disposition"]
    assert said.isascii()
    assert said.isprintable()
    assert said.count('"') == 2


@pytest.mark.parametrize(
    "name", ["", "../app.db", "a" * 64, "a" * 64 + ".svg", "a" * 64 + ".png\n", "x\0"]
)
@pytest.mark.parametrize("ask", [attachments.whole, attachments.small])
def test_what_is_called_otherwise_is_not_found(house, ask, name):
    with pytest.raises(NotFoundError):
        ask(house, "desk", name)


def test_the_same_file_is_kept_once(house):
    first, again = keep(house, b"text", "a.txt"), keep(house, b"text", "b.txt")
    assert first.name == again.name
    assert (first.title, again.title) == ("a.txt", "b.txt")


def test_what_is_taken_away_is_gone_with_its_small_one(house):
    kept = keep(house, PICTURE)
    attachments.forget(house, "desk", kept.name)
    with pytest.raises(NotFoundError):
        attachments.small(house, "desk", kept.name)
    assert not list(Path(house.paths.cache).glob("pictures/*"))
    attachments.forget(house, "desk", kept.name)


def test_a_small_one_that_was_cleared_away_is_made_again(house, pillow):
    kept = keep(house, PICTURE)
    for made in Path(house.paths.cache, "pictures").iterdir():
        made.unlink()
    assert attachments.small(house, "desk", kept.name).content
