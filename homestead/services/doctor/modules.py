"""Whether the modules' files lie where they belong."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from homestead.services.doctor.finding import ok, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homestead.core.paths import Paths
    from homestead.services.doctor.finding import Finding


def uploads(paths: Paths) -> Iterator[Finding]:
    """Look whether the uploads of every module lie among all the others."""
    place = os.path.join(paths.data, "modules")
    names = sorted(os.listdir(place)) if os.path.isdir(place) else []
    links = [os.path.join(place, name, "uploads") for name in names]
    apart = [link for link in links if os.path.isdir(link) and not os.path.islink(link)]
    for link in apart:
        yield warn(
            f"This disk has no symbolic links: {link} is a directory of its own, so"
            " what copies uploads/ alone leaves it out."
        )
    if not apart:
        yield ok("The uploads of every module lie in uploads/.")
