"""Groups as the tree they are: made, changed, moved, removed and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.routes import Routes
from homestead.modules.alters import choices, forms, writing
from homestead.services import alters, groups

if TYPE_CHECKING:
    from homestead.core.asking import Answer, Ask

routes = Routes()


@routes.get("/groups", needs="alter.read")
def tree(ask: Ask) -> Answer:
    """Show all groups, each with those in it."""
    return ask.page(
        "alters/groups.html",
        groups=groups.list(ask.house)["groups"],
        removed=groups.list(ask.house, removed=True)["groups"],
    )


@routes.post("/groups", needs="alter.edit", form=tree)
def move(ask: Ask) -> Answer:
    """Move a group up or down among those beside it."""
    form = ask.form
    groups.shift(ask.house, group=form.text("group"), by=form.number("by"))
    return ask.to(ask.url("alters", "/groups"))


@routes.get("/groups/new", needs="alter.edit")
def new_page(ask: Ask) -> Answer:
    """Ask what the group is."""
    parent = ask.query.text("parent")
    return _form(ask, parent=parent)


@routes.post("/groups/new", needs="alter.edit", form=new_page)
def new(ask: Ask) -> Answer:
    """Add a group."""
    made = groups.add(ask.house, **forms.new(forms.group(ask.form)))
    return ask.to(ask.url("alters", f"/groups/{made['group']}"))


@routes.post("/groups/restore", needs="alter.edit", form=tree)
def restore(ask: Ask) -> Answer:
    """Bring back a group that was removed."""
    groups.restore(ask.house, group=ask.form.text("group"))
    return ask.to(ask.url("alters", "/groups"))


@routes.get("/groups/<group>", needs="alter.read")
def one(ask: Ask, group: str) -> Answer:
    """Show a group, who is in it, and the groups in it."""
    told = groups.show(ask.house, group=group)
    inside = [each["alter"] for each in told["members"]]
    known = {each["alter"]: each for each in alters.list(ask.house)["alters"]}
    every = groups.list(ask.house)["groups"]
    return ask.page(
        "alters/group.html",
        group=told,
        members=[known[each] for each in inside],
        parent=next((each for each in every if each["group"] == told["parent"]), None),
        children=[each for each in every if each["parent"] == told["group"]],
        description=writing.html(ask, told["description"]),
    )


@routes.get("/groups/<group>/edit", needs="alter.edit")
def edit_page(ask: Ask, group: str) -> Answer:
    """Show all that can be changed of a group."""
    return _form(ask, group=group)


@routes.post("/groups/<group>/edit", needs="alter.edit", form=edit_page)
def edit(ask: Ask, group: str) -> Answer:
    """Change what was touched, if nobody else changed it meanwhile."""
    said, was = forms.group(ask.form), forms.group(ask.form, forms.WAS)
    told = groups.edit(ask.house, group=group, was=was, **said)
    return ask.to(ask.url("alters", f"/groups/{told['group']}"))


@routes.post("/groups/<group>/remove", needs="alter.edit", form=one)
def remove(ask: Ask, group: str) -> Answer:
    """Remove a group; its members stay."""
    groups.remove(ask.house, group=group)
    return ask.to(ask.url("alters", "/groups"))


def _form(ask: Ask, group: str | None = None, parent: str = "") -> Answer:
    told = None if group is None else groups.show(ask.house, group=group)
    every = groups.list(ask.house)["groups"]
    return ask.page(
        "alters/group_form.html",
        group=told,
        privacy=ask.house.config["home.privacy"],
        parent=told["parent"] or "" if told else parent,
        groups=[
            ("", "On its own"),
            *choices.tree(choices.outside(every, told and told["group"])),
        ],
        alters=choices.people(alters.list(ask.house)["alters"]),
    )
