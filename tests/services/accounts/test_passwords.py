"""Passwords: any that is long enough, kept so that nobody can read it."""

from __future__ import annotations

import threading
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homestead.core.errors import BusyError, UsageError
from homestead.services.accounts import passwords

REAL = (46 * 1024, 2, 1)

TEXT = st.text(
    st.characters(exclude_categories=["Cs"]), min_size=8, max_size=60
).filter(lambda text: len(unicodedata.normalize("NFKC", text)) >= 8)


@pytest.fixture
def hashed(house):
    def made(password):
        return passwords.hashed(house, passwords.check(password, "Robin"))

    return made


@pytest.mark.parametrize(
    "password",
    [
        "12345678",
        "correct horse battery staple",
        "å" * 8,
        "🌸" * 8,
        " " * 8,
        "null \0 inside",
        "x" * 1000,
        "ﷺ" * 1000,
        "robin robin",
    ],
)
def test_any_long_text_may_be_a_password(house, hashed, password):
    assert passwords.fits(house, hashed(password), password)


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("", "is shorter than 8 letters"),
        ("1234567", "is shorter than 8 letters"),
        ("e\N{COMBINING ACUTE ACCENT}" * 4, "is shorter than 8 letters"),
        ("ﷺ", "is shorter than 8 letters"),
        ("x" * 1001, "is longer than 1000 letters"),
        ("Robin Redbreast", "is the name"),
        ("robin redbreast ", "is the name"),
        ("ｒｏｂｉｎ redbreast", "is the name"),
        ("half a \ud83d letter", "has letters that are no text"),
    ],
)
def test_what_cannot_be_a_password_is_said_plainly(password, problem):
    with pytest.raises(UsageError) as refused:
        passwords.check(password, "Robin Redbreast")
    assert refused.value.fields == {"password": problem}
    assert len(password) < 8 or password not in str(refused.value)


@given(TEXT)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_keyboard_gives_the_same_password(house, hashed, password):
    kept = hashed(password)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert passwords.fits(house, kept, unicodedata.normalize(form, password))


@pytest.mark.parametrize(
    "wrong",
    ["", "Correct horse", "correct horse ", "correct horsf", "x" * 10**6, "\ud83d"],
)
def test_another_password_does_not_fit(house, hashed, wrong):
    assert not passwords.fits(house, hashed("correct horse"), wrong)


def test_nothing_is_cut_off_at_a_null_or_at_the_end(house, hashed):
    assert not passwords.fits(house, hashed("correct\0horse"), "correct\0house")
    assert not passwords.fits(house, hashed("x" * 1000), "x" * 999)


def test_the_same_password_is_kept_differently_each_time(hashed):
    assert hashed("correct horse") != hashed("correct horse")


def test_nobody_has_a_password_and_it_takes_as_long_to_say_so(house, monkeypatch):
    monkeypatch.undo()
    assert not passwords.fits(house, None, "correct horse")
    assert not passwords.outdated(passwords._NOBODYS)


def test_the_real_work_is_argon2id_that_a_phone_can_bear(house, monkeypatch, hashed):
    monkeypatch.undo()
    assert (passwords.MEMORY_KIB, passwords.PASSES, passwords.LANES) == REAL
    assert passwords.MEMORY_KIB * passwords.AT_ONCE <= 100 * 1024
    assert hashed("correct horse").startswith("$argon2id$v=19$m=47104,t=2,p=1$")


def test_old_parameters_are_recognised(hashed, monkeypatch):
    kept = hashed("correct horse")
    assert not passwords.outdated(kept)
    monkeypatch.setattr(passwords, "PASSES", 2)
    assert passwords.outdated(kept)


def test_no_more_are_hashed_at_once_than_memory_bears(house):
    inside, most = [], []

    def one():
        with passwords.turn(house):
            inside.append(1)
            most.append(len(inside))
            threading.Event().wait(0.01)
            inside.pop()

    threads = [threading.Thread(target=one) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) <= passwords.AT_ONCE
    assert len(most) == 12


def test_whoever_waits_too_long_is_told_to_come_back(house, monkeypatch):
    monkeypatch.setattr(passwords, "PATIENCE", 0.01)
    with (
        passwords.turn(house),
        passwords.turn(house),
        pytest.raises(BusyError, match="signing in at once"),
        passwords.turn(house),
    ):
        pass


def test_hashing_happens_beside_the_event_loop(house, monkeypatch):
    aside = []
    monkeypatch.setattr(house, "gently", lambda work: [aside.append(work), work()][1])
    kept = passwords.hashed(house, "correct horse")
    assert passwords.fits(house, kept, "correct horse")
    assert len(aside) == 2
