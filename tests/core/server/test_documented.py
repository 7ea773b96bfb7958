"""The limits are what the documentation says they are."""

from pathlib import Path

import pytest

from homestead.core.server.limits import BLOCK, DEFAULTS

DOC = Path(__file__).parents[3] / "share" / "doc" / "architecture.md"
SAID = [
    f"| {DEFAULTS.connections}, {DEFAULTS.per_address} |",
    f"| {DEFAULTS.idle:.0f} s |",
    f"| {DEFAULTS.head:.0f} s, {DEFAULTS.head_bytes // 1024} KiB, ",
    f" KiB, {DEFAULTS.header_count} fields, {DEFAULTS.request_line // 1024} KiB for",
    f"and {DEFAULTS.body:.0f} s for every {BLOCK // 1024} KiB |",
    f"| {DEFAULTS.write:.0f} s for every {BLOCK // 1024} KiB |",
]


@pytest.mark.parametrize("limit", SAID)
def test_every_limit_is_documented(limit):
    assert limit in DOC.read_text()
