"""Work that makes millions of things is not held up by a search for garbage."""

import gc

import pytest

from homestead.core import garbage


def test_nobody_looks_for_garbage_until_the_last_one_is_done():
    with garbage.left():
        with garbage.left():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_looked_for_again_after_a_failure():
    with pytest.raises(KeyError), garbage.left():
        raise KeyError
    assert gc.isenabled()
