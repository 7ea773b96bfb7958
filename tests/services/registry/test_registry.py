"""The registry of modules."""

from __future__ import annotations

from contextlib import closing

from homestead.core import paths, resources
from homestead.core.module import Module
from homestead.core.routes import Routes
from homestead.services import registry

GARDEN = Module("garden", "Garden", "/garden", "modules/garden", Routes)


def test_a_new_module_is_noted_once(opened, home):
    found = paths.find(str(home))
    for _ in range(2):
        with closing(registry.Registry(found, [GARDEN])) as register:
            (entry,) = register.entries()
    assert entry.enabled
    assert entry.route_prefix == "/garden"
    assert entry.local_data_path == f"{found.data}/modules/garden"


def test_the_schema_is_the_newest_migration():
    names = resources.listing("services/registry/migrations")
    assert max(int(name.split("_")[0]) for name in names) == registry.SCHEMA
