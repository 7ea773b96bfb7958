"""The home's own secret: 32 random bytes, made once, readable by its owner alone."""

from __future__ import annotations

import os

from homestead.core.errors import CannotCreateError, NotPermittedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from homestead.core.config import Config


def read(data: str, config: Config) -> bytes:
    """Return what sign-ins and links are signed with.

    That is `server.secret_key` where the home sets one, else `<data>/secret.key`, which
    is made if it is not there.
    """
    configured: str = config["server.secret_key"]
    if configured:
        return configured.encode()
    ensure(data)
    try:
        with open(os.path.join(data, "secret.key"), "rb") as file:
            return file.read()
    except OSError as error:
        raise NotPermittedError(
            f"The home's secret key cannot be read: {error.strerror}.",
            hint="`homestead doctor` tells whom the home belongs to.",
        ) from error


def ensure(data: str) -> None:
    """Make `<data>/secret.key` if it is not there; never touch one that is."""
    path = os.path.join(data, "secret.key")
    aside = f"{path}.{os.getpid()}"
    if os.path.exists(path):
        return
    try:
        file = os.open(
            aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600
        )
        try:
            os.write(file, os.urandom(32))
            os.fsync(file)
        finally:
            os.close(file)
        os.replace(aside, path)
    except OSError as error:
        raise CannotCreateError(
            f"The home's secret key cannot be written: {error.strerror}.",
            hint=f"See whether there is room and permission in {data}.",
        ) from error
