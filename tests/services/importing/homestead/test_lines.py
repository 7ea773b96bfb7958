"""Our own export is read a line at a time, anything like it as a whole."""

from __future__ import annotations

import json

import pytest
from homes import exported
from hypothesis import given
from hypothesis import strategies as st

from homestead.services import alters
from homestead.services.importing.homestead import lines


def laid_out(content):
    return lines.laid_out(lambda: lines.of_parts([content]))


@pytest.fixture
def export(house):
    alters.add(house, name="Seles", description="two\nlines, “quoted” \u2028")
    alters.add(house, name="Dexen")
    return exported(house)


def test_an_export_says_the_same_line_by_line(export):
    document = laid_out(export)
    told = {
        name: list(value) if isinstance(value, lines.Records) else value
        for name, value in document.items()
    }
    assert told == json.loads(export)


def test_records_can_be_read_again_and_counted(export):
    records = laid_out(export)["alters"]
    assert len(records) == 2
    assert [each["name"] for each in records] == ["Seles", "Dexen"]
    assert list(records) == list(records)


def test_two_can_read_at_once(export):
    document = laid_out(export)
    pairs = zip(document["alters"], document["alters"], strict=True)
    assert all(one == other for one, other in pairs)


@pytest.mark.parametrize(
    "harm",
    [
        lambda it: json.dumps(json.loads(it), indent=1).encode(),
        lambda it: it[:-3],
        lambda it: it[: len(it) // 2],
        lambda it: it + b"{}",
        lambda it: it.replace(b"\n", b"\r\n"),
        lambda it: it.replace(b'"Dexen"', b'"Dex\\ud83d"'),
        lambda it: it.replace(b'"Dexen"', b"NaN"),
        lambda it: it.replace(b'"Dexen"', b'"\xff"'),
        lambda it: b"\xef\xbb\xbf" + it,
        lambda _: b"",
        lambda _: b"{\n" + b"[" * 100_000,
    ],
)
def test_what_is_not_laid_out_so_is_left_to_others(export, harm):
    assert laid_out(harm(export)) is None


def test_a_line_without_end_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(lines, "LONGEST", 10)
    assert laid_out(lines.BEGINNING + b"1" * 100) is None


@given(st.binary(max_size=200), st.integers(1, 9))
def test_lines_are_the_same_whatever_parts_they_come_in(content, size):
    parts = [content[at : at + size] for at in range(0, len(content), size)]
    found = list(lines.of_parts(parts))
    assert b"".join(found) == content
    assert all(line.endswith(b"\n") for line in found[:-1])


@given(st.binary(max_size=100))
def test_no_bytes_stop_the_reader(content):
    laid_out(lines.BEGINNING + content)
