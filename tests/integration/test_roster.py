"""`alters.csv`: who is at the front, for scripts that read a file and nothing else."""

from contextlib import closing
from pathlib import Path

import pytest
from restoring import restore

from homestead import app
from homestead.core import clock, paths

FILE = ("data", "modules", "template", "alters.csv")


@pytest.fixture
def listed(home):
    """Return what the file says, whoever wrote it."""
    return lambda: home.joinpath(*FILE).read_text()


@pytest.fixture
def call(opened):
    for name in ("Seles", "Dexen", "Yuki"):
        opened.call("alters.add", {"name": name})
    return lambda verb, **args: opened.call(verb, args)


def test_every_alter_has_a_line_in_the_home_s_order(call, listed):
    assert listed() == "seles,0\ndexen,0\nyuki,0\n"
    call("alters.reorder", alters=["yuki"])
    assert listed() == "yuki,0\nseles,0\ndexen,0\n"


def test_who_is_at_the_front_has_a_one(call, listed):
    call("fronts.switch", alters=["dexen", "yuki"])
    assert listed() == "seles,0\ndexen,1\nyuki,1\n"
    call("fronts.remove", alters=["dexen"])
    assert listed() == "seles,0\ndexen,0\nyuki,1\n"
    call("fronts.out")
    assert listed() == "seles,0\ndexen,0\nyuki,0\n"


def test_who_is_to_come_is_not_there_yet(call, opened, listed):
    with opened.house.app.transaction() as tx:
        tx.insert(
            "fronts",
            {
                "uid": "to-come",
                "alter_id": 3,
                "started_at": clock.now() + clock.DAY,
                "created_at": clock.now(),
            },
        )
    call("fronts.switch", alters=["dexen"])
    assert listed() == "seles,0\ndexen,1\nyuki,0\n"


@pytest.mark.parametrize(
    ("verb", "args", "says"),
    [
        (
            "alters.rename",
            {"alter": "dexen", "handle": "dex"},
            "seles,1\ndex,0\nyuki,0\n",
        ),
        ("alters.remove", {"alter": "seles"}, "dexen,0\nyuki,0\n"),
        ("alters.archive", {"alter": "yuki"}, "seles,1\ndexen,0\nyuki,0\n"),
        ("alters.add", {"name": "Kit"}, "seles,1\ndexen,0\nyuki,0\nkit,0\n"),
        ("alters.add", {"name": "Away", "custom": True}, "seles,1\ndexen,0\nyuki,0\n"),
        ("changes.undo", {}, "seles,0\ndexen,0\nyuki,0\n"),
    ],
)
def test_whatever_changes_it_writes_it_anew(call, listed, verb, args, says):
    call("fronts.switch", alters=["seles"])
    call(verb, **args)
    assert listed() == says


def test_a_switch_corrected_later_counts_as_well(call, listed):
    call("fronts.switch", alters=["seles"])
    front = call("fronts.current")["fronting"][0]["id"]
    call("fronts.delete", front=front)
    assert listed() == "seles,0\ndexen,0\nyuki,0\n"


def test_while_the_module_is_closed_nothing_is_written(call, home, listed):
    call("modules.disable", module="template")
    call("fronts.switch", alters=["seles"])
    assert listed() == "seles,0\ndexen,0\nyuki,0\n"
    call("modules.enable", module="template")
    assert listed() == "seles,1\ndexen,0\nyuki,0\n"


def test_who_reads_it_reads_it_whole(call, home, monkeypatch):
    """It is replaced, never rewritten: who has it open goes on reading the old one."""
    with home.joinpath(*FILE).open() as reading:
        call("fronts.switch", alters=["seles"])
        assert reading.read() == "seles,0\ndexen,0\nyuki,0\n"
    assert not list(home.joinpath(*FILE[:-1]).glob("alters.csv.*"))


def test_a_switch_counts_even_where_the_file_cannot_be_written(call, home, caplog):
    folder = home.joinpath(*FILE[:-1])
    folder.joinpath("alters.csv").unlink()
    folder.joinpath("alters.csv").mkdir()
    call("fronts.switch", alters=["seles"])
    assert [each["alter"] for each in call("fronts.current")["fronting"]] == ["seles"]
    assert "alters.csv was not written" in caplog.text


def test_an_import_counts_and_so_does_taking_it_back(call, house, listed):
    before = listed()
    file = Path(__file__).parents[1] / "data" / "pluralkit.json"
    restore(house, file.read_bytes())
    rows = house.app.rows("SELECT 1 FROM alters WHERE kind = 'alter'")
    assert len(listed().splitlines()) == len(rows) > 3
    call("changes.undo")
    assert listed() == before


@pytest.mark.slow
def test_a_shell_and_a_daemon_write_the_same_file(run, home, daemon, listed):
    run("alter", "add", "Seles", check=True)
    run("front", "seles", check=True)
    assert listed() == "seles,1\n"


@pytest.mark.slow
def test_without_a_daemon_the_shell_writes_it(run, listed):
    run("alter", "add", "Seles", check=True)
    run("front", "seles", check=True)
    assert listed() == "seles,1\n"


def test_a_home_that_has_only_that_file_starts_from_it(home):
    home.joinpath(*FILE[:-1]).mkdir(parents=True)
    home.joinpath(*FILE).write_text("seles,1\ndexen,0\n")
    with closing(app.open_home(paths.find(str(home)))) as opened:
        here = opened.call("fronts.current", {})["fronting"]
        assert [each["alter"] for each in here] == ["seles"]
        assert len(opened.call("alters.list", {})["alters"]) == 2
    assert home.joinpath(*FILE).read_text() == "seles,1\ndexen,0\n"


def test_a_list_that_cannot_be_read_is_left_aside_and_not_lost(home, caplog):
    home.joinpath(*FILE[:-1]).mkdir(parents=True)
    home.joinpath(*FILE).write_text("seles;1\n")
    with closing(app.open_home(paths.find(str(home)))) as opened:
        opened.call("alters.add", {"name": "Yuki"})
    assert home.joinpath(*FILE).read_text() == "yuki,0\n"
    assert home.joinpath(*FILE[:-1], "alters.csv.unread").read_text() == "seles;1\n"
    assert "Line 1 is not like seles,1." in caplog.text
