"""Moments are written and read back."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib.resources import files
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homestead.core import clock, resources
from homestead.core.errors import ConfigError

YEARS_1_TO_9999 = st.integers(-62_135_596_800_000, 253_402_300_799_999)


@given(YEARS_1_TO_9999)
def test_a_moment_is_read_as_it_was_written(moment):
    assert clock.moment(clock.iso(moment)) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1970-01-01T00:00:00.000Z", 0),
        ("2000-02-29T12:00:00.500Z", 951_825_600_500),
        ("1969-12-31T23:59:59.999Z", -1),
    ],
)
def test_known_moments_are_read(text, moment):
    assert clock.moment(text) == moment


@pytest.fixture
def single_file(monkeypatch):
    """Be the single file, and carry a time zone that no system has."""
    packed = BytesIO()
    with ZipFile(packed, "w") as zones:
        kathmandu = files("tzdata.zoneinfo.Asia").joinpath("Kathmandu").read_bytes()
        zones.writestr("Homestead/Kitchen", kathmandu)
    monkeypatch.setattr(resources, "zipped", lambda: "/opt/homestead.pyz")
    monkeypatch.setattr(resources, "read", {"zoneinfo.zip": packed.getvalue()}.get)


def test_the_single_file_brings_the_zones_a_system_lacks(single_file):
    zone = clock.zone("Homestead/Kitchen")
    assert zone.utcoffset(datetime(2026, 11, 21)) == timedelta(hours=5, minutes=45)  # noqa: DTZ001


@pytest.mark.parametrize("name", ["Homestead/Cellar", "../etc/passwd", "/", "\0"])
def test_a_zone_nobody_has_is_refused_by_it_too(single_file, name):
    with pytest.raises(ConfigError, match="no time zone"):
        clock.zone(name)


def test_an_installed_homestead_does_not_look_for_carried_zones():
    with pytest.raises(ConfigError, match="no time zone"):
        clock.zone("Homestead/Kitchen")
