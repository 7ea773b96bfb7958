"""Taking everything home through a page."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from services.importing.exports import as_bytes

EXPORT = "/alters/export"


@pytest.fixture
def robin(served):
    return served.as_("Robin")


def taken(visitor, kind):
    seen = visitor.post(EXPORT, {"kind": kind})
    assert seen.status == 200, seen.text
    assert int(seen.headers["Content-Length"]) == len(seen.body)
    assert f".{kind}" in seen.headers["Content-Disposition"]
    assert seen.headers["Cache-Control"] == "no-store"
    return seen


def test_robin_takes_everything_home(robin):
    told = json.loads(taken(robin, "json").body)
    assert told["homestead_export"]
    assert {each["handle"] for each in told["alters"]} == {"seles", "dexen", "yuki"}


def test_the_pictures_come_in_a_zip(robin):
    with zipfile.ZipFile(io.BytesIO(taken(robin, "zip").body)) as archive:
        assert "homestead.json" in archive.namelist()


def test_the_page_leads_to_the_record_alone(robin):
    page = robin.get(EXPORT).text
    assert 'href="/alters/history.csv"' in page
    assert 'href="/alters/history.ics"' in page


def test_nothing_is_left_on_the_disk_and_it_is_on_record(served, robin):
    taken(robin, "json")
    assert list((served.home / "data" / "incoming").iterdir()) == []
    newest = robin.call("audit.listing").json()["entries"][0]
    assert (newest["action"], newest["actor"]) == ("export.run", "Robin")


def test_an_export_comes_back_through_the_page(robin):
    everything = taken(robin, "json").body
    robin.send("/alters/import", file=("home.json", as_bytes(everything)))
    assert "Nothing new in it" in robin.get("/alters/import").text


@pytest.mark.parametrize("kind", ["", "exe", "../json", "JSON"])
def test_nothing_else_can_be_downloaded(robin, kind):
    seen = robin.post(EXPORT, {"kind": kind})
    assert seen.status == 400
    assert "nothing to download" in seen.text


@pytest.mark.parametrize("name", ["Kit", "Sam"])
def test_only_an_owner_exports(served, name):
    assert served.as_(name).post(EXPORT, {"kind": "json"}).status == 403
    assert served.as_(name).get(EXPORT).status == 403
