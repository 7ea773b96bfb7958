"""The home's own words and time zone, brought back where nobody has chosen any here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import config_writing, terms
from homestead.core.errors import HomesteadError

if TYPE_CHECKING:
    from homestead.core.house import House


def wanted(house: House, home: dict[str, Any]) -> dict[str, str]:
    """Return the settings to write: `{"terms.alter": "headmate"}`."""
    found = {}
    zone = home.get("time_zone")
    if isinstance(zone, str) and zone and not house.config["home.time_zone"]:
        found["home.time_zone"] = zone
    told = home.get("terms")
    if isinstance(told, dict):
        for word in terms.WORDS:
            found.update(_words(house, word, told.get(word), told.get(f"{word}s")))
    return found


def write(house: House, settings: dict[str, str]) -> list[dict[str, str]]:
    """Write settings; return a warning for each that does not fit this home."""
    warnings = []
    for key, value in settings.items():
        try:
            config_writing.set_value(house.paths.config, key, value)
        except HomesteadError as error:
            told = f"The setting could not be brought back: {error.message}"
            warnings.append({"code": "setting", "message": told, "ref": key})
    house.reload()
    return warnings


def _words(house: House, word: str, one: Any, many: Any) -> dict[str, str]:
    """Return the home's word and its plural, if both are new here."""
    keys = (f"terms.{word}", f"terms.{word}s")
    chosen = any(house.config[key] not in ("", word) for key in keys)
    if chosen or not (isinstance(one, str) and isinstance(many, str)):
        return {}
    found = {keys[0]: one} if one != word else {}
    if many != terms.plural(one):
        found[keys[1]] = many
    return found
