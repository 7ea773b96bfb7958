"""Whose looks there are, and what is told of them."""

import pytest

from homestead.core.errors import ConflictError, NotFoundError, UsageError


def test_the_list_tells_whose_look_is_chosen_and_whose_is_made(call):
    call("template.change", alter="seles", tokens={"radius": 0})
    call("alters.edit", alter="dexen", color="coral")
    seles, dexen, yuki = call("template.list")["looks"]
    assert (seles["own"], seles["tokens"]) == (True, {"radius": 0})
    assert (dexen["own"], dexen["tokens"]) == (False, {"primary": "#ff7f50"})
    assert (yuki["own"], yuki["tokens"]) == (False, {})


def test_the_list_tells_who_is_worn_and_what_is_pinned(call):
    call("fronts.switch", alters=["seles"])
    assert (call("template.list")["worn"], call("template.list")["pinned"]) == (
        "seles",
        None,
    )
    call("template.pin", alter="dexen")
    assert call("template.list")["worn"] == "dexen"
    call("template.pin")
    told = call("template.list")
    assert (told["worn"], told["pinned"], told["home"]["pinned"]) == (
        None,
        "_home",
        True,
    )


def test_one_look_is_told_with_what_it_has_from_the_home(call):
    call("template.change", tokens={"font": "dyslexic", "primary": "#123456"})
    call("template.change", alter="seles", tokens={"primary": "#ffee00"})
    told = call("template.show", alter="seles")
    assert told["wears"] == {"font": "dyslexic", "primary": "#ffee00"}
    assert told["check"]["repair"].keys() == {"primary"}


def test_the_home_s_own_look_goes_by_a_name_no_handle_can_be(call):
    told = call("template.change", alter="_home", tokens={"radius": 2})
    assert (told["alter"], told["tokens"]) == (None, {"radius": 2})
    assert call("template.show") == told


def test_a_look_is_copied_even_if_it_is_made_from_a_color(call):
    call("alters.edit", alter="dexen", color="coral")
    told = call("template.copy", source="dexen", alter="seles")
    assert (told["own"], told["tokens"]) == (True, {"primary": "#ff7f50"})
    with pytest.raises(ConflictError, match="has that look already"):
        call("template.copy", source="seles", alter="Seles")


def test_colors_are_checked_without_being_kept(call):
    told = call("template.check", tokens={"primary": "yellow", "ground": "white"})
    assert not told["readable"]
    assert told["palette"]["light"]["primary"] == told["repair"]["primary"]
    with pytest.raises(UsageError):
        call("template.check", tokens={"primary": "yelow"})


def test_a_misspelt_name_is_told_who_may_have_been_meant(call):
    with pytest.raises(NotFoundError) as refused:
        call("template.change", alter="sele", tokens={"radius": 0})
    assert refused.value.hint == "Did you mean seles?"


def test_looks_stay_when_the_module_is_closed_for_a_while(call):
    call("template.change", alter="seles", tokens={"radius": 0})
    call("modules.disable", module="template")
    with pytest.raises(NotFoundError):
        call("template.show", alter="seles")
    call("modules.enable", module="template")
    assert call("template.show", alter="seles")["tokens"] == {"radius": 0}
