"""What browsers send with a form, taken apart: never more of it than anybody fills in.

Taking a form apart costs more than sending it, so strangers may send little, and
nobody may send more fields than the largest page has.
"""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import bottle

from homestead.core.errors import UsageError
from homestead.core.house import NOBODY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import IO, Any, BinaryIO

    from homestead.core.house import House

LONGEST_FORM = 2 * 1024 * 1024
"""Bytes of one form without its files; the longest texts the home keeps fit."""

FROM_STRANGERS = 64 * 1024
"""Bytes of a form from somebody who has not signed in: a name and a password fit."""

MOST_FIELDS = 20_000
"""Fields of one form: a group of some thousand, ticked one by one, fits."""

_AT_ONCE = 64 * 1024
_PIECE = 256 * 1024
_LANDED = "bottle.request.body"
"""Where bottle looks for a body that has been read already."""

_WITH_FILES = "multipart/form-data"
_TOO_LARGE = 413

bottle.BaseRequest.MEMFILE_MAX = LONGEST_FORM


def is_form(environ: Mapping[str, Any]) -> bool:
    """Tell whether what was sent is a form."""
    return _kind(environ) in {"", "application/x-www-form-urlencoded", _WITH_FILES}


def take_apart(request: bottle.BaseRequest, house: House) -> None:
    """Take the form that was sent apart: one of some size not on the hub.

    Raises UsageError for more than can be meant.
    """
    length = request.content_length
    if length > FROM_STRANGERS and house.asker.role == NOBODY.role:
        raise _too_large("Sign in first: strangers cannot send that much.")
    if length > LONGEST_FORM:
        request.environ[_LANDED] = _landed(request.environ["wsgi.input"], house)
    body = request.body  # it is all here before another thread looks at it
    if length <= LONGEST_FORM and _kind(request.environ) != _WITH_FILES:
        _refuse_many(body.read().count(b"&"))
    if length > _AT_ONCE:
        house.aside(lambda: _parse(request))
    else:
        _parse(request)
    _refuse_many(sum(1 for _ in request.POST.allitems()))


def _landed(stream: BinaryIO, house: House) -> IO[bytes]:
    """Return what was sent as a file, written while others have their turn."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the request's, to its end
    while piece := stream.read(_PIECE):
        house.aside(lambda piece=piece: file.write(piece))  # type: ignore[misc]
    file.seek(0)
    return file


def _parse(request: bottle.BaseRequest) -> None:
    body = request.body
    try:
        _ = request.POST
    except (ValueError, LookupError) as error:
        raise UsageError(
            "The form could not be read.",
            hint="If there is a file in it, give that a plain name.",
        ) from error
    finally:
        if request.content_length > LONGEST_FORM:
            body.close()  # freeing that much on a disk takes a while as well


def texts(sent: bottle.FormsDict) -> dict[str, list[str]]:
    """Return names and texts as they were written; bottle reads bytes as Latin-1."""
    as_sent = sent.recode_unicode
    try:
        return {
            _text(name, as_sent=as_sent): [
                _text(value, as_sent=as_sent) for value in sent.getall(name)
            ]
            for name in sent
        }
    except UnicodeError:
        raise UsageError(
            "What was sent is no text Homestead can read.",
            hint="Send it as UTF-8.",
        ) from None


def _text(raw: str, *, as_sent: bool) -> str:
    text = raw.encode("latin-1").decode("utf-8") if as_sent else raw
    return text.replace("\r\n", "\n")


def _kind(environ: Mapping[str, Any]) -> str:
    said: str = environ.get("CONTENT_TYPE", "")
    return said.partition(";")[0].strip().lower()


def _refuse_many(fields: int) -> None:
    if fields > MOST_FIELDS:
        raise _too_large("No page of this home has a form with that many fields.")


def _too_large(why: str) -> UsageError:
    error = UsageError("That is more than is taken here at once.", hint=why)
    error.status = _TOO_LARGE
    return error
