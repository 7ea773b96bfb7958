"""Homes of every shape, drawn row by row, and how to fill one and empty it again."""

from __future__ import annotations

import io
import json
from contextlib import closing

from hypothesis import strategies as st

from homestead import app
from homestead.core import paths
from homestead.core.house import NamedFile
from homestead.services import exporting
from homestead.services.exporting.shape import LEVELS

YEAR_1, YEAR_9999 = -62_135_596_800_000, 253_402_300_799_999

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
lines = st.text("abc Ωß✨\u202e'\"\\<&", max_size=8)
moments = st.integers(YEAR_1, YEAR_9999)
colors = st.none() | st.sampled_from(["#88aa33", "#000000"])
flags = st.integers(0, 1)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | texts,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2)
    ),
    max_leaves=4,
)
objects = st.dictionaries(texts, values, max_size=2).map(json.dumps)
lists = st.lists(texts, max_size=2).map(json.dumps)
pictures = st.none() | st.sampled_from(["a", "b"]).map(lambda c: f"alters/{c * 64}.png")
levels = st.sampled_from(LEVELS)


def _uid(table, number):
    return f"{table}-{number}"


def _profile(draw):
    return {
        "name": draw(lines),
        "description": draw(texts),
        "color": draw(colors),
        "privacy": draw(levels),
        "extra": draw(objects),
        "created_at": draw(moments),
        "updated_at": draw(moments),
    }


def _noun(draw, table, number):
    return {
        **_profile(draw),
        "id": number,
        "uid": _uid(table, number),
        "handle": f"{table[0]}{number}x",
        "display_name": draw(lines),
        "position": draw(st.integers(-3, 3)),
        "deleted_at": draw(st.none() | moments),
    }


def _alter(draw, number):
    return {
        **_noun(draw, "alters", number),
        "kind": draw(st.sampled_from(["alter", "custom"])),
        "pronouns": draw(lines),
        "birthday": draw(st.none() | st.just("02-29")),
        "birthday_year_hidden": draw(flags),
        "tags": draw(lists),
        "proxy_tags": draw(lists),
        "keep_proxy": draw(flags),
        "autoproxy": draw(flags),
        "avatar": draw(pictures),
        "avatar_url": draw(st.none() | lines),
        "archived_at": draw(st.none() | moments),
        "archived_reason": draw(lines),
    }


def _field(draw, number):
    field = _noun(draw, "fields", number)
    for key in ("description", "color", "display_name"):
        del field[key]
    field["type"] = draw(st.sampled_from(["text", "month_day", "timestamp"]))
    return {**field, "markdown": draw(flags)}


def _group(draw, number, count):
    # A parent may have come to the home after its child, but makes no circle.
    parent = (
        draw(st.none() | st.integers(number + 1, count)) if number < count else None
    )
    return {
        **_noun(draw, "groups", number),
        "parent_id": parent,
        "emoji": draw(lines),
        "subsystem": draw(flags),
    }


def _fronts(draw, alters):
    """Draw fronts of each alter, of which no two overlap."""
    fronts = []
    for alter in alters:
        bounds = sorted(draw(st.sets(st.integers(0, 10**6), min_size=1, max_size=6)))
        stretches = list(zip(bounds, [*bounds[1:], None], strict=True))
        some = st.lists(st.sampled_from(stretches), unique=True)
        for start, end in draw(some):
            fronts.append(_front(draw, len(fronts) + 1, alter, start, end))
    return fronts


def _front(draw, number, alter, start, end):
    return {
        "id": number,
        "uid": _uid("fronts", number),
        "alter_id": alter,
        "started_at": start,
        "ended_at": end,
        "tier": draw(st.sampled_from(["primary", "co-front", "co-conscious"])),
        "position": draw(st.floats(-9, 9)),
        "status": draw(lines),
        "extra": draw(objects),
        "created_at": draw(moments),
        "deleted_at": draw(st.none() | moments),
    }


def _comment(draw, number, fronts):
    return {
        "id": number,
        "uid": _uid("comments", number),
        "front_id": draw(st.integers(1, fronts)),
        "at": draw(moments),
        "text": draw(texts),
        "extra": draw(objects),
        "created_at": draw(moments),
        "deleted_at": draw(st.none() | moments),
    }


def _look(draw, alter):
    tokens = draw(
        st.dictionaries(st.sampled_from(["primary", "text"]), st.just("#88aa33"))
    )
    return {
        "alter_id": alter or None,
        "tokens": json.dumps(tokens | draw(st.just({}) | st.just({"size": 1.2}))),
        "pinned_at": draw(st.none() | moments),
        "created_at": draw(moments),
        "updated_at": draw(moments),
    }


def _source(draw, number, tables):
    table = draw(st.sampled_from([*tables, ""]))
    rows = len(tables.get(table, ()))
    return {
        "app": "pluralkit",
        "collection": draw(st.sampled_from(["alters", "fronts"])),
        "source_id": str(number),
        "table_name": table,
        "row_id": draw(st.none() | st.integers(1, rows)) if rows else None,
        "snapshot": draw(texts),
    }


def _preserved(draw, number):
    return {
        "app": "simply-plural",
        "collection": "polls",
        "source_id": str(number),
        "record": json.dumps(draw(values)),
        "preserved_at": draw(moments),
        "taken_by": draw(st.none() | lines),
        "taken_at": draw(st.none() | moments),
    }


def _import(draw, number):
    return {
        "app": "pluralkit",
        "at": draw(moments),
        "file_name": draw(lines),
        "sha256": f"{number:064x}",
        "report": draw(objects),
    }


def _pairs(draw, first, second):
    pairs = [(a, b) for a in range(1, first + 1) for b in range(1, second + 1)]
    return draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []


@st.composite
def homes(draw):
    """Draw the rows of a home, by table."""
    count = {name: draw(st.integers(0, 3)) for name in ("alters", "fields", "groups")}
    tables = {
        "fields": [_field(draw, n + 1) for n in range(count["fields"])],
        "alters": [_alter(draw, n + 1) for n in range(count["alters"])],
        "groups": [
            _group(draw, n, count["groups"]) for n in range(count["groups"], 0, -1)
        ],
        "fronts": _fronts(draw, range(1, count["alters"] + 1)),
    }
    comments = draw(st.integers(0, 3)) if tables["fronts"] else 0
    tables["front_comments"] = [
        _comment(draw, n + 1, len(tables["fronts"])) for n in range(comments)
    ]
    tables["system"] = []
    if draw(st.booleans()):
        more = {"tag": draw(lines), "pronouns": draw(lines), "avatar": draw(pictures)}
        profile = {**_profile(draw), **more, "time_zone": draw(lines)}
        tables["system"] = [{"id": 1, "uid": "system-1", **profile}]
    sources = [_source(draw, n, tables) for n in range(draw(st.integers(0, 3)))]
    return {
        **tables,
        "field_values": [
            {"field_id": field, "alter_id": alter, "value": draw(texts)}
            for field, alter in _pairs(draw, count["fields"], count["alters"])
        ],
        "group_members": [
            {"group_id": group, "alter_id": alter, "position": draw(st.integers(0, 9))}
            for group, alter in _pairs(draw, count["groups"], count["alters"])
        ],
        "styles": [
            _look(draw, alter)
            for alter in draw(st.sets(st.integers(0, count["alters"])))
        ],
        "switch_marks": [{"at": at} for at in draw(st.sets(moments, max_size=3))],
        "sources": sources,
        "preserved": [_preserved(draw, n) for n in range(draw(st.integers(0, 2)))],
        "imports": [_import(draw, n) for n in range(draw(st.integers(0, 2)))],
    }


class new_home:  # noqa: N801 - reads as a verb
    """`with new_home(folder) as house:`: an empty home, opened in this process."""

    def __init__(self, folder, rows=None):
        self._folder = folder
        self._rows = rows or {}

    def __enter__(self):
        found = paths.find(str(self._folder))
        self._closing = closing(app.open_home(found))
        house = self._closing.__enter__().house
        with house.app.transaction() as tx:
            for table, rows in self._rows.items():
                for row in rows:
                    tx.insert(table, row)
        return house

    def __exit__(self, *error):
        self._closing.__exit__(*error)


def exported(house, **more):
    """Return the bytes of an export of the home."""
    file = io.BytesIO()
    exporting.write(house, files=[NamedFile("home", file)], **more)
    return file.getvalue()


def document(house):
    """Return what an export of the home says, but for when it was made."""
    told = json.loads(exported(house))
    del told["exported_at"]
    return told
