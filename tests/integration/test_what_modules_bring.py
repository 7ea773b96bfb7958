"""What a module brings, all of it through its declaration."""

from __future__ import annotations

import json
import os
from contextlib import closing

import pytest
from modules_made import written

from homestead import app
from homestead.core import paths
from homestead.core.errors import (
    HomesteadError,
    NotFoundError,
    RefusedError,
    UsageError,
)
from homestead.core.house import Asker, NamedFile
from homestead.integration import finding, opening
from homestead.integration.waiting import waiting
from homestead.services import access, doctor, exporting

HEAD = """
from homestead.core.module import Happened, Luggage, Panel, Takeover, Waiting
from homestead.core.settings import NUMBER, Setting
from . import service as kept
"""
MORE = """
    panels=(Panel("Pond", "pond/panel.html", lambda house: {"depth": 3}),),
    since=lambda house, alter, moment: [Happened(moment + 1, f"{alter} missed a frog")],
    waits=lambda house: [Waiting("3 frogs to greet", "/frogs", "leaf")],
    luggage=Luggage(kept.out, kept.back),
    takes=(Takeover("simplyplural", "frogs", kept.take),),
    settings=(
        Setting("depth", NUMBER, 3, "How deep it is.", minimum=1, maximum=9),
    ),
"""
SERVICE = """
DOOR = ("frogs", "depth")

def base(house):
    return house.room("pond").database

def frogs(house):
    rows = base(house).rows("SELECT name FROM frogs ORDER BY name")
    return {"frogs": [row["name"] for row in rows]}

def depth(house):
    return {"depth": house.room("pond").setting("depth")}

def add(house, name):
    with base(house).transaction() as tx:
        tx.run("INSERT INTO frogs (name) VALUES (?) ON CONFLICT DO NOTHING", (name,))

def take(house, preserved):
    add(house, preserved.record["name"])

def out(house):
    return [{"name": name} for name in frogs(house)["frogs"]]

def back(house, records):
    for record in records:
        add(house, record["name"])
"""
FILES = {
    "service.py": SERVICE,
    "migrations/0001_frogs.sql": "CREATE TABLE frogs (name TEXT PRIMARY KEY);",
}


@pytest.fixture
def pond(home):
    return written(home, "pond", FILES, head=HEAD, more=MORE)


@pytest.fixture
def call(opened):
    return lambda name, **args: opened.call(name, args)


@pytest.fixture
def enabled(pond, call):
    told = call("modules.enable", module="pond")["module"]
    assert told["reason"] is None
    return pond


def preserved(house, name):
    with house.app.transaction() as tx:
        row = {"app": "simplyplural", "collection": "frogs", "source_id": name}
        row |= {"record": json.dumps({"name": name}), "preserved_at": 1}
        tx.insert("preserved", row)


@pytest.mark.usefixtures("enabled")
def test_what_happened_since_is_told_with_where_it_is(call):
    (happened,) = call("modules.since", alter="seles", moment=6)["happened"]
    told = {"module": "pond", "at": 7, "text": "seles missed a frog", "url": "/pond/"}
    assert happened == told


@pytest.mark.usefixtures("enabled")
def test_what_waits_is_told_with_the_page_that_shows_it(house):
    told = {"text": "3 frogs to greet", "icon": "leaf", "url": "/pond/frogs"}
    assert told in waiting(house)


@pytest.mark.usefixtures("enabled")
def test_a_setting_is_what_it_is_set_to_until_it_is_taken_back(call):
    assert call("pond.depth") == {"depth": 3}
    call("modules.set", module="pond", key="depth", value="5")
    assert call("pond.depth") == {"depth": 5}
    call("modules.set", module="pond", key="depth")
    assert call("pond.depth") == {"depth": 3}


@pytest.mark.parametrize(
    ("key", "value", "error"),
    [
        ("depth", "10", UsageError),
        ("depth", "deep", UsageError),
        ("dpeth", "5", NotFoundError),
    ],
)
@pytest.mark.usefixtures("enabled")
def test_what_cannot_be_set_is_told(call, key, value, error):
    with pytest.raises(error):
        call("modules.set", module="pond", key=key, value=value)


@pytest.mark.usefixtures("enabled")
def test_info_tells_all_it_brings(call):
    told = call("modules.info", module="pond")["module"]
    assert told["panels"] == ["Pond"]
    assert told["permissions"] == {"pond.read": ["owner", "resident"]}
    assert [each["value"] for each in told["settings"]] == [3]


@pytest.mark.usefixtures("enabled")
def test_its_permissions_are_asked_for_like_all_others():
    assert access.may(Asker("Kit", "resident"), "pond.read")
    assert not access.may(Asker("Sam", "guest"), "pond.read")
    admin = Asker("Robin", "owner", scopes=frozenset(["admin"]))
    assert access.may(admin, "pond.read")


@pytest.mark.parametrize(
    "permissions", ['{"alter.edit": ("guest",)}', '{"pond.read": ("king",)}']
)
def test_a_permission_that_is_not_its_own_is_refused(home, call, permissions):
    place = written(home, "pond")
    init = place / "__init__.py"
    own = '{"pond.read": ("owner", "resident")}'
    init.write_text(init.read_text().replace(own, permissions))
    told = call("modules.enable", module="pond")["module"]
    assert told["state"] == "failed"
    assert "permission" in told["reason"]
    assert access.PERMISSIONS["alter.edit"] == ("owner", "resident")


def test_it_takes_what_an_import_kept_for_it_once(house, pond, call):
    preserved(house, "Kermit")
    call("modules.enable", module="pond")
    assert call("pond.frogs") == {"frogs": ["Kermit"]}
    taken = "SELECT taken_by FROM preserved WHERE taken_at IS NOT NULL"
    assert house.app.value(taken) == "pond"
    preserved(house, "Robin")
    house.rooms.moving.take_over()
    assert call("pond.frogs") == {"frogs": ["Kermit", "Robin"]}


@pytest.mark.usefixtures("enabled")
def test_its_data_goes_out_and_comes_back(house, call, home, tmp_path):
    preserved(house, "Kermit")
    house.rooms.moving.take_over()
    assert len(packed(house, tmp_path / "out.json")) == 1
    other = tmp_path / "other"
    written(other, "pond", FILES, head=HEAD, more=MORE)
    with closing(app.open_home(paths.find(str(other)))) as second:
        second.call("modules.enable", {"module": "pond"})
        assert brought(second, tmp_path / "out.json") == []
        assert second.call("pond.frogs", {}) == {"frogs": ["Kermit"]}
        second.call("modules.disable", {"module": "pond"})
        (warning,) = brought(second, tmp_path / "out.json")
        assert (warning["code"], warning["ref"]) == ("module_not_here", "pond")


def packed(house, path):
    """Write an export; return what of the pond is in it."""
    with open(path, "w+b") as out:
        exporting.write(house, files=[NamedFile("out.json", out)])
    records = json.loads(path.read_text())["modules"]
    return [each for each in records if each["module"] == "pond"]


def brought(opened, path):
    with open(path, "rb") as file:
        files = [NamedFile("out.json", file)]
        report = opened.call("imports.run", {}, files=files)
    return [each for each in report["warnings"] if each["code"].startswith("module")]


@pytest.mark.usefixtures("enabled")
def test_its_files_lie_among_all_uploads(house, home):
    link = home / "data/modules/pond/uploads"
    assert os.readlink(link) == "../../uploads/pond"
    assert link.resolve() == home / "data/uploads/pond"
    assert house.room("pond").uploads == str(link)
    found = doctor.examine(house.paths)["checks"]
    assert "ok" in {each["state"] for each in found if each["name"] == "uploads"}


def test_without_symbolic_links_they_lie_by_themselves_and_the_doctor_knows(
    house, pond, call, home, monkeypatch
):
    def refuse(*_):
        raise OSError("no links here")

    monkeypatch.setattr(os, "symlink", refuse)
    call("modules.enable", module="pond")
    assert (home / "data/modules/pond/uploads").is_dir()
    (found,) = (
        each
        for each in doctor.examine(house.paths)["checks"]
        if each["name"] == "uploads"
    )
    assert (found["state"], "no symbolic links" in found["message"]) == ("warn", True)


@pytest.mark.usefixtures("enabled")
def test_what_stays_open_is_told_why_it_ends(house, call):
    heard = []
    room = house.room("pond")
    room.at_close(heard.append)
    room.at_close(heard.append)()
    call("modules.disable", module="pond")
    assert heard == ["The module pond was closed."]
    with pytest.raises(NotFoundError):
        house.room("pond")


@pytest.mark.usefixtures("enabled")
def test_who_is_inside_keeps_the_room_until_they_have_gone(house, call):
    with house.room("pond") as room:
        call("modules.disable", module="pond")
        assert room.database.value("SELECT count(*) FROM frogs") == 0
        assert house.room("pond") is room
    with pytest.raises(NotFoundError):
        house.room("pond")


@pytest.mark.usefixtures("enabled")
def test_nothing_stays_open_of_a_module_that_came_and_went_many_times(call, house):
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(20):
        call("modules.enable", module="pond")
        call("pond.frogs")
        call("modules.disable", module="pond")
    assert len(os.listdir("/proc/self/fd")) <= before


def test_an_installed_package_is_found_by_its_entry_point(
    call, tmp_path, monkeypatch, home
):
    written(tmp_path, "frogs")
    package = tmp_path / "config/modules/frogs"
    package.rename(tmp_path / "frogs_for_homestead")
    told = tmp_path / "frogs_for_homestead-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: frogs-for-homestead\n")
    points = "[homestead.modules]\nfrogs = frogs_for_homestead:module\n"
    (told / "entry_points.txt").write_text(points)
    monkeypatch.syspath_prepend(tmp_path)
    (found,) = (
        each for each in call("modules.list")["modules"] if each["name"] == "frogs"
    )
    assert (found["state"], found["origin"]) == ("disabled", "package")
    told = call("modules.enable", module="frogs")["module"]
    assert (told["state"], told["reason"]) == ("running", None)


@pytest.mark.parametrize("name", ["", "Garden", "9lives", "a-b", "a" * 31, "fronts"])
def test_a_name_no_module_may_have_is_refused(call, name):
    with pytest.raises(UsageError):
        call("modules.new", module=name)


def test_a_name_that_is_taken_is_refused(call):
    call("modules.new", module="garden")
    with pytest.raises(HomesteadError, match="already"):
        call("modules.new", module="garden")


def test_a_module_that_is_refused_is_not_opened(house, home, call):
    written(home, "Bad")
    with pytest.raises(RefusedError):
        call("modules.enable", module="Bad")


def test_a_setting_that_no_longer_fits_is_its_default_again(home, enabled):
    module = finding.load(finding.in_folder(str(home / "config"), "pond"))
    assert opening.settings(module, {"depth": 99}) == {"depth": 3}


def test_no_module_names_a_reserved_word():
    names = ["api", "static", "css", "modules", "class"]
    assert all(finding.why_not(name) for name in names)
