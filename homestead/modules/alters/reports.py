"""How the report of an import reads on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.terms import capital
from homestead.services.importing.detect import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.terms import Terms
    from homestead.services.importing.job import Job

OUTCOMES = {
    "imported": ("New", ""),
    "updated": ("Changed", "it was here already, and is newer in the file"),
    "unchanged": ("As it was", "it was here already, and is the same"),
    "degraded": ("In part", "it came in, but something of it could not"),
    "preserved": ("Kept aside", "no page can show it yet; it stays in every export"),
    "failed": ("Not readable", "nothing could be made of it"),
}
"""Of each outcome the heading of its column, and what that means."""

_NEWS = {"imported", "updated", "degraded", "preserved"}
_EXAMPLES = 5
_SHOWN = {
    "alters",
    "custom_fronts",
    "groups",
    "fields",
    "fronts",
    "comments",
    "avatars",
}
_BROUGHT = ("imported", "updated", "degraded")
_CALLED = {"avatars": "pictures", "fronts": "entries in the record"}
_UNITS = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"))
_DOING = {
    "": "Starting",
    "reading": "Reading the file",
    "pictures": "Looking at the pictures",
    "writing": "Writing it all down",
}


def told(report: dict[str, Any], terms: Terms) -> dict[str, Any]:
    """Return what a page says of a report.

    `{"title", "brief", "kept", "head", "rows", "means", "left_out", "warnings", "news",
    "pictures"}`; the table has only the outcomes there are. `brief` names what can be
    seen on pages, `kept` counts the rest.
    """
    counts = report["counts"]
    seen = [how for how in OUTCOMES if any(each[how] for each in counts.values())]
    return {
        "title": TITLES.get(report["format"], report["format"]),
        "brief": list(_brief(counts, terms)),
        "kept": sum(each["preserved"] for each in counts.values()),
        "head": ["", *(OUTCOMES[how][0] for how in seen)],
        "rows": [_row(name, each, seen, terms) for name, each in counts.items()],
        "means": [OUTCOMES[how] for how in seen if OUTCOMES[how][1]],
        "left_out": [f"{what} ({n})" for what, n in report["left_out"].items()],
        "warnings": list(_warnings(report["warnings"])),
        "news": not _NEWS.isdisjoint(seen),
        "pictures": sum(counts.get("avatars", {}).values()),
    }


def under_way(job: Job, terms: Terms) -> dict[str, Any]:
    """Return how far a job is: `{"doing", "done", "total"}`."""
    done, total, text = job.progress
    doing = _DOING.get(text) or f"{capital(_named(text, terms))}"
    return {"doing": doing, "done": done, "total": total}


def size(count: int) -> str:
    """Return how much `count` bytes are, as people say it: `64 MB`."""
    for unit, name in _UNITS:
        if count >= unit:
            return f"{round(count / unit, 1):g} {name}"
    return f"{count} bytes"


def _brief(counts: dict[str, dict[str, int]], terms: Terms) -> Iterator[str]:
    """Yield what comes in, in a few words each: `14 alters`."""
    for name, counted in counts.items():
        came = sum(counted[how] for how in _BROUGHT)
        if came and name in _SHOWN:
            many = _CALLED.get(name) or terms.named(name)
            one = {"pictures": "picture", _CALLED["fronts"]: "entry in the record"}
            single = one.get(many) or terms.named(name.removesuffix("s"))
            yield f"{came} {single if came == 1 else many}"


def _row(
    name: str, counted: dict[str, int], seen: list[str], terms: Terms
) -> list[str | int]:
    return [capital(_named(name, terms)), *(counted[how] or "·" for how in seen)]


def _named(collection: str, terms: Terms) -> str:
    """Return what people call a collection, whoever named it: `frontHistory`."""
    if collection == "avatars":
        return "pictures"
    apart = "".join(
        f"_{each.lower()}" if each.isupper() else each for each in collection
    )
    return terms.named(apart.replace(" ", "_"))


def _warnings(warnings: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    """Yield what to know, alike things together: `{"message", "times", "where"}`."""
    alike: dict[str, list[str]] = {}
    for each in warnings:
        alike.setdefault(each["message"], []).append(each["ref"])
    for message, refs in alike.items():
        where = [ref for ref in refs if ref]
        more = len(where) - _EXAMPLES
        yield {
            "message": message,
            "times": len(refs),
            "where": where[:_EXAMPLES] + ([f"and {more} more"] if more > 0 else []),
        }
