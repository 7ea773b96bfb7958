"""Tags: which there are, so that the same thing gets the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.modules.forums import viewer as viewing
from homestead.modules.forums.models import threads
from homestead.modules.forums.service.finding import database

if TYPE_CHECKING:
    from homestead.core.house import House


def tag_list(house: House, *, reader: str | None = None) -> dict[str, Any]:
    """Return the tags of what somebody may see, the commonest first.

    `{"tags": [{"tag", "threads": how many have it}]}`
    """
    viewer = viewing.viewer(house, reader)
    return {"tags": [dict(row) for row in threads.every_tag(database(house), viewer)]}
