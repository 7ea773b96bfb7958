"""What Homestead cannot show yet, and what it does not know: kept whole."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING, Any

from homestead.services.importing.simply_plural.export import PLANNED

if TYPE_CHECKING:
    from homestead.services.importing.simply_plural.export import Export

_BLOCK = 16
"""Bytes in a block of AES, and in an `iv`."""


def plan(export: Export) -> None:
    """Keep every record of every other collection; say how many secrets were not."""
    for name in export.names:
        if name not in PLANNED:
            for doc in export.all(name):
                export.keep(name, doc.id, doc.raw)
    _tell_of_ciphers(export)
    left_out = export.plan.left_out
    if left_out:
        export.plan.warn(
            "secrets_left_out",
            f"Passwords, tokens and addresses ({left_out.total()}) were not taken over."
            " Keep the file itself somewhere safe, or delete it.",
        )


def _tell_of_ciphers(export: Export) -> None:
    """Say how many chat messages are still encrypted, as some older exports' are."""
    records = [record for _, record in export.records("chatMessages")]
    closed = sum(_is_cipher(each.get("message"), each.get("iv")) for each in records)
    if closed:
        export.plan.warn(
            "still_encrypted",
            f"{closed} chat messages are still encrypted in the file; they were kept as"
            " they are. A newer export may hold them in clear.",
        )


def _is_cipher(message: Any, vector: Any) -> bool:
    """Tell ciphertext from words: base64 of whole blocks that are no UTF-8."""
    try:
        start = b64decode(vector or "", validate=True)
        blocks = b64decode(message or "", validate=True)
    except (ValueError, TypeError):
        return False
    if len(start) != _BLOCK or not blocks or len(blocks) % _BLOCK:
        return False
    try:
        blocks.decode()
    except UnicodeDecodeError:
        return True
    return False
