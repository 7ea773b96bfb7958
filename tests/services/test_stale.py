"""Who sends a form that is no longer true is told so, and overwrites nothing."""

from __future__ import annotations

import pytest

from homestead.core.errors import ConflictError
from homestead.services import fronts, stale


@pytest.fixture
def entry(house, cast):
    return fronts.insert(house, alter="seles", start="20 min ago")["front"]


def test_kit_edits_what_nobody_else_has_touched(house, entry):
    told = fronts.edit(house, front=entry["id"], status="tea", was=entry["version"])
    assert told["front"]["status"] == "tea"
    assert told["front"]["version"] != entry["version"]


@pytest.mark.parametrize("verb", ["edit", "delete"])
def test_kit_is_told_that_robin_was_quicker(house, entry, verb):
    fronts.edit(house, front=entry["id"], status="Robin's")
    kit = {"status": "Kit's"} if verb == "edit" else {}
    with pytest.raises(ConflictError, match="while you were at it") as told:
        getattr(fronts, verb)(house, front=entry["id"], was=entry["version"], **kit)
    now = fronts.show(house, front=entry["id"])["front"]
    assert now["status"] == "Robin's"
    assert told.value.fields == {"was": now["version"]}


def test_a_comment_is_not_overwritten_either(house, entry):
    said = fronts.comment(house, front=entry["id"], text="tea")
    [comment] = said["front"]["comments"]
    fronts.comment_edit(house, comment=comment["id"], text="cake")
    with pytest.raises(ConflictError):
        fronts.comment_edit(
            house, comment=comment["id"], text="pie", was=comment["version"]
        )
    assert fronts.show(house, front=entry["id"])["front"]["comments"][0]["text"] == (
        "cake"
    )


@pytest.mark.parametrize("was", [None, ""])
def test_a_shell_need_not_have_looked(was):
    stale.refuse(was, "now", "entry")
