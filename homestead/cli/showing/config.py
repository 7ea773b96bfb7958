"""How `homestead config` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.cli.showing.table import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.terms import Terms


def settings(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield every setting, what it is and who said so."""
    yield f"{result['file']}{'' if result['exists'] else ' (not made yet)'}"
    rows = [(each["key"], each["text"], each["origin"]) for each in result["settings"]]
    yield from table(("setting", "value", "said by"), rows)


def value(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield what one setting is, and nothing else: for scripts."""
    told = result["value"]
    yield ",".join(told) if isinstance(told, list) else str(told)


def explained(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield all there is to know of one setting."""
    yield f"{result['key']} = {result['text']}"
    yield f"  {result['help']}"
    if result["choices"]:
        yield f"  one of: {', '.join(result['choices'])}"
    yield f"  said by: {result['origin']}"
    yield f"  in the environment: {result['variable']}"


def changed(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield how a setting is after it was changed."""
    if "value" in result:
        yield f"{result['key']} = {result['text']} ({result['origin']})"
    else:
        yield f"{result['key']} is gone."


def path(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield where `config.toml` is."""
    yield result["file"]


def problems(result: dict[str, Any], _: Terms) -> Iterator[str]:
    """Yield what is wrong and what may be."""
    for each in (*result["problems"], *result["warnings"]):
        yield each["message"]
        if each["hint"]:
            yield f"  {each['hint']}"
    if result["ok"]:
        yield "The configuration is understood."
