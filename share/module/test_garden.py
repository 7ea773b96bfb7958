"""Who can do what in the garden: `python -m pytest` in this folder."""

from pathlib import Path

import pytest

from homestead.trying import Trial


@pytest.fixture
def home(tmp_path):
    """Return a home with this module in it, and nobody else's data."""
    with Trial(Path(__file__).parent, tmp_path) as trial:
        yield trial


def test_what_one_adds_is_on_the_page(home):
    assert home.post("/garden/", name="Roses").status == 303
    assert "Roses" in home.get("/garden/").text


def test_a_thing_without_a_name_is_refused(home):
    shown = home.post("/garden/", name=" ")
    assert shown.status == 400
    assert "needs a name" in shown.text


def test_what_one_removes_is_gone(home):
    thing = home.call("garden.add", name="Nettles")["thing"]["id"]
    assert home.post("/garden/remove", thing=thing).status == 303
    assert home.call("garden.listing") == {"things": []}


def test_a_guest_sees_nothing_of_it(home):
    assert home.get("/garden/", role="guest").status == 403
