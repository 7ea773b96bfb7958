"""Pictures out of an avatar ZIP, and whom they come to."""

from __future__ import annotations

import hashlib
import io

import pytest
from drawing import face
from services.importing.exports import as_bytes, export, identity, member, packed

from homestead.core.errors import UsageError
from homestead.core.house import NamedFile
from homestead.services import changes, imports, pictures
from homestead.services.importing import bringing

PNG, OTHER = face(0), face(1)
SYSTEM = "9f2c1d0e"


def name(content, folder="alters", kind="png"):
    return f"{folder}/{hashlib.sha256(content).hexdigest()}.{kind}"


def stored(home):
    root = home / "data" / "uploads"
    return sorted(str(p.relative_to(root)) for p in root.rglob("*") if p.is_file())


@pytest.fixture
def give(house):
    """Import several files at once: `give(export(), {"65a….png": PNG})`."""

    def give_all(*contents, **options):
        files = [
            NamedFile(
                "avatars.zip",
                io.BytesIO(packed(each) if is_zip(each) else as_bytes(each)),
            )
            for each in contents
        ]
        return imports.run(house, files=files, **options)

    return give_all


def is_zip(content):
    return isinstance(content, dict) and all("." in key for key in content)


def picture_of(house, row=1, table="alters"):
    return house.app.value(f"SELECT avatar FROM {table} WHERE id = ?", (row,))


def test_nobody_is_asked_for_pictures_that_came_along(give):
    seles = {"_id": identity(1), "name": "Seles", "avatarUrl": "https://x.example/1"}
    told = give({"users": [], "members": [seles]}, {f"{identity(1)}.png": PNG})
    assert not told["warnings"]


def test_a_picture_comes_to_whom_it_is_named_by(give, house, home):
    told = give(export(), {f"{identity(1)}.png": PNG, f"x/{identity(2)}.png": OTHER})
    assert told["counts"]["avatars"]["imported"] == 2
    assert picture_of(house) == name(PNG)
    assert stored(home) == sorted([name(PNG), name(OTHER)])
    assert pictures.place(house, name(PNG)).read_bytes() == PNG


def test_pictures_can_be_given_later(give, house):
    give(export())
    assert give({f"{identity(1)}.png": PNG})["counts"]["avatars"]["imported"] == 1
    assert picture_of(house) == name(PNG)


def test_custom_fronts_and_the_system_have_pictures_too(give, house):
    document = export(
        users=[{"_id": SYSTEM, "username": "us"}],
        frontStatuses=[{"_id": "blurry1", "name": "Blurry"}],
    )
    give(document, {f"{SYSTEM}.png": PNG, "blurry1.png": OTHER})
    assert picture_of(house, table="system") == name(PNG, "system")
    assert picture_of(house, row=4) == name(OTHER)


def test_an_export_and_its_pictures_in_one_zip(house, give):
    zipped = packed({"export.json": as_bytes(export()), f"{identity(1)}.png": PNG})
    give(zipped)
    assert picture_of(house) == name(PNG)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xd8\xff\xe0jfif", "jpg"),
        (b"GIF89a....", "gif"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "webp"),
    ],
)
def test_the_kind_is_told_by_the_content_not_the_name(give, house, content, kind):
    give(export(), {f"{identity(1)}.png": content})
    assert picture_of(house) == name(content, kind=kind)


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg onload=alert(1)>", b"MZ", b"RIFF\x10\0\0\0WAVE"],
)
def test_what_is_no_picture_fails_and_the_rest_comes_in(give, house, home, content):
    told = give(export(), {f"{identity(1)}.png": content, f"{identity(2)}.png": OTHER})
    assert told["counts"]["avatars"]["failed"] == 1
    assert "bad_picture" in {each["code"] for each in told["warnings"]}
    assert picture_of(house) is None
    assert stored(home) == [name(OTHER)]


def test_a_picture_too_large_fails(give, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 200)
    told = give(export(), {f"{identity(1)}.png": PNG + bytes(200)})
    assert told["counts"]["avatars"]["failed"] == 1


def test_a_picture_of_nobody_fails_and_leaves_no_file(give, home):
    told = give(export(), {f"{identity(99)}.png": PNG})
    assert told["counts"]["avatars"]["failed"] == 1
    assert stored(home) == []


def test_the_same_pictures_again_change_nothing(give, all_rows, home):
    both = export(), {f"{identity(1)}.png": PNG}
    give(*both)
    before = all_rows(), stored(home)
    assert give(*both)["counts"]["avatars"]["unchanged"] == 1
    assert (all_rows(), stored(home)) == before


def test_a_new_picture_takes_the_old_one_s_place(give, house):
    give(export(), {f"{identity(1)}.png": PNG})
    told = give({f"{identity(1)}.png": OTHER})
    assert told["counts"]["avatars"]["updated"] == 1
    assert picture_of(house) == name(OTHER)


def test_a_picture_chosen_here_stays(give, house, home):
    give(export())
    with house.app.transaction() as tx:
        tx.update("alters", 1, {"avatar": "alters/own.png"})
    told = give({f"{identity(1)}.png": PNG})
    assert picture_of(house) == "alters/own.png"
    assert "own_picture" in {each["code"] for each in told["warnings"]}
    assert stored(home) == []


def test_a_rehearsal_writes_no_picture_and_tells_the_same(give, home):
    both = export(), {f"{identity(1)}.png": PNG}
    rehearsed = give(*both, dry_run=True)
    assert stored(home) == []
    assert {**rehearsed, "dry_run": False} == give(*both)


def test_a_failed_import_leaves_no_picture(give, home, house, monkeypatch):
    def fail(*_):
        raise UsageError("no")

    monkeypatch.setattr(bringing, "apply", fail)
    with pytest.raises(UsageError):
        give(export(), {f"{identity(1)}.png": PNG})
    assert stored(home) == []


def test_undo_takes_pictures_back(give, house):
    give(export())
    give({f"{identity(1)}.png": PNG})
    changes.undo(house)
    assert picture_of(house) is None
    assert give({f"{identity(1)}.png": PNG})["counts"]["avatars"]["imported"] == 1


def test_two_with_the_same_picture_share_one_file(give, home, house):
    give(export(), {f"{identity(1)}.png": PNG, f"{identity(2)}.png": PNG})
    assert picture_of(house, 1) == picture_of(house, 2) == name(PNG)
    assert stored(home) == [name(PNG)]


def test_pictures_of_a_format_told_wrongly_show_nobody(give):
    give(export(members=[member(1, "Seles")]))
    told = give({f"{identity(1)}.png": PNG}, format="pluralkit")
    assert told["counts"]["avatars"]["failed"] == 1
