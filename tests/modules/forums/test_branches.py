"""Posts that come along the tree, as branches."""

from __future__ import annotations

import pytest

from homestead.modules.forums.branches import grown


def posts(*depths):
    return [{"post": at, "depth": depth} for at, depth in enumerate(depths)]


def shape(branches):
    return [[each["post"]["post"], *shape(each["below"])] for each in branches]


@pytest.mark.parametrize(
    ("depths", "expected"),
    [
        ((), []),
        ((0, 0), [[0], [1]]),
        ((0, 1, 2, 1, 0), [[0, [1, [2]], [3]], [4]]),
        ((3, 4, 1), [[0, [1]], [2]]),
        ((0, 5), [[0, [1]]]),
    ],
)
def test_each_answer_stands_below_what_it_answers(depths, expected):
    assert shape(grown(posts(*depths))) == expected


def test_a_branch_knows_how_many_are_below_it():
    assert grown(posts(0, 1, 2, 1))[0]["many"] == 3
