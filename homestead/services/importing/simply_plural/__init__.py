"""Reads Simply Plural's export (JSON), in every shape it has had over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.services.importing.simply_plural import (
    comments,
    fields,
    fronts,
    groups,
    people,
    rest,
    system,
)
from homestead.services.importing.simply_plural.export import Export

if TYPE_CHECKING:
    from homestead.services.importing.plan import Plan


def read(contents: list[Any]) -> Plan:
    """Return the plan for an export, given as one parsed document or several.

    Several are the files of one system, one collection each or overlapping.
    """
    export = Export(contents)
    export.plan.add(system.entries(export))
    export.plan.add(fields.entries(export))
    export.plan.add(people.entries(export))
    export.plan.add(groups.entries(export))
    fronts.plan(export)
    export.plan.add(comments.entries(export))
    rest.plan(export)
    return export.plan
