"""Arranging categories in the browser: Robin does, nobody else."""

from __future__ import annotations

import re

import pytest

EDIT = "/forums/categories/1/edit"


@pytest.fixture
def made(robin, call):
    """Make a category called Plans; return its number."""
    robin.post("/forums/categories", {"name": "Plans"})
    return names(call)["Plans"]


def names(call):
    told = call("category_list")["categories"]
    return {one["name"]: one["category"] for one in told}


def shown(call, category):
    return call("category_show", category=category)


def test_robin_makes_a_category(robin, call):
    fields = {"name": "Plans", "description": "What comes", "guests": "1"}
    answer = robin.post(
        "/forums/categories", {**fields, "colored": "1", "color": "#336699"}
    )
    assert answer.to == "/forums/categories"
    told = shown(call, names(call)["Plans"])
    assert (told["description"], told["color"]) == ("What comes", "#336699")
    assert told["guests"]
    assert "Plans" in robin.get("/forums/categories").text


def test_a_category_has_no_colour_unless_one_is_wished(robin, call):
    robin.post("/forums/categories", {"name": "Grey", "color": "#336699"})
    assert shown(call, names(call)["Grey"])["color"] is None


def test_a_form_sent_twice_makes_one_category(robin, call):
    fields = {"name": "Plans", "once": "a-key-of-this-form-0001"}
    for _ in range(2):
        robin.post("/forums/categories", fields)
    listed = call("category_list")["categories"]
    assert [one["name"] for one in listed].count("Plans") == 1


def test_for_some_and_for_guests_at_once_is_refused_and_keeps_what_was_typed(robin):
    fields = {"name": "Plans", "description": "Mine", "guests": "1", "limited": "yuki"}
    page = robin.post("/forums/categories", fields)
    assert page.status == 400
    assert 'value="Plans"' in page.text
    assert "Mine</textarea>" in page.text
    assert re.search(r'value="yuki" checked', page.text)


def test_a_category_is_for_some_and_for_all_again(robin, call, made):
    path = f"/forums/categories/{made}/edit"
    robin.post(path, {"name": "Plans", "limited": ["seles", "yuki"]})
    assert [one["alter"] for one in shown(call, made)["limited"]] == ["seles", "yuki"]
    assert re.search(r'value="seles" checked', robin.get(path).text)
    robin.post(path, {"name": "Plans"})
    assert shown(call, made)["limited"] == []


def test_a_category_is_called_otherwise(robin, call, made):
    assert "Plans" in robin.get(f"/forums/categories/{made}/edit").text
    robin.post(f"/forums/categories/{made}/edit", {"name": "Trips"})
    assert shown(call, made)["name"] == "Trips"


def test_a_category_without_a_name_is_refused(robin, call):
    assert robin.post(EDIT, {"name": "", "description": "New words"}).status == 400
    assert shown(call, 1)["description"] != "New words"


def test_categories_are_moved_up_and_down(robin, call, made):
    before = list(names(call))
    robin.post("/forums/categories/order", {"category": str(made), "by": "-1"})
    assert list(names(call)) == [*before[:-2], before[-1], before[-2]]
    robin.post("/forums/categories/order", {"category": str(made), "by": "1"})
    assert list(names(call)) == before


def test_an_archived_category_is_only_read_until_it_is_opened(robin, call, made):
    path = f"/forums/categories/{made}/archive"
    robin.post(path, {"archived": "1"})
    assert shown(call, made)["archived"]
    assert "Open again" in robin.get("/forums/categories").text
    robin.post(path, {"archived": "0"})
    assert not shown(call, made)["archived"]


def test_a_deleted_category_is_brought_back(robin, call, made):
    robin.post(f"/forums/categories/{made}/delete")
    assert "Plans" not in names(call)
    assert "Bring back" in robin.get("/forums/categories").text
    robin.post(f"/forums/categories/{made}/restore")
    assert "Plans" in names(call)


def test_a_board_is_not_arranged(robin, call):
    call("thread_create", board="yuki", text="Hello", private=False)
    boards = call("category_list")["boards"]
    [board] = [one["category"] for one in boards if one["category"]]
    assert robin.get(f"/forums/categories/{board}/edit").status == 403


@pytest.mark.parametrize("name", ["Kit", "Sam"])
def test_nobody_else_arranges(served, name):
    somebody = served.as_(name)
    assert somebody.get("/forums/categories").status == 403
    assert somebody.post("/forums/categories", {"name": "Mine"}).status == 403
