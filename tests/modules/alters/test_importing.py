"""Importing through pages: hand in, look, bring in, read, take back."""

from __future__ import annotations

import json
import re
from urllib.parse import urlencode

import pytest
import visiting
from conftest import eventually, serving
from drawing import face
from services.importing.exports import (
    as_bytes,
    export,
    front,
    identity,
    member,
    packed,
)

IMPORT = "/alters/import"
GOOD = export(frontHistory=[front(9, 1, 0, 1)])


@pytest.fixture
def robin(served):
    return served.as_("Robin")


def handed_in(visitor, *contents, **fields):
    files = [(f"{n}.json", as_bytes(each)) for n, each in enumerate(contents)]
    return visitor.send(IMPORT, fields, file=files)


def kept(served):
    return list((served.home / "data" / "incoming").iterdir())


def names(visitor):
    return {each["name"] for each in visitor.call("alters.list").json()["alters"]}


def test_robin_sees_what_would_come_in_before_anything_is_written(robin):
    seen = handed_in(robin, export(members=[member(7, "Newcomer")]))
    assert (seen.status, seen.to) == (303, IMPORT)
    page = robin.get(IMPORT).text
    assert "This is what would come in" in page
    assert "Simply Plural" in page
    assert "Newcomer" not in names(robin)


def test_robin_brings_it_in_reads_the_report_and_takes_it_back(served, robin):
    handed_in(robin, export(members=[member(7, "Newcomer")]))
    seen = robin.post(f"{IMPORT}/go")
    assert re.fullmatch(rf"{IMPORT}\?did=\d+", seen.to)
    assert "Newcomer" in names(robin)
    assert "It is in" in robin.get(IMPORT).text
    assert kept(served) == []
    change = seen.to.partition("=")[2]
    robin.post("/alters/undo", {"change": change, "back": IMPORT})
    assert "Newcomer" not in names(robin)
    assert "Bring it in again" in robin.get(IMPORT).text


def test_what_was_handed_in_is_private_and_has_a_name_of_our_own(served, robin):
    robin.send(IMPORT, file=("../../etc/passwd.json", as_bytes(GOOD)))
    (file,) = kept(served)
    assert re.fullmatch(r"[0-9a-f]{32}", file.name)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert "passwd.json" in robin.get(IMPORT).text


def test_cancelling_leaves_nothing_behind(served, robin):
    handed_in(robin, GOOD)
    assert robin.post(f"{IMPORT}/leave").to == IMPORT
    assert kept(served) == []
    assert "Choose a file" not in robin.get(IMPORT).text
    assert robin.post(f"{IMPORT}/go").status == 404


def test_another_owner_sees_nothing_of_it(served, robin):
    robin.call("accounts.user_role", user="Kit", role="owner")
    handed_in(robin, GOOD)
    kit = served.as_("Kit")
    assert "0.json" not in kit.get(IMPORT).text
    assert kit.post(f"{IMPORT}/go").status == 404
    assert "0.json" in robin.get(IMPORT).text


def test_asked_twice_it_comes_in_once(robin):
    handed_in(robin, export(members=[member(7, "Newcomer")]))
    first = robin.post(f"{IMPORT}/go").to
    assert robin.post(f"{IMPORT}/go").to == first
    assert len(robin.call("imports.listing").json()["imports"]) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "0.json is empty"),
        (b"Dear diary", "is not JSON"),
        (as_bytes(GOOD)[:-20], "cut off"),
        (b'{"posts": []}', "not an export Homestead knows"),
        (b'{"tuppers": []}', "Tupperbox"),
        (b"PK\x03\x04 and no more", "damaged"),
        (packed({"members.json": b'{"a":"' + b"0" * 40_000_000 + b'"}'}), "0.json"),
        (b"[" * 100_000, "nested"),
    ],
)
def test_what_is_no_export_is_told_plainly_on_the_page(served, robin, content, words):
    seen = handed_in(robin, content)
    assert 400 <= seen.status < 500
    assert words in seen.text
    assert 'role="alert"' in seen.text
    assert 'type="file"' in seen.text
    assert kept(served) == []


def test_exports_of_two_apps_are_refused(robin):
    seen = handed_in(robin, GOOD, {"version": 2, "members": [], "switches": []})
    assert seen.status == 400
    assert "different apps" in seen.text


def test_a_form_without_its_end_is_refused(robin):
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    seen = robin.ask("POST", IMPORT, body=b"--x\r\nContent-Disp", headers=headers)
    assert seen.status == 400


def test_a_file_that_is_no_file_is_told_as_missing(robin):
    assert "Choose a file" in robin.post(IMPORT, {"file": "export.json"}).text
    assert "Choose a file" in robin.post(IMPORT, {}).text


@pytest.mark.parametrize(("chosen", "pictures"), [({}, 1), ({"no_pictures": "1"}, 0)])
def test_robin_can_leave_the_pictures_out(robin, chosen, pictures):
    avatars = packed({f"{identity(1)}.png": face()})
    robin.send(IMPORT, file=[("it.json", as_bytes(GOOD)), ("avatars.zip", avatars)])
    assert "Leave the pictures out" in robin.get(IMPORT).text
    robin.post(f"{IMPORT}/go", chosen)
    counts = robin.call("imports.listing").json()["imports"][0]["counts"]
    assert sum(counts.get("avatars", {}).values()) == pictures


def test_the_report_of_an_earlier_import_can_be_read_again(robin):
    handed_in(robin, GOOD)
    robin.post(f"{IMPORT}/go")
    robin.post(f"{IMPORT}/leave")
    number = robin.call("imports.listing").json()["imports"][0]["id"]
    page = robin.get(f"{IMPORT}/{number}").text
    assert "Every record of the file" in page
    assert "3 alters" in page
    assert "Undo the import" in page
    assert robin.get(f"{IMPORT}/999").status == 404
    assert robin.get(f"{IMPORT}/x").status == 404


def test_the_same_again_says_that_nothing_is_new(robin):
    for _ in range(2):
        handed_in(robin, GOOD)
        robin.post(f"{IMPORT}/go")
    handed_in(robin, GOOD)
    page = robin.get(IMPORT).text
    assert "Nothing new in it" in page
    assert "Bring it in" not in page


def test_a_long_one_can_be_watched_and_left(robin):
    many = [front(n + 100, n % 3 + 1, n, n + 1) for n in range(30_000)]
    handed_in(robin, export(frontHistory=many))
    eventually(lambda: "would come in" in robin.get(IMPORT).text, seconds=60)
    robin.post(f"{IMPORT}/go")
    eventually(lambda: "It is in" in robin.get(IMPORT).text, seconds=60)
    assert robin.call("fronts.history").json()["total"] == 30_001


@pytest.mark.parametrize("name", ["Kit", "Sam"])
def test_only_an_owner_imports(served, name):
    assert handed_in(served.as_(name), GOOD).status == 403
    assert kept(served) == []


def test_a_large_upload_comes_in_whole(served, robin):
    words = json.dumps("words " * 3_000_000)[1:-1]
    people = [member(7, "Newcomer", desc=words)]
    seen = handed_in(robin, export(members=people))
    assert seen.status == 303
    eventually(lambda: "would come in" in robin.get(IMPORT).text, seconds=60)
    (file,) = kept(served)
    assert file.stat().st_size > 18_000_000


def test_a_daemon_that_is_stopped_midway_leaves_the_home_as_it_was(
    cast, home, environment
):
    sessions = visiting.copied(cast, home)
    many = [front(n + 100, n % 3 + 1, n, n + 1) for n in range(40_000)]
    people = [member(1, "Newcomer"), member(2, "Dexen"), member(3, "Yuki")]
    with serving(environment) as url:
        robin = visiting.Served(url, home, sessions).as_("Robin")
        handed_in(robin, export(members=people, frontHistory=many))
        eventually(lambda: "would come in" in robin.get(IMPORT).text, seconds=60)
        robin.post(f"{IMPORT}/go")
    with serving(environment) as url:
        robin = visiting.Served(url, home, sessions).as_("Robin")
        complete = robin.call("fronts.history").json()["total"] == 40_001
        assert ("Newcomer" in names(robin)) == complete
        assert robin.call("db.check").status == 200
        assert list((home / "data" / "incoming").iterdir()) == []


def piece(visitor, content, **where):
    headers = {"Content-Type": "application/octet-stream", "Accept": "application/json"}
    path = f"{IMPORT}/piece?{urlencode(where)}"
    return visitor.ask("POST", path, body=content, headers=headers)


def test_what_is_too_large_for_one_request_comes_in_pieces(robin, served):
    whole = as_bytes(GOOD)
    assert piece(robin, whole[:99], key="k", name="it.json", at=0).json() == {"at": 99}
    again = piece(robin, whole[:99], key="k", name="it.json", at=0)
    assert (again.status, again.json()["error"]["fields"]) == (409, {"at": "99"})
    piece(robin, whole[99:], key="k", name="it.json", at=99)
    assert robin.post(IMPORT, {"piece": "k"}).to == IMPORT
    assert "it.json" in robin.get(IMPORT).text
    assert robin.post(IMPORT, {"piece": "gone"}).status == 404


@pytest.mark.parametrize("where", [{}, {"key": "k"}, {"key": "k", "at": "-1"}])
def test_a_piece_of_nothing_is_refused(robin, where):
    assert piece(robin, b"abc", **where).status == 400


def test_a_request_that_is_too_large_says_what_to_do(robin):
    headers = {"Content-Length": str(1 << 30)}
    seen = robin.ask("POST", IMPORT, body=b"", headers=headers)
    assert seen.status == 413
    assert "homestead import FILE" in seen.text
