"""How looks read at a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from homestead.core.terms import Terms

    Told = dict[str, Any]


def listed(told: Told, terms: Terms) -> Iterator[str]:
    """Yield every look, whether it was chosen, and which is worn."""
    yield f"The home: {_says(told['home']['tokens']) or 'as it came'}"
    for each in told["looks"]:
        own = _says(each["tokens"]) if each["own"] else ""
        from_color = f"made from the colour {each['color']}" if each["color"] else ""
        yield f"{each['name']}: {own or from_color or 'as the home'}"
    named = {each["alter"]: each["name"] for each in told["looks"]}
    whose = named.get(told["worn"], "the home")
    why = "pinned" if told["pinned"] else f"as the {terms.front} is"
    yield f"Worn now: {whose}, {why}"


def shown(told: Told, _: Terms) -> Iterator[str]:
    """Yield one look, a token a line, and what is to be said of its colours."""
    own = "" if told["own"] else ", as nobody chose one"
    yield f"{told['name']}{', pinned' if told['pinned'] else ''}{own}"
    for name, value in told["wears"].items():
        inherited = "" if name in told["tokens"] else "  (from the home)"
        yield f"{name:<11} {_plain(value)}{inherited}"
    yield from checked(told["check"], _)


def changed(told: Told, _: Terms) -> Iterator[str]:
    """Yield what a look says by now, and what is to be said of its colours."""
    yield f"{told['name']}: {_says(told['tokens']) or 'no look of its own'}"
    yield from _amiss(told["check"])


def pinned(told: Told, _: Terms) -> Iterator[str]:
    """Yield whose look is worn from now on."""
    whose = "The home's own look" if told["alter"] is None else f"{told['name']}'s look"
    yield f"{whose} is worn from now on, whoever is there."


def unpinned(_told: Told, terms: Terms) -> Iterator[str]:
    """Yield that the look follows the front."""
    yield f"The look follows the {terms.front} again."


def presets(told: Told, _: Terms) -> Iterator[str]:
    """Yield what comes with Homestead."""
    for each in told["presets"]:
        yield f"{each['preset']:<10} {each['title']}: {each['about']}"


def checked(told: Told, _: Terms) -> Iterator[str]:
    """Yield each colour that was chosen, its contrast, and what would mend it."""
    for each in told["colors"]:
        good = "is read well" if each["passes"] else f"shown as {each['repaired']}"
        yield f"{each['token']:<11} {each['color']}  {each['ratio']:g}:1, {good}"


def broken(told: Told, _: Terms) -> Iterator[str]:
    """Yield what is wrong with the owner's own templates, and where."""
    for each in told["broken"]:
        line = f", line {each['line']}" if each["line"] else ""
        yield f"{each['file']}{line}: {each['reason']}"
    if not told["broken"]:
        yield f"All templates in {told['folder']} work."


def _amiss(told: Told) -> Iterator[str]:
    for each in told["colors"]:
        if not each["passes"]:
            yield (
                f"{each['token'].capitalize()} {each['color']} has {each['ratio']:g}:1,"
                f" {each['needed']:g}:1 is needed: {each['repaired']} is shown instead."
            )


def _says(tokens: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {_plain(value)}" for name, value in tokens.items())


def _plain(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
