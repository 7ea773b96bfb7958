"""Every error a person may see: one family, translated once at each door."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class HomesteadError(Exception):
    """Something went wrong and a person should know what to do about it.

    `message` says what happened, `hint` what to do, `fields` which inputs were
    wrong and why. Each class fixes the HTTP status, the exit code and the short
    `code` that scripts read.
    """

    status = 500
    exit_code = 1
    code = "failed"
    retry_after: int | None = None
    """Seconds after which trying again may help, where that is known."""

    def __init__(
        self,
        message: str,
        *,
        hint: str | None = None,
        fields: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.fields = dict(fields or {})

    def to_json(self) -> dict[str, Any]:
        """Return `{"code", "message", "hint"}`, "fields" and "retry_after" if any."""
        told: dict[str, Any] = {
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }
        if self.fields:
            told["fields"] = self.fields
        if self.retry_after is not None:
            told["retry_after"] = self.retry_after
        return told


class UsageError(HomesteadError):
    """The request itself is wrong: a value, a combination, a missing name."""

    status, exit_code, code = 400, 2, "usage"


class NotFoundError(HomesteadError):
    """Nothing by that name or number is here."""

    status, exit_code, code = 404, 3, "not_found"


class ConflictError(HomesteadError):
    """What is asked for contradicts what is there already."""

    status, exit_code, code = 409, 4, "conflict"


class RefusedError(HomesteadError):
    """The home does not do this, whoever asks."""

    status, exit_code, code = 403, 4, "refused"


class IntegrityError(HomesteadError):
    """Stored data is damaged, or a file is not what it says it is."""

    status, exit_code, code = 500, 5, "integrity"


class UnreachableError(HomesteadError):
    """The daemon was there and does not answer."""

    status, exit_code, code = 502, 69, "unreachable"


class CannotCreateError(HomesteadError):
    """A file or directory could not be made: no room, no permission."""

    status, exit_code, code = 507, 73, "cannot_create"


class BusyError(HomesteadError):
    """Somebody else is at it; trying again soon helps."""

    status, exit_code, code = 503, 75, "busy"


class TooManyError(HomesteadError):
    """Too many tries in too short a time; `retry_after` seconds have to pass."""

    status, exit_code, code = 429, 75, "too_many"


class NotPermittedError(HomesteadError):
    """Whoever asks may not do this, or the disk does not let us."""

    status, exit_code, code = 403, 77, "not_permitted"


class SignInError(HomesteadError):
    """Nobody is signed in, or not any more; signing in is what helps."""

    status, exit_code, code = 401, 77, "sign_in"


class ConfigError(HomesteadError):
    """The configuration, or the program itself, does not fit this home."""

    status, exit_code, code = 500, 78, "configuration"


_FAMILY = {
    kind.code: kind
    for kind in (
        HomesteadError,
        UsageError,
        NotFoundError,
        ConflictError,
        RefusedError,
        IntegrityError,
        UnreachableError,
        CannotCreateError,
        BusyError,
        TooManyError,
        NotPermittedError,
        SignInError,
        ConfigError,
    )
}


def from_json(told: Mapping[str, Any]) -> HomesteadError:
    """Build the error again that `to_json` told of, for the other end of a socket."""
    kind = _FAMILY.get(str(told.get("code")), HomesteadError)
    error = kind(
        str(told.get("message")), hint=told.get("hint"), fields=told.get("fields")
    )
    error.retry_after = told.get("retry_after")
    return error
