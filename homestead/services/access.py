"""Who may do what: one table, asked by every service that guards something.

Light enough for the commands typed most often.
"""

from __future__ import annotations

from homestead.core.house import SHELL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from homestead.core.house import Asker, House

ROLES = ("owner", "resident", "guest")

_ALL = ROLES
_SYSTEM = ("owner", "resident")
_OWNER = ("owner",)

PERMISSIONS: dict[str, tuple[str, ...]] = {
    "shared.read": _ALL,
    "account.own": _ALL,
    "front.read": _SYSTEM,
    "front.switch": _SYSTEM,
    "record.read": _SYSTEM,
    "record.edit": _SYSTEM,
    "alter.read": _SYSTEM,
    "alter.edit": _SYSTEM,
    "system.edit": _SYSTEM,
    "change.undo": _SYSTEM,
    "post.read": _SYSTEM,
    "post.write": _SYSTEM,
    "token.own": _SYSTEM,
    "post.moderate": _OWNER,
    "import.run": _OWNER,
    "export.run": _OWNER,
    "user.manage": _OWNER,
    "module.manage": _OWNER,
    "setting.edit": _OWNER,
    "home.manage": _OWNER,
    "backup.manage": _OWNER,
    "log.read": _OWNER,
    "audit.read": _OWNER,
}
"""Each thing one may be allowed to do, and the roles that are. Guests see what is
shared and look after their own account; `alter.read` and `alter.edit` cover groups and
fields too, `home.manage` what the machine says: status, doctor, databases."""

UNDOING = {
    "front": "record.edit",
    "alter": "alter.edit",
    "group": "alter.edit",
    "field": "alter.edit",
    "system": "system.edit",
    "style": "alter.edit",
    "pin": "setting.edit",
}
"""What it takes, besides `change.undo`, to take back a change to such a noun."""

EVERYTHING = "admin"

SCOPES: dict[str, tuple[str, ...]] = {
    "front:read": ("front.read",),
    "front:write": ("front.read", "front.switch"),
    "record:read": ("front.read", "record.read"),
    "record:write": ("front.read", "record.read", "record.edit", "change.undo"),
    "alters:read": ("alter.read",),
    "alters:write": ("alter.read", "alter.edit"),
    "posts:read": ("post.read", "shared.read"),
    "posts:write": ("post.read", "shared.read", "post.write"),
    "export": ("export.run",),
    EVERYTHING: tuple(PERMISSIONS),
}
"""What an API token may do, never more than its user's role may."""


def learn(permissions: dict[str, tuple[str, ...]]) -> None:
    """Take note of what a module lets people do, and which roles by default."""
    PERMISSIONS.update(permissions)


def may(asker: Asker, permission: str) -> bool:
    """Tell whether `asker` may do that. An unknown permission is a mistake of ours."""
    roles = PERMISSIONS[permission]
    if asker.role == SHELL.role:
        return True
    within = asker.scopes is None or any(
        scope == EVERYTHING or permission in SCOPES.get(scope, ())
        for scope in asker.scopes
    )
    return within and asker.role in roles


def require(asker: Asker, permission: str) -> None:
    """Raise NotPermittedError if `asker` may not do that."""
    if may(asker, permission):
        return
    from homestead.core.errors import NotPermittedError

    noun, verb = permission.split(".")
    if asker.scopes is not None and asker.role in PERMISSIONS[permission]:
        raise NotPermittedError(
            f"This token does not reach that far ({noun}: {verb}).",
            hint="Use a token with the scope for it: `homestead token create --help`.",
        )
    raise NotPermittedError(
        f"{asker.name} may not do that here ({noun}: {verb}).",
        hint="An owner of this home can change what you may do.",
    )


def useful_scopes(role: str) -> list[str]:
    """Return the scopes that give a token of somebody in `role` anything to do."""
    return [
        scope
        for scope, permissions in SCOPES.items()
        if any(role in PERMISSIONS[one] for one in permissions)
    ]


def undoing(verb: str) -> str:
    """Return what it takes to take a change back; an import, as much as to run one."""
    return UNDOING.get(verb.partition(".")[0], "import.run")


def may_act_as(asker: Asker, alter: int) -> bool:
    """Tell whether `asker` may act as the alter in that row."""
    if asker.role == SHELL.role or asker.role in _OWNER:
        return True
    return asker.role in _SYSTEM and (asker.alters is None or alter in asker.alters)


def acting(house: House) -> int | None:
    """Return the row of the alter the asker acts as, or None.

    The one they chose, else the primary fronter: if they may, and if it is somebody.
    """
    row = house.app.value(
        "SELECT alters.id FROM alters LEFT JOIN fronts"
        " ON fronts.alter_id = alters.id AND fronts.ended_at IS NULL"
        " AND fronts.deleted_at IS NULL AND fronts.tier = 'primary'"
        " WHERE alters.kind = 'alter' AND alters.deleted_at IS NULL"
        " AND (alters.id = ? OR (? IS NULL AND fronts.id IS NOT NULL))"
        " ORDER BY fronts.position, fronts.id LIMIT 1",
        (house.asker.acting, house.asker.acting),
    )
    return row if row is not None and may_act_as(house.asker, row) else None
