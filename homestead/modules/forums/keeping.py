"""What the daemon does by itself: what was deleted long ago goes for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core import clock
from homestead.core.markdown.posts import VERSION
from homestead.modules.forums import writing
from homestead.modules.forums.models import files, once, posts, purging
from homestead.modules.forums.models.files import FOLDER
from homestead.modules.forums.service.finding import database
from homestead.services import attachments

if TYPE_CHECKING:
    from homestead.core.house import House

AT_ONCE = 100


def purge(house: House) -> None:
    """Take away for good what was deleted, and files that nobody shows any more."""
    days = house.room("forums").setting("purge_days")
    before = clock.now() - days * clock.DAY
    base = database(house)
    with base.transaction() as tx:
        purging.posts(tx, before)
        purging.threads(tx, before)
        once.forget(tx)
    for row in files.unused(base, before):
        with base.transaction() as tx:
            gone = files.forget(tx, row["id"])
        if gone:
            attachments.forget(house, FOLDER, row["name"])


def render_anew(house: House) -> None:
    """Make the HTML of posts anew that another renderer made, some at a time."""
    base = database(house)
    for row in posts.stale(base, VERSION, AT_ONCE):
        made = writing.looks(writing.rendered_somehow(house, row["text"]))
        with base.transaction() as tx:
            posts.keep_html(tx, row, made)
