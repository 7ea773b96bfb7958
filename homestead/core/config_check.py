"""All that is wrong with a configuration, what is too dear for every start as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import addresses, clock, config
from homestead.core.errors import ConfigError
from homestead.core.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from homestead.core.errors import HomesteadError
    from homestead.core.settings import Setting


def problems(folder: str, environ: Mapping[str, str]) -> list[HomesteadError]:
    """Return every mistake in what sets a home up; `folder` has its configuration."""
    found = config.gather(folder, environ, {})
    for key, value in found.values.items():
        setting = SETTINGS[key]
        try:
            deep(setting, value)
        except ValueError as error:
            place = found.places[key]
            found.problems.append(config.mistake(setting, value, place, error))
    return found.problems


def deep(setting: Setting, value: Any) -> None:
    """Raise ValueError ("must be …") when `value` has the right form and no sense."""
    check = _CHECKS.get(setting.key)
    if check is not None:
        check(value)


def _time_zone(name: str) -> None:
    try:
        clock.zone(name)
    except ConfigError as error:
        raise ValueError("must be a time zone, such as Europe/Lisbon") from error


def _host(name: str) -> None:
    if not addresses.parsed(name) and not _is_host(name):
        raise ValueError("must be an address or a host's name, such as 0.0.0.0")


def _hosts(names: list[str]) -> None:
    for name in names:
        bare, colon, port = name.rpartition(":")
        if not _is_host(bare if colon and port.isdigit() else name):
            raise ValueError(f"must be names such as home.example.org, not {name!r}")


def _is_host(name: str) -> bool:
    labels = name.split(".")
    return all(
        label and label.replace("-", "a").isalnum() and label[0] != "-"
        for label in labels
    )


_CHECKS: dict[str, Callable[[Any], None]] = {
    "home.time_zone": _time_zone,
    "server.host": _host,
    "server.hosts": _hosts,
}
