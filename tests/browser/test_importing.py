"""Bringing an export in, on a phone, with scripts and without."""

from __future__ import annotations

import pytest
from services.importing.exports import as_bytes, export, front, member

IMPORT = "/alters/import"


def file(content, name="export.json"):
    return {"name": name, "mimeType": "application/json", "buffer": as_bytes(content)}


def choose(page, *files):
    page.get_by_label("The export").set_input_files(list(files))
    page.get_by_role("button", name="Look at it").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_robin_brings_an_export_in_and_takes_it_back(windows, scripts):
    page = windows.open(IMPORT, java_script_enabled=scripts)
    choose(page, file(export(members=[member(7, "Newcomer")])))
    page.get_by_text("This is what would come in").wait_for()
    page.get_by_role("button", name="Bring it in").click()
    page.get_by_role("heading", name="It is in").wait_for()
    page.get_by_role("link", name="See the alters").click()
    page.get_by_text("Newcomer").first.wait_for()
    page.goto(IMPORT)
    page.get_by_role("button", name="Undo the import").click()
    page.get_by_role("heading", name="It was taken back").wait_for()


def test_an_open_page_follows_a_long_import_by_itself(windows):
    page = windows.open(IMPORT)
    many = [front(n + 100, n % 3 + 1, n, n + 1) for n in range(12_000)]
    choose(page, file(export(frontHistory=many)))
    page.get_by_text("This is what would come in").wait_for(timeout=120_000)
    page.get_by_role("button", name="Bring it in").click()
    page.get_by_role("heading", name="It is in").wait_for(timeout=120_000)


def test_what_is_no_export_is_told_and_the_next_can_be_chosen(windows):
    windows.allow("status of 400")
    page = windows.open(IMPORT)
    choose(page, file(b"Dear diary"))
    page.get_by_role("alert").filter(has_text="is not JSON").wait_for()
    choose(page, file(export()))
    page.get_by_text("This is what would come in").wait_for()


def test_what_is_too_large_for_one_request_goes_in_pieces(windows):
    sent = []
    page = windows.open(IMPORT, and_note=sent)
    page.locator("form[data-upload]").evaluate("form => form.dataset.most = 150")
    choose(page, file(export()), file(export(members=[member(7, "Neu")]), "more.json"))
    page.get_by_text("This is what would come in").wait_for()
    page.get_by_text("more.json").wait_for()
    assert sum("/import/piece" in each.url for each in sent) > 2


def test_a_download_keeps_its_name(windows):
    page = windows.open("/alters/export")
    with page.expect_download() as begun:
        page.get_by_role("button", name="Download JSON").click()
    assert begun.value.suggested_filename.endswith(".json")


def test_the_time_zone_of_this_device_is_offered(windows):
    page = windows.open("/account/settings", timezone_id="Europe/Lisbon")
    page.get_by_role("button", name="Use Europe/Lisbon").click()
    page.get_by_role("button", name="Save: This home").click()
    page.get_by_text("Time zone: Europe/Lisbon").wait_for()
