"""Rows of alters as the JSON that scripts read."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from homestead.core import clock

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from homestead.core.database import Reader

Told = dict[str, Any]


def told(reader: Reader, row: sqlite3.Row) -> Told:
    """Return one alter with groups and fields."""
    return all_told(reader, [row], "WHERE alter_id = ?", (row["id"],))[0]


def all_told(
    reader: Reader, rows: Iterable[sqlite3.Row], where: str = "", params: Any = ()
) -> list[Told]:
    """Return these alters with groups and fields; `where` spares reading others'."""
    groups = _by_alter(
        reader.rows(
            "SELECT alter_id, handle, name FROM group_members"  # noqa: S608
            " JOIN groups ON groups.id = group_id AND groups.deleted_at IS NULL"
            f" {where} ORDER BY groups.position, groups.id",
            params,
        ),
        lambda row: {"group": row["handle"], "name": row["name"]},
    )
    fields = _by_alter(
        reader.rows(
            "SELECT alter_id, handle, name, type, markdown, value"  # noqa: S608
            " FROM field_values"
            " JOIN fields ON fields.id = field_id AND fields.deleted_at IS NULL"
            f" {where} ORDER BY fields.position, fields.id",
            params,
        ),
        lambda row: {
            "field": row["handle"],
            "name": row["name"],
            "type": row["type"],
            "markdown": bool(row["markdown"]),
            "value": row["value"],
        },
    )
    return [_told(row, groups[row["id"]], fields[row["id"]]) for row in rows]


def _by_alter(rows: Iterable[sqlite3.Row], tell: Any) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = defaultdict(list)
    for row in rows:
        found[row["alter_id"]].append(tell(row))
    return found


def _told(row: sqlite3.Row, groups: list[Told], fields: list[Told]) -> Told:
    return {
        "alter": row["handle"],
        "name": row["name"],
        "display_name": row["display_name"],
        "pronouns": row["pronouns"],
        "color": row["color"],
        "custom": row["kind"] == "custom",
        "archived": row["archived_at"] is not None,
        "archived_reason": row["archived_reason"],
        "description": row["description"],
        "birthday": row["birthday"],
        "birthday_year_hidden": bool(row["birthday_year_hidden"]),
        "tags": json.loads(row["tags"]),
        "proxy_tags": json.loads(row["proxy_tags"]),
        "keep_proxy": bool(row["keep_proxy"]),
        "autoproxy": bool(row["autoproxy"]),
        "privacy": row["privacy"],
        "groups": groups,
        "fields": fields,
        "avatar": row["avatar"],
        "avatar_url": row["avatar_url"],
        "uid": row["uid"],
        "created": clock.iso(row["created_at"]),
        "updated": clock.iso(row["updated_at"]),
        "removed": clock.iso_or_none(row["deleted_at"]),
    }
