"""Who there is, by hand: found by typing, described with a preview, given a picture."""

from __future__ import annotations

import io

import pytest


@pytest.fixture
def robin(served):
    return served.as_("Robin")


def names(page):
    return page.locator("#found .name").all_inner_texts()


def seles(robin):
    return robin.call("alters.show", alter="seles").json()


@pytest.fixture
def photo(tmp_path):
    """A wide photo: red on the left, blue on the right, with a place in it."""
    image = pytest.importorskip("PIL.Image")
    picture = image.new("RGB", (800, 400), "red")
    picture.paste("blue", (400, 0, 800, 400))
    told = image.Exif()
    told.get_ifd(0x8825)[2] = (57.0, 18.0, 0.0)
    picture.save(tmp_path / "photo.jpg", exif=told)
    return tmp_path / "photo.jpg"


def colors(robin):
    """Return the colours at the left and right edge of the picture Seles has."""
    from PIL import Image

    address = f"/alters/pictures/384/{seles(robin)['avatar']}"
    picture = Image.open(io.BytesIO(robin.get(address).body)).convert("RGB")
    middle = picture.height // 2
    found = (picture.getpixel((x, middle)) for x in (5, picture.width - 5))
    return ["red" if r > b else "blue" for r, _, b in found]


def test_somebody_is_found_while_one_types(windows):
    page = windows.open("/alters/")
    page.get_by_role("searchbox").type("dex")
    page.locator("#found .name", has_text="Seles").wait_for(state="detached")
    assert names(page) == ["Dexen"]
    page.get_by_role("searchbox").fill("")
    page.locator("#found .name", has_text="Seles").wait_for()


def test_what_is_written_is_seen_beside_it_and_saved(windows, robin):
    page = windows.open("/alters/seles/edit", size="desk")
    page.get_by_label("Pronouns").fill("they/them")
    page.get_by_label("About").fill("Grows **tomatoes**.")
    page.locator("#preview strong", has_text="tomatoes").wait_for()
    assert "they/them" in page.locator("#preview").inner_text()
    assert seles(robin)["pronouns"] == ""
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Seles was changed").wait_for()
    assert seles(robin)["description"] == "Grows **tomatoes**."
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Taken back").wait_for()
    assert seles(robin)["pronouns"] == ""


def test_a_colour_is_pointed_at(windows, robin):
    page = windows.open("/alters/seles/edit")
    page.get_by_label("Pick a colour").fill("#3366cc")
    assert page.get_by_label("Colour", exact=True).input_value() == "#3366cc"
    page.locator('#preview circle[fill="#3366cc"]').wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Seles was changed").wait_for()
    assert seles(robin)["color"] == "#3366cc"


def test_the_part_of_a_picture_one_chose_is_what_is_kept(windows, robin, photo):
    page = windows.open("/alters/seles/picture")
    page.get_by_label("Choose a picture").set_input_files(photo)
    stage = page.get_by_role("img", name="The part that is shown")
    stage.wait_for()
    for _ in range(30):
        stage.press("ArrowRight")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Seles got a picture").wait_for()
    assert colors(robin) == ["blue", "blue"]
    assert page.locator("main img.avatar").first.evaluate("one => one.naturalWidth") > 0


def test_a_picture_is_moved_by_finger_and_made_larger(windows, robin, photo):
    page = windows.open("/alters/seles/picture", size="desk")
    page.get_by_label("Choose a picture").set_input_files(photo)
    stage = page.locator("canvas")
    box = stage.bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 400, middle[1], steps=8)
    page.mouse.up()
    page.get_by_label("Closer").fill("2")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Seles got a picture").wait_for()
    assert colors(robin) == ["red", "red"]


def test_a_picture_is_chosen_without_scripts_too(windows, robin, photo):
    page = windows.open("/alters/seles/picture", java_script_enabled=False)
    page.get_by_label("Choose a picture").set_input_files(photo)
    page.get_by_role("button", name="Save").click()
    assert colors(robin) == ["red", "blue"]


def test_somebody_new_comes_with_a_picture(windows, robin, photo):
    page = windows.open("/alters/new")
    page.get_by_label("Name", exact=True).fill("Pip")
    page.get_by_label("Choose a picture").set_input_files(photo)
    page.locator("canvas").wait_for()
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("Pip was added").wait_for()
    assert robin.call("alters.show", alter="pip").json()["avatar"]


def test_what_two_changed_is_shown_and_decided_by_hand(windows, robin):
    page = windows.open("/alters/seles/edit")
    windows.allow("409")
    robin.call("alters.edit", alter="seles", pronouns="she/they")
    page.get_by_label("Pronouns").fill("they/them")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("By now it says").wait_for()
    assert page.locator("blockquote").inner_text() == "she/they"
    assert seles(robin)["pronouns"] == "she/they"
    page.get_by_label("Pronouns").fill("she/they/it")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Seles was changed").wait_for()
    assert seles(robin)["pronouns"] == "she/they/it"


def test_somebody_is_moved_up_twice_without_losing_the_place(windows, robin):
    for number in range(30):
        robin.call("alters.add", name=f"Twin {number}")
    page = windows.open("/alters/order")
    up = page.get_by_role("button", name="Move Twin 20 up")
    up.focus()
    for expected in ("Twin 19", "Twin 18"):
        page.keyboard.press("Enter")
        page.locator(f"li:has-text('Twin 20') + li:has-text('{expected}')").wait_for()
    assert up.evaluate("one => one === document.activeElement")
    assert page.evaluate("scrollY") > 300
    page.get_by_text("Twin 20 was moved up").wait_for()


def test_one_holds_to_switch_on_a_profile_too(windows, robin):
    page = windows.open("/alters/dexen", size="desk")
    switch = page.get_by_role("button", name="Hold to switch to Dexen")
    switch.click()
    assert page.url.endswith("/alters/dexen")
    box = switch.bounding_box()
    page.mouse.move(box["x"] + 9, box["y"] + 9)
    page.mouse.down()
    page.wait_for_url("**/?did=*")
    page.mouse.up()
    here = robin.call("fronts.current").json()["fronting"]
    assert [each["alter"] for each in here] == ["dexen"]


def test_groups_are_moved_without_scripts(windows, robin):
    for name in ("Day", "Night"):
        robin.call("groups.add", name=name)
    page = windows.open("/alters/groups", java_script_enabled=False)
    page.get_by_role("button", name="Move Night up").click()
    assert page.locator(".tree .name").all_inner_texts() == ["Night", "Day"]
