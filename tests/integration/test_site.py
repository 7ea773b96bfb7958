"""What every page and every call has in common."""

from __future__ import annotations

import re
import time

import pytest

from homestead.core import clock


@pytest.fixture
def robin(served):
    return served.as_("Robin")


@pytest.fixture
def early_in_the_minute():
    """Pages tell how long ago things were, so each is made anew every minute."""
    left = clock.MINUTE - clock.now() % clock.MINUTE
    if left < 5_000:
        time.sleep(left / 1000)


def test_nobody_is_sent_to_sign_in_and_back(served):
    mallory = served.as_("Mallory")
    assert mallory.get("/").to == "/account/sign-in"
    assert mallory.get("/alters/front?x=1").to == (
        "/account/sign-in?next=%2Falters%2Ffront%3Fx%3D1"
    )
    assert mallory.get("/alters/S%C3%B8ren").to == (
        "/account/sign-in?next=%2Falters%2FS%C3%B8ren"
    )
    assert mallory.get("/alters/%ff").status == 404


@pytest.mark.parametrize("session", ["", "x", "0" * 43, "\xff", "a" * 5000])
def test_a_forged_session_opens_nothing(served, session):
    mallory = served.as_("Mallory")
    mallory.cookies = {"homestead_session": session}
    assert mallory.get("/").status == 303
    assert mallory.post("/alters/front", {"alter": "yuki"}).status == 401


def test_a_guest_is_told_what_they_may_not(served):
    seen = served.as_("Sam").post("/alters/front", {"alter": "yuki"})
    assert seen.status == 403
    assert "Sam may not do that" in seen.text


def test_a_switch_is_told_of_with_its_undo(robin):
    seen = robin.post("/alters/front", {"alter": "dexen"})
    assert seen.status == 303
    assert re.fullmatch(r"/\?did=\d+", seen.to)
    change = seen.to.partition("=")[2]
    assert "Dexen" in robin.get("/").text
    undone = robin.post("/alters/undo", {"change": change, "back": "/"})
    assert undone.to == seen.to
    assert robin.call("fronts.current").json()["fronting"][0]["alter"] == "seles"
    robin.post("/alters/redo", {"change": change})
    assert robin.call("fronts.current").json()["fronting"][0]["alter"] == "dexen"


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil"])
def test_undo_leads_back_into_the_home_only(robin, back):
    change = robin.post("/alters/front", {"alter": "dexen"}).to.partition("=")[2]
    undone = robin.post("/alters/undo", {"change": change, "back": back})
    assert undone.to.startswith("/?did=")


@pytest.mark.usefixtures("early_in_the_minute")
def test_a_page_that_is_the_same_is_not_sent_again(robin):
    tag = robin.get("/").headers["ETag"]
    again = robin.get("/", If_None_Match=tag)
    assert (again.status, again.body) == (304, b"")
    robin.post("/alters/front", {"alter": "dexen"})
    assert robin.get("/", If_None_Match=tag).status == 200


@pytest.mark.usefixtures("early_in_the_minute")
def test_nobody_gets_the_page_of_another(served, robin):
    tag = robin.get("/").headers["ETag"]
    assert served.as_("Kit").get("/", If_None_Match=tag).status == 200
    assert served.as_("Mallory").get("/", If_None_Match=tag).status == 303


def test_a_form_for_another_site_is_refused(robin):
    seen = robin.post("/alters/front", {"alter": "yuki"}, Sec_Fetch_Site="cross-site")
    assert seen.status == 403


@pytest.mark.parametrize("path", ["/nothing", "/alters/front/x", "/static/nothing.css"])
def test_what_is_not_there_is_told_kindly(robin, path):
    seen = robin.get(path)
    assert seen.status == 404
    assert "There is n" in seen.text


def test_a_script_calls_what_the_shell_can(robin):
    assert robin.call("fronts.switch", alters=["yuki"]).json()["came"] == ["yuki"]


@pytest.mark.parametrize(
    ("name", "args", "words"),
    [
        ("fronts.switch", {"alters": "yuki"}, "alters must be a list of texts"),
        ("fronts.switch", {"alters": [5]}, "alters must be a list of texts"),
        ("fronts.switch", {"alters": ["yuki"], "who": 1}, "who is not taken here"),
        ("fronts.switch", {}, "alters is missing"),
        ("imports.run", {"files": []}, "files is not taken here"),
        ("changes.undo", {"change": True}, "change must be a whole number or null"),
        ("fronts.show", {"front": 1 << 63}, "front must be a whole number"),
    ],
)
def test_a_call_that_does_not_fit_is_refused(robin, name, args, words):
    seen = robin.call(name, **args)
    assert seen.status == 400
    assert words in seen.json()["error"]["message"]


@pytest.mark.parametrize("body", ["", "[]", "{", "[" * 100_000, "\xff"])
def test_what_is_no_call_is_refused(robin, body):
    seen = robin.ask("POST", "/api/fronts.switch", body=body.encode("latin-1"))
    assert seen.status == 400


def test_a_call_of_nothing_known_is_not_found(robin):
    assert robin.call("fronts.conquer").status == 404
    assert robin.call("os.system").status == 404


def test_a_call_needs_somebody(served):
    seen = served.as_("Mallory").call("fronts.current")
    assert seen.status == 401
    assert seen.json()["error"]["code"] == "sign_in"
    assert served.as_("Mallory").call("fronts.current", token="x").status == 401


def test_the_owner_s_own_template_comes_first(served, robin):
    own = served.home / "config" / "templates" / "alters"
    own.mkdir(parents=True)
    (own / "index.html").write_text("Mine: {{ here[0].name }}")
    assert robin.get("/?new").text == "Mine: Seles"


def test_an_icon_of_the_owner_s_is_served_under_its_own_address(served, robin):
    own = served.home / "config" / "static"
    own.mkdir(parents=True)
    (own / "mine.css").write_text("a{}")
    seen = robin.get("/static/mine.css")
    assert seen.headers["Content-Type"] == "text/css; charset=utf-8"
    assert seen.headers["Cache-Control"] == "public, no-cache"
    tag = seen.headers["ETag"].strip('"')
    assert (
        "immutable" in robin.get(f"/static/mine.css?v={tag}").headers["Cache-Control"]
    )


@pytest.mark.parametrize(
    "path", ["/static/../app.db", "/static/%2e%2e/data/app.db", "/static/.hidden"]
)
def test_static_files_are_all_that_is_static(served, robin, path):
    (served.home / "config" / "static").mkdir(parents=True)
    assert robin.get(path).status in {400, 404}


def test_a_guest_is_not_told_of_changes_by_taking_the_name_of_who_made_them(served):
    robin, sam = served.as_("Robin"), served.as_("Sam")
    did = robin.post("/alters/front", {"alter": "dexen"}).to
    robin.post("/account/name", {"name": "Rob"})
    assert sam.post("/account/name", {"name": "Robin"}).status == 303
    assert "Dexen" not in sam.get(did).text


@pytest.mark.parametrize(
    "path", ["/", "/alters/history.json", "/keeper.js", "/nowhere"]
)
def test_what_answers_at_another_port_can_show_nothing_of_this_home(robin, path):
    policy = robin.get(path).headers["Cross-Origin-Resource-Policy"]
    assert policy == "same-origin"
