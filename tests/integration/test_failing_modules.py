"""A module that fails hurts only itself."""

from __future__ import annotations

import os

import pytest
from conftest import eventually
from modules_made import PAGES, SERVICE, written

RAISING = PAGES.replace(
    'return ask.page("{name}/page.html")', 'raise ZeroDivisionError("by {name}")'
)
BROKEN = "{% block main %}{{ 1 / 0 }}{% endblock %}"
HALF = "CREATE TABLE one (id INTEGER PRIMARY KEY);\nCREATE TABLE one (x);\n"
EARLY = "CREATE TABLE one (id INTEGER PRIMARY KEY);\nCOMMIT;\nCREATE nonsense;\n"
JOB = """
from homestead.core.module import Job

def fall(house):
    raise ValueError("out of time")
"""
AT_START = {
    "import": ({"pages.py": "import nothing_of_that_name\n"}, "nothing_of_that_name"),
    "syntax": ({"__init__.py": "module = (\n"}, "SyntaxError"),
    "exit": ({"__init__.py": "import sys; sys.exit(7)"}, "SystemExit"),
    "migration": ({"migrations/0001_one.sql": HALF}, "already exists"),
    "early": ({"migrations/0001_one.sql": EARLY}, "COMMIT"),
    "number": ({"migrations/first.sql": "SELECT 1;"}, "0001_first.sql"),
    "no module": ({"__init__.py": "module = 'pond'"}, "module = Module"),
    "other name": (
        {"__init__.py": "from homestead.core.module import Module\n"
                        "module = Module('lake', 'Lake')"},
        "'lake'",
    ),
    "needs": ({"pages.py": PAGES.replace("{name}.read", "lake.read")
               .format(name="pond")}, "lake.read"),
    "missing room": ({"pages.py": None}, "pond.pages"),
}  # fmt: skip
WHEN_USED = {
    "handler": ({"pages.py": RAISING.format(name="pond")}, "ZeroDivisionError"),
    "template": ({"templates/pond/page.html": BROKEN}, "ZeroDivisionError"),
    "no template": ({"templates/pond/page.html": None}, "TemplateNotFound"),
    "no table": (
        {
            "pages.py": PAGES.format(name="pond").replace(
                "return",
                'ask.house.app.rows("SELECT * FROM pond")\n    return',
            )
        },
        "no such table",
    ),
}


@pytest.fixture
def robin(served):
    return served.as_("Robin")


@pytest.fixture
def pond(served, run):
    """`pond(files)`: a module with these files, enabled; what `module list` says."""

    def enable(files=(), **parts):
        written(served.home, "pond", files, **parts)
        run("module", "enable", "pond")
        return told(run, "pond")

    return enable


def told(run, name):
    listed = run("module", "list", "--json").json["modules"]
    return next(each for each in listed if each["name"].startswith(name))


@pytest.mark.parametrize("case", AT_START)
def test_a_module_that_cannot_start_hurts_only_itself(served, robin, pond, case):
    files, words = AT_START[case]
    failed = pond(files)
    assert failed["state"] == "failed"
    assert words in failed["reason"]
    assert robin.get("/pond/").status == 503
    assert served.as_("Mallory").get("/pond/").status == 303
    assert robin.get("/").status == 200
    assert robin.get("/static/pond/css/pond.css").status == 404


def test_a_module_that_was_mended_works_after_enabling_it_again(robin, pond):
    assert pond({"service.py": SERVICE, "pages.py": "1 / 0"})["state"] == "failed"
    mended = pond({"pages.py": PAGES.format(name="pond")})
    assert (mended["state"], mended["reason"]) == ("running", None)
    assert robin.get("/pond/").status == 200


def test_nothing_of_a_migration_that_fails_half_way_remains(served, pond, run):
    assert (
        "(migrations/0001_one.sql)" in pond({"migrations/0001_one.sql": HALF})["reason"]
    )
    whole = "CREATE TABLE one (id INTEGER PRIMARY KEY)"  # no semicolon at the end
    assert pond({"migrations/0001_one.sql": whole})["state"] == "running"


@pytest.mark.parametrize("case", WHEN_USED)
def test_a_page_that_fails_says_so_and_the_list_says_why(robin, pond, run, case):
    files, words = WHEN_USED[case]
    assert pond(files)["state"] == "running"
    seen = robin.get("/pond/")
    assert (seen.status, "does not work at the moment" in seen.text) == (503, True)
    failed = told(run, "pond")
    assert failed["state"] == "failed"
    assert "GET /pond/" in failed["reason"]
    assert words in failed["reason"]
    assert robin.get("/").status == 200


def test_a_page_that_works_again_is_not_held_against_its_module(robin, pond, run):
    page = PAGES.format(name="pond").replace(
        "return", 'assert "well" in ask.query\n    return'
    )
    pond({"pages.py": page})
    assert robin.get("/pond/").status == 503
    assert robin.get("/pond/?well").status == 200
    assert told(run, "pond")["state"] == "running"


def test_a_job_that_fails_is_told_of_and_the_pages_go_on(robin, pond, run):
    pond(head=JOB, more='jobs=(Job("fall", 0.05, fall),)')
    failed = eventually(lambda: told(run, "pond")["reason"])
    assert failed.startswith("job fall: ValueError: out of time (__init__.py, line")
    assert robin.get("/pond/").status == 200


def test_a_verb_that_fails_says_so_to_the_script(robin, pond, run):
    pond({"service.py": SERVICE.replace('{"told": True}', "1 / 0")})
    seen = robin.call("pond.tell")
    assert (seen.status, seen.json()["error"]["code"]) == (503, "failed")
    assert "call tell" in told(run, "pond")["reason"]


def test_a_name_no_module_may_have_is_told_and_left_alone(served, robin, run):
    for name in ("Bad Name", "fronts", "static", "class"):
        written(served.home, name, {"__init__.py": "1 / 0"})
        assert told(run, name)["state"] == "failed"
        assert run("module", "enable", name).code == 4
    assert robin.get("/").status == 200


def test_a_name_that_is_taken_stands_beside_the_first(served, robin, run):
    written(served.home, "alters", {"__init__.py": "1 / 0"})
    first, second = (
        each
        for each in run("module", "list", "--json").json["modules"]
        if each["name"].startswith("alters")
    )
    assert (first["name"], first["state"]) == ("alters", "running")
    assert "rename this one" in second["reason"]
    assert robin.get("/").status == 200


def test_a_folder_without_its_first_file_is_no_module(served, run):
    (served.home / "config/modules/pond").mkdir(parents=True)
    assert "__init__.py" in told(run, "pond")["reason"]


@pytest.mark.parametrize("inside", ["", "static/secret.key"])
def test_a_link_that_leads_out_of_its_folder_is_refused(served, run, inside):
    place = written(served.home, "pond")
    if inside:
        os.symlink(served.home / "data/secret.key", place / inside)
    else:
        os.rename(place, served.home / "elsewhere")
        os.symlink(served.home / "elsewhere", place)
    assert "leads out" in told(run, "pond")["reason"]
    assert run("module", "enable", "pond").code == 4


def test_a_module_whose_folder_is_gone_can_be_closed(served, robin, run):
    place = written(served.home, "pond")
    run("module", "enable", "pond", check=True)
    os.rename(place, served.home / "elsewhere")
    assert told(run, "pond")["reason"] == "It is not there any more."
    assert run("module", "disable", "pond").code == 0
    assert told(run, "pond")["state"] == "disabled"


def test_a_daemon_starts_with_a_module_that_fails(home, run, environment):
    from conftest import serving

    written(home, "pond", {"pages.py": "1 / 0"})
    run("module", "enable", "pond")
    with serving(environment):
        assert told(run, "pond")["state"] == "failed"
        assert run("status").code == 0
