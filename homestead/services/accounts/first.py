"""The first owner: made through a link that works once, while there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homestead.core import clock
from homestead.core.errors import ConflictError, NotPermittedError
from homestead.services import access, audit
from homestead.services.accounts import keys, sessions, users

if TYPE_CHECKING:
    from homestead.core.database import Reader
    from homestead.core.house import House

VALID = 24 * clock.HOUR


def has_owner(house: House) -> bool:
    """Tell whether somebody owns this home already."""
    return _has_owner(house.app)


def first_link(house: House) -> dict[str, Any]:
    """Make the secret of the link for the first owner: `{"token", "expires"}`.

    It takes the place of one made earlier. Raises ConflictError when there is an owner.
    """
    access.require(house.asker, "user.manage")
    now = clock.now()
    token = keys.fresh()
    with house.app.transaction() as tx:
        _refuse_second(tx)
        tx.run("DELETE FROM invitations WHERE used_at IS NULL")
        columns = {"created_at": now, "expires_at": now + VALID}
        tx.insert(
            "invitations",
            {"token_hash": keys.digest(token), "role": "owner", **columns},
        )
        audit.note(tx, house, "invitation.create", role="owner")
    return {"token": token, "expires": clock.iso(now + VALID)}


def invited(house: House, *, token: str) -> None:
    """Raise unless the link with that secret still makes the first owner.

    NotPermittedError for one that does not, ConflictError when there is an owner.
    """
    _refuse_second(house.app)
    _valid(house.app, token)


def claim(
    house: House,
    *,
    token: str,
    name: str,
    password: str,
    address: str = "",
    device: str = "",
) -> dict[str, Any]:
    """Make the first owner and sign them in; returns what `sign_in` does.

    Raises NotPermittedError for a link that was used, replaced, or is too old, and
    ConflictError when there is an owner; a name or password that cannot be leaves the
    link as it was.
    """
    invited(house, token=token)
    columns = users.prepared(house, name, password)
    place = {"address": address, "device": device, "known": ""}
    with house.app.transaction() as tx:
        _refuse_second(tx)
        invitation = _valid(tx, token)
        tx.update("invitations", invitation, {"used_at": clock.now()})
        row = users.insert(tx, {**columns, "role": "owner"})
        audit.append(tx, row["name"], "invitation.claim", {"role": "owner"})
        users.announce(tx, house, row)
        return sessions.begin(tx, house, row, place=place)


def _valid(reader: Reader, token: str) -> int:
    """Return the row of the invitation with that secret; refuse any other secret."""
    row: int | None = reader.value(
        "SELECT id FROM invitations WHERE token_hash = ?"
        " AND used_at IS NULL AND expires_at > ?",
        (keys.digest(token), clock.now()),
    )
    if row is None:
        raise NotPermittedError(
            "This link does not work any more.",
            hint="Start Homestead again for a new one, or make the owner in a shell:"
            " `homestead user add NAME --role owner`.",
        )
    return row


def _has_owner(reader: Reader) -> bool:
    found = reader.value(
        "SELECT 1 FROM users WHERE role = 'owner' AND deleted_at IS NULL LIMIT 1"
    )
    return found is not None


def _refuse_second(reader: Reader) -> None:
    if _has_owner(reader):
        raise ConflictError(
            "This home has an owner already.",
            hint="Sign in; owners make further accounts.",
        )
