import pytest

from homestead.core.errors import ConflictError, NotFoundError, UsageError


@pytest.fixture
def nest(cast):
    """Day, with Littles in it, with Teddies in those; and Night beside them."""
    cast("groups.add", name="Day", members=["seles"])
    cast("groups.add", name="Littles", parent="day", emoji="🧸", subsystem=True)
    cast("groups.add", name="Teddies", parent="littles", members=["dexen"])
    cast("groups.add", name="Night")
    return cast


def tree(call):
    return [(each["group"], each["depth"]) for each in call("groups.list")["groups"]]


def members(group):
    return [each["alter"] for each in group["members"]]


def test_groups_are_listed_with_those_in_them(nest):
    assert tree(nest) == [("day", 0), ("littles", 1), ("teddies", 2), ("night", 0)]


def test_a_group_tells_all_that_is_known_of_it(nest):
    littles = nest("groups.show", group="Littles")
    assert (littles["emoji"], littles["subsystem"]) == ("🧸", True)
    assert (littles["parent"], littles["depth"]) == ("day", 1)
    assert littles["members"] == []


def test_a_group_can_be_added_with_members(nest):
    group = nest("groups.add", name="All", members=["seles", "Dexen", "seles"])
    assert group["members"] == [
        {"alter": "seles", "name": "Seles"},
        {"alter": "dexen", "name": "Dexen"},
    ]


@pytest.mark.parametrize(
    ("name", "handle"),
    [("Day", "day-2"), ("17", "group-17"), ("🧸", "teddy_bear"), ("...", "group")],
)
def test_a_group_gets_a_handle_one_can_type(nest, name, handle):
    assert nest("groups.add", name=name)["group"] == handle


@pytest.mark.parametrize("name", ["", "\u200b", "x" * 5000, None])
def test_a_group_must_have_a_name(call, name):
    with pytest.raises(UsageError, match="name"):
        call("groups.add", name=name)


@pytest.mark.parametrize("args", [{"parent": "da"}, {"members": ["sele"]}])
def test_a_group_with_a_misspelt_member_is_not_added(nest, args):
    before = tree(nest)
    with pytest.raises(NotFoundError, match="There is no"):
        nest("groups.add", name="New", **args)
    assert tree(nest) == before


def test_a_group_is_edited(nest):
    day = nest("groups.edit", group="day", color="coral", description="by *day*")
    assert (day["color"], day["description"]) == ("#ff7f50", "by *day*")


def test_a_group_is_renamed(nest):
    day = nest("groups.rename", group="day", name="Daylight", handle="light")
    assert (day["group"], day["name"]) == ("light", "Daylight")
    with pytest.raises(ConflictError, match="taken"):
        nest("groups.rename", group="light", handle="night")


@pytest.mark.parametrize("verb", ["edit", "rename"])
def test_a_change_must_say_what(nest, verb):
    with pytest.raises(UsageError, match="what to change"):
        nest(f"groups.{verb}", group="day")


def test_alters_join_and_leave(nest):
    joined = nest("groups.join", group="night", alters=["dexen", "yuki"])
    assert members(joined) == ["dexen", "yuki"]
    left = nest("groups.leave", group="night", alters=["dexen"])
    assert members(left) == ["yuki"]


def test_who_joins_twice_is_there_once(nest, told):
    nest("groups.join", group="day", alters=["seles", "yuki"])
    told.clear()
    joined = nest("groups.join", group="day", alters=["Yuki"])
    assert members(joined) == ["seles", "yuki"]
    assert told == []


def test_who_is_not_in_a_group_may_be_told_to_leave_it(nest):
    assert members(nest("groups.leave", group="day", alters=["yuki"])) == ["seles"]


@pytest.mark.parametrize("verb", ["join", "leave"])
def test_somebody_must_join_or_leave(nest, verb):
    with pytest.raises(UsageError):
        nest(f"groups.{verb}", group="day", alters=[])


def test_a_group_moves_into_another_and_out(nest):
    assert nest("groups.nest", group="night", parent="teddies")["depth"] == 3
    assert nest("groups.nest", group="littles")["parent"] is None
    assert tree(nest) == [("day", 0), ("littles", 0), ("teddies", 1), ("night", 2)]


@pytest.mark.parametrize("parent", ["day", "littles", "teddies"])
def test_no_group_lies_in_itself(nest, parent):
    with pytest.raises(ConflictError, match="cannot lie in"):
        nest("groups.nest", group="day", parent=parent)


def test_a_circle_from_elsewhere_is_shown_all_the_same(nest, house):
    with house.app.transaction() as tx:
        tx.run("UPDATE groups SET parent_id = 3 WHERE handle = 'day'")
    shown = sorted(each for each, _ in tree(nest))
    assert shown == ["day", "littles", "night", "teddies"]
    assert nest("groups.show", group="day")["members"]


def test_what_lies_in_a_removed_group_moves_up(nest):
    nest("groups.remove", group="littles")
    assert tree(nest) == [("day", 0), ("teddies", 1), ("night", 0)]
    removed = nest("groups.list", removed=True)["groups"]
    assert [each["group"] for each in removed] == ["littles"]


def test_a_removed_group_comes_back_with_its_members(nest):
    nest("groups.remove", group="day")
    assert members(nest("groups.restore", group="day")) == ["seles"]


def test_a_group_whose_parent_is_gone_comes_back_at_the_top(nest):
    nest("groups.remove", group="teddies")
    nest("groups.remove", group="littles")
    teddies = nest("groups.restore", group="teddies")
    assert (teddies["parent"], teddies["depth"]) == (None, 0)


def test_who_was_removed_is_no_member_but_comes_back_as_one(nest):
    nest("alters.remove", alter="seles")
    assert members(nest("groups.show", group="day")) == []
    nest("alters.restore", alter="seles")
    assert members(nest("groups.show", group="day")) == ["seles"]


def test_the_order_is_the_homes_own(nest):
    nest("groups.reorder", groups=["night", "day"])
    assert [each for each, _ in tree(nest)] == ["night", "day", "littles", "teddies"]
