"""Whatever is done to accounts, in whatever order, the home keeps its rules."""

from __future__ import annotations

import shutil
import tempfile

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from homestead import app
from homestead.core import paths
from homestead.core.errors import ConflictError, HomesteadError, NotFoundError
from homestead.core.house import NOBODY
from homestead.services import access, accounts, audit
from homestead.services.accounts import names

NAMES = ["Robin", "robin", "Kit", "ＫＩＴ", "Sam", "ユキ"]
PASSWORDS = ["correct horse", "staple battery"]

some_name = st.sampled_from(NAMES)
some_role = st.sampled_from(access.ROLES)
some_password = st.sampled_from(PASSWORDS)


class Person:
    """What we remember of a user, to hold the home to it."""

    def __init__(self, name, role, password):
        self.name, self.role, self.password = name, role, password
        self.disabled = self.removed = False
        self.sessions, self.tokens = set(), set()

    @property
    def is_owner(self):
        return self.role == "owner" and not (self.disabled or self.removed)


class Accounts(RuleBasedStateMachine):
    """A home and what we remember of its people, done the same to, step by step."""

    @initialize()
    def move_in(self):
        self.folder = tempfile.mkdtemp()
        self.opened = app.open_home(paths.find(self.folder))
        self.house = self.opened.house
        self.page = self.house.asked_by(NOBODY.name, asker=NOBODY)
        self.people, self.gone, self.steps = [], [], 0
        self.add("Robin", "owner", PASSWORDS[0])

    def teardown(self):
        self.opened.close()
        shutil.rmtree(self.folder)

    def who(self, name):
        return next(
            (one for one in self.people if names.fold(one.name) == names.fold(name)),
            None,
        )

    def attempt(self, verb, *, allowed, **given):
        """Do it, and see that it was done exactly if it should have been."""
        before = self.house.app.value("SELECT count(*) FROM audit_log")
        done = failure = None
        try:
            done = getattr(accounts, verb)(self.house, **given)
        except (ConflictError, NotFoundError) as error:
            failure = error
        assert (failure is None) is allowed, (verb, failure)
        after = self.house.app.value("SELECT count(*) FROM audit_log")
        assert after == before + (failure is None)
        return done

    def last_owner(self, person):
        return person.is_owner and sum(one.is_owner for one in self.people) == 1

    @rule(name=some_name, role=some_role, password=some_password)
    def add(self, name, role, password):
        free = self.who(name) is None
        given = {"name": name, "role": role, "password": password}
        if self.attempt("user_add", allowed=free, **given):
            self.people.append(Person(name, role, password))

    @rule(name=some_name, new=some_name)
    def rename(self, name, new):
        person = self.who(name)
        allowed = person is not None and self.who(new) in (None, person)
        if self.attempt("user_rename", allowed=allowed, user=name, name=new):
            person.name = new

    @rule(name=some_name, role=some_role)
    def give_role(self, name, role):
        person = self.who(name)
        allowed = person and (role == "owner" or not self.last_owner(person))
        if self.attempt("user_role", allowed=bool(allowed), user=name, role=role):
            person.role = role

    @rule(name=some_name)
    def disable(self, name):
        person = self.who(name)
        allowed = person and not self.last_owner(person)
        if self.attempt("user_disable", allowed=bool(allowed), user=name):
            person.disabled = True
            person.sessions.clear()

    @rule(name=some_name)
    def enable(self, name):
        person = self.who(name)
        if self.attempt("user_enable", allowed=person is not None, user=name):
            person.disabled = False

    @rule(name=some_name)
    def remove(self, name):
        person = self.who(name)
        allowed = person and not self.last_owner(person)
        if self.attempt("user_remove", allowed=bool(allowed), user=name):
            person.removed = True
            person.sessions.clear()
            person.tokens.clear()
            self.people.remove(person)
            self.gone.append(person)

    @rule(name=some_name)
    def restore(self, name):
        fold = names.fold(name)
        person = next(
            (one for one in self.gone[::-1] if names.fold(one.name) == fold), None
        )
        allowed = person is not None and self.who(person.name) is None
        if self.attempt("user_restore", allowed=allowed, user=name):
            person.removed = False
            self.gone.remove(person)
            self.people.append(person)

    @rule(name=some_name, password=some_password)
    def new_password(self, name, password):
        person = self.who(name)
        given = {"user": name, "password": password}
        if self.attempt("user_password", allowed=person is not None, **given):
            person.password = password
            person.sessions.clear()

    @rule(name=some_name, password=some_password)
    def sign_in(self, name, password):
        person = self.who(name)
        right = person and person.password == password and not person.disabled
        # Each from an address of its own: throttling has tests of its own.
        self.steps += 1
        place = {"address": f"2001:db8:0:{self.steps:x}::1"}
        try:
            begun = accounts.sign_in(self.page, name=name, password=password, **place)
        except HomesteadError:
            assert not right
        else:
            assert right
            person.sessions.add(begun["session"])

    @rule(name=some_name)
    def revoke(self, name):
        person = self.who(name)
        if self.attempt("session_revoke", allowed=person is not None, user=name):
            person.sessions.clear()

    @rule(name=some_name)
    def make_token(self, name):
        person = self.who(name)
        if person is None or person.role == "guest":
            return
        given = {"user": name, "scopes": ["admin"], "name": f"token {self.steps}"}
        self.steps += 1
        made = accounts.token_create(self.house, **given)["token"]
        person.tokens.add(made["secret"])

    @invariant()
    def there_is_an_owner(self):
        if hasattr(self, "people"):
            users = accounts.user_list(self.house)["users"]
            assert any(u["role"] == "owner" and not u["disabled"] for u in users)

    @invariant()
    def everybody_is_who_we_think(self):
        if hasattr(self, "people"):
            users = accounts.user_list(self.house)["users"]
            told = {(u["user"], u["role"], bool(u["disabled"])) for u in users}
            assert told == {(p.name, p.role, p.disabled) for p in self.people}

    @invariant()
    def sessions_and_tokens_open_for_those_who_have_them(self):
        for person in [*getattr(self, "people", ()), *getattr(self, "gone", ())]:
            for token in person.sessions:
                asker = accounts.asker_by_session(self.page, token)
                assert (asker.name, asker.role) == (person.name, person.role)
            for secret in person.tokens:
                asker = accounts.asker_by_token(self.page, secret)
                assert (asker is None) is person.disabled

    @invariant()
    def no_session_is_left_over(self):
        if hasattr(self, "people"):
            kept = self.house.app.value("SELECT count(*) FROM sessions")
            assert kept == sum(len(person.sessions) for person in self.people)

    @invariant()
    def the_log_has_numbers_without_a_gap(self):
        if hasattr(self, "people"):
            ids = [e["id"] for e in audit.listing(self.house, limit=1000)["entries"]]
            assert ids == list(range(len(ids), 0, -1))


def test_accounts_keep_their_rules_in_any_order():
    run_state_machine_as_test(
        Accounts, settings=settings(max_examples=30, stateful_step_count=30)
    )
