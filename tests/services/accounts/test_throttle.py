"""Guessing passwords gets slow; the people who live here never notice."""

from __future__ import annotations

import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from limits.storage import memory

from homestead.core.errors import HomesteadError, NotPermittedError, TooManyError
from homestead.services import accounts, audit
from homestead.services.accounts import passwords, throttle

from .conftest import ELSEWHERE, PASSWORD

WRONG = "wrong password"
LIMIT = throttle.RULES["address"][0]

# Forty guesses at once, as the daemon meets them: each in a greenlet of its own.
AT_ONCE = """
from homestead.core.server import patch
patch.everything()
import sys
import gevent
from homestead import app
from homestead.core import paths
from homestead.core.errors import HomesteadError
from homestead.core.house import NOBODY
from homestead.core.server.aside import aside
from homestead.services import accounts
from homestead.services.accounts import passwords
passwords.MEMORY_KIB, passwords.PASSES = 8, 1
house = app.open_home(paths.find(sys.argv[1]), run_aside=aside).house
accounts.user_add(house, name="Robin", password="correct horse", role="owner")
page = house.asked_by(NOBODY.name, asker=NOBODY)

def one():
    try:
        accounts.sign_in(page, name="Robin", password="wrong", address=sys.argv[2])
    except HomesteadError as error:
        print(type(error).__name__)

gevent.joinall([gevent.spawn(one) for _ in range(40)], raise_error=True)
"""


@pytest.fixture
def later(monkeypatch):
    """Let seconds pass for whoever counts failures."""
    passed = [0.0]
    turned = SimpleNamespace(time=lambda: time.time() + passed[0])
    monkeypatch.setattr(memory, "time", turned)
    monkeypatch.setattr(throttle, "time", turned)

    def pass_seconds(seconds):
        passed[0] += seconds

    return pass_seconds


@pytest.fixture
def guess(sign_in):
    """Guess wrongly; return what came of it."""

    def tried(name="Robin", times=LIMIT, **place):
        outcome = None
        for _ in range(times):
            try:
                sign_in(name, WRONG, **place)
            except HomesteadError as error:
                outcome = error
        return outcome

    return tried


def strangers(count):
    return [f"198.51.100.{n}" for n in range(count)]


def test_ten_wrong_passwords_are_answered_the_eleventh_waits(guess):
    assert type(guess()) is NotPermittedError
    refused = guess(times=1)
    assert type(refused) is TooManyError
    assert 590 <= refused.retry_after <= 600
    assert refused.hint == "Try again in 10 min."


def test_the_right_password_waits_too(guess, sign_in):
    guess()
    with pytest.raises(TooManyError):
        sign_in("Robin")


def test_a_refused_try_costs_no_hash_and_counts_no_further(
    guess, later, monkeypatch, sign_in
):
    guess()
    monkeypatch.setattr(passwords, "fits", None)
    guess(times=50)
    monkeypatch.undo()
    monkeypatch.setattr(passwords, "MEMORY_KIB", 8)
    guess(times=1)


def test_after_a_while_one_may_try_again(guess, sign_in, later):
    guess()
    later(601)
    assert sign_in("Robin")


def test_the_address_waits_whatever_name_it_tries(guess):
    for name in ("Robin", "Kit", "Sam", "Mallory", "root"):
        guess(name, times=2)
    assert type(guess("Kit", times=1)) is TooManyError


def test_a_whole_ipv6_network_is_one_address(guess):
    guess(times=5, address="2001:db8::1")
    guess(times=5, address="2001:db8::2")
    assert type(guess(times=1, address="2001:db8::3")) is TooManyError


def test_other_addresses_do_not_wait(guess, sign_in):
    guess()
    assert sign_in("Robin", address="192.0.2.1")


def test_many_addresses_together_are_slowed_at_the_account(guess):
    for address in strangers(6):
        guess(times=5, address=address)
    assert type(guess(times=1, address="192.0.2.1")) is TooManyError
    assert type(guess("Kit", times=1, address="192.0.2.1")) is NotPermittedError


def test_an_account_that_is_none_is_slowed_alike(guess):
    for address in strangers(6):
        guess("Mallory", times=5, address=address)
    assert type(guess("mallory ", times=1, address="192.0.2.1")) is TooManyError


def test_mallory_cannot_lock_out_a_device_robin_has_used(guess, sign_in):
    phone = sign_in("Robin")["device"]
    for address in [ELSEWHERE, *strangers(6)]:
        guess(times=LIMIT, address=address)
    assert sign_in("Robin", known=phone, address="192.0.2.1")
    assert sign_in("Robin", known=phone, address=ELSEWHERE)


def test_mallory_cannot_lock_out_an_address_robin_has_used(guess, sign_in):
    sign_in("Robin", address="192.0.2.7")
    for address in strangers(6):
        guess(times=LIMIT, address=address)
    assert sign_in("Robin", address="192.0.2.7")


def test_mallory_cannot_lock_out_the_phone_the_home_lives_on(guess, sign_in):
    for address in strangers(6):
        guess(times=LIMIT, address=address)
    assert sign_in("Robin", address="127.0.0.1")


def test_another_app_on_the_phone_cannot_lock_out_its_browser(guess, sign_in):
    phone = sign_in("Robin", address="127.0.0.1")["device"]
    assert type(guess(times=LIMIT + 1, address="127.0.0.1")) is TooManyError
    assert sign_in("Robin", address="127.0.0.1", known=phone)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", ""])
def test_this_machine_is_slowed_for_each_account_by_itself(guess, sign_in, address):
    assert type(guess(times=LIMIT + 1, address=address)) is TooManyError
    assert sign_in("Kit", address=address)


def test_names_at_will_do_not_keep_this_machine_busy(guess, sign_in):
    phone = sign_in("Robin", address="127.0.0.1")["device"]
    for number in range(throttle.RULES["here"][0]):
        assert type(guess(f"n{number}", 1, address="127.0.0.1")) is NotPermittedError
    for name in ("another", "Robin", "Kit"):
        assert type(guess(name, 1, address="::1")) is TooManyError
    assert sign_in("Robin", address="127.0.0.1", known=phone)
    assert sign_in("Kit", address="192.0.2.5")


def test_a_known_device_is_slowed_too(guess, sign_in):
    phone = sign_in("Robin")["device"]
    assert type(guess(times=LIMIT + 1, known=phone)) is TooManyError


def test_a_device_of_kit_opens_no_back_way_to_robin(guess, sign_in):
    phone = sign_in("Kit", address="192.0.2.5")["device"]
    guess(times=LIMIT, known=phone)
    assert type(guess(times=1)) is TooManyError


def test_signing_in_forgives_the_failures_of_a_known_device(guess, sign_in):
    phone = sign_in("Robin")["device"]
    for _ in range(3):
        guess(times=LIMIT - 1, known=phone)
        sign_in("Robin", known=phone)


def test_mallory_cannot_reset_an_address_with_an_account_of_their_own(guess, sign_in):
    guess(times=LIMIT - 1)
    sign_in("Sam")
    guess(times=1)
    assert type(guess(times=1)) is TooManyError


def test_a_device_that_was_signed_out_from_afar_is_a_stranger(house, guess, sign_in):
    phone = sign_in("Robin", address="192.0.2.5")["device"]
    accounts.session_revoke(house, user="Robin")
    guess(times=LIMIT, known=phone)
    assert type(guess("Kit", times=1)) is TooManyError


def test_guessing_the_old_password_of_an_open_browser_is_slowed(as_user):
    kit = as_user("Kit")
    for _ in range(LIMIT):
        with pytest.raises(NotPermittedError):
            accounts.password_change(kit, current=WRONG, password=PASSWORD)
    with pytest.raises(TooManyError):
        accounts.password_change(kit, current=PASSWORD, password="staple battery")


def test_tries_at_the_same_moment_do_not_slip_through(home):
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE, str(home), ELSEWHERE],
        capture_output=True,
        check=False,
        text=True,
    )
    answers = done.stdout.split()
    assert len(answers) == 40, done.stderr
    assert answers.count("NotPermittedError") < LIMIT + passwords.AT_ONCE


def test_a_flood_does_not_fill_the_audit_log(house, guess, monkeypatch):
    monkeypatch.setitem(throttle.RULES, "note", (5, 3600))
    guess(times=LIMIT)
    assert len(audit.listing(house, action="session.refuse")["entries"]) == 5


def test_a_flood_of_addresses_keeps_no_more_than_memory_bears(house):
    guard = throttle.of(house)
    for n in range(6000):
        guard.failed([("address", f"2001:db8:{n:x}::/64")])
    assert len(guard._window.storage.events) <= throttle._SLOTS


def test_what_is_counted_is_kept_in_no_readable_form(house):
    guard = throttle.of(house)
    guard.failed([("account", "robin"), ("address", ELSEWHERE)])
    kept = " ".join(guard._window.storage.events)
    assert "robin" not in kept
    assert ELSEWHERE not in kept


def test_each_home_counts_for_itself_and_all_its_askers_share(house, page):
    assert throttle.of(house) is throttle.of(page)
