"""What is pressed twice, or sent again after being offline, is done once."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

ONCE = {"alter": "dexen", "once": "aB3-dE6_gH9"}


@pytest.fixture
def robin(served):
    return served.as_("Robin")


def here(visitor):
    told = visitor.call("fronts.current").json()["fronting"]
    return [who["alter"] for who in told]


def test_the_second_of_two_is_answered_as_the_first(robin):
    first = robin.post("/alters/front", ONCE)
    robin.call("fronts.switch", alters=["seles"])
    again = robin.post("/alters/front", ONCE)
    assert (again.status, again.to) == (first.status, first.to)
    assert here(robin) == ["seles"]


def test_a_kept_page_sends_its_key_again_for_somebody_else(robin):
    kept = {"once": "page-aB3-dE6_gH9"}
    robin.post("/alters/front", {**kept, "alter": "dexen"})
    robin.post("/alters/front", {**kept, "alter": "yuki"})
    assert here(robin) == ["yuki"]


def test_what_waited_in_a_page_says_its_time_anew_and_counts_once(robin):
    robin.post("/alters/front", {**ONCE, "at": "1 sec ago"})
    robin.call("fronts.switch", alters=["seles"])
    robin.post("/alters/front", {**ONCE, "at": "9 sec ago"})
    assert here(robin) == ["seles"]


def test_many_at_once_are_one(robin, served):
    def post(_):
        return served.as_("Robin").post("/alters/front", ONCE)

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(lambda n: post(n)[0::2], range(16)))
    assert {status for status, _ in answers} == {303}
    assert len(robin.call("changes.listing").json()["changes"]) == 5


def test_a_request_that_was_refused_may_come_again(robin):
    refused = robin.post("/alters/front", {"alter": "seles", "once": "aB3-dE6_gH9"})
    assert refused.status == 409
    robin.post("/alters/front", ONCE)
    assert here(robin) == ["dexen"]


def test_every_copy_of_a_page_has_a_key_of_its_own(robin):
    undo = robin.post("/alters/front", {"alter": "dexen"}).to
    keys = [
        re.findall(r'name="once" value="([^"]+)"', robin.get(undo).text) for _ in "ab"
    ]
    assert not set(keys[0]) & set(keys[1])


@pytest.mark.parametrize("key", ["short", "x" * 65, "<script>alert"])
def test_a_key_somebody_made_up_is_refused(robin, key):
    assert robin.post("/alters/front", {**ONCE, "once": key}).status == 400
    assert here(robin) == ["seles"]


def test_a_script_says_its_key_in_a_header(robin):
    sent = '{"alters": ["dexen"]}'
    headers = {"Idempotency-Key": "aB3-dE6_gH9"}
    answers = [
        robin.ask("POST", "/api/fronts.switch", body=sent, headers=headers).json()
        for _ in range(2)
    ]
    assert answers[1] == {"already_done": True, "change": answers[0]["change"]}
