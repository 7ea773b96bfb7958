"""The promises people read about name the tests that try to break them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_promise_has_its_tests():
    told = (ROOT / "share/doc/data.md").read_text()
    named = re.findall(r"`(tests/[^`]+)`", told)
    assert len(named) >= 4
    assert [name for name in named if not (ROOT / name).exists()] == []
