"""What a page says of an import, made of its report."""

from __future__ import annotations

import pytest

from homestead.core.terms import Terms
from homestead.modules.alters import reports
from homestead.services.importing.report import OUTCOMES

TERMS = Terms(alter="headmate")


def counted(**outcomes):
    return dict.fromkeys(OUTCOMES, 0) | outcomes


def report(warnings=(), left_out=None, **counts):
    return {
        "format": "simply-plural",
        "counts": counts,
        "warnings": list(warnings),
        "left_out": left_out or {},
    }


def test_what_comes_in_is_named_in_the_home_s_words():
    told = reports.told(
        report(
            alters=counted(imported=2, updated=1),
            custom_fronts=counted(imported=1),
            fronts=counted(imported=1, unchanged=5),
            avatars=counted(imported=1, failed=2),
        ),
        TERMS,
    )
    assert told["brief"] == [
        "3 headmates",
        "1 custom front",
        "1 entry in the record",
        "1 picture",
    ]


def test_the_table_has_only_the_outcomes_there_are():
    told = reports.told(
        report(alters=counted(imported=2), boardMessages=counted(preserved=1)), TERMS
    )
    assert told["head"] == ["", "New", "Kept aside"]
    assert told["rows"] == [["Headmates", 2, "·"], ["Board messages", "·", 1]]
    assert [name for name, _ in told["means"]] == ["Kept aside"]
    assert (told["kept"], told["news"]) == (1, True)


def test_nothing_but_what_was_there_is_no_news():
    assert not reports.told(report(alters=counted(unchanged=3)), TERMS)["news"]
    assert not reports.told(report(), TERMS)["news"]


def test_alike_warnings_are_told_once_with_some_examples():
    many = [{"code": "x", "message": "Odd.", "ref": f"fronts/{n}"} for n in range(7)]
    told = reports.told(report(warnings=[*many, many[0] | {"message": "B"}]), TERMS)
    assert told["warnings"][0]["times"] == 7
    assert told["warnings"][0]["where"][-1] == "and 2 more"
    assert len(told["warnings"]) == 2


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 bytes"),
        (1023, "1023 bytes"),
        (1024, "1 KB"),
        (1536, "1.5 KB"),
        (64 << 20, "64 MB"),
        (4 << 30, "4 GB"),
    ],
)
def test_sizes_are_told_as_people_say_them(count, words):
    assert reports.size(count) == words
