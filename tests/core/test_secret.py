"""The home's own secret."""

from __future__ import annotations

import pytest

from homestead.core import config, secret
from homestead.core.errors import CannotCreateError, NotPermittedError


@pytest.fixture
def loaded(tmp_path):
    return config.load(str(tmp_path / "config"), {})


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path, loaded):
    first = secret.read(str(tmp_path), loaded)
    assert secret.read(str(tmp_path), loaded) == first
    assert len(first) == 32
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


def test_two_homes_have_two_secrets(tmp_path, loaded):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    one, other = (
        secret.read(str(tmp_path / name), loaded) for name in ("one", "other")
    )
    assert one != other


def test_robin_can_give_the_home_a_secret_from_outside(tmp_path):
    given = "from a keeper of secrets, 32 letters at least"
    loaded = config.load(str(tmp_path), {"HOMESTEAD_SECRET_KEY": given})
    assert secret.read(str(tmp_path), loaded) == given.encode()
    assert not (tmp_path / "secret.key").exists()


def test_a_secret_that_cannot_be_made_is_told(tmp_path, loaded):
    with pytest.raises(CannotCreateError, match="No such file"):
        secret.read(str(tmp_path / "gone"), loaded)


def test_a_secret_that_cannot_be_read_is_told(tmp_path, loaded):
    (tmp_path / "secret.key").mkdir()
    with pytest.raises(NotPermittedError, match="cannot be read"):
        secret.read(str(tmp_path), loaded)
