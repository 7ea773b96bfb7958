"""Posts as the tree they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    Branch = dict[str, Any]


def grown(posts: Sequence[dict[str, Any]]) -> list[Branch]:
    """Return posts that come along the tree as branches: `{"post", "below", "many"}`.

    "below" are the answers, "many" how many there are however deep. A page that begins
    in the midst of a tree begins with branches of its own.
    """
    roots: list[Branch] = []
    above: list[Branch] = []
    for post in posts:
        while above and above[-1]["post"]["depth"] >= post["depth"]:
            above.pop()
        branch = {"post": post, "below": [], "many": 0}
        (above[-1]["below"] if above else roots).append(branch)
        for each in above:
            each["many"] += 1
        above.append(branch)
    return roots
