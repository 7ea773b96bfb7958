import pytest

from homestead.core.errors import NotFoundError, UsageError


def test_an_archived_alter_keeps_everything(cast):
    yuki = cast("alters.show", alter="yuki")
    assert (yuki["archived"], yuki["archived_reason"]) == (True, "resting")


def test_archiving_again_changes_the_reason_alone(cast, house):
    when = house.app.value("SELECT archived_at FROM alters WHERE handle = 'yuki'")
    yuki = cast("alters.archive", alter="yuki", reason="gone home")
    assert yuki["archived_reason"] == "gone home"
    since = house.app.value("SELECT archived_at FROM alters WHERE handle = 'yuki'")
    assert since == when


def test_who_comes_back_leaves_the_archive_whole(cast):
    yuki = cast("alters.unarchive", alter="yuki")
    assert (yuki["archived"], yuki["archived_reason"]) == (False, "")


def test_a_reason_is_not_a_novel(cast):
    with pytest.raises(UsageError, match="reason"):
        cast("alters.archive", alter="seles", reason="x" * 5000)


def test_who_is_archived_fronts_on(cast):
    cast("fronts.switch", alters=["seles"])
    cast("alters.archive", alter="seles")
    assert cast("fronts.current")["fronting"][0]["alter"] == "seles"


def test_who_is_removed_leaves_the_front(cast, told):
    cast("fronts.switch", alters=["seles", "dexen"])
    told.clear()
    assert cast("alters.remove", alter="seles")["removed"]
    assert [each["alter"] for each in cast("fronts.current")["fronting"]] == ["dexen"]
    assert {name for name, _ in told} == {"alter.changed", "front.changed"}


def test_who_is_removed_is_brought_back_with_everything(cast):
    cast("alters.edit", alter="seles", tags=["host"])
    cast("groups.add", name="Day", members=["seles"])
    before = cast("alters.show", alter="seles")
    cast("alters.remove", alter="seles")
    with pytest.raises(NotFoundError, match="seles"):
        cast("alters.show", alter="seles")
    after = cast("alters.restore", alter="seles")
    assert {**after, "updated": None} == {**before, "updated": None}


@pytest.mark.parametrize("word", ["seles", "SELES", " Seles "])
def test_who_is_removed_can_be_named_like_anybody(cast, word):
    cast("alters.remove", alter="seles")
    assert cast("alters.restore", alter=word)["alter"] == "seles"


def test_a_handle_taken_meanwhile_stays_with_its_new_bearer(cast):
    cast("alters.remove", alter="seles")
    cast("alters.add", name="Seles", pronouns="they")
    assert cast("alters.restore", alter="seles")["alter"] == "seles-2"
    assert cast("alters.show", alter="seles")["pronouns"] == "they"


@pytest.mark.parametrize("word", ["dexen", "mallory", "", "\ud800"])
def test_nobody_comes_back_who_was_not_removed(cast, word):
    with pytest.raises(NotFoundError, match="was removed"):
        cast("alters.restore", alter=word)
