"""Files in posts: what is kept of them, who sees them, what they cannot do."""

from __future__ import annotations

import io
import struct
import zlib

import pytest

from homestead.core.errors import NotFoundError, UsageError
from homestead.core.house import Asker, NamedFile
from homestead.modules.forums.service import filing
from homestead.services import attachments
from homestead.services.people import people

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<html><script>alert(1)</script>"


def seen(cast, name, alter="seles", role="owner", **args):
    row = alter and people(cast.house).by_handle[alter].id
    asker = Asker("Robin", role, acting=row)
    return filing.content(cast.house.asked_by("Robin", asker=asker), name, **args)


@pytest.fixture
def added(acting, picture):
    """Add a file as Seles: `added(content, name)`; return what is told of it."""

    def add(content=None, name="cat.png"):
        files = picture(content, name)
        [told] = acting("seles", "file_add", files=files)["files"]
        return told

    return add


def test_a_picture_is_shown_in_the_post_it_was_added_to(acting, cast, added):
    told = added()
    made = acting("seles", "thread_create", category=1, text=told["markdown"])
    post = acting("yuki", "post_show", post=made["post"])
    assert (
        f'<img src="/forums/files/{told["name"]}/small" alt="cat.png"' in post["html"]
    )
    shown = seen(cast, told["name"], "yuki")
    assert (shown.kind, shown.picture) == ("image/png", True)
    assert seen(cast, told["name"], small=True).kind == "image/webp"


@pytest.mark.parametrize("content", [SVG, HTML, b"\x00\x01", b"GIF8" + HTML, b"%PDF-1"])
def test_whatever_is_no_picture_is_only_downloaded(cast, added, content):
    told = added(content, "evil.svg")
    shown = seen(cast, told["name"])
    assert (shown.kind, shown.picture) == ("application/octet-stream", False)
    assert told["name"].endswith(".bin")
    assert shown.content == content


def test_of_a_picture_that_is_a_page_too_only_the_picture_stays(cast, added, picture):
    both = picture()[0].file.read() + HTML
    told = added(both, "cat.png")
    assert HTML not in seen(cast, told["name"]).content


def bomb():
    def chunk(kind, data):
        told = kind + data
        return struct.pack(">I", len(data)) + told + struct.pack(">I", zlib.crc32(told))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00" * 1_000_000)
    begin = b"\x89PNG\r\n\x1a\n"
    return begin + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content", [bomb(), b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b""]
)
def test_pictures_that_are_none_are_refused(added, content):
    with pytest.raises(UsageError):
        added(content)


def test_a_file_that_is_too_large_is_refused_and_says_so(acting):
    large = [NamedFile("a.zip", io.BytesIO(b"x" * (attachments.MOST_BYTES + 1)))]
    with pytest.raises(UsageError, match="larger than 25 MB"):
        acting("seles", "file_add", files=large)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\cat.png", "cat.png"),
        ("[x](javascript:alert(1)).txt", "x  javascript:alert 1  .txt"),
        ("\u202egnp.exe", "gnp.exe"),
        ("", "file"),
    ],
)
def test_a_name_is_only_ever_shown(added, name, title):
    assert added(b"text", name)["title"] == title


def test_a_file_is_seen_by_who_sees_the_post(acting, cast, added):
    told = added()
    text = told["markdown"]
    acting("seles", "thread_create", category=1, text=text, between=["dexen"])
    assert seen(cast, told["name"], "dexen", "resident")
    with pytest.raises(NotFoundError):
        seen(cast, told["name"], None, "guest")


def test_a_file_of_a_deleted_post_is_seen_by_nobody_else(acting, cast, added):
    told = added()
    made = acting("seles", "thread_create", category=1, text=told["markdown"])
    acting("seles", "post_delete", post=made["post"])
    known = people(cast.house).by_handle
    yuki = frozenset([known["yuki"].id])
    asker = Asker("Kit", "resident", acting=known["yuki"].id, alters=yuki)
    with pytest.raises(NotFoundError):
        filing.content(cast.house.asked_by("Kit", asker=asker), told["name"])


@pytest.mark.parametrize("name", ["", "../app.db", "a" * 64 + ".png", "A.png", "x\x00"])
def test_what_is_no_file_is_not_found(cast, name):
    with pytest.raises(NotFoundError):
        seen(cast, name)
