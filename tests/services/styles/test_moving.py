"""Looks go with the home: into newer programs, out in exports, and back."""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from drawing import face
from homes import exported, new_home
from restoring import restore

from homestead import app
from homestead.core import migrations, oklch, paths, resources
from homestead.core.house import NamedFile
from homestead.services import alters, fronts, styles
from homestead.services.styles import colours

LOOK = {"primary": "#224466", "font": "dyslexic", "size": 1.2}


def opened_at(where, schema):
    """Open a home with the migrations up to `schema` only."""
    listing = resources.listing
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "SCHEMA", schema)
        patch.setattr(
            resources,
            "listing",
            lambda folder: [n for n in listing(folder) if int(n[:4]) <= schema],
        )
        return app.open_home(where)


def test_alters_of_an_older_home_have_a_readable_look_from_the_first(home):
    where = paths.find(str(home))
    with closing(opened_at(where, 3)) as older:
        assert migrations.version(older.house.app, "services") == 3
        alters.add(older.house, name="Seles", color="coral")
        fronts.switch(older.house, alters=["seles"])
    with closing(app.open_home(where)) as opened:
        assert styles.worn(opened.house).sheet == "seles"
        styles.change(opened.house, alter="seles", given={"radius": 2})


@pytest.fixture
def lived(cast, house, picture):
    """A home whose people have looks; Seles has a picture, Dexen is pinned."""
    cast("template.change", tokens={"radius": 0})
    cast("template.change", alter="seles", tokens=LOOK)
    cast("template.background", alter="seles", files=picture(face(3)))
    cast("template.pin", alter="dexen")
    return house


def told(house):
    """Return every look by whose it is."""
    rows = house.app.rows(
        "SELECT handle, tokens, pinned_at FROM styles LEFT JOIN alters"
        " ON alters.id = alter_id ORDER BY handle"
    )
    return [(row[0], json.loads(row[1]), row[2]) for row in rows]


def test_looks_and_their_pictures_come_back_out_of_an_export(lived, tmp_path):
    export = exported(lived, format="zip")
    with new_home(tmp_path / "other") as other:
        files = [NamedFile("home.zip", io.BytesIO(export))]
        report = restore_files(other, files)
        assert report["counts"]["styles"]["imported"] == 3
        assert told(other) == told(lived)
        name = told(other)[2][1]["background"]
        assert styles.picture(other, name.rpartition("/")[2])[0] == face(3)


def restore_files(house, files):
    from homestead.services import imports

    return imports.run(house, files=files)


def test_every_picture_of_a_look_is_in_the_export(lived):
    with zipfile.ZipFile(io.BytesIO(exported(lived, format="zip"))) as archive:
        name = told(lived)[2][1]["background"].rpartition("/")[2]
        assert f"pictures/{name}" in archive.namelist()


def test_the_same_export_again_changes_nothing(lived, tmp_path):
    export = exported(lived)
    with new_home(tmp_path / "other") as other:
        restore(other, export)
        again = restore(other, export)["counts"]["styles"]
        assert (again["unchanged"], again["imported"]) == (3, 0)


def test_looks_that_an_import_brought_are_taken_back_with_it(lived, tmp_path):
    from homestead.services import changes

    with new_home(tmp_path / "other") as other:
        restore(other, exported(lived))
        changes.undo(other)
        assert told(other) == []


def test_a_look_changed_here_since_the_export_stays(lived, cast):
    export = exported(lived)
    cast("template.change", alter="seles", tokens={"size": 0.9})
    report = restore(lived, export)
    assert "kept_here" in {each["code"] for each in report["warnings"]}
    assert cast("template.show", alter="seles")["tokens"]["size"] == 0.9


@pytest.mark.parametrize(
    ("look", "outcome", "kept"),
    [
        ({"tokens": {"glow": 1, "radius": 2}}, "degraded", {"radius": 2}),
        ({"tokens": {"primary": ";}</style><script>"}}, "degraded", {}),
        ({"tokens": {"size": 1e300}}, "degraded", {}),
        ({"tokens": []}, "degraded", {}),
        ({"tokens": {"radius": 2}, "alter": "nobody"}, "failed", None),
        ({"tokens": {"radius": 2}, "pinned_at": "soon"}, "failed", None),
        ("nonsense", "failed", None),
    ],
)
def test_a_damaged_look_costs_nothing_else(lived, tmp_path, look, outcome, kept):
    export = json.loads(exported(lived))
    moments = dict.fromkeys(("created_at", "updated_at"), "2026-01-01T00:00:00.000Z")
    export["styles"] = [look if isinstance(look, str) else {**moments, **look}]
    with new_home(tmp_path / "other") as other:
        counts = restore(other, export)["counts"]
        assert counts["styles"][outcome] == 1
        assert counts["alters"]["imported"] == 3
        assert [tokens for _, tokens, _ in told(other)] == [
            tokens for tokens in [kept] if tokens is not None
        ]


def test_two_looks_of_one_are_told_and_the_first_counts(lived, tmp_path):
    export = json.loads(exported(lived))
    export["styles"] = [export["styles"][0], export["styles"][0]]
    with new_home(tmp_path / "other") as other:
        counts = restore(other, export)["counts"]["styles"]
        assert (counts["imported"], counts["failed"]) == (1, 1)


def test_colors_of_another_app_give_everybody_a_readable_look_on_the_first_day(house):
    file = Path(__file__).parents[2] / "data" / "simply-plural.json"
    restore(house, file.read_bytes())
    rows = house.app.rows("SELECT handle, color FROM alters WHERE color IS NOT NULL")
    assert rows
    for row in rows:
        assert styles.css(house, row["handle"])
        for scheme in colours.SCHEMES:
            palette = colours.palette({"primary": row["color"]}, scheme)
            for ink, on, needed in colours.PAIRS:
                assert oklch.contrast(palette[ink], palette[on]) >= needed
