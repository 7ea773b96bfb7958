"""Files that are damaged, harmful or something else: said plainly, nothing harmed."""

from __future__ import annotations

import errno
import io
import json
import os
import struct
import tempfile
import zipfile

import pytest
from services.importing.exports import DATA, export, front, packed

from homestead.core.errors import (
    CannotCreateError,
    HomesteadError,
    IntegrityError,
    UsageError,
)
from homestead.core.house import NamedFile
from homestead.services import imports
from homestead.services.importing import archives, reading

GOOD = json.dumps(export()).encode()

NOT_EXPORTS = {
    "nothing": (b"", UsageError, "is empty"),
    "white space": (b" \n\t ", UsageError, "is empty"),
    "a byte order mark": (b"\xef\xbb\xbf", UsageError, "is empty"),
    "prose": (b"Dear diary", UsageError, "is not JSON"),
    "a web page": (b"<!DOCTYPE html><html>", UsageError, "a web page"),
    "a picture": (
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        UsageError,
        "is not JSON",
    ),
    "a number": (b"42", UsageError, "not an export"),
    "null": (b"null", UsageError, "not an export"),
    "an empty list": (b"[]", UsageError, "not an export"),
    "an empty object": (b"{}", UsageError, "not an export"),
    "somebody else's JSON": (b'{"posts": []}', UsageError, "not an export"),
    "cut off": (GOOD[:-20], IntegrityError, "cut off"),
    "cut off in a word": (GOOD[: GOOD.index(b"Seles") + 2], IntegrityError, "cut off"),
    "one brace": (b"{", IntegrityError, "cut off"),
    "a comma too many": (b'{"a": 1,, "b": 2}', IntegrityError, "damaged"),
    "two in one": (GOOD + GOOD, IntegrityError, "damaged"),
    "latin-1": ('{"name": "S\xe9l\xe8s"}'.encode("latin-1"), IntegrityError, "UTF-8"),
    "deep": (b'{"a":' * 100_000, IntegrityError, "nested"),
    "deep lists": (b"[" * 100_000 + b"]" * 100_000, IntegrityError, "nested"),
    "not a number": (b'{"members": [NaN]}', IntegrityError, "number"),
    "infinity": (b'{"members": [-Infinity]}', IntegrityError, "number"),
    "beyond all numbers": (b'{"members": [1e999]}', IntegrityError, "number"),
    "endless digits": (
        b"[" + b"9" * 5000 + b"]",
        IntegrityError,
        "number",
    ),
    "Ampersand's archive": (b"AMPAR\0\0\x02\0\0", UsageError, "Ampersand"),
    "Prism's export": (b"PRISM1 and so on", UsageError, "Prism"),
    "a ZIP cut off": (packed({"a.json": GOOD})[:-30], IntegrityError, "ZIP"),
    "a ZIP of nothing": (packed({}), UsageError, ""),
    "a ZIP of other things": (packed({"a.txt": b"hello"}), UsageError, "neither"),
    "a ZIP of damage": (packed({"a.json": GOOD[:50]}), IntegrityError, "cut off"),
}


@pytest.mark.parametrize("what", NOT_EXPORTS)
def test_what_is_no_export_is_refused_and_nothing_is_harmed(bring, all_rows, what):
    content, kind, words = NOT_EXPORTS[what]
    before = all_rows()
    with pytest.raises(kind) as caught:
        bring(content)
    assert words in caught.value.message
    assert caught.value.hint
    assert all_rows() == before


APPS = ["ampersand", "octocon", "pluralport", "tupperbox"]


@pytest.mark.parametrize("app", APPS)
def test_other_apps_are_named(bring, example, app):
    with pytest.raises(UsageError, match=f"(?i)an export of {app}; Homestead cannot"):
        bring(example(app))


@pytest.mark.parametrize(
    ("names", "app"),
    [
        (["manifest.json", "data.json"], "PluralSpace"),
        (["pluralport.json"], "PluralPort"),
        (["fronts.csv", "members.csv"], "Lighthouse"),
    ],
)
def test_bundles_of_other_apps_are_named(bring, names, app):
    with pytest.raises(UsageError, match=app):
        bring(packed(dict.fromkeys(names, b"{}")))


def test_an_unknown_version_of_pluralkit_is_said_plainly(bring, example):
    with pytest.raises(UsageError, match="version 3 of PluralKit"):
        bring({**example("pluralkit"), "version": 3})


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32-be"])
def test_every_unicode_encoding_is_read(bring, encoding):
    content = json.dumps(export(), ensure_ascii=False).encode(encoding)
    assert bring(content)["counts"]["alters"]["imported"] == 3


def test_half_a_character_is_mended_and_whole_ones_are_not_touched(bring, house):
    name = rb'"name": "a\ud83d b \ud83d\ude00 \\ud83d"'
    bring(b'{"users": [], "members": [{"_id": "a", %b}]}' % name)
    assert house.app.value("SELECT name FROM alters") == "a\ufffd b 😀 \\ud83d"


def test_the_format_can_be_told(bring):
    document = {"members": [{"_id": "abcde", "name": "Seles"}]}
    with pytest.raises(UsageError, match="not an export"):
        bring(document)
    assert bring(document, format="simply-plural")["format"] == "simply-plural"


@pytest.mark.parametrize("told", ["simply plural", "", "pk"])
def test_a_format_nobody_knows_is_refused(bring, told):
    with pytest.raises(UsageError, match="no format called"):
        bring(export(), format=told)


def test_no_file_at_all_is_said(house):
    with pytest.raises(UsageError, match="no file"):
        imports.run(house, files=[])


def test_exports_of_two_apps_are_not_mixed(bring, example):
    with pytest.raises(UsageError, match="different apps"):
        bring(example("simply-plural"), example("pluralkit"))


def test_what_cannot_be_read_twice_is_read_all_the_same(house):
    read_end, write_end = os.pipe()
    with os.fdopen(write_end, "wb") as pipe:
        pipe.write(GOOD)
    with os.fdopen(read_end, "rb") as pipe:
        told = imports.run(house, files=[NamedFile("-", pipe)])
    assert told["counts"]["alters"]["imported"] == 3


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom"])
def test_a_device_without_an_end_is_refused(house, monkeypatch, device):
    monkeypatch.setattr(reading, "MOST_JSON", 3 << 20)
    with open(device, "rb") as file, pytest.raises(UsageError, match="too large"):
        imports.run(house, files=[NamedFile("export.json", file)])


def test_a_disk_that_cannot_be_read_is_said(house):
    class Broken(io.BytesIO):
        def read(self, _=-1):
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.raises(HomesteadError, match="cannot be read: Input/output"):
        imports.run(house, files=[NamedFile("a.json", Broken())])


def test_no_room_to_put_a_stream_aside_is_said(house, monkeypatch):
    class Full(io.BytesIO):
        def write(self, _):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", lambda **_: Full())
    read_end, write_end = os.pipe()
    with os.fdopen(write_end, "wb") as pipe:
        pipe.write(GOOD)
    with (
        os.fdopen(read_end, "rb") as pipe,
        pytest.raises(CannotCreateError, match="room"),
    ):
        imports.run(house, files=[NamedFile("-", pipe)])


def test_standard_input_is_called_by_its_name(bring):
    with pytest.raises(UsageError, match="standard input is empty"):
        bring(b"", name="-")


@pytest.mark.parametrize("told", ["pluralkit", "homestead"])
def test_a_format_that_is_plainly_wrong_is_refused(bring, all_rows, told):
    before = all_rows()
    with pytest.raises(UsageError, match="is an export of Simply Plural, not of"):
        bring(export(), format=told)
    assert all_rows() == before


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(house, tmp_path):
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.write(b"{")
        file.truncate(2 << 30)
    with large.open("rb") as file, pytest.raises(UsageError, match="too large"):
        imports.run(house, files=[NamedFile("large.json", file)])


def test_an_endless_stream_is_refused(house, monkeypatch):
    class Endless(io.RawIOBase):
        def seekable(self):
            return False

        def readable(self):
            return True

        def read(self, size=-1):
            return b" " * size

    monkeypatch.setattr(reading, "MOST_ZIP", 3 << 20)
    with pytest.raises(UsageError, match="too large"):
        imports.run(house, files=[NamedFile("-", Endless())])


def test_an_export_inside_a_zip_is_read(bring):
    assert bring(packed({"x/export.json": GOOD}))["counts"]["alters"]["imported"] == 3


def test_a_bomb_is_refused(bring, all_rows):
    before = all_rows()
    with pytest.raises(IntegrityError, match="far more than"):
        bring(packed({"export.json": b" " * (50 << 20)}))
    assert all_rows() == before


def test_a_bomb_of_many_parts_is_refused(bring, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 1 << 20)
    parts = {f"{n}.json": GOOD + b" " * 100_000 for n in range(20)}
    with pytest.raises(IntegrityError, match="far more than"):
        bring(packed(parts))


def test_a_zip_that_lies_about_its_size_is_refused(bring):
    content = bytearray(packed({"export.json": GOOD}))
    place = content.rfind(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    with pytest.raises(HomesteadError):
        bring(bytes(content))


def test_a_zip_of_too_many_files_is_refused(bring, monkeypatch):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    with pytest.raises(UsageError, match="more than 3 files"):
        bring(packed({f"{n}.json": b"{}" for n in range(4)}))


def test_a_link_in_a_zip_is_no_file(bring):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("export.json")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(UsageError, match="neither"):
        bring(out.getvalue())


def test_names_in_a_zip_lead_nowhere(bring, home):
    told = bring(packed({"../../../evil.json": GOOD, "/etc/evil.json": GOOD}))
    assert told["counts"]["alters"]["imported"] == 3
    assert not list(home.rglob("evil*"))


def test_a_locked_zip_is_said(bring):
    content = bytearray(packed({"export.json": GOOD}))
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UsageError, match="password"):
        bring(bytes(content))


def test_a_damaged_zip_is_said(bring):
    content = bytearray(packed({"export.json": GOOD * 50}))
    content[60:80] = bytes(20)
    with pytest.raises(IntegrityError, match="damaged"):
        bring(bytes(content))


@pytest.mark.parametrize("name", ["../../x", "a\n\x1b[31mb", "", "\\\\srv\\x"])
def test_a_file_s_name_is_told_harmlessly(bring, name):
    with pytest.raises(UsageError) as caught:
        bring(b"", name=name)
    assert caught.value.message.isprintable()
    assert ".." not in caught.value.message


def test_nothing_of_a_damaged_file_is_told(bring):
    with pytest.raises(HomesteadError) as caught:
        bring(b'{"tokens": [{"token": "hush-hush"}')
    assert "hush" not in f"{caught.value.message} {caught.value.hint}"


@pytest.mark.parametrize("depth", [90, 300, 900])
def test_deep_records_are_kept_or_refused_but_never_break(bring, depth):
    deep = json.loads('{"a":' * depth + "1" + "}" * depth)
    try:
        told = bring(export(dreams=[deep]))
    except IntegrityError as error:
        assert "nested" in error.message  # noqa: PT017 - either is right
    else:
        assert told["counts"]["dreams"]["preserved"] == 1


JUNK = [None, 0, -1, "", "x", [], {}, True, 1e300, ["a", None], {"a": {}}]


@pytest.mark.parametrize("junk", JUNK, ids=repr)
@pytest.mark.parametrize("collection", ["members", "frontHistory", "groups", "users"])
def test_junk_in_place_of_a_collection_never_breaks_the_rest(bring, collection, junk):
    told = bring({**export(frontStatuses=[]), "comments": [], collection: junk})
    assert told["format"] == "simply-plural"


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_junk_in_place_of_any_value_never_breaks_the_rest(bring, junk):
    document = json.loads((DATA / "simply-plural.json").read_text(encoding="utf-8"))
    spoilt = {
        name: [{**dict.fromkeys(doc, junk), "_id": doc["_id"]} for doc in docs]
        for name, docs in document.items()
    }
    counts = bring(spoilt)["counts"]
    assert sum(counts["alters"].values()) == len(document["members"])
    assert sum(counts["fronts"].values()) == len(document["frontHistory"])


def test_the_order_of_collections_does_not_matter(bring, fronts):
    document = export(frontHistory=[front(11, 1, 0, 1)])
    bring(dict(reversed(document.items())))
    assert fronts() == [("Seles", 0, 1, "")]


def test_a_plain_list_of_alters_is_sent_where_it_comes_in(house):
    given = [NamedFile("alters.csv", io.BytesIO(b"seles,1\n"))]
    with pytest.raises(UsageError) as refused:
        imports.run(house, files=given)
    assert "homestead alter import" in refused.value.hint
