"""What they talk about in a home that has been lived in: a thread of thirty posts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from homestead.core import clock
from homestead.modules.forums import service
from homestead.services.people import people

if TYPE_CHECKING:
    from homestead.core.house import House

TITLE = "What do we do with the balcony this year?"
SAID = json.loads((Path(__file__).parent / "data/balcony.json").read_text())
"""Who says what in it, and the number of the post it answers, 0 for none."""

OTHERS = (
    ("wren", "Films for the long evening", "Something without shouting. Ideas?"),
    ("marlow", "Appointments in December", "The list, so that nobody is surprised."),
    ("dexen", "Who moved the good scissors", "They were in the drawer. They are not."),
)


def talk(house: House) -> int:
    """Fill the forums; return the number of the thread."""
    made = service.thread_create(
        house,
        category=1,
        title=TITLE,
        text=SAID[0][2],
        authors=[SAID[0][0]],
        tags=["balcony", "spring"],
    )
    thread, posts = made["thread"], [made["post"]]
    for who, parent, text in SAID[1:]:
        authors = [who, "wren"] if text.startswith("Same.") else [who]
        above = posts[parent - 1] if parent else None
        made = service.post_create(
            house, thread=thread, text=text, authors=authors, parent=above
        )
        posts.append(made["post"])
    for who, title, text in OTHERS:
        service.thread_create(
            house, category=1, title=title, text=text, authors=[who], tags=["home"]
        )
    _opinions(house, posts)
    _spread(house, posts)
    service.mark_read(house, thread=thread, number=24, reader="seles")
    base = house.room("forums").database
    with base.transaction() as tx:
        tx.run("UPDATE marks SET seq = 24 WHERE thread_id = ?", (thread,))
    return thread


def _opinions(house: House, posts: list[int]) -> None:
    for at, emoji, *who in (
        (0, "❤️", "yuki", "dexen"),
        (2, "🍓", "seles", "wren", "dexen"),
        (6, "👍", "seles", "marlow"),
        (6, "🎉", "yuki"),
        (24, "🌱", "seles", "yuki"),
        (24, "😍", "marlow"),
        (27, "👀", "seles"),
    ):
        for each in who:
            service.react(house, post=posts[at], emoji=emoji, alter=each)
    for at, value, *who in (
        (1, 1, "seles", "marlow"),
        (7, 1, "dexen", "seles", "wren"),
        (13, -1, "marlow"),
        (24, 1, "dexen", "yuki", "seles", "marlow"),
    ):
        for each in who:
            service.vote(house, post=posts[at], value=value, alter=each)


def _spread(house: House, posts: list[int]) -> None:
    """Let it have taken nine days, with whoever wrote at the front."""
    known, base = people(house).by_handle, house.room("forums").database
    begun = clock.now() - 9 * clock.DAY
    with base.transaction() as tx:
        for place, post in enumerate(posts):
            at = begun + place * 7 * clock.HOUR
            near = "dexen" if place % 4 else "seles"
            front = [[known[SAID[place][0]].uid, "primary"]]
            if near != SAID[place][0]:
                front += [[known[near].uid, "co-front"]] if place % 3 == 0 else []
            columns = {"created_at": at, "fronting": json.dumps(front)}
            tx.update("posts", post, columns)
