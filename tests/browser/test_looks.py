"""Looks as one makes them: seen at once, told what can be read, kept, taken back."""

from __future__ import annotations

import json

import drawing
import pytest
from front_page import expect, ready

INKS = "one => getComputedStyle(one).getPropertyValue('--primary').trim()"


@pytest.fixture
def picture(tmp_path):
    """A picture to put behind everything."""
    file = tmp_path / "meadow.png"
    file.write_bytes(drawing.png(width=60, height=40))
    return file


@pytest.fixture
def making(windows):
    """Robin makes Seles' look."""
    return windows.open("/template/seles", size="desk")


@pytest.fixture
def refused(making, windows):
    """The same, where what is sent will be refused."""
    windows.allow("status of 4")
    return making


def beside(page):
    """The page that wears what is being made."""
    return page.frame_locator(".device iframe").locator("html")


def wears(page, ink):
    """Wait until the page beside has this colour for buttons and links."""
    root = beside(page)
    for _ in range(100):
        if root.evaluate(INKS) == ink:
            return
        page.wait_for_timeout(100)
    assert root.evaluate(INKS) == ink


def kept(served, alter="seles"):
    return served.as_("Robin").call("template.show", alter=alter).json()["tokens"]


def ink(page):
    return page.get_by_label("Buttons and links", exact=True)


def test_a_real_page_beside_wears_what_one_types(making, served):
    ink(making).fill("#225588")
    wears(making, "#225588")
    expect(beside(making).locator(".here .name")).to_have_text("Seles")
    expect(making.get_by_text("Everything can be read")).to_be_visible()
    assert kept(served) == {}


def test_what_cannot_be_read_is_said_as_one_types_and_mended_with_one_tap(making):
    ink(making).fill("#ffcc00")
    expect(making.get_by_text("are too faint")).to_be_visible()
    making.get_by_role("button", name="Mend: Buttons and links").click()
    expect(making.get_by_text("Everything can be read")).to_be_visible()
    assert ink(making).input_value() not in {"", "#ffcc00"}
    expect(ink(making)).to_be_focused()


def test_a_colour_half_typed_disturbs_nothing(making):
    ink(making).fill("#2255")
    making.wait_for_timeout(400)
    expect(ink(making)).to_be_focused()
    expect(making.locator("[aria-invalid]")).to_have_count(0)
    making.get_by_label("Text", exact=True).focus()
    expect(ink(making)).to_have_attribute("aria-invalid", "true")
    ink(making).fill("#225588")
    expect(making.locator("[aria-invalid]")).to_have_count(0)


def test_pointing_and_typing_follow_each_other(making):
    ink(making).fill("#225588")
    picked = making.get_by_label("Pick: Buttons and links")
    expect(picked).to_have_value("#225588")
    picked.fill("#884422")
    expect(ink(making)).to_have_value("#884422")
    wears(making, "#884422")


def test_a_preset_is_tried_then_kept_then_taken_back(making, served):
    making.get_by_role("button", name="Midnight").click()
    expect(making.get_by_role("button", name="Midnight")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(making.get_by_text("Not kept yet")).to_be_visible()
    assert kept(served) == {}
    making.get_by_role("button", name="Keep", exact=True).click()
    expect(making.get_by_role("button", name="Undo")).to_be_visible()
    assert kept(served)["scheme"] == "dark"
    making.get_by_role("button", name="Undo").click()
    expect(making.get_by_role("button", name="Redo")).to_be_visible()
    assert kept(served) == {}


def test_every_preset_is_tried_whole(making):
    for button in making.locator(".presets button").all():
        wanted = json.loads(button.get_attribute("data-tokens"))
        button.click()
        chosen = dict(
            making.evaluate("[...new FormData(document.querySelector('#making'))]")
        )
        for name, value in wanted.items():
            got = chosen[name]
            assert (float(got) if isinstance(value, float) else got) == value, name


def test_what_is_not_kept_can_be_left(making, served):
    ink(making).fill("#225588")
    making.get_by_role("link", name="Leave it").click()
    expect(ink(making)).to_have_value("")
    assert kept(served) == {}


def test_the_page_beside_can_be_another_and_dark(making):
    ink(making).fill("#225588")
    wears(making, "#225588")
    making.get_by_label("Dark", exact=True).check()
    expect(beside(making)).to_have_attribute("data-theme", "dark")
    making.get_by_label("Which page").select_option("Record")
    expect(beside(making).get_by_role("heading", name="Record")).to_be_visible()
    expect(beside(making)).to_have_attribute("data-theme", "dark")


def test_a_look_is_copied_and_let_go_of(making, served):
    robin = served.as_("Robin")
    robin.call("template.change", alter="yuki", tokens={"primary": "#884422"})
    making.reload()
    making.get_by_label("The look of").select_option("Yuki")
    making.get_by_role("button", name="Copy it").click()
    expect(ink(making)).to_have_value("#884422")
    making.get_by_role("button", name="Reset").click()
    expect(ink(making)).to_have_value("")


def test_a_look_goes_down_as_a_file_and_up_again(making, served, tmp_path):
    served.as_("Robin").call(
        "template.change", alter="seles", tokens={"primary": "#225588", "radius": 0.7}
    )
    with making.expect_download() as down:
        making.get_by_role("link", name="Save it as a file").click()
    file = tmp_path / down.value.suggested_filename
    down.value.save_as(file)
    assert file.name == "seles-look.json"
    making.goto("/template/yuki")
    making.get_by_label("A look from a file").set_input_files(file)
    making.get_by_role("button", name="Take it").click()
    expect(ink(making)).to_have_value("#225588")
    assert kept(served, "yuki") == {"primary": "#225588", "radius": 0.7}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"tokens": {"primry": "#225588"}}, "primary"),
        ({"tokens": {"primary": ";}</style><script>alert(1)</script>"}}, "colour"),
        ({"tokens": {"font": "Comic Sans"}}, "hyperlegible"),
        ({}, "no look of Homestead"),
    ],
)
def test_a_file_that_is_no_look_changes_nothing(refused, served, tmp_path, said, told):
    file = tmp_path / "look.json"
    file.write_text(json.dumps({"homestead_style": 1, **said} if said else said))
    refused.get_by_label("A look from a file").set_input_files(file)
    refused.get_by_role("button", name="Take it").click()
    expect(refused.get_by_role("alert")).to_contain_text(told)
    assert kept(served) == {}


def test_a_picture_is_put_behind_and_taken_away(making, served, picture):
    making.get_by_label("Choose a picture").set_input_files(picture)
    making.get_by_role("button", name="Keep", exact=True).click()
    expect(making.get_by_alt_text("The picture behind everything")).to_be_visible()
    ready(making)
    behind = making.evaluate("getComputedStyle(document.body).backgroundImage")
    assert "/template/background/" in behind
    making.get_by_label("Take it away").check()
    making.get_by_role("button", name="Keep", exact=True).click()
    expect(making.get_by_label("Choose a picture")).to_be_visible()
    assert "background" not in kept(served)


def test_a_picture_that_is_far_too_large_is_refused_clearly(refused, served, tmp_path):
    file = tmp_path / "huge.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40_000_000))
    refused.get_by_label("Choose a picture").set_input_files(file)
    refused.get_by_role("button", name="Keep", exact=True).click()
    expect(
        refused.get_by_text("larger than").or_(refused.get_by_text("Too large")).first
    ).to_be_visible()
    assert kept(served) == {}


def test_it_works_by_keyboard_alone(making, served):
    making.get_by_role("button", name="Tide").focus()
    making.keyboard.press("Enter")
    expect(making.get_by_text("Not kept yet")).to_be_visible()
    ink(making).focus()
    making.keyboard.press("Enter")
    expect(making.get_by_role("button", name="Undo")).to_be_visible()
    assert kept(served)["primary"]


def test_it_works_without_scripts(windows, served):
    page = windows.open("/template/seles", size="desk", java_script_enabled=False)
    ink(page).fill("#ffcc00")
    page.get_by_role("button", name="See it").click()
    expect(page.get_by_text("are too faint")).to_be_visible()
    page.get_by_role("button", name="Mend: Buttons and links").click()
    expect(page.get_by_text("Everything can be read")).to_be_visible()
    mended = ink(page).input_value()
    assert kept(served) == {}
    page.get_by_role("button", name="Keep", exact=True).click()
    assert kept(served)["primary"] == mended
    page.get_by_role("button", name="Honey").click()
    expect(page.get_by_text("Not kept yet")).to_be_visible()


def test_a_look_is_pinned_for_everybody_and_let_go(windows, served, run):
    served.as_("Robin").call("alters.edit", alter="seles", color="#225588")
    page = windows.open("/template/")
    page.get_by_role("button", name="Pin this look").click()
    run("front", "dexen", check=True)
    expect(page.get_by_text("It is pinned")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-worn", "seles")
    page.get_by_role("button", name="Let it follow again").click()
    expect(page.get_by_text("It follows whoever")).to_be_visible()
