"""One account as its owner sees it: role, whom they act as, and whether it works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.errors import UsageError
from homestead.core.routes import Routes
from homestead.modules.account import saying
from homestead.services import accounts, alters

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/users/<user>", needs="user.manage")
def person(ask: Ask, user: str) -> Answer:
    """Show one account."""
    return saying.page(
        ask,
        "person.html",
        user=accounts.user_show(ask.house, user=user)["user"],
        sessions=accounts.session_list(ask.house, user=user)["sessions"],
        tokens=accounts.token_list(ask.house, user=user)["tokens"],
        alters=alters.list(ask.house, custom=False)["alters"],
    )


@routes.post("/users/<user>/name", needs="user.manage", form=person)
def rename(ask: Ask, user: str) -> Answer:
    """Change what they are called."""
    name, was = ask.form.text("name"), ask.form.text("was")
    accounts.user_rename(ask.house, user=user, name=name, was=was)
    return _done(ask, user, "named")


@routes.post("/users/<user>/role", needs="user.manage", form=person)
def role(ask: Ask, user: str) -> Answer:
    """Give them another role."""
    role, was = ask.form.text("role"), ask.form.text("was")
    accounts.user_role(ask.house, user=user, role=role, was=was)
    return _done(ask, user, "role")


@routes.post("/users/<user>/alters", needs="user.manage", form=person)
def whom(ask: Ask, user: str) -> Answer:
    """Say whom they may act as."""
    was = ask.form.text("was")
    accounts.user_alters(ask.house, user=user, alters=_chosen(ask), was=was)
    return _done(ask, user, "whom")


@routes.post("/users/<user>/password", needs="user.manage", form=person)
def password(ask: Ask, user: str) -> Answer:
    """Give them a new password."""
    new, tokens = ask.form.secret("password"), ask.form.flag("revoke_tokens")
    accounts.user_password(ask.house, user=user, password=new, revoke_tokens=tokens)
    return _done(ask, user, "reset")


@routes.post("/users/<user>/sign-out", needs="user.manage", form=person)
def sign_out(ask: Ask, user: str) -> Answer:
    """End all their sessions."""
    accounts.session_revoke(ask.house, user=user)
    return _done(ask, user, "everywhere")


@routes.post("/users/<user>/revoke", needs="user.manage", form=person)
def revoke(ask: Ask, user: str) -> Answer:
    """Revoke one of their tokens."""
    accounts.token_revoke(ask.house, user=user, token=ask.form.text("token"))
    return _done(ask, user, "revoked")


@routes.post("/users/<user>/disable", needs="user.manage", form=person)
def disable(ask: Ask, user: str) -> Answer:
    """Switch the account off."""
    accounts.user_disable(ask.house, user=user)
    return _done(ask, user, "disabled")


@routes.post("/users/<user>/enable", needs="user.manage", form=person)
def enable(ask: Ask, user: str) -> Answer:
    """Switch the account on again."""
    accounts.user_enable(ask.house, user=user)
    return _done(ask, user, "enabled")


@routes.post("/users/<user>/remove", needs="user.manage", form=person)
def remove(ask: Ask, user: str) -> Answer:
    """Remove the account; the list can bring it back."""
    accounts.user_remove(ask.house, user=user)
    return saying.done(ask, "/users", "removed")


def _chosen(ask: Ask) -> list[str] | None:
    """Return who was ticked, None for everybody."""
    if ask.form.text("whom") != "some":
        return None
    chosen = ask.form.all("alter")
    if not chosen:
        raise UsageError("Nobody is ticked.", hint="Tick one or more, or “everybody”.")
    return chosen


def _done(ask: Ask, user: str, said: str) -> Answer:
    return saying.done(ask, f"/users/{user}", said)
