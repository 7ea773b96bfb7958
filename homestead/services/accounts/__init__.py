"""Accounts: who may come in, how they prove it, and how that ends.

Each verb lives in a file of its kind and is loaded when it is first used. Handlers
sign people in with `sign_in`, `claim` and `asker_by_session`; the shell needs none of
these, so they are not on its door. Accounts are no part of undo: what was revoked
stays revoked, and an old password never comes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from homestead.core.late import loader

if TYPE_CHECKING:
    from homestead.services.accounts.acting import act_as as act_as
    from homestead.services.accounts.acting import acting_choice as acting_choice
    from homestead.services.accounts.acting import user_alters as user_alters
    from homestead.services.accounts.askers import asker_by_session as asker_by_session
    from homestead.services.accounts.askers import asker_by_token as asker_by_token
    from homestead.services.accounts.askers import require_still as require_still
    from homestead.services.accounts.askers import still as still
    from homestead.services.accounts.changing import password_change as password_change
    from homestead.services.accounts.changing import user_password as user_password
    from homestead.services.accounts.first import claim as claim
    from homestead.services.accounts.first import first_link as first_link
    from homestead.services.accounts.first import has_owner as has_owner
    from homestead.services.accounts.first import invited as invited
    from homestead.services.accounts.sessions import session_list as session_list
    from homestead.services.accounts.sessions import session_revoke as session_revoke
    from homestead.services.accounts.signing import sign_in as sign_in
    from homestead.services.accounts.signing import sign_out as sign_out
    from homestead.services.accounts.standing import user_disable as user_disable
    from homestead.services.accounts.standing import user_enable as user_enable
    from homestead.services.accounts.standing import user_remove as user_remove
    from homestead.services.accounts.standing import user_restore as user_restore
    from homestead.services.accounts.tokens import token_create as token_create
    from homestead.services.accounts.tokens import token_list as token_list
    from homestead.services.accounts.tokens import token_revoke as token_revoke
    from homestead.services.accounts.users import user_add as user_add
    from homestead.services.accounts.users import user_list as user_list
    from homestead.services.accounts.users import user_rename as user_rename
    from homestead.services.accounts.users import user_role as user_role
    from homestead.services.accounts.users import user_show as user_show

_FILES = {
    "user_list": "users",
    "user_show": "users",
    "user_add": "users",
    "user_rename": "users",
    "user_role": "users",
    "user_password": "changing",
    "user_alters": "acting",
    "user_disable": "standing",
    "user_enable": "standing",
    "user_remove": "standing",
    "user_restore": "standing",
    "session_list": "sessions",
    "session_revoke": "sessions",
    "token_list": "tokens",
    "token_create": "tokens",
    "token_revoke": "tokens",
}
_FOR_PAGES = {
    "act_as": "acting",
    "acting_choice": "acting",
    "asker_by_session": "askers",
    "asker_by_token": "askers",
    "claim": "first",
    "first_link": "first",
    "has_owner": "first",
    "invited": "first",
    "password_change": "changing",
    "sign_in": "signing",
    "sign_out": "signing",
    "require_still": "askers",
    "still": "askers",
}

DOOR = tuple(_FILES)
__getattr__ = loader(__name__, _FILES | _FOR_PAGES)
