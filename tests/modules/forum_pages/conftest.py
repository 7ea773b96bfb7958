"""The forums as they are visited: Robin the owner, Kit a resident, Sam a guest."""

from __future__ import annotations

import pytest


@pytest.fixture
def robin(served):
    """Robin, who acts as Seles: she fronts."""
    return served.as_("Robin")


@pytest.fixture
def call(robin):
    """Call a verb of the forums as Robin: `call("post_create", thread=1, …)`."""

    def ask(verb, /, **args):
        answer = robin.call(f"forums.{verb}", **args)
        assert answer.status == 200, answer.text
        return answer.json()

    return ask


@pytest.fixture
def thread(call):
    """A thread Dexen began, with two answers by Yuki; its number."""
    made = call(
        "thread_create", category=1, title="Dinner", text="Soup?", authors=["dexen"]
    )
    for text in ("With *bread*.", "And a spoon."):
        call(
            "post_create",
            thread=made["thread"],
            text=text,
            authors=["yuki"],
            parent=made["post"],
        )
    return made["thread"]
