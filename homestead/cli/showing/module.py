"""How modules read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.cli.showing.table import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.terms import Terms


def listed(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield the modules, and what is wrong with those that failed."""
    yield from table(
        ("name", "state", "at", "from"),
        [
            (each["name"], each["state"], each["route_prefix"], each["origin"])
            for each in result["modules"]
        ],
    )
    for each in result["modules"]:
        if each["reason"]:
            yield f"{each['name']} failed: {each['reason']}"


def told(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield all about one module."""
    module = result["module"]
    yield from _facts(module)
    for permission, roles in module.get("permissions", {}).items():
        yield f"permission  {permission}: {', '.join(roles) or 'nobody'}"
    for job in module.get("jobs", ()):
        yield f"job         {job['name']}, every {job['seconds']:g} s"
    for setting in module.get("settings", ()):
        yield f"setting     {setting['key']} = {setting['value']}: {setting['help']}"


def enabled(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield that a module is open, or why it is not."""
    module = result["module"]
    if module["state"] == "failed":
        yield f"{module['name']} failed: {module['reason']}"
    else:
        yield f"{module['name']} is open at {module['route_prefix']}/."


def disabled(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield that a module is closed."""
    yield f"{result['module']['name']} is closed; its data stays."


def changed(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield what was set."""
    name, key, value = result["module"]["name"], result["key"], result["value"]
    if value is None:
        yield f"{name}: {key} is at its default."
    else:
        yield f"{name}: {key} is {value}."


def made(result: dict[str, Any], terms: Terms) -> Iterator[str]:
    """Yield where a new module is, and which files are its."""
    yield f"Written to {result['path']}:"
    for file in result["files"]:
        yield f"  {file}"
    yield from enabled(result, terms)


def _facts(module: dict[str, Any]) -> Iterator[str]:
    yield f"name        {module['name']}"
    yield f"state       {module['state']}"
    if module["reason"]:
        yield f"reason      {module['reason']}"
    if module["route_prefix"]:
        yield f"at          {module['route_prefix']}/"
        yield f"data        {module['local_data_path']}"
    yield f"from        {module['origin']}: {module['place']}"
