"""What goes for good, what is made anew, and what one hears of after being away."""

from __future__ import annotations

import pytest

from homestead.core import clock
from homestead.core.errors import IntegrityError, NotFoundError, RefusedError
from homestead.modules.forums import keeping, lately
from homestead.services import pictures


@pytest.fixture
def later(monkeypatch, cast):
    """Let days go by, and the job after them: `later(31)`."""
    start = clock.now()

    def go(days):
        monkeypatch.setattr(clock, "now", lambda: start + days * clock.DAY)
        keeping.purge(cast.house)

    return go


def test_what_was_deleted_a_month_ago_is_gone_but_for_its_place(
    acting, forums, thread, say, later
):
    post = say("dexen", "Secret @yuki")
    say("yuki", "Why?", parent=post)
    acting("yuki", "vote", post=post, value=1)
    acting("dexen", "post_delete", post=post)
    later(29)
    assert forums.value("SELECT text FROM posts WHERE id = ?", (post,)) != ""
    later(31)
    shown = acting("yuki", "thread_show", thread=thread)["posts"]
    assert [one["deleted"] for one in shown] == [False, True, False]
    assert forums.value("SELECT count(*) FROM votes") == 0
    assert "Secret" not in str(
        [tuple(row) for row in forums.rows("SELECT * FROM posts")]
    )
    with pytest.raises(RefusedError, match="too long ago"):
        acting("dexen", "post_restore", post=post)


def test_a_deleted_thread_goes_whole(acting, forums, thread, say, later):
    say("dexen", "@yuki")
    poll = {"question": "?", "kind": "yesno"}
    acting("seles", "poll_create", post=1, poll=poll)
    acting("yuki", "follow", thread=thread, level="watch")
    acting("seles", "thread_delete", thread=thread)
    later(31)
    tables = ("threads", "posts", "polls", "poll_options", "mentions", "follows")
    assert [forums.value(f"SELECT count(*) FROM {table}") for table in tables] == [
        0
    ] * 6
    with pytest.raises(NotFoundError):
        acting("seles", "thread_restore", thread=thread)


def test_a_file_nobody_shows_goes_and_others_stay(acting, cast, later, picture):
    def add(content, text):
        [file] = acting("seles", "file_add", files=picture(content))["files"]
        if text:
            acting("seles", "thread_create", category=1, text=file["markdown"])
        return pictures.place(cast.house, f"forums/{file['name']}")

    shown, unused = add(b"shown", text=True), add(b"unused", text=False)
    [drafted] = acting("seles", "file_add", files=picture(b"drafted"))["files"]
    acting("seles", "draft_save", place="new:1", text=drafted["markdown"])
    later(29)
    assert unused.exists()
    later(31)
    assert (shown.exists(), unused.exists()) == (True, False)
    assert pictures.place(cast.house, f"forums/{drafted['name']}").exists()


def test_a_picture_of_an_earlier_version_stays_with_its_history(
    acting, cast, later, picture
):
    [file] = acting("seles", "file_add", files=picture(b"x"))["files"]
    made = acting("seles", "thread_create", category=1, text=file["markdown"])
    acting("seles", "post_edit", post=made["post"], text="Gone", version=1)
    later(31)
    assert pictures.place(cast.house, f"forums/{file['name']}").exists()


def test_the_days_can_be_set(acting, cast, forums, say, later):
    post = say("dexen")
    acting("dexen", "post_delete", post=post)
    cast.call("modules.set", {"module": "forums", "key": "purge_days", "value": "3"})
    later(4)
    base = cast.house.room("forums").database
    assert base.value("SELECT purged_at FROM posts WHERE id = ?", (post,))


def test_what_another_renderer_made_is_made_anew(acting, cast, forums, say):
    post = say("dexen", "**bold**")
    with forums.transaction() as tx:
        tx.run("UPDATE posts SET html = 'old', renderer = 0")
    shown = acting("yuki", "post_show", post=post)["html"]
    assert shown == "<p><strong>bold</strong></p>\n"
    keeping.render_anew(cast.house)
    assert forums.value("SELECT html FROM posts WHERE id = ?", (post,)) == shown


def test_who_was_away_hears_of_mentions_and_of_threads_with_news(
    acting, cast, thread, say
):
    start = clock.now() - 1000
    say("dexen", "@yuki look")
    told = list(lately.since(cast.house, "yuki", start))
    assert [one.text for one in told] == [
        "Dexen mentions you in “Dinner”.",
        "“Dinner”: 2 new posts.",
    ]
    assert told[0].path == f"/{thread}/2"
    acting("yuki", "mark_read", thread=thread)
    assert list(lately.since(cast.house, "yuki", start)) == []


def test_nobody_hears_of_what_is_not_for_them(acting, cast):
    acting("seles", "thread_create", category=1, text="@yuki", between=["dexen"])
    assert list(lately.since(cast.house, "yuki", 0)) == []
    assert len(list(lately.since(cast.house, "dexen", 0))) == 1
    assert list(lately.since(cast.house, "nobody", 0)) == []


def test_the_forums_are_checked_with_the_home(cast, forums, thread):
    checked = cast.call("db.check", {})["databases"]
    assert [one["name"] for one in checked if not one["problems"]][:1] == ["app"]
    assert "forums" in [one["name"] for one in checked]
    assert "forums" in [one["name"] for one in cast.call("db.migrate", {})["databases"]]


def test_a_row_that_points_nowhere_is_told_of(cast, forums, thread):
    forums._writer.execute("PRAGMA foreign_keys = OFF")
    forums._writer.execute("UPDATE posts SET thread_id = 99")
    with pytest.raises(IntegrityError, match=r"forums\.db is damaged"):
        cast.call("db.check", {})
