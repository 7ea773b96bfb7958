"""The registry of modules."""

from __future__ import annotations

from contextlib import closing

import pytest

from homestead.core import paths, resources
from homestead.core.errors import ConflictError, UsageError
from homestead.services import registry


@pytest.fixture
def found(opened, home):
    return paths.find(str(home))


@pytest.fixture
def register(found):
    with closing(registry.Registry(found)) as register:
        register.note("garden", "/garden", enabled=False)
        register.note("forums", "/forums", enabled=True)
        yield register


def test_a_module_is_noted_with_where_it_is_found(register, found):
    garden = register.entries()["garden"]
    assert (garden.enabled, garden.route_prefix) == (False, "/garden")
    assert garden.local_data_path == f"{found.data}/modules/garden"


def test_what_is_noted_stays(register, found):
    register.switch("garden", on=True)
    with closing(registry.Registry(found)) as again:
        assert again.entries() == register.entries()
        assert again.entries()["garden"].enabled


def test_a_home_that_is_moved_takes_the_data_of_its_modules_along(register, home):
    elsewhere = home.rename(home.parent / "elsewhere")
    with closing(registry.Registry(paths.find(str(elsewhere)))) as moved:
        place = moved.entries()["garden"].local_data_path
    assert place == f"{elsewhere}/data/modules/garden"


def test_a_new_module_stands_beside_whoever_is_there_already(register):
    register.move("forums", "/board")
    register.note("board", "/board", enabled=False)
    assert register.entries()["board"].route_prefix == "/board-2"


@pytest.mark.parametrize("prefix", ["/forums", *registry.OURS])
def test_a_prefix_that_is_taken_is_refused(register, prefix):
    with pytest.raises(ConflictError):
        register.move("garden", prefix)
    assert register.entries()["garden"].route_prefix == "/garden"


@pytest.mark.parametrize("prefix", ["", "/", "pond", "/a/b", "/A", "/a b", "/.."])
def test_what_is_no_prefix_is_refused(register, prefix):
    with pytest.raises(UsageError):
        register.move("garden", prefix)


def test_a_module_may_stay_where_it_is(register):
    register.move("garden", "/garden")
    assert register.entries()["garden"].route_prefix == "/garden"


def test_a_setting_is_kept_until_it_is_taken_back(register):
    register.set_up("garden", "days", 3)
    register.set_up("garden", "days", 4)
    assert register.settings("garden") == {"days": 4}
    assert register.settings("forums") == {}
    register.set_up("garden", "days", None)
    assert register.settings("garden") == {}


def test_the_schema_is_the_newest_migration():
    names = resources.listing("services/registry/migrations")
    assert max(int(name.split("_")[0]) for name in names) == registry.SCHEMA
