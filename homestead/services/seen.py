"""What somebody saw before they changed it, so that nothing is overwritten unseen.

For what has parts that stand by themselves, such as a profile: two people may change
different ones at once. Three readings of everything: what was seen (`was`), what is
wanted (`given`), and what is there by now. What nobody touched is left alone; what both
sides changed is refused. `stale` is for what is judged as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core.errors import ConflictError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homestead.services.details import Check

Told = dict[str, Any]


def touched(given: Mapping[str, Any], was: Mapping[str, Any] | None) -> Told:
    """Return what of `given` is not as it was seen."""
    known = was or {}
    return {
        key: value
        for key, value in given.items()
        if key not in known or known[key] != value
    }


def refuse_overwriting(
    name: str,
    mine: Mapping[str, Any],
    *,
    was: Mapping[str, Any] | None,
    now: Mapping[str, Any],
    checks: Mapping[str, Check],
) -> None:
    """Raise ConflictError for each of `mine` that changed since it was seen.

    Not where it came to be what is wanted anyway. `name` is whose it is; the error's
    `fields` are those that both sides changed.
    """
    both = [
        key
        for key, value in mine.items()
        if was is not None
        and key in was
        and not _same(checks.get(key), key, now.get(key), was[key])
        and not _same(checks.get(key), key, now.get(key), value)
    ]
    if not both:
        return
    said = ", ".join(_called(key) for key in both)
    raise ConflictError(
        f"{name} was changed by somebody else meanwhile: {said}.",
        hint="Look at what is there now, then save what it shall be. Nothing has been"
        " overwritten.",
        fields=dict.fromkeys(both, "(changed by somebody else meanwhile)"),
    )


def handles(was: Mapping[str, Any] | None, key: str, noun: str) -> list[str] | None:
    """Return the handles that were seen under `key`; None if that was not told.

    They may be told as verbs do, `[{"group": "day"}]`, or as they are given, `["day"]`.
    """
    if was is None or key not in was:
        return None
    told = was[key]
    found = [
        each.get(noun) if isinstance(each, dict) else each
        for each in (told if isinstance(told, list | tuple) else [None])
    ]
    texts = [each for each in found if isinstance(each, str)]
    if len(texts) == len(found):
        return texts
    raise UsageError(
        f"What was seen as {key} is no list of handles.",
        fields={"was": f"has {key} that are no list of handles"},
    )


def together(was: Iterable[str] | None, wanted: Iterable[str]) -> tuple[set[str], ...]:
    """Return what was put to a list, and what was taken off it since it was seen."""
    seen, now = set(was or ()), set(wanted)
    return now - seen, seen - now


def _same(check: Check | None, key: str, one: Any, other: Any) -> bool:
    """Tell whether two values are kept alike."""
    return bool(one == other or _kept(check, key, one) == _kept(check, key, other))


def _kept(check: Check | None, key: str, value: Any) -> Any:
    if check is None:
        return value or None
    try:
        return check(value, key)
    except UsageError:
        # What came with an import may be longer than what is taken today.
        return value


def _called(key: str) -> str:
    return key.rpartition(".")[2].replace("_", " ")
