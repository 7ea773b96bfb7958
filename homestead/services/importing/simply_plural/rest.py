"""What Homestead cannot show yet, and what it does not know: kept whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.services.importing.simply_plural.export import PLANNED

if TYPE_CHECKING:
    from homestead.services.importing.simply_plural.export import Export


def plan(export: Export) -> None:
    """Keep every record of every other collection; say how many secrets were not."""
    for name in export.names:
        if name not in PLANNED:
            for doc in export.all(name):
                export.keep(name, doc.id, doc.raw)
    left_out = export.plan.left_out
    if left_out:
        export.plan.warn(
            "secrets_left_out",
            f"{left_out.total()} things that hold passwords, tokens or addresses were"
            " not taken over. Keep the file itself somewhere safe, or delete it.",
        )
