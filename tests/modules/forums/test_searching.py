"""Finding what was written again."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homestead.core import clock
from homestead.core.errors import UsageError


@pytest.fixture
def written(acting, thread, say):
    """Soup is talked of by Dexen and Yuki; films in a thread of their own."""
    say("dexen", "The soup is in the fridge, Müsli too")
    say("yuki", "More soup, and more soup, please: soup!")
    acting("yuki", "thread_create", category=1, title="Films and soups", text="Horror?")


def found(acting, words, alter="seles", **args):
    told = acting(alter, "search", words=words, **args)
    return [post["piece"] for post in told["posts"]]


def test_the_best_find_comes_first_or_the_newest(acting, written):
    best = found(acting, "soup")
    assert best[0].startswith("More <mark>soup</mark>")
    newest = acting("seles", "search", words="soup", newest=True)["posts"]
    assert [post["author"]["alter"] for post in newest] == ["yuki", "dexen", "seles"]


def test_all_words_must_be_there_and_the_last_may_be_begun(acting, written):
    assert len(found(acting, "soup fridge")) == 1
    assert len(found(acting, "fri")) == 1
    assert found(acting, "soup spaceship") == []


def test_accents_and_capitals_do_not_matter(acting, written):
    assert len(found(acting, "MUSLI")) == 1


def test_what_was_edited_away_is_not_found_and_what_is_deleted_neither(acting, say):
    post = say("dexen", "pineapple")
    acting("dexen", "post_edit", post=post, text="banana", version=1)
    assert found(acting, "pineapple") == []
    acting("dexen", "post_delete", post=post)
    assert found(acting, "banana") == []


def test_titles_people_and_categories_are_found_too(acting, written, shell):
    shell("category_create", name="Soup kitchen")
    told = acting("seles", "search", words="soup")
    assert [one["piece"] for one in told["threads"]] == ["Films and <mark>soups</mark>"]
    assert [one["name"] for one in told["categories"]] == ["Soup kitchen"]
    told = acting("seles", "search", words="Dexn")
    assert [one["alter"] for one in told["people"]] == ["dexen"]


@pytest.mark.parametrize(
    ("words", "authors"),
    [
        ("soup author:yuki", ["yuki"]),
        ("soup author:yuky", ["yuki"]),
        ("author:Dexen", ["dexen"]),
        ('author:"Dexen" fridge', ["dexen"]),
        ("soup author:zzzzz", []),
        ("in:general author:yuki horror", ["yuki"]),
        ("in:Genral fridge", ["dexen"]),
        ("soup in:nowhere", []),
        ("after:2020-01-01 fridge", ["dexen"]),
        ("before:2020-01-01 fridge", []),
        ("has:picture", []),
    ],
)
def test_a_search_is_narrowed(acting, written, words, authors):
    told = acting("seles", "search", words=words)["posts"]
    assert [post["author"]["alter"] for post in told] == authors


def test_who_was_meant_is_told(acting, written):
    told = acting("seles", "search", words="soup author:yuky in:genral")["meant"]
    assert (told["author"]["alter"], told["in"]["name"]) == ("yuki", "General")


def test_posts_with_pictures_are_found(acting, picture, written):
    [file] = acting("seles", "file_add", files=picture())["files"]
    acting("seles", "thread_create", category=1, text=f"Cat {file['markdown']}")
    assert len(found(acting, "has:picture")) == len(found(acting, "cat has:file")) == 1


@pytest.mark.parametrize("words", ["has:teeth", "after:soonish", "before:9999-99-99"])
def test_what_cannot_be_asked(acting, words):
    with pytest.raises(UsageError):
        acting("seles", "search", words=words)


def test_nobody_finds_what_is_not_for_them(acting, shell):
    acting("seles", "thread_create", category=1, text="sesame", between=["dexen"])
    acting("seles", "thread_create", notes=True, title="sesame", text="sesame")
    assert (len(found(acting, "sesame")), len(found(acting, "sesame", "dexen"))) == (
        2,
        1,
    )
    assert acting("yuki", "search", words="sesame")["threads"] == []
    assert found(acting, "sesame", "yuki") == []
    assert found(acting, "sesame", None, role="guest") == []


def test_many_finds_come_in_pages_and_then_the_older_ones(acting, forums, thread, say):
    say("dexen", "needle")
    with forums.transaction() as tx:
        tx.run(
            "WITH RECURSIVE n (i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n"
            " WHERE i < 502) INSERT INTO posts (uid, thread_id, seq, path, author,"
            " created_at, written_by, text) SELECT 'u' || i, thread_id, i, 'x' || i,"
            " author, created_at, '', 'needle ' || i FROM posts, n WHERE posts.id = 2"
        )
    told = acting("seles", "search", words="needle")
    assert (told["found"], told["pages"], len(told["posts"])) == (200, 10, 20)
    rest = acting("seles", "search", words="needle", older=told["older"])
    assert (rest["found"], bool(rest["older"])) == (200, True)


def test_what_is_found_cannot_be_a_script(acting, say):
    say("dexen", "<script>alert(1)</script> \x02fooled\x03")
    [piece] = found(acting, "alert")
    assert "<script>" not in piece
    assert "<mark>alert</mark>" in piece


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.text('"*^:()-+ANDORNTEahs{}', max_size=40))
def test_whatever_is_typed_is_searched_for(acting, words):
    try:
        acting("seles", "search", words=words)
    except UsageError as error:
        assert "has" in error.message or "moment" in error.message  # noqa: PT017


def test_a_search_goes_by_the_clock_of_the_home(acting, say, cast, monkeypatch):
    cast.call("setup.set", {"key": "home.time_zone", "value": "Pacific/Auckland"})
    monkeypatch.setattr(clock, "now", lambda: clock.moment("2030-01-01T12:00:00.000Z"))
    say("dexen", "midnight")
    assert len(found(acting, "midnight after:2030-01-02")) == 1
    assert found(acting, "midnight before:2030-01-02") == []
