"""The pages of looks: who sees and changes what, and what is refused."""

from __future__ import annotations

import json

import drawing
import pytest

INK = {"primary": "#225588"}
FAINT = {"primary": "#ffcc00"}


@pytest.fixture
def robin(served):
    return served.as_("Robin")


def kept(visitor, alter="seles"):
    return visitor.call("template.show", alter=alter).json()["tokens"]


def test_the_list_says_whose_look_is_worn_and_how_each_came_about(robin):
    robin.call("alters.edit", alter="dexen", color="coral")
    robin.call("template.change", alter="seles", tokens=INK)
    page = robin.get("/template/").text
    assert "Seles’s look is worn" in page
    assert page.count("A look of their own") == 1
    assert page.count("Made from their colour") == 1
    assert page.count("As the home") == 1


def test_many_looks_stand_on_several_pages(robin, run, tmp_path):
    names = tmp_path / "alters.csv"
    names.write_text("".join(f"star{number},0\n" for number in range(70)))
    run("alter", "import", names, check=True)
    first = robin.get("/template/").text
    assert "The home" in first
    assert "/template/star69" not in first
    later = robin.get("/template/?page=2").text
    assert "/template/star69" in later
    assert "Seles’s look is worn" in later


def test_kit_makes_looks_and_pins_none(served):
    kit = served.as_("Kit")
    assert kit.post("/template/seles", INK).status == 303
    assert kept(kit) == INK
    assert "Pin this look" not in kit.get("/template/").text
    assert kit.post("/template/_pin", {"look": "seles"}).status == 403


def test_sam_sees_no_looks_being_made(served):
    sam = served.as_("Sam")
    assert sam.get("/template/").status == 403
    assert sam.get("/template/seles").status == 403
    assert "/template/" not in sam.get("/").text.partition("<body")[2]


@pytest.mark.parametrize("sheet", ["seles", "_home"])
def test_what_is_kept_tells_what_was_done_with_undo(robin, sheet):
    answer = robin.post(f"/template/{sheet}", INK)
    assert (answer.status, answer.to.partition("?")[0]) == (303, f"/template/{sheet}")
    page = robin.get(answer.to).text
    assert "looks different" in page
    assert ">Undo<" in page


def test_what_is_tried_is_shown_and_not_kept(robin):
    page = robin.post("/template/seles/try", {**INK, "preset": "midnight"})
    assert page.status == 200
    assert "Not kept yet." in page.text
    assert 'value="#95b8ff"' in page.text
    assert kept(robin) == {}


def test_one_colour_is_mended_without_a_script(robin):
    page = robin.post("/template/seles/try", FAINT).text
    assert "are too faint" in page
    mended = page.partition('name="set" value="')[2].partition('"')[0]
    page = robin.post("/template/seles/try", {**FAINT, "set": mended}).text
    assert "Everything can be read." in page
    assert f'value="{mended.partition(":")[2]}"' in page


def test_a_preset_leaves_the_picture_where_it_is(robin):
    files = {"picture": ("meadow.png", drawing.png())}
    robin.send("/template/seles", INK, **files)
    behind = kept(robin)["background"]
    page = robin.post("/template/seles/try", {"background": behind, "preset": "tide"})
    assert f'name="background" value="{behind}"' in page.text


def test_a_picture_is_shown_to_who_may_see_it_and_taken_away(robin, served):
    robin.send("/template/seles", INK, picture=("meadow.png", drawing.png()))
    behind = kept(robin)["background"]
    address = f"/template/background/{behind.rpartition('/')[2]}"
    assert robin.get(address).headers["Content-Type"] == "image/png"
    assert served.as_("Mallory").get(address).status == 303
    robin.post("/template/seles", {**INK, "background": behind, "no_background": "1"})
    assert kept(robin) == INK


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"primary": "#12"}, "is not a colour"),
        ({"primary": ";}</style><script>alert(1)</script>"}, "is not a colour"),
        ({"font": "Comic Sans"}, "It is hyperlegible, dyslexic, system"),
        ({"size": "12"}, "must be a number from 0.85 to 1.5"),
        ({"background": "../../app.db"}, "is no picture of this home"),
    ],
)
def test_what_no_look_can_have_is_refused_and_said(robin, fields, told):
    page = robin.post("/template/seles", fields)
    assert page.status == 400
    assert told in page.text
    assert "<script>alert" not in page.text
    assert kept(robin) == {}


def test_what_is_no_picture_is_refused_and_the_look_stays(robin):
    page = robin.send("/template/seles", INK, picture=("x.png", b"GIF, honestly"))
    assert page.status == 400
    assert "not a picture" in page.text
    assert kept(robin) == {}


def test_a_picture_of_40_mb_is_refused_clearly(robin):
    huge = drawing.SIGNATURE + bytes(40_000_000)
    page = robin.send("/template/seles", INK, picture=("huge.png", huge))
    assert page.status in {400, 413}
    assert "MB" in page.text
    assert robin.get("/").status == 200


def test_a_look_goes_down_and_up_as_a_file(robin):
    robin.call("template.change", alter="seles", tokens=INK)
    down = robin.get("/template/seles/look.json")
    assert 'filename="seles-look.json"' in down.headers["Content-Disposition"]
    assert down.json()["tokens"] == INK
    up = robin.send("/template/dexen/import", file=("seles-look.json", down.body))
    assert up.status == 303
    assert kept(robin, "dexen") == INK


@pytest.mark.parametrize("text", ["", "{", "[]", json.dumps({"tokens": INK})])
def test_a_file_that_is_no_look_is_refused(robin, text):
    page = robin.send("/template/seles/import", file=("x.json", text.encode()))
    assert page.status == 400
    assert 'role="alert"' in page.text


def test_a_look_is_copied_and_let_go_of(robin):
    robin.call("template.change", tokens=INK)
    assert robin.post("/template/seles/copy", {"source": "_home"}).status == 303
    assert kept(robin) == INK
    assert robin.post("/template/seles/reset").status == 303
    assert kept(robin) == {}


def test_a_pin_holds_until_it_is_let_go(robin):
    robin.post("/template/_pin", {"look": "dexen"})
    page = robin.get("/template/").text
    assert "Dexen’s look is worn" in page
    assert "It is pinned" in page
    robin.post("/template/_unpin")
    assert "It follows whoever" in robin.get("/template/").text


def test_whoever_types_is_told_at_once_what_can_be_read(robin):
    ask = {"HX_Request": "true"}
    told = robin.get("/template/_check?look=seles&primary=%23ffcc00", **ask).text
    assert "are too faint" in told
    assert "<html" not in told
    told = robin.get("/template/_check?look=seles&primary=%23ffc&accent=tom", **ask)
    assert (told.status, 'data-wrong="accent"' in told.text) == (200, True)


def test_what_is_tried_has_from_the_home_what_it_does_not_say(robin):
    robin.call("template.change", tokens={"font": "dyslexic", "scheme": "dark"})
    sheet = robin.get("/template/_look.css?look=seles&primary=%23225588").text
    assert "OpenDyslexic" in sheet
    assert sheet.index("color-scheme:dark") < sheet.index("color-scheme:light")
    assert "OpenDyslexic" not in robin.get("/template/_look.css?primary=%23225588").text


@pytest.mark.parametrize("path", ["/template/nobody", "/template/nobody/look.json"])
def test_nobodys_look_is_not_there(robin, path):
    assert robin.get(path).status == 404
