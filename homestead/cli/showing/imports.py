"""How the report of an import reads: every record accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.cli.showing.table import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.terms import Terms

_OUTCOMES = ("imported", "updated", "unchanged", "degraded", "preserved", "failed")
_NEWS = {"imported", "updated", "degraded", "preserved"}
_MEANS = {
    "degraded": "degraded: came in, and lost something (see below)",
    "preserved": "preserved: kept whole until a module can show it; in every export",
    "failed": "failed: could not be read at all (see below)",
}
_TITLES = {
    "simply-plural": "Simply Plural",
    "pluralkit": "PluralKit",
    "homestead": "Homestead",
}
_EXAMPLES = 3


def lines(report: dict[str, Any], terms: Terms) -> Iterator[str]:
    """Yield the report: a table of what became of what, then what to know about it."""
    counts = report["counts"]
    would = "This is what would come in from" if report["dry_run"] else "Imported from"
    yield f"{would} {_TITLES.get(report['format'], report['format'])}:"
    yield ""
    yield from _table(counts, terms)
    seen = {how for each in counts.values() for how in _OUTCOMES if each[how]}
    yield from (said for how, said in _MEANS.items() if how in seen)
    yield from _left_out(report["left_out"])
    yield from _warnings(report["warnings"])
    yield ""
    if report["dry_run"]:
        yield "Nothing was written. To do it, leave out --dry-run."
    elif seen & _NEWS:
        yield "Look at it with `homestead history`; `homestead undo` takes it all back."
    elif seen == {"unchanged"}:
        yield "Nothing is new: everything in the file was here already."
    else:
        yield "There was nothing to bring in."


def again(result: dict[str, Any], terms: Terms) -> Iterator[str]:
    """Yield the report of an earlier import."""
    yield f"{result['file']}, {result['at_local']}"
    yield from lines(result["report"], terms)


def listed(result: dict[str, Any], terms: Terms) -> Iterator[str]:
    """Yield the imports so far."""
    if not result["imports"]:
        yield "Nothing has been imported yet."
        return
    yield from table(
        ("number", "when", "from", "file", terms.alters, terms.fronts),
        [
            (
                str(each["id"]),
                each["at_local"],
                _TITLES.get(each["format"], each["format"]),
                each["file"],
                str(sum(each["counts"].get("alters", {}).values())),
                str(sum(each["counts"].get("fronts", {}).values())),
            )
            for each in result["imports"]
        ],
    )


def _table(counts: dict[str, dict[str, int]], terms: Terms) -> Iterator[str]:
    rows = [
        (terms.named(name), *(str(each[how] or "·") for how in _OUTCOMES))
        for name, each in counts.items()
    ]
    every = (str(sum(each[how] for each in counts.values())) for how in _OUTCOMES)
    yield from table(("", *_OUTCOMES), [*rows, ("all", *every)])


def _left_out(left_out: dict[str, int]) -> Iterator[str]:
    if left_out:
        told = ", ".join(f"{what} ({times})" for what, times in left_out.items())
        yield f"left out: {told}"


def _warnings(warnings: list[dict[str, str]]) -> Iterator[str]:
    """Yield what to know, alike things together."""
    alike: dict[str, list[str]] = {}
    for each in warnings:
        refs = alike.setdefault(each["message"], [])
        if each["ref"]:
            refs.append(each["ref"])
    if alike:
        yield ""
    for message, refs in alike.items():
        more = f", and {len(refs) - _EXAMPLES} more" if len(refs) > _EXAMPLES else ""
        where = f" ({', '.join(refs[:_EXAMPLES])}{more})" if refs else ""
        yield f"- {message}{where}"
