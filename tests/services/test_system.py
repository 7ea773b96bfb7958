from pathlib import Path

import pytest

from homestead.core.errors import UsageError


def test_a_new_home_has_an_empty_profile(call):
    profile = call("system.show")
    assert (profile["name"], profile["color"], profile["uid"]) == ("", None, None)


def test_robin_writes_the_profile(call):
    told = call(
        "system.edit",
        name="Lantern House 🏮",
        description="We *are*.",
        pronouns="they/them",
        tag="| LH",
        color="coral",
        privacy="friends",
    )
    assert (told["name"], told["color"]) == ("Lantern House 🏮", "#ff7f50")
    assert call("system.show") == told


def test_the_profile_is_one_however_often_it_is_written(call, house):
    call("system.edit", name="Lantern")
    call("system.edit", name="House")
    assert house.app.value("SELECT count(*) FROM system") == 1


def test_the_time_zone_of_the_profile_is_the_homes(call, house):
    call("system.edit", time_zone="Europe/Lisbon")
    assert str(house.zone) == "Europe/Lisbon"
    call("system.edit", time_zone="")
    assert house.zone is None


@pytest.mark.parametrize("name", ["Europe/Atlantis", "../../etc/passwd", "x" * 200])
def test_a_time_zone_nobody_knows_is_refused(call, name):
    with pytest.raises(UsageError) as refused:
        call("system.edit", time_zone=name)
    assert refused.value.fields == {"time_zone": "is no time zone"}


@pytest.mark.parametrize("args", [{}, {"nam": "x"}, {"name": "x" * 301}, {"name": 1}])
def test_nonsense_is_refused(call, args):
    with pytest.raises(UsageError):
        call("system.edit", **args)
    assert call("system.show")["uid"] is None


def test_the_system_has_a_picture(call, house, picture):
    kept = call("system.avatar", files=picture())["avatar"]
    assert kept.startswith("system/")
    assert Path(house.paths.data, "uploads", kept).exists()
    assert call("system.avatar", clear=True)["avatar"] is None
    with pytest.raises(UsageError):
        call("system.avatar")


def test_writing_the_same_again_leaves_no_trace(call, told):
    call("system.edit", name="Lantern")
    call("system.edit", name="Lantern")
    assert told == [("system.changed", {})]
