"""Boards: a wall for each alter, on which the others write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import NotFoundError
from homestead.core.routes import Routes
from homestead.modules.forums import service
from homestead.modules.forums.showing import today, turned
from homestead.services import access
from homestead.services.people import people

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()

_EMPTY = {
    "kind": "board",
    "description": "",
    "archived": False,
    "limited": (),
    "level": "normal",
    "may_write": True,
}
"""What a board is like on which nobody wrote yet."""


@routes.get("/boards/<handle>", needs="post.read")
def board(ask: Ask, handle: str) -> Answer:
    """Show what was written on somebody's board, the latest first."""
    about = _board(ask, handle)
    before = ask.query.text("before") or None
    told = service.thread_list(ask.house, board=handle, before=before)
    owner = people(ask.house).by_handle[handle]
    return ask.page(
        "forums/board.html",
        **told,
        heading=f"{about['name']}\u2019s board",
        about=about,
        which={"board": handle},
        theirs=access.may_act_as(ask.house.asker, owner.id),
        **turned(ask, told["next"]),
        **today(ask.house),
    )


@routes.post("/boards/<handle>", needs="post.write", form=board)
def change(ask: Ask, handle: str) -> Answer:
    """Say who reads what is written on a board from now on."""
    service.board_edit(ask.house, alter=handle, private=ask.form.flag("private"))
    return ask.to(ask.url("forums", f"/boards/{handle}"))


def _board(ask: Ask, handle: str) -> dict[str, Any]:
    for one in service.category_list(ask.house)["boards"]:
        if one["owner"]["alter"] == handle:
            return {**_EMPTY, **one}
    raise NotFoundError(f"Nobody here who is called {handle} has a board.")
