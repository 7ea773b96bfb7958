import hashlib
from pathlib import Path

import pytest
from drawing import face, png

from homestead.core.errors import CannotCreateError, NotFoundError, UsageError
from homestead.services import pictures

PNG = face()


@pytest.fixture
def uploads(house):
    return Path(house.paths.data, "uploads")


def test_a_picture_is_kept_by_its_content(cast, uploads, picture):
    seles = cast("alters.avatar", alter="seles", files=picture(PNG))
    assert seles["avatar"] == f"alters/{hashlib.sha256(PNG).hexdigest()}.png"
    assert (uploads / seles["avatar"]).read_bytes() == PNG


def test_a_part_of_a_picture_will_do(cast, uploads, picture):
    pytest.importorskip("PIL")
    crop = {"x": 4, "y": 4, "size": 4}
    whole, part = png(), png(width=4, height=4)
    seles = cast("alters.avatar", alter="seles", files=picture(whole), crop=crop)
    kept = (uploads / seles["avatar"]).read_bytes()
    assert kept[16:24] == part[16:24]


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ\x90", b"<svg onload=alert(1)>", b"RIFF\x10\x00\x00\x00WAVE", b"\x89PN"],
)
def test_what_is_no_picture_is_refused(cast, uploads, picture, content):
    with pytest.raises(UsageError, match="not a picture"):
        cast("alters.avatar", alter="seles", files=picture(content))
    assert not uploads.exists()


def test_a_picture_that_is_too_large_is_refused(cast, picture, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 20)
    with pytest.raises(UsageError, match="larger than"):
        cast("alters.avatar", alter="seles", files=picture())


def test_nobody_gets_a_picture_kept_by_a_misspelt_name(cast, uploads, picture):
    with pytest.raises(NotFoundError):
        cast("alters.avatar", alter="sele", files=picture())
    assert not uploads.exists()


def test_two_alters_may_share_a_picture(cast, uploads, picture):
    seles = cast("alters.avatar", alter="seles", files=picture())
    dexen = cast("alters.avatar", alter="dexen", files=picture())
    assert seles["avatar"] == dexen["avatar"]
    assert [each.name for each in (uploads / "alters").iterdir()] == [
        seles["avatar"].removeprefix("alters/")
    ]


def test_a_picture_taken_away_comes_back_with_undo(cast, uploads, picture):
    kept = cast("alters.avatar", alter="seles", files=picture())["avatar"]
    assert cast("alters.avatar", alter="seles", clear=True)["avatar"] is None
    cast("changes.undo")
    assert cast("alters.show", alter="seles")["avatar"] == kept
    assert (uploads / kept).read_bytes() == PNG


def test_a_disk_that_fills_up_leaves_nothing_behind(
    cast, uploads, picture, monkeypatch
):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pictures.os, "fsync", full)
    with pytest.raises(CannotCreateError, match="No space"):
        cast("alters.avatar", alter="seles", files=picture())
    assert list((uploads / "alters").iterdir()) == []
    assert cast("alters.show", alter="seles")["avatar"] is None


def test_a_picture_must_be_given_or_taken_away(cast, picture):
    for args in ({}, {"clear": True, "files": picture()}):
        with pytest.raises(UsageError):
            cast("alters.avatar", alter="seles", **args)
