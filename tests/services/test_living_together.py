"""Whatever is done to alters, groups and fields, in whatever order, the home holds."""

import contextlib
import tempfile

from hypothesis import given, settings
from hypothesis import strategies as st

from homestead import app
from homestead.core import handles, paths
from homestead.core.errors import HomesteadError

NAMES = st.sampled_from(
    [
        "Seles",
        "seles",
        "SELES",
        "Dexen",
        "雪",
        "🧸",
        "17",
        "-x",
        "\u200b",
        "none",
        "Day",
    ]
)
STEPS = st.one_of(
    st.tuples(
        st.sampled_from(["alters.add", "groups.add", "fields.add"]),
        st.fixed_dictionaries({"name": NAMES}),
    ),
    st.tuples(
        st.sampled_from(["remove", "restore", "archive", "unarchive", "show"]).map(
            "alters.{}".format
        ),
        st.fixed_dictionaries({"alter": NAMES}),
    ),
    st.tuples(
        st.just("alters.rename"),
        st.fixed_dictionaries({"alter": NAMES, "name": NAMES, "handle": NAMES}),
    ),
    st.tuples(
        st.sampled_from(["groups.remove", "groups.restore", "groups.show"]),
        st.fixed_dictionaries({"group": NAMES}),
    ),
    st.tuples(
        st.sampled_from(["groups.join", "groups.leave"]),
        st.fixed_dictionaries({"group": NAMES, "alters": st.lists(NAMES, max_size=3)}),
    ),
    st.tuples(
        st.just("groups.nest"),
        st.fixed_dictionaries({"group": NAMES, "parent": st.none() | NAMES}),
    ),
    st.tuples(
        st.just("fields.set"),
        st.fixed_dictionaries({"field": NAMES, "alter": NAMES, "value": NAMES}),
    ),
    st.tuples(st.just("changes.undo"), st.just({})),
    st.tuples(st.just("changes.redo"), st.just({})),
)


@contextlib.contextmanager
def a_home():
    """A home of its own for each example."""
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.closing(app.open_home(paths.find(folder))) as home,
    ):
        yield home


def nothing_is_amiss(home):
    """Handles are unique and typeable, every group is listed once, below its parent."""
    for noun in ("alter", "group", "field"):
        listed = home.call(f"{noun}s.list", {})[f"{noun}s"]
        found = [each[noun] for each in listed]
        assert len(set(found)) == len(found)
        assert all(handles.check(handle) for handle in found)
    groups = home.call("groups.list", {})["groups"]
    depths = {each["group"]: each["depth"] for each in groups}
    for each in groups:
        above = depths[each["parent"]] if each["parent"] else -1
        assert each["depth"] == above + 1


@settings(max_examples=40, deadline=None)
@given(st.lists(STEPS, max_size=15))
def test_any_life_keeps_the_home_in_order(steps):
    with a_home() as home:
        for verb, args in steps:
            with contextlib.suppress(HomesteadError):
                home.call(verb, args)
        nothing_is_amiss(home)


@settings(max_examples=25, deadline=None)
@given(st.lists(STEPS, max_size=12))
def test_any_life_can_be_taken_back_to_its_beginning(steps):
    with a_home() as home:
        for verb, args in steps:
            with contextlib.suppress(HomesteadError):
                home.call(verb, args)
        standing = home.house.app.value(
            "SELECT count(*) FROM changes WHERE undone_at IS NULL"
        )
        for _ in range(standing):
            home.call("changes.undo", {})
        for table in ("alters", "groups", "group_members", "fields", "field_values"):
            assert home.house.app.rows(f"SELECT * FROM {table}") == []
