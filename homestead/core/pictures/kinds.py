"""What kind of picture a file is, told by its first bytes and by nothing else."""

from __future__ import annotations

from homestead.core.errors import UsageError

TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}
"""The kinds that are kept and shown, and what a browser is told they are."""

MOST_PIXELS = 50_000_000

_BRANDS = {
    "heic": (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"),
    "avif": (b"avif", b"avis"),
}


def kind_of(content: bytes) -> str:
    """Return `png`, `jpg`, `gif`, `webp`, `heic` or `avif`.

    Raises UsageError for everything else.
    """
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp":
        for kind, brands in _BRANDS.items():
            if content[8:12] in brands:
                return kind
    raise UsageError(
        "That file is not a picture Homestead knows.",
        hint="Use PNG, JPEG, GIF or WebP.",
        fields={"picture": "is not a picture Homestead knows"},
    )


def refuse_bombs(width: int, height: int) -> None:
    """Raise UsageError for what nobody can look at, before anything is decoded."""
    if width < 1 or height < 1:
        raise damaged()
    if width * height > MOST_PIXELS:
        raise UsageError(
            f"The picture is {width} by {height} pixels;"
            f" {MOST_PIXELS // 1_000_000} million are the most.",
            hint="Make it smaller first; 1000 pixels a side is plenty.",
            fields={"picture": "has too many pixels"},
        )


def damaged() -> UsageError:
    """Return the error that tells of a picture that cannot be read."""
    return UsageError(
        "The picture is damaged: it cannot be read to its end.",
        hint="Open it, save it anew, and give that.",
        fields={"picture": "is damaged"},
    )
