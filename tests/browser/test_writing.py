"""Writing in a browser: marks, mentions, pictures, drafts, a preview that is true."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import writing_room
from drawing import face
from front_page import expect

INJECTIONS = Path(__file__).parents[1] / "data/markdown-injections.txt"
HARMLESS = ("http:", "https:", "mailto:", ":")  # the last is no address at all
PASTE = """([bytes, name, type]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], name, { type }));
    const options = { bubbles: true, cancelable: true };
    const target = document.querySelector("textarea");
    target.focus();
    target.dispatchEvent(type === "drop"
        ? new DragEvent("drop", { ...options, dataTransfer: data })
        : new ClipboardEvent("paste", { ...options, clipboardData: data }));
}"""


@pytest.fixture
def room(home, served, run):
    """The module with the editor, open in this test's home."""
    writing_room.opened(home, run)
    return home / "data" / "modules" / "desk"


@pytest.fixture
def desk(windows, room):
    """Robin's phone, at the desk."""
    return windows.open("/desk/")


def area(page):
    return page.get_by_label("Your post", exact=True)


def mark(page, name):
    page.get_by_role("toolbar").get_by_role("button", name=name).click()


def choose(page, start, end):
    area(page).evaluate(f"one => one.setSelectionRange({start}, {end})")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Bold", "a **cat** b"),
        ("Italic", "a *cat* b"),
        ("Quote", "> a cat b"),
        ("List", "- a cat b"),
        ("List of tasks", "- [ ] a cat b"),
        ("Link", "a [cat](https://) b"),
        ("Code", "a `cat` b"),
        ("Fold with a label", "a \n::: Label\ncat\n:::\n b"),
    ],
)
def test_a_mark_is_set_and_undone_as_if_it_were_typed(desk, name, made):
    area(desk).fill("")
    area(desk).press_sequentially("a cat b")
    choose(desk, 2, 5)
    desk.get_by_role("toolbar").get_by_role("button", name=name, exact=True).click()
    expect(area(desk)).to_have_value(made)
    area(desk).press("Control+z")
    expect(area(desk)).to_have_value("a cat b")


def test_a_mark_is_taken_away_again(desk):
    area(desk).fill("a cat b")
    choose(desk, 2, 5)
    for made in ("a **cat** b", "a cat b"):
        area(desk).press("Control+b")
        expect(area(desk)).to_have_value(made)


def test_a_list_goes_on_until_a_line_of_it_is_empty(desk):
    area(desk).press_sequentially("- [x] tea\nmilk\n\nend")
    expect(area(desk)).to_have_value("- [x] tea\n- [ ] milk\nend")


def test_the_toolbar_is_one_stop_and_has_arrows(desk):
    area(desk).focus()
    desk.keyboard.press("Shift+Tab")
    desk.keyboard.press("ArrowRight")
    expect(desk.get_by_role("button", name="Italic")).to_be_focused()
    desk.keyboard.press("End")
    expect(desk.get_by_role("button", name="Code")).to_be_focused()


def test_two_letters_behind_an_at_offer_who_is_meant(desk):
    area(desk).press_sequentially("hi @se")
    option = desk.get_by_role("option")
    expect(option).to_have_count(1)
    expect(option).to_contain_text("Seles")
    area(desk).press("Enter")
    expect(area(desk)).to_have_value("hi @seles ")
    expect(desk.get_by_role("listbox")).to_be_hidden()


def test_who_is_meant_can_be_tapped_and_refused(desk):
    area(desk).press_sequentially("@yu")
    expect(desk.get_by_role("option")).to_be_visible()
    area(desk).press("Escape")
    expect(desk.get_by_role("listbox")).to_be_hidden()
    area(desk).press_sequentially("k")
    desk.get_by_role("option").click()
    expect(area(desk)).to_have_value("@yuki ")
    expect(area(desk)).to_be_focused()


@pytest.mark.parametrize("way", ["image/png", "drop"])
def test_a_picture_that_is_pasted_or_dropped_stands_in_the_text(desk, way):
    area(desk).fill("look")
    desk.evaluate(PASTE, [list(face(3)), "cat.png", way])
    expect(area(desk)).to_have_value(re.compile(r"look\n!\[cat\.png\]\(files/"))
    desk.get_by_role("button", name="Preview").click()
    picture = desk.locator(".preview img")
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") == 8


def test_a_file_that_is_refused_says_why_and_can_be_left_out(desk, windows):
    windows.allow("400")
    desk.locator("input[type=file]").set_input_files(
        {"name": "cat.png", "mimeType": "image/png", "buffer": b"no picture"}
    )
    line = desk.locator(".added li")
    expect(line).to_contain_text("not a picture Homestead knows")
    line.get_by_role("button", name="Leave it out").click()
    expect(line).to_have_count(0)
    expect(area(desk)).to_be_focused()


def test_a_draft_is_kept_while_it_is_written_and_is_there_on_another_device(
    desk, windows, room
):
    area(desk).press_sequentially("Half a thou")
    expect(desk.get_by_text("Kept at")).to_be_visible()
    other = windows.open("/desk/", size="desk")
    expect(area(other)).to_have_value("Half a thou")
    assert json.loads((room / "draft.json").read_text())["author"] == ["seles"]


def test_what_is_written_without_a_line_is_kept_when_it_is_back(desk, windows, room):
    windows.allow("ERR_INTERNET_DISCONNECTED")
    desk.context.set_offline(True)
    area(desk).press_sequentially("In a tunnel")
    expect(desk.get_by_text("stays here")).to_be_visible()
    desk.get_by_role("button", name="Post").click()
    expect(area(desk)).to_have_value("In a tunnel")
    desk.context.set_offline(False)
    expect(desk.get_by_text("Kept at")).to_be_visible()
    assert json.loads((room / "draft.json").read_text())["text"] == ["In a tunnel"]
    assert desk.evaluate("localStorage.length + sessionStorage.length") <= 1


def test_a_page_with_words_that_are_nowhere_else_asks_before_it_goes(desk, windows):
    windows.allow("ERR_INTERNET_DISCONNECTED")
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    desk.context.set_offline(True)
    area(desk).press_sequentially("not yet")
    desk.close(run_before_unload=True)
    expect(area(desk)).to_have_value("not yet")
    assert asked == ["beforeunload"]
    desk.context.set_offline(False)


TEXT = """Hi @seles, ||secret|| and :tada:

::: Food
- [ ] soup
:::

> quoted

| a | b |
|--:|---|
| 1 | https://a.example |
"""


def test_the_preview_is_what_is_saved(desk):
    area(desk).fill(TEXT)
    desk.get_by_role("button", name="Preview").click()
    expect(desk.locator(".preview .spoiler")).to_be_visible()
    seen = desk.locator(".preview .written").inner_html()
    desk.get_by_role("button", name="Post").click()
    expect(desk.locator("#saved .spoiler")).to_be_visible()
    assert desk.locator("#saved").inner_html() == seen
    expect(area(desk)).to_have_value("")


def test_the_preview_follows_what_is_typed(desk):
    desk.get_by_role("button", name="Preview").click()
    area(desk).press_sequentially("*tea*")
    expect(desk.locator(".preview em")).to_have_text("tea")


def test_a_fold_and_a_spoiler_open_by_keyboard(desk):
    area(desk).fill("||secret||\n\n::: Food\nsoup\n:::")
    desk.get_by_role("button", name="Preview").click()
    box = desk.locator(".preview").get_by_role("checkbox")
    word = desk.locator(".preview .spoiler > span")
    expect(word).to_be_hidden()
    box.focus()
    desk.keyboard.press("Space")
    expect(word).to_be_visible()
    desk.locator(".preview summary").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("soup", exact=True)).to_be_visible()


def test_who_writes_is_one_tap_away_and_others_write_along(desk):
    desk.get_by_role("radio", name="Dexen").check()
    desk.get_by_text("Together with").click()
    desk.get_by_role("checkbox", name="Seles").check()
    area(desk).fill("We did it.")
    desk.get_by_role("button", name="Post").click()
    expect(desk.locator("#by")).to_have_text("dexen and seles")


def test_a_warning_folds_the_whole_post(desk):
    desk.get_by_text("Content warning").click()
    desk.get_by_label("What it is about").fill("Food")
    area(desk).fill("soup")
    desk.get_by_role("button", name="Post").click()
    expect(desk.locator("#saved summary")).to_have_text("Food")
    expect(desk.get_by_text("soup", exact=True)).to_be_hidden()


def test_all_of_it_works_without_scripts(windows, room):
    page = windows.open("/desk/", java_script_enabled=False)
    expect(page.get_by_role("toolbar")).to_be_hidden()
    area(page).fill("*tea*")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview em")).to_have_text("tea")
    expect(area(page)).to_have_value("*tea*")
    page.get_by_role("button", name="Post").click()
    expect(page.locator("#saved em")).to_have_text("tea")


@pytest.mark.parametrize("size", ["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_anybody_out(windows, room, axe, size, scheme):
    page = windows.open("/desk/", size=size, scheme=scheme)
    page.get_by_text("Content warning").click()
    area(page).fill(TEXT)
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview table")).to_be_visible()
    assert axe(page) == []
    choose(page, len(TEXT), len(TEXT))
    area(page).press_sequentially("@de")
    expect(page.get_by_role("option")).to_be_visible()
    assert axe(page) == []


def test_no_injection_of_the_list_acts_in_a_browser(desk):
    lines = INJECTIONS.read_text(encoding="utf-8").split("\n")
    dialogs = []
    desk.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    area(desk).fill("\n\n".join([*lines, "the end"]))
    desk.get_by_role("button", name="Preview").click()
    expect(desk.locator(".preview .written")).to_contain_text("the end")
    for link in desk.locator(".preview a[href]").all():
        assert link.evaluate("one => one.protocol") in HARMLESS
    assert dialogs == []
