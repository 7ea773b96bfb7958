"""Who sees what, verb by verb: one rule, and a table that holds every verb to it."""

from __future__ import annotations

import pytest

from homestead.core.errors import HomesteadError, NotFoundError, NotPermittedError
from homestead.modules.forums import service

KINDS = ("open", "shared", "limited", "private", "board", "notes", "hidden", "deleted")
SEES = {
    # an owner as Seles, who began them all; is of the group; looks after everything
    "seles": {"open", "shared", "limited", "private", "board", "notes", "hidden"},
    # a resident as Dexen: of the group too, in the private thread
    "dexen": {"open", "shared", "limited", "private"},
    # a resident as Yuki: the board is theirs
    "yuki": {"open", "shared", "board"},
    "guest": {"shared"},
    "nobody at the front": {"open", "shared"},
}
ASKERS = {
    "seles": ("seles", {"role": "owner"}),
    "dexen": ("dexen", {"role": "resident", "may": ["dexen"]}),
    "yuki": ("yuki", {"role": "resident", "may": ["yuki"]}),
    "guest": (None, {"role": "guest"}),
    "nobody at the front": (None, {"role": "resident", "may": []}),
}


@pytest.fixture
def places(acting, shell, cast):
    """A thread of each kind, begun by Seles: kind → thread and post."""
    shared = shell("category_create", name="Shared", guests=True)["category"]
    limited = shell("category_create", name="Night", limited=["night"])["category"]
    where = {
        **{kind: {"category": 1} for kind in ("open", "hidden", "deleted")},
        "shared": {"category": shared},
        "limited": {"category": limited},
        "private": {"category": 1, "between": ["dexen"]},
        "board": {"board": "yuki"},
        "notes": {"notes": True},
    }
    made = {
        kind: acting("seles", "thread_create", text=f"{kind}word @dexen @yuki", **given)
        for kind, given in where.items()
    }
    shell("thread_hide", thread=made["hidden"]["thread"])
    acting("seles", "thread_delete", thread=made["deleted"]["thread"])
    return made


READING = {
    "thread_show": lambda made: {"thread": made["thread"]},
    "post_show": lambda made: {"post": made["post"]},
    "post_find": lambda made: {"post": made["post"]},
}
WITH_A_LOGIN = {
    "post_history": lambda made: {"post": made["post"]},
    "mark_read": lambda made: {"thread": made["thread"]},
    "mark_unread": lambda made: {"thread": made["thread"]},
    "bookmark": lambda made: {"post": made["post"]},
    "follow": lambda made: {"thread": made["thread"], "level": "watch"},
    "post_create": lambda made: {"thread": made["thread"], "text": "Hi"},
    "vote": lambda made: {"post": made["post"], "value": 1},
    "react": lambda made: {"post": made["post"], "emoji": "👍"},
}
OF_ONES_OWN = {
    "post_edit": lambda made: {"post": made["post"], "text": "Hi", "version": 1},
    "post_delete": lambda made: {"post": made["post"]},
    "post_restore": lambda made: {"post": made["post"]},
    "thread_edit": lambda made: {"thread": made["thread"], "title": "Hi"},
    "thread_delete": lambda made: {"thread": made["thread"]},
    "poll_create": lambda made: {
        "post": made["post"],
        "poll": {"question": "?", "options": ["a", "b"]},
    },
}
ELSEWHERE = {
    # what shows no thread, or is tried for each asker in a file of its own
    *("category_list", "category_show", "category_create", "category_edit"),
    *("category_archive", "category_delete", "category_restore", "category_order"),
    *("board_edit", "thread_list", "thread_create", "preview", "mark_all_read"),
    *("waiting", "mention_list", "bookmark_list", "poll_vote", "poll_close"),
    *("draft_save", "draft_show", "draft_list", "draft_discard", "file_add"),
    *("thread_pin", "thread_lock", "thread_hide", "thread_move", "thread_split"),
    *("thread_merge", "thread_restore", "post_hide", "trash", "search"),
    *("thread_invite", "thread_leave", "feed_create", "feed_list", "feed_revoke"),
    "tag_list",
}


def test_every_verb_is_in_a_table():
    assert {*READING, *WITH_A_LOGIN, *OF_ONES_OWN, *ELSEWHERE} == set(service.DOOR)


def tried(acting, asker, verb, args):
    """Tell whether somebody was let in."""
    alter, given = ASKERS[asker]
    try:
        acting(alter, verb, **given, **args)
    except (NotFoundError, NotPermittedError):
        return False
    return True


@pytest.fixture
def askers(cast, acting):
    """Nobody is at the front, so that who acts as nobody is nobody."""
    cast.call("fronts.out", {})
    return acting


@pytest.mark.parametrize("asker", ASKERS)
@pytest.mark.parametrize("verb", READING)
def test_who_reads_what(places, askers, verb, asker):
    seen = {k for k in KINDS if tried(askers, asker, verb, READING[verb](places[k]))}
    assert seen == SEES[asker]


@pytest.mark.parametrize("asker", ASKERS)
@pytest.mark.parametrize("verb", WITH_A_LOGIN)
def test_who_takes_part_where(places, askers, verb, asker):
    takes_part = asker in ("seles", "dexen", "yuki") or verb == "post_history"
    expected = SEES[asker] if takes_part and asker != "guest" else set()
    args = {kind: WITH_A_LOGIN[verb](places[kind]) for kind in KINDS}
    if verb in ("vote", "react"):
        expected = expected - {"hidden"} if asker != "seles" else expected
    seen = {kind for kind in KINDS if _let_in(askers, asker, verb, args[kind])}
    assert seen == expected


def _let_in(acting, asker, verb, args):
    try:
        return tried(acting, asker, verb, args)
    except HomesteadError as error:
        assert "Nobody is at the front" in error.message  # noqa: PT017
        return False


@pytest.mark.parametrize("asker", ["dexen", "yuki", "guest", "nobody at the front"])
@pytest.mark.parametrize("verb", OF_ONES_OWN)
def test_what_seles_wrote_is_nobody_elses_to_change(places, askers, verb, asker):
    made = OF_ONES_OWN[verb]
    assert not any(_let_in(askers, asker, verb, made(places[kind])) for kind in KINDS)


@pytest.mark.parametrize("asker", ASKERS)
def test_lists_show_what_may_be_seen(places, askers, asker):
    alter, given = ASKERS[asker]
    told = askers(alter, "thread_list", **given)["threads"]
    assert {one["title"].split("word")[0] for one in told} == SEES[asker]


@pytest.mark.parametrize("asker", ASKERS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_search_finds_what_may_be_seen(places, askers, asker, kind):
    alter, given = ASKERS[asker]
    told = askers(alter, "search", words=f"{kind}word", **given)
    seen = int(kind in SEES[asker])
    assert (len(told["posts"]), len(told["threads"])) == (seen, seen)


@pytest.mark.parametrize("asker", ASKERS)
def test_tags_are_those_of_what_may_be_seen(places, askers, forums, asker):
    with forums.transaction() as tx:
        for kind, made in places.items():
            tx.insert("thread_tags", {"thread_id": made["thread"], "tag": kind})
    alter, given = ASKERS[asker]
    told = askers(alter, "tag_list", **given)["tags"]
    assert {one["tag"] for one in told} == SEES[asker]


@pytest.mark.parametrize("asker", ["dexen", "yuki"])
def test_what_waits_and_who_is_mentioned_is_what_may_be_seen(places, askers, asker):
    alter, given = ASKERS[asker]
    told = askers(alter, "waiting", **given)
    assert told["unread"] == told["mentions"] == len(SEES[asker])
    found = askers(alter, "mention_list", **given)["mentions"]
    assert {one["excerpt"].split("word")[0] for one in found} == SEES[asker]


@pytest.mark.parametrize("asker", ["dexen", "yuki"])
def test_marking_all_as_read_touches_only_what_may_be_seen(places, askers, asker):
    alter, given = ASKERS[asker]
    assert askers(alter, "mark_all_read", **given)["threads"] == len(SEES[asker])


def test_categories_are_there_for_whom_they_are(places, askers):
    def names(asker):
        alter, given = ASKERS[asker]
        told = askers(alter, "category_list", **given)
        return {one["name"] for one in told["categories"]}, bool(told["boards"])

    assert names("dexen") == ({"General", "Shared", "Night"}, True)
    assert names("yuki") == ({"General", "Shared"}, True)
    assert names("guest") == ({"Shared"}, False)


def test_one_is_told_as_whom_one_would_see_it(places, acting):
    with pytest.raises(NotPermittedError) as refused:
        acting("yuki", "thread_show", thread=places["private"]["thread"])
    assert refused.value.fields == {"reader": "seles"}
    told = acting(
        "yuki", "thread_show", thread=places["private"]["thread"], reader="dexen"
    )
    assert told["thread"]["private"]


def test_a_guest_is_told_of_nobody_who_is_not_public(places, acting, cast):
    thread = places["shared"]["thread"]
    acting("dexen", "post_create", thread=thread, text="Hello guest")
    cast.call("alters.edit", {"alter": "dexen", "privacy": "public"})
    told = acting(None, "thread_show", role="guest", thread=thread)
    names = [post["authors"][0]["name"] for post in told["posts"]]
    assert names == ["Somebody here", "Dexen"]
    assert [post["fronting"] for post in told["posts"]] == [[], []]
    assert not told["thread"]["may_write"]


def test_a_guest_acts_as_nobody_and_has_nothing_waiting(places, acting):
    for verb in ("waiting", "mention_list", "draft_list", "trash", "mark_all_read"):
        try:
            told = acting(None, verb, role="guest")
        except NotPermittedError:
            continue
        assert verb == "waiting"
        assert told["unread"] == 0


def test_open_pages_are_not_told_which_private_thread_moved(cast, acting, places):
    told = []
    cast.house.events.listen(lambda name, facts: told.append((name, facts)))
    acting("seles", "post_create", thread=places["private"]["thread"], text="Ssh")
    acting("seles", "post_create", thread=places["open"]["thread"], text="Hi")
    assert told == [
        ("post.created", {}),
        ("post.created", {"thread": places["open"]["thread"]}),
    ]
