"""Feeds: what is new, for whoever has the address."""

from __future__ import annotations

import pytest

from homestead.core.errors import NotFoundError, UsageError
from homestead.core.house import NOBODY, Asker
from homestead.modules.forums.service import feeding
from homestead.services import accounts
from homestead.services.people import people


@pytest.fixture
def kit(cast):
    """Call a verb as Kit, a resident who acts as Dexen: `kit("feed_list")`."""
    words = {"name": "Kit", "password": "battery staple", "role": "resident"}
    accounts.user_add(cast.house, **words)
    row = cast.house.app.value("SELECT id FROM users")
    dexen = people(cast.house).by_handle["dexen"].id
    asker = Asker("Kit", "resident", user=row, acting=dexen)
    return lambda verb, **args: cast.call(f"forums.{verb}", args, asker=asker)


@pytest.fixture
def read(cast):
    """Read a feed as nobody who has its address; return the texts."""

    def entries(token):
        nobody = cast.house.asked_by("nobody", asker=NOBODY)
        return [one["text"] for one in feeding.entries(nobody, token)["entries"]]

    return entries


def test_a_feed_of_a_thread_has_its_posts_newest_first(kit, read, thread, say):
    token = kit("feed_create", thread=thread)["token"]
    say("yuki", "Bread")
    assert read(token) == ["Bread", "Soup?"]


def test_a_feed_of_a_category_and_of_everything(kit, read, thread, acting, shell):
    plans = shell("category_create", name="Plans")["category"]
    acting("yuki", "thread_create", category=plans, text="Sunday")
    assert read(kit("feed_create", category=plans)["token"]) == ["Sunday"]
    assert read(kit("feed_create")["token"]) == ["Sunday", "Soup?"]


def test_a_feed_shows_what_its_alter_may_see(kit, read, acting):
    token = kit("feed_create")["token"]
    acting("seles", "thread_create", category=1, text="For Dexen", between=["dexen"])
    acting("seles", "thread_create", category=1, text="For Yuki", between=["yuki"])
    post = acting("seles", "thread_create", category=1, text="Gone")["post"]
    acting("seles", "post_delete", post=post)
    assert read(token) == ["For Dexen"]


def test_who_may_be_dexen_no_more_reads_as_nobody(kit, read, acting, cast):
    token = kit("feed_create")["token"]
    acting("seles", "thread_create", category=1, text="For Dexen", between=["dexen"])
    accounts.user_alters(cast.house, user="Kit", alters=["yuki"])
    cast.call("fronts.out", {})
    assert read(token) == []


@pytest.mark.parametrize("barred", ["user_disable", "user_remove"])
def test_the_feeds_of_who_is_barred_are_closed(kit, read, cast, barred):
    token = kit("feed_create")["token"]
    getattr(accounts, barred)(cast.house, user="Kit")
    with pytest.raises(NotFoundError):
        read(token)


def test_a_feed_is_closed_for_good(kit, read, thread):
    made = kit("feed_create", thread=thread)
    [listed] = kit("feed_list")["feeds"]
    assert (listed["title"], listed["as"]["alter"]) == ("Dinner", "dexen")
    kit("feed_revoke", feed=made["feed"])
    with pytest.raises(NotFoundError):
        read(made["token"])
    with pytest.raises(NotFoundError):
        kit("feed_revoke", feed=made["feed"])


@pytest.mark.parametrize("token", ["", "x", "é", "a" * 999])
def test_other_tokens_open_nothing(read, cast, thread, token):
    with pytest.raises(NotFoundError):
        read(token)


def test_the_token_itself_is_kept_nowhere(kit, forums, thread):
    token = kit("feed_create", thread=thread)["token"]
    rows = forums.rows("SELECT * FROM feeds")
    assert token not in str([tuple(row) for row in rows])


def test_a_feed_is_somebodys(shell, kit, thread):
    with pytest.raises(UsageError, match="signed in"):
        shell("feed_create", thread=thread)
    with pytest.raises(NotFoundError):
        kit("feed_create", thread=99)
