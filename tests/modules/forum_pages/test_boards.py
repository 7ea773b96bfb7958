"""A wall for each alter."""

from __future__ import annotations


def test_a_board_is_there_before_anybody_wrote_on_it(robin):
    page = robin.get("/forums/boards/yuki")
    assert page.status == 200
    assert "Yuki’s board" in page.text
    assert "/forums/new?board=yuki" in page.text


def test_what_was_written_on_a_board_stands_there(robin, call):
    call("thread_create", board="yuki", text="Well done!", private=False)
    assert "Well done!" in robin.get("/forums/boards/yuki").text
    assert "Well done!" not in robin.get("/forums/boards/dexen").text


def test_nobody_has_no_board(robin):
    assert robin.get("/forums/boards/nobody").status == 404


def test_whose_board_it_is_says_who_reads_it(robin, call):
    assert "Who reads what is written here" in robin.get("/forums/boards/yuki").text
    assert robin.post("/forums/boards/yuki", {}).to == "/forums/boards/yuki"
    boards = call("category_list")["boards"]
    assert [one["private"] for one in boards if one["name"] == "Yuki"] == [False]
    robin.post("/forums/boards/yuki", {"private": "1"})
    boards = call("category_list")["boards"]
    assert [one["private"] for one in boards if one["name"] == "Yuki"] == [True]


def test_sam_sees_no_boards(served):
    assert served.as_("Sam").get("/forums/boards/yuki").status == 403
