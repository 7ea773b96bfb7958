"""Who has an account here: the list, adding one, bringing one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.modules.account import saying
from homestead.services import accounts

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/users", needs="user.manage")
def people(ask: Ask) -> Answer:
    """Show everybody with an account, and who had one."""
    return saying.page(
        ask,
        "people.html",
        users=accounts.user_list(ask.house)["users"],
        removed=accounts.user_list(ask.house, removed=True)["users"],
    )


@routes.post("/users/restore", needs="user.manage", form=people)
def restore(ask: Ask) -> Answer:
    """Bring a removed account back."""
    accounts.user_restore(ask.house, user=ask.form.text("user"))
    return saying.done(ask, "/users", "restored")


@routes.get("/users/new", needs="user.manage")
def new_page(ask: Ask) -> Answer:
    """Ask for what a new account needs."""
    return saying.page(ask, "person_new.html")


@routes.post("/users/new", needs="user.manage", form=new_page)
def new(ask: Ask) -> Answer:
    """Make an account."""
    made = accounts.user_add(
        ask.house,
        name=ask.form.text("name"),
        password=ask.form.secret("password"),
        role=ask.form.text("role", "resident"),
    )
    return saying.done(ask, f"/users/{made['user']['id']}", "added")
