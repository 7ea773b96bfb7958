"""The home's own secret: 32 random bytes, made once, readable by its owner alone."""

from __future__ import annotations

import os

from homestead.core.errors import CannotCreateError


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
