"""What a search says, taken apart and put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.modules.forums import seeking

VALUES = st.text("abc é", min_size=1).map(str.strip).filter(bool)


@pytest.mark.parametrize(
    ("text", "words", "filters"),
    [
        ("soup", "soup", {}),
        ("soup author:yuki", "soup", {"author": "yuki"}),
        ('in:"Daily life" soup', "soup", {"in": "Daily life"}),
        ("has:picture has:file", "", {"has": "file"}),
        ("begin:here", "begin:here", {}),
    ],
)
def test_a_search_is_taken_apart(text, words, filters):
    assert seeking.split(text) == (words, filters)


@given(st.dictionaries(st.sampled_from(seeking.FILTERS), VALUES))
def test_filters_come_back_as_they_were_said(filters):
    assert seeking.split(seeking.joined("soup", filters)) == ("soup", filters)


def test_no_value_breaks_out_of_its_filter():
    said = seeking.joined("", {"author": 'x" has:"picture'})
    assert seeking.split(said)[1] == {"author": "x has:picture"}
