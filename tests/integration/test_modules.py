"""Modules that come and go while the home runs."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing

import pytest
from conftest import eventually
from modules_made import PAGES, written

SLOW = (
    PAGES
    + """
import time

@routes.get("/slow", needs="{name}.read")
def slow(ask):
    time.sleep(1.5)
    ask.house.room("{name}").database.rows("SELECT * FROM seen")
    return ask.page("{name}/page.html")

@routes.get("/stream", needs="{name}.read")
def stream(ask):
    def parts():
        while True:
            yield b"still here "
            time.sleep(0.05)
    return Answer(parts())
"""
)
SEEN = "CREATE TABLE seen (id INTEGER PRIMARY KEY, at BIGINT NOT NULL);"
JOB = """
import time
from homestead.core.module import Job

def look(house):
    with house.room("pond").database.transaction() as tx:
        tx.insert("seen", {"at": 7})
"""


@pytest.fixture
def robin(served):
    return served.as_("Robin")


@pytest.fixture
def module(run):
    """`module("enable", "garden")`: what came of it."""
    return lambda *words: run("module", *words, "--json")


def state(module, name):
    return next(
        each["state"] for each in module("list").json["modules"] if each["name"] == name
    )


def test_a_new_module_is_there_at_once(served, robin, run):
    assert robin.get("/garden/").status == 404
    made = run("module", "new", "garden")
    assert (made.code, "garden is open at /garden/." in made.out) == (0, True)
    page = robin.get("/garden/")
    assert (page.status, "Nothing here yet" in page.text) == (200, True)
    assert robin.post("/garden/", {"name": "Roses"}).to == "/garden/"
    assert "Roses" in run("garden", "list").out
    assert robin.call("garden.listing").json()["things"][0]["name"] == "Roses"
    assert served.as_("Sam").get("/garden/").status == 403
    assert served.as_("Mallory").get("/garden/").status == 303


def test_all_of_a_module_goes_and_comes_back_with_its_data(robin, run, module):
    run("module", "new", "garden", check=True)
    robin.post("/garden/", {"name": "Roses"})
    assert "/garden/" in robin.get("/account/").text
    assert module("disable", "garden").json["module"]["state"] == "disabled"
    for path in ("/garden/", "/garden/remove", "/static/garden/css/garden.css"):
        assert robin.get(path).status == 404
    assert "/garden/" not in robin.get("/account/").text
    assert robin.call("garden.listing").status == 404
    assert run("garden", "list").code == 2
    module("enable", "garden")
    assert "Roses" in robin.get("/garden/").text
    assert robin.get("/static/garden/css/garden.css").status == 200


def test_no_request_in_flight_is_dropped(served, robin, module):
    written(
        served.home,
        "pond",
        {"pages.py": SLOW.format(name="pond"), "migrations/0001_seen.sql": SEEN},
    )
    module("enable", "pond")
    answers = []
    asking = threading.Thread(target=lambda: answers.append(robin.get("/pond/slow")))
    asking.start()
    time.sleep(0.5)
    assert module("disable", "pond").code == 0
    assert served.as_("Robin").get("/pond/").status == 404
    asking.join()
    assert (answers[0].status, "This is pond" in answers[0].text) == (200, True)


def test_an_answer_that_goes_on_ends_with_its_module(served, robin, module):
    written(served.home, "pond", {"pages.py": SLOW.format(name="pond")})
    module("enable", "pond")
    answers = []
    asking = threading.Thread(target=lambda: answers.append(robin.get("/pond/stream")))
    asking.start()
    time.sleep(0.5)
    module("disable", "pond")
    asking.join(timeout=10)
    assert answers[0].body.startswith(b"still here")


def test_the_jobs_of_a_module_run_while_it_is_open(served, module):
    files = {"migrations/0001_seen.sql": SEEN}
    written(
        served.home, "pond", files, head=JOB, more='jobs=(Job("look", 0.05, look),)'
    )
    module("enable", "pond")
    eventually(lambda: seen(served.home) > 2)
    module("disable", "pond")
    before = seen(served.home)
    time.sleep(0.3)
    assert seen(served.home) == before


def seen(home):
    with closing(sqlite3.connect(home / "data/modules/pond/pond.db")) as database:
        return database.execute("SELECT count(*) FROM seen").fetchone()[0]


def test_a_folder_that_is_dropped_waits_to_be_enabled(served, robin, run):
    written(served.home, "pond", head="raise SystemExit('nobody asked me')\n")
    listed = run("module", "list", "--json").json["modules"]
    pond = next(each for each in listed if each["name"] == "pond")
    assert (pond["state"], pond["origin"]) == ("disabled", "folder")
    assert robin.get("/pond/").status == 404


def test_robin_is_told_whose_code_it_is_and_the_log_remembers(served, run):
    written(served.home, "pond")
    told = run("module", "enable", "pond")
    assert "did not come with Homestead" in told.err
    entries = run("audit", "--action", "module", "--json").json["entries"]
    assert entries[0]["action"] == "module.enable"
    assert entries[0]["meta"]["origin"] == "folder"
    assert "did not come" not in run("module", "enable", "alters").err


@pytest.mark.parametrize("name", ["alters", "account"])
def test_what_the_home_needs_stays_open(robin, run, name):
    told = run("module", "disable", name, "--json")
    assert (told.code, told.error["code"]) == (4, "refused")
    assert robin.get("/").status == 200


def test_a_module_moves_with_all_that_leads_to_it(served, robin, run):
    run("module", "new", "garden", check=True)
    run("module", "set", "garden", "route_prefix", "/board", check=True)
    assert robin.get("/garden/").status == 404
    page = robin.get("/board/")
    assert 'action="/board/"' in page.text
    assert "/garden/css" in page.text
    assert 'href="/board/"' in robin.get("/account/").text


@pytest.mark.parametrize("prefix", ["/static", "/api", "/alters"])
def test_a_prefix_that_is_taken_is_refused(daemon, run, prefix):
    run("module", "new", "garden", check=True)
    assert run("module", "set", "garden", "route_prefix", prefix).code == 4


def test_editing_a_module_and_enabling_it_again_is_enough(served, robin, module):
    place = written(served.home, "pond")
    module("enable", "pond")
    assert "This is pond" in robin.get("/pond/").text
    (place / "templates/pond/page.html").write_text("Deeper.")
    (place / "static/css/pond.css").write_text("b {}")
    module("enable", "pond")
    assert robin.get("/pond/").text == "Deeper."
    assert robin.get("/static/pond/css/pond.css").text == "b {}"


def test_kit_can_use_a_module_but_not_open_or_close_one(served, run):
    run("module", "new", "garden", check=True)
    kit = served.as_("Kit")
    assert kit.get("/garden/").status == 200
    for verb in ("enable", "disable", "info", "new"):
        assert kit.call(f"modules.{verb}", module="garden").status == 403
    assert kit.call("modules.list").status == 403
