"""Everything out: whole, private, and of one moment."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from contextlib import nullcontext
from pathlib import Path

import pytest
from drawing import face
from homes import exported

from homestead.core import clock
from homestead.core.errors import CannotCreateError, NotPermittedError, UsageError
from homestead.core.house import Asker, NamedFile
from homestead.services import alters, audit, exporting
from homestead.services.exporting import document as documents

PNG = face()
SUM = hashlib.sha256(PNG).hexdigest()


class FullDisk(io.BytesIO):
    def write(self, _):
        raise OSError(28, "No space left on device")


@pytest.fixture
def seles(house):
    return alters.add(house, name="Seles", description="*hi*")


def told(house):
    return json.loads(exported(house))


def bundled(house, **more):
    archive = zipfile.ZipFile(io.BytesIO(exported(house, format="zip", **more)))
    return {name: archive.read(name) for name in archive.namelist()}


def give_picture(house, content=PNG):
    alters.avatar(house, alter="seles", files=[NamedFile("s.png", io.BytesIO(content))])


def test_an_empty_home_has_an_export_too(house):
    assert told(house)["alters"] == []


def test_the_document_says_what_it_is_and_how_the_home_speaks(house):
    head = told(house)
    assert head["homestead_export"] == 1
    assert head["home"]["terms"]["alters"] == "alters"
    assert head["exported_at"] <= clock.iso(clock.now())


def test_a_record_says_nothing_that_goes_without_saying(house, seles):
    (record,) = told(house)["alters"]
    assert record["description"] == "*hi*"
    assert "pronouns" not in record


def test_every_record_has_a_line_of_its_own(house, seles):
    lines = exported(house).decode().splitlines()
    assert sum('"handle": "seles"' in line for line in lines) == 1


def test_the_deleted_are_in_it_as_deleted(house, seles):
    alters.remove(house, alter="seles")
    assert told(house)["alters"][0]["deleted_at"]


def test_what_it_wrote_is_counted(house, seles):
    alters.add(house, name="Asleep", custom=True)
    file = NamedFile("home", io.BytesIO())
    result = exporting.write(house, files=[file])
    assert result["counts"]["alters"] == 1
    assert result["counts"]["custom_fronts"] == 1


@pytest.mark.parametrize("kind", ["xml", "", "JSON"])
def test_another_format_is_refused(house, kind):
    with pytest.raises(UsageError, match="cannot export"):
        exporting.write(house, files=[NamedFile("x", io.BytesIO())], format=kind)


def test_a_full_disk_is_said_plainly(house):
    with pytest.raises(CannotCreateError, match="No space left"):
        exporting.write(house, files=[NamedFile("x", FullDisk())])


def test_what_changes_meanwhile_is_not_in_it(house, seles, monkeypatch):
    system = documents.records.system

    def and_then_dexen_comes(reader):
        alters.add(house, name="Dexen")
        return system(reader)

    monkeypatch.setattr(documents.records, "system", and_then_dexen_comes)
    assert [each["handle"] for each in told(house)["alters"]] == ["seles"]


def test_progress_is_told_on_the_way(house, monkeypatch):
    monkeypatch.setattr(documents, "TICK", 1)
    with house.app.transaction() as tx:
        for at in range(3):
            tx.insert("switch_marks", {"at": at})
    heard = []
    house.progress = lambda *words: heard.append(words)
    exported(house)
    assert heard == [(n, 3, "switch marks") for n in (1, 2, 3)]


def test_a_zip_has_the_pictures_by_their_sums(house, seles):
    give_picture(house)
    found = bundled(house)
    assert set(found) == {"homestead.json", f"pictures/{SUM}.png"}
    assert found[f"pictures/{SUM}.png"] == PNG


def test_the_document_in_a_zip_is_the_document(house, seles):
    inner = json.loads(bundled(house)["homestead.json"])
    assert {**inner, "exported_at": ""} == {**told(house), "exported_at": ""}


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"other")])
def test_a_picture_that_is_gone_or_broken_is_left_out_and_told_of(house, seles, harm):
    give_picture(house)
    harm(Path(house.paths.data, "uploads", "alters", f"{SUM}.png"))
    file = NamedFile("x", io.BytesIO())
    result = exporting.write(house, files=[file], format="zip")
    assert [each["code"] for each in result["warnings"]] == ["picture_missing"]
    assert result["pictures"] == 0


def test_a_zip_goes_into_a_pipe_as_well(house, seles):
    class Pipe(io.RawIOBase):
        def __init__(self):
            self.sent = b""

        def writable(self):
            return True

        def write(self, data):
            self.sent += bytes(data)
            return len(data)

    pipe = Pipe()
    exporting.write(house, files=[NamedFile("-", pipe)], format="zip")
    assert zipfile.ZipFile(io.BytesIO(pipe.sent)).testzip() is None


def test_that_everything_was_taken_out_is_noted(house):
    exported(house, format="zip")
    (entry,) = audit.listing(house)["entries"]
    assert (entry["action"], entry["meta"]) == ("export.run", {"format": "zip"})


@pytest.mark.parametrize(("role", "may"), [("owner", 1), ("resident", 0), ("guest", 0)])
def test_only_an_owner_takes_everything_out(house, role, may):
    asked = house.asked_by("Kit", asker=Asker("Kit", role))
    with nullcontext() if may else pytest.raises(NotPermittedError):
        exported(asked)
