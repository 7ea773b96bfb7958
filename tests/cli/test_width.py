"""Columns stay columns whatever script a name is in."""

import pytest

from homestead.cli.showing.width import aligned, column, width


@pytest.mark.parametrize(
    ("text", "room"),
    [("", 0), ("Seles", 5), ("雪", 2), ("🌸", 2), ("e\u0301", 1), ("❤\ufe0f", 1)],
)
def test_a_text_takes_the_room_it_is_shown_in(text, room):
    assert width(text) == room


def test_cells_stand_below_each_other():
    lines = list(aligned([("🌸", "primary"), ("Seles", "co-front")]))
    assert lines == ["🌸     primary", "Seles  co-front"]
    assert column(["雪", "abc"]) == ["雪 ", "abc"]
