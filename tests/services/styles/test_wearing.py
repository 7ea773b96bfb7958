"""Whose look is worn."""

import pytest

from homestead.core.house import Asker
from homestead.services import styles
from homestead.services.styles import wearing


@pytest.fixture
def looks(cast):
    """Seles has chosen a look, Dexen has a colour, Yuki has neither."""
    cast("template.change", alter="seles", tokens={"primary": "#224466"})
    cast("alters.edit", alter="dexen", color="#ffb6c1")
    cast("alters.unarchive", alter="yuki")
    return cast


def test_nobody_at_the_front_is_the_home_s_own_look(looks, seen):
    assert seen() == styles.Worn("", None, "")
    looks("template.change", tokens={"primary": "#335533"})
    assert seen() == styles.Worn("", None, "_home")


def test_the_look_is_that_of_the_primary_fronter(looks, seen, row):
    looks("fronts.switch", alters=["seles", "dexen"])
    assert seen() == ("seles", row("seles"), "seles")


def test_a_color_alone_is_a_look_on_the_first_day(looks, seen, house):
    looks("fronts.switch", alters=["dexen"])
    assert seen().sheet == "dexen"
    assert "--primary:#" in styles.css(house, "dexen")


def test_a_primary_fronter_without_a_look_wears_the_home_s(looks, seen, row):
    looks("template.change", tokens={"radius": 0})
    looks("fronts.switch", alters=["yuki", "seles"])
    assert seen() == ("yuki", row("yuki"), "_home")


def test_without_a_primary_the_first_cofronter_who_has_a_look_is_worn(looks, seen):
    looks("fronts.switch", alters=["yuki"], tier="co-front")
    looks("fronts.add", alters=["dexen"], tier="co-front")
    assert seen().handle == "dexen"


def test_who_acts_as_somebody_sees_their_look(looks, seen, row):
    looks("fronts.switch", alters=["dexen"])
    assert seen("resident", acting=row("seles")).handle == "seles"


def test_who_acts_as_somebody_removed_sees_the_front_s(looks, seen, row):
    looks("fronts.switch", alters=["dexen"])
    looks("alters.remove", alter="seles")
    assert seen("resident", acting=row("seles")).handle != "seles"


def test_a_pinned_look_is_worn_whoever_fronts_or_acts(looks, seen, row):
    looks("fronts.switch", alters=["dexen"])
    looks("template.pin", alter="seles")
    assert seen().handle == "seles"
    assert seen("resident", acting=row("dexen")).handle == "seles"
    looks("template.unpin")
    assert seen().handle == "dexen"


def test_the_home_s_own_look_can_be_pinned(looks, seen):
    looks("fronts.switch", alters=["dexen"])
    looks("template.pin")
    assert seen().handle == ""


def test_the_pin_of_somebody_removed_holds_nothing(looks, seen):
    looks("fronts.switch", alters=["dexen"])
    looks("template.pin", alter="seles")
    looks("alters.remove", alter="seles")
    assert seen().handle == "dexen"


def test_a_guest_sees_the_looks_of_public_alters_only(looks, seen):
    looks("fronts.switch", alters=["seles"])
    assert seen("guest").handle == ""
    looks("alters.edit", alter="seles", privacy="public")
    assert seen("guest").handle == "seles"


def test_a_guest_is_not_shown_whom_the_owner_pinned(looks, seen):
    looks("template.pin", alter="seles")
    assert seen("guest") == styles.Worn("", None, "")


def test_a_stranger_sees_the_home_s_look_without_its_picture(
    looks, seen, house, picture
):
    looks("fronts.switch", alters=["seles"])
    assert seen("nobody") == styles.Worn("", None, "")
    looks("template.change", tokens={"primary": "#335533"})
    looks("template.background", files=picture())
    assert seen("nobody").sheet == "_door"
    assert "url(" in styles.css(house, "_home")
    assert "url(" not in styles.css(house, "_door")


def test_plain_is_the_home_s_own_look(looks, house):
    looks("fronts.switch", alters=["seles"])
    assert styles.plain(house).handle == ""


def test_an_alter_s_look_has_from_the_home_s_what_it_does_not_say(looks, house):
    looks("template.change", tokens={"font": "dyslexic", "ground": "#101010"})
    sheet = styles.css(house, "seles")
    assert "OpenDyslexic" in sheet
    assert "--ground:#101010" not in sheet


def test_the_stamp_is_another_when_the_sheet_is(looks, house):
    before = styles.stamp(house, "seles")
    assert len(before) == 16
    looks("template.change", alter="seles", tokens={"radius": 2})
    assert styles.stamp(house, "seles") not in ("", before)
    assert styles.stamp(house, "nobody-here") == ""


def test_there_is_no_sheet_for_who_is_not_here(looks, house):
    assert styles.css(house, "yuki") is None
    assert styles.css(house, "../../etc/passwd") is None
    looks("alters.remove", alter="seles")
    assert styles.css(house, "seles") is None


def test_nothing_is_asked_of_the_database_while_nothing_changes(
    looks, house, seen, monkeypatch
):
    looks("fronts.switch", alters=["seles"])
    now = wearing.clock.now()
    monkeypatch.setattr(wearing.clock, "now", lambda: now)
    first = seen()
    monkeypatch.setattr(house.app, "rows", None)
    monkeypatch.setattr(house.app, "row", None)
    assert seen() == first
    assert styles.css(house, "seles")


def test_a_token_that_reads_no_alters_sees_public_looks_only(looks, house):
    looks("fronts.switch", alters=["seles"])
    whole = Asker("Kit", "resident", user=1)
    narrow = Asker("Kit", "resident", user=1, scopes=frozenset(["posts:read"]))
    seen = [styles.worn(house.asked_by("Kit", asker=each)) for each in (whole, narrow)]
    assert [each.handle for each in seen] == ["seles", ""]
