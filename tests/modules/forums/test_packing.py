"""The forums move to another home whole, and arrive once."""

from __future__ import annotations

import base64
import io
import json
from contextlib import closing

import pytest

from homestead import app
from homestead.core import paths
from homestead.core.house import NamedFile
from homestead.modules.forums import packing
from homestead.modules.forums.models import luggage
from homestead.services import pictures

POLL = {"question": "?", "kind": "yesno"}


@pytest.fixture
def lived_in(acting, thread, say, picture, shell):
    """Something of everything."""
    [file] = acting("seles", "file_add", files=picture())["files"]
    post = say("dexen", f"**Yes** @yuki {file['markdown']}", parent=1)
    acting("dexen", "post_edit", post=post, text="**No** @yuki", version=1)
    acting("yuki", "vote", post=post, value=1)
    acting("yuki", "react", post=post, emoji="👍")
    acting("seles", "poll_create", post=1, poll=POLL)
    acting("yuki", "poll_vote", post=1, options=[4], comment="no")
    acting("yuki", "mark_read", thread=thread, number=1)
    acting("yuki", "follow", thread=thread, level="watch")
    acting("yuki", "bookmark", post=post, note="!")
    acting("yuki", "draft_save", place=f"thread:{thread}", text="Maybe")
    acting("seles", "thread_edit", thread=thread, tags=["food"])
    acting("seles", "thread_create", board="yuki", text="Please eat")
    acting("seles", "thread_create", notes=True, text="Mine")
    shell("category_create", name="Night", limited=["night"])
    merged = acting("yuki", "thread_create", category=1, text="Bread?")["thread"]
    shell("thread_merge", thread=merged, into=thread)
    return acting


def everything(forums):
    """Return all there is, but for what is made anew and numbers of no meaning."""
    return [
        {k: v for k, v in record.items() if k not in ("content", "id")}
        for record in luggage.out(forums)
    ]


@pytest.fixture
def moved(cast, lived_in, tmp_path):
    """A new home that has taken the export of this one."""
    file = io.BytesIO()
    cast.call("exporting.write", {}, files=[NamedFile("out.json", file)])
    with closing(app.open_home(paths.find(str(tmp_path / "new")))) as opened:
        opened.arrive = lambda: opened.call(
            "imports.run", {}, files=[NamedFile("in.json", io.BytesIO(file.getvalue()))]
        )
        opened.arrive()
        yield opened


def test_everything_arrives(moved, forums):
    there = moved.house.room("forums").database
    assert everything(there) == everything(forums)


def test_pages_are_the_same_there(moved, cast, thread):
    for reader in ("seles", "yuki"):
        args = {"thread": thread, "reader": reader}
        here = cast.call("forums.thread_show", args)
        assert moved.call("forums.thread_show", args) == here
        assert moved.call("forums.waiting", {"reader": reader}) == cast.call(
            "forums.waiting", {"reader": reader}
        )


def test_what_is_counted_and_found_is_so_there(moved, cast):
    for call, args in (
        ("category_list", {}),
        ("thread_list", {"tag": "food"}),
        ("search", {"words": "no author:dexen has:picture"}),
        ("search", {"words": "bread"}),
        ("post_history", {"post": 2}),
        ("draft_list", {"alter": "yuki"}),
    ):
        assert moved.call(f"forums.{call}", args) == cast.call(f"forums.{call}", args)


def test_arriving_again_changes_nothing(moved):
    there = moved.house.room("forums").database
    before = everything(there)
    moved.arrive()
    assert everything(there) == before


def test_what_was_for_some_is_for_them_there_too(cast, acting, shell, tmp_path):
    shell("category_edit", category=1, name="Ours", limited=["night"])
    acting("seles", "thread_create", category=1, text="For the night")
    records = list(packing.out(cast.house))
    with closing(app.open_home(paths.find(str(tmp_path / "other")))) as other:
        packing.back(other.house, records)
        there = other.house.room("forums").database
        row = there.row("SELECT name, limited FROM categories WHERE id = 1")
        assert tuple(row) == ("Ours", 1)
        assert there.value("SELECT count(*) FROM category_limits") == 1


def test_a_category_that_is_used_there_stays_as_it_is(cast, shell, tmp_path):
    shell("category_edit", category=1, name="Ours")
    records = list(packing.out(cast.house))
    with closing(app.open_home(paths.find(str(tmp_path / "other")))) as other:
        other.call("alters.add", {"name": "Mori"})
        args = {"category": 1, "text": "Here", "authors": ["mori"]}
        other.call("forums.thread_create", args)
        packing.back(other.house, records)
        told = other.call("forums.category_list", {})["categories"]
        assert [one["name"] for one in told] == ["General"]


def test_what_was_for_some_is_seen_by_no_more_where_others_write(
    cast, acting, shell, tmp_path
):
    shell("category_edit", category=1, name="Ours", limited=["night"])
    acting("seles", "thread_create", category=1, text="For the night")
    records = list(packing.out(cast.house))
    with closing(app.open_home(paths.find(str(tmp_path / "other")))) as other:
        other.call("alters.add", {"name": "Mori"})
        args = {"category": 1, "text": "Here", "authors": ["mori"]}
        other.call("forums.thread_create", args)
        for _ in range(2):
            packing.back(other.house, records)
        there = other.house.room("forums").database
        told = there.rows("SELECT name, limited, threads FROM categories ORDER BY id")
        assert [tuple(row) for row in told] == [("General", 0, 1), ("Ours", 1, 1)]


def test_files_come_along(moved, forums):
    [name] = [row["name"] for row in forums.rows("SELECT name FROM files")]
    assert pictures.place(moved.house, f"forums/{name}").is_file()


def test_what_was_written_there_meanwhile_stays(moved, thread):
    args = {"thread": thread, "text": "Here", "authors": ["yuki"]}
    moved.call("forums.post_create", args)
    moved.arrive()
    told = moved.call("forums.thread_show", {"thread": thread})["posts"]
    assert told[-1]["text"] == "Here"
    assert [post["number"] for post in told] == list(range(1, len(told) + 1))


def test_numbers_that_are_taken_are_given_anew(cast, lived_in, tmp_path, forums):
    records = json.loads(json.dumps(list(packing.out(cast.house))))
    with closing(app.open_home(paths.find(str(tmp_path / "other")))) as other:
        other.call("alters.add", {"name": "Robin"})
        for _ in range(3):
            args = {"category": 1, "text": "Taken", "authors": ["robin"]}
            other.call("forums.thread_create", args)
        packing.back(other.house, records)
        there = other.house.room("forums").database
        counts = [
            [base.value(f"SELECT count(*) FROM {table}") for base in (forums, there)]
            for table in ("threads", "posts", "votes", "poll_votes", "revisions")
        ]
    assert counts == [[4, 7], [5, 8], [1, 1], [1, 1], [1, 1]]


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"table": "nowhere"},
        {"table": "sqlite_master", "name": "x"},
        {"table": "posts"},
        {"table": "posts", "uid": 7},
        {"table": "posts", "uid": "x", "thread_id": "nowhere", "text": "x"},
        {"table": "threads", "uid": "x", "category_id": "general", "title": ["x"]},
        {"table": "threads", "uid": "x", "category_id": "general", "posts); --": 1},
        {"table": "votes", "post_id": None, "who": "x", "value": 9, "at": 1},
        {"table": "categories", "uid": "x", "kind": "evil", "name": "x"},
        {"table": "files", "name": "../../app.db", "content": "AAAA"},
        {"table": "files", "name": "a" * 64 + ".bin", "content": "AAAA"},
        {"table": "files", "name": "a" * 64 + ".png", "content": "%"},
        {
            "table": "follows",
            "who": "x",
            "kind": "thread",
            "target": 9,
            "level": "mute",
        },
    ],
)
def test_what_does_not_fit_is_left_out(cast, forums, record):
    before = everything(forums)
    packing.back(cast.house, [record])
    assert everything(forums) == before


def test_a_script_in_an_export_is_only_text(cast, thread, forums):
    records = list(packing.out(cast.house))
    for record in records:
        if record["table"] == "posts":
            record |= {"uid": "evil", "id": 77, "text": "<script>", "html": "<script>"}
    packing.back(cast.house, records)
    told = cast.call("forums.post_show", {"post": 77})
    assert told["html"] == "<p>&lt;script&gt;</p>\n"


@pytest.mark.parametrize(
    "front", ["", "x", "7", "[7]", '[["a"]]', '[[1, "primary"]]', "[" * 9999]
)
def test_a_page_is_shown_whatever_an_export_says_of_the_front(cast, thread, front):
    records = list(packing.out(cast.house))
    for record in records:
        if record["table"] == "posts":
            record |= {"uid": "odd", "id": 77, "fronting": front}
    packing.back(cast.house, records)
    assert cast.call("forums.post_show", {"post": 77})["fronting"] == []


def test_a_file_that_is_not_what_its_name_says_is_left_out(cast, forums):
    content = base64.b64encode(b"something else").decode()
    record = {"table": "files", "name": "b" * 64 + ".bin", "content": content}
    packing.back(cast.house, [record])
    assert forums.value("SELECT count(*) FROM files") == 0


def test_every_table_travels_or_is_left_behind_on_purpose(forums):
    known = {sheet.table for sheet in luggage.SHEETS} | set(luggage.LEFT_BEHIND)
    rows = forums.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {row["name"] for row in rows if "_words" not in row["name"]}
    assert tables - {"migrations", "sqlite_sequence"} == known
