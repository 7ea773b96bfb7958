"""What opens the home is nowhere in its files: neither passwords nor tokens."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import serving

from homestead.core.errors import HomesteadError
from homestead.services import accounts

SECRETS = ("first password here", "second password here", "third password here")
TYPED = "typed into the name by mistake"


@pytest.fixture
def opening(page, house):
    """Live a little; return every secret that was used or told."""
    first, second, third = SECRETS
    link = accounts.first_link(house)["token"]
    begun = accounts.claim(page, token=link, name="Robin", password=first)
    accounts.user_add(house, name="Kit", password=second)
    kits = accounts.sign_in(page, name="Kit", password=second, device="curl")
    kit = page.asked_by("Kit", asker=accounts.asker_by_session(page, kits["session"]))
    accounts.password_change(kit, current=second, password=third)
    token = accounts.token_create(kit, name="widget", scopes=["front:read"])["token"]
    accounts.asker_by_token(page, token["secret"])
    for name, password in ((TYPED, first), ("Kit", TYPED)):
        with pytest.raises(HomesteadError):
            accounts.sign_in(page, name=name, password=password)
    accounts.user_remove(house, user="Kit")
    told = [begun["session"], begun["device"], kits["session"], kits["device"]]
    return [*SECRETS, TYPED, link, *told, token["secret"]]


def test_no_secret_is_in_any_file_of_the_home(home, opening):
    files = [path for path in Path(home).rglob("*") if path.is_file()]
    assert {"app.db", "app.db-wal"} <= {path.name for path in files}
    kept = b"".join(path.read_bytes() for path in files)
    assert b"widget" in kept
    for secret in opening:
        bare = secret.removeprefix("homestead_")
        assert bare.encode() not in kept
        assert bare.encode("utf-16-le") not in kept


def test_hashes_are_never_told(house, opening):
    accounts.user_restore(house, user="Kit")
    told = str(
        [
            accounts.user_list(house),
            accounts.session_list(house, user="Robin"),
            accounts.token_list(house),
        ]
    )
    assert "hash" not in told
    assert "$argon2" not in told


def test_no_secret_is_in_the_logs_of_a_daemon(home, run, environment):
    with serving(environment):
        add = ("user", "add", "--password-stdin")
        run(*add, "Robin", "--role", "owner", input=SECRETS[0], check=True)
        run(*add, "robin", input=SECRETS[1])
        run(*add, "Kit", "--role", "king", input=SECRETS[2])
        run(*add, "Sam", input="x" * 2000)
        scope = ("--scope", "admin")
        secret = run("token", "create", "widget", *scope, "--quiet", check=True).out
    kept = b"".join(p.read_bytes() for p in Path(home).rglob("*") if p.is_file())
    for each in (*SECRETS, secret.strip(), "x" * 2000):
        assert each.encode() not in kept
