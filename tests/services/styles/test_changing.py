"""Changing looks, and taking it back."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homestead.core.errors import (
    ConflictError,
    NotFoundError,
    NotPermittedError,
    UsageError,
)
from homestead.core.house import NOBODY, Asker, NamedFile
from homestead.services import styles

LOOK = {"primary": "#224466", "font": "dyslexic"}


@pytest.fixture
def says(cast):
    """Tell what a look says by itself."""
    return lambda alter=None: cast("template.show", alter=alter)["tokens"]


def test_a_change_sets_what_it_names_and_leaves_the_rest(cast, says):
    cast("template.change", alter="seles", tokens=LOOK)
    cast("template.change", alter="seles", tokens={"size": 1.2, "font": None})
    assert says("seles") == {"primary": "#224466", "size": 1.2}


def test_a_whole_look_takes_the_place_of_all_that_was(cast, says):
    cast("template.change", alter="seles", tokens=LOOK)
    cast("template.change", alter="seles", tokens={"size": 1.2}, whole=True)
    assert says("seles") == {"size": 1.2}


def test_the_first_change_starts_from_the_look_the_color_made(cast, says):
    cast("alters.edit", alter="seles", color="coral")
    cast("template.change", alter="seles", tokens={"radius": 2})
    assert says("seles") == {"primary": "#ff7f50", "radius": 2}


@pytest.mark.parametrize("alter", ["seles", None, "_home"])
@pytest.mark.parametrize(
    ("verb", "args"),
    [
        ("change", {"tokens": {"primary": "#ffffff"}}),
        ("wear", {"preset": "midnight"}),
        ("reset", {}),
        ("copy", {"source": "dexen"}),
        ("pin", {}),
        ("import_", {"style": {"homestead_style": 1, "tokens": {"radius": 1}}}),
    ],
)
def test_every_change_is_taken_back_and_made_again(cast, dump, alter, verb, args):
    cast("template.change", alter="dexen", tokens={"primary": "#112233"})
    cast("template.change", alter=alter, tokens=LOOK)
    before = dump()
    cast(f"template.{verb}", alter=alter, **args)
    after = dump()
    assert after != before
    cast("changes.undo")
    assert dump() == before
    cast("changes.redo")
    assert dump() == after


def test_the_first_look_of_all_leaves_nothing_when_it_is_taken_back(cast, dump):
    before = dump()
    cast("template.change", alter="seles", tokens=LOOK)
    cast("changes.undo")
    assert dump() == before


def test_unpinning_is_taken_back(cast):
    cast("template.pin", alter="seles")
    cast("template.unpin")
    cast("changes.undo")
    assert cast("template.list")["pinned"] == "seles"


def test_another_pin_takes_the_place_of_the_first(cast):
    cast("template.pin", alter="seles")
    cast("template.pin", alter="dexen")
    assert cast("template.list")["pinned"] == "dexen"
    with pytest.raises(ConflictError, match="No look is pinned"):
        [cast("template.unpin") for _ in range(2)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"primary": ";}</style><script>"},
        {"font": "Comic Sans"},
        {"size": float("nan")},
        {"glow": 1},
        {"background": f"template/{'a' * 64}.png"},
        {"primary": "#fff", "radius": 1e308},
    ],
)
def test_a_look_with_anything_wrong_changes_nothing(cast, dump, wrong):
    cast("template.change", alter="seles", tokens=LOOK)
    before = dump()
    with pytest.raises(UsageError):
        cast("template.change", alter="seles", tokens=wrong)
    assert dump() == before


SEEN = {"primary": "#224466", "radius": 0.0}


@pytest.fixture
def together(cast):
    """Two look at the look of Seles; one of them was quicker."""
    cast("template.change", alter="seles", tokens=SEEN)
    return cast


def test_what_two_people_change_at_once_is_both_kept(together, says):
    together("template.change", alter="seles", tokens={"font": "dyslexic"}, was=SEEN)
    later = {**SEEN, "size": 1.2}
    together("template.change", alter="seles", tokens=later, was=SEEN, whole=True)
    assert says("seles") == {**SEEN, "font": "dyslexic", "size": 1.2}


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ({"primary": "red"}, {"primary": "blue"}, "primary"),
        ({"radius": None}, {"radius": 2}, "radius"),
        ({"radius": 2}, {"radius": None}, "radius"),
        ({"text": "#111111"}, {"text": "#222222"}, "text"),
    ],
)
def test_what_both_changed_is_refused(together, says, first, second, both):
    together("template.change", alter="seles", tokens=first, was=SEEN)
    now = says("seles")
    with pytest.raises(ConflictError, match="changed by somebody else") as refused:
        together(
            "template.change",
            alter="seles",
            tokens={**SEEN, **second},
            was=SEEN,
            whole=True,
        )
    assert [*refused.value.fields] == [both]
    assert says("seles") == now


def test_a_form_sent_as_it_was_shown_chooses_nothing(cast):
    cast("alters.edit", alter="seles", color="coral")
    shown = cast("template.show", alter="seles")["tokens"]
    told = cast("template.change", alter="seles", tokens=shown, was=shown, whole=True)
    assert not told["own"]


def test_a_change_that_changes_nothing_leaves_nothing_to_take_back(cast):
    cast("template.change", alter="seles", tokens=LOOK)
    known = cast("changes.listing")["changes"]
    cast("template.change", alter="seles", tokens=LOOK)
    assert cast("changes.listing")["changes"] == known


def test_a_picture_is_kept_made_anew_and_shown_to_who_may_see_it(
    cast, house, says, picture
):
    cast("template.background", alter="seles", files=picture())
    name = says("seles")["background"]
    content, kind = styles.picture(house, name.rpartition("/")[2])
    assert (content[:4], kind) == (b"\x89PNG", "image/png")
    cast("template.background", alter="seles", clear=True)
    assert "background" not in says("seles")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<svg onload=alert(1)>", "not a picture"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40 << 20), "larger than 10 MB"),
        (b"", "not a picture"),
    ],
    ids=["script", "40 MB", "empty"],
)
def test_what_is_no_picture_or_too_large_is_refused(cast, dump, content, told):
    before = dump()
    with pytest.raises(UsageError, match=told):
        cast(
            "template.background",
            alter="seles",
            files=[NamedFile("x.png", io.BytesIO(content))],
        )
    assert dump() == before


def test_a_guest_is_shown_the_picture_of_the_look_they_see_and_no_other(
    cast, house, says, picture
):
    guest = house.asked_by("Sam", asker=Asker("Sam", "guest", user=3))
    cast("template.background", alter="seles", files=picture())
    name = says("seles")["background"].rpartition("/")[2]
    cast("fronts.switch", alters=["seles"])
    with pytest.raises(NotFoundError):
        styles.picture(guest, name)
    cast("alters.edit", alter="seles", privacy="public")
    assert styles.picture(guest, name)
    with pytest.raises(NotPermittedError):
        styles.picture(house.asked_by("nobody", asker=NOBODY), name)


@pytest.mark.parametrize("name", ["x.png", "../../../app.db", "a" * 64 + ".svg", ""])
def test_no_other_file_is_taken_for_a_picture(house, name):
    with pytest.raises(NotFoundError):
        styles.picture(house, name)


def test_open_pages_are_told_of_every_change(cast, told):
    cast("template.change", alter="seles", tokens=LOOK)
    cast("template.pin", alter="seles")
    cast("changes.undo")
    heard = [facts for name, facts in told if name == "style.changed"]
    assert heard == [{"style": "seles"}, {"style": "seles"}, {"undo": True}]


MINE = {"alter": "seles", "tokens": LOOK}


@pytest.mark.parametrize(
    ("role", "verb", "args"),
    [
        ("guest", "change", MINE),
        ("guest", "list", {}),
        ("guest", "export", {}),
        ("resident", "pin", {"alter": "seles"}),
        ("resident", "unpin", {}),
    ],
)
def test_who_may_not_is_refused(cast, opened, role, verb, args):
    asker = Asker("Sam", role, user=2)
    with pytest.raises(NotPermittedError):
        opened.call(f"template.{verb}", args, actor="Sam", asker=asker)


@pytest.mark.parametrize(
    ("role", "verb", "args"),
    [
        ("resident", "change", MINE),
        ("resident", "change", {"tokens": LOOK}),
        ("resident", "list", {}),
        ("owner", "pin", {"alter": "seles"}),
    ],
)
def test_who_may_does(cast, opened, role, verb, args):
    asker = Asker("Kit", role, user=2)
    assert opened.call(f"template.{verb}", args, actor="Kit", asker=asker)


def test_kit_cannot_take_the_owner_s_pin_back(cast, opened):
    cast("template.pin", alter="seles")
    kit = Asker("Kit", "resident", user=2)
    with pytest.raises(NotPermittedError):
        opened.call("changes.undo", {}, actor="Kit", asker=kit)


def test_a_token_for_alters_reaches_their_looks_and_not_the_home_s(cast, opened):
    script = Asker("Kit", "resident", user=2, scopes=frozenset(["alters:write"]))
    opened.call("template.change", {"alter": "seles", "tokens": LOOK}, asker=script)
    with pytest.raises(NotPermittedError):
        opened.call("template.change", {"tokens": LOOK}, asker=script)


def test_a_look_goes_and_comes_back_with_whose_it_is(cast, says):
    cast("template.change", alter="seles", tokens=LOOK)
    cast("alters.remove", alter="seles")
    with pytest.raises(NotFoundError):
        says("seles")
    cast("alters.restore", alter="seles")
    assert says("seles") == LOOK


colors = st.integers(0, (1 << 24) - 1).map("#{:06x}".format)
steps = st.lists(
    st.sampled_from(["undo", "reset", "pin"])
    | st.dictionaries(st.sampled_from(styles.tokens.COLORS), colors | st.none()),
    max_size=6,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_nothing_that_is_done_is_beyond_undo(cast, dump, steps):
    before, done = dump(), 0
    for step in steps:
        known = len(cast("changes.listing", limit=500)["changes"])
        if step == "undo":
            if done:
                cast("changes.undo")
                done -= 1
            continue
        if isinstance(step, dict):
            cast("template.change", alter="seles", tokens=step)
        else:
            cast(f"template.{step}", alter="seles")
        done += len(cast("changes.listing", limit=500)["changes"]) - known
    for _ in range(done):
        cast("changes.undo")
    assert dump() == before
