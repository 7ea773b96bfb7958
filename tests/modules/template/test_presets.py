"""The looks that come with the program."""

import json
from pathlib import Path

import pytest

from homestead.core.errors import NotFoundError
from homestead.modules.template import shipped
from homestead.services.styles import colours

FOLDER = Path(shipped.__file__).parent / "presets"
EVERY = sorted(shipped.presets())


def test_a_dozen_come_with_homestead():
    assert len(EVERY) == len(list(FOLDER.glob("*.json"))) == 12


@pytest.mark.parametrize("name", EVERY)
def test_a_preset_is_readable_just_as_it_was_made(name):
    assert colours.verdict(shipped.preset(name).tokens)["repair"] == {}


@pytest.mark.parametrize("name", EVERY)
def test_a_preset_says_what_it_is_like_and_nothing_unknown(name):
    said = json.loads((FOLDER / f"{name}.json").read_text())
    assert said["tokens"] == shipped.preset(name).tokens
    assert said["title"]
    assert said["about"].endswith(".")


def test_no_two_look_alike():
    grounds = {json.dumps(each.tokens) for each in shipped.presets().values()}
    assert len(grounds) == 12


def test_a_misspelt_preset_is_told_what_may_have_been_meant():
    with pytest.raises(NotFoundError) as refused:
        shipped.preset("midnigth")
    assert "midnight" in refused.value.hint


def test_seles_wears_a_preset_and_keeps_her_picture(call, opened):
    picture = f"template/{'a' * 64}.png"
    place = Path(opened.house.paths.data, "uploads", picture)
    place.parent.mkdir(parents=True)
    place.write_bytes(b"")
    call("template.change", alter="seles", tokens={"background": picture, "size": 1.2})
    told = call("template.wear", alter="seles", preset="Ember")
    assert told["tokens"]["background"] == picture
    assert "size" not in told["tokens"]
    assert call("changes.listing")["changes"][0]["summary"] == "Seles now wears Ember"
