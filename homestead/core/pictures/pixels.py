"""The one door to Pillow: a picture is decoded, and only its pixels are written anew.

Pillow is not everywhere: `available` tells. Orientation is applied, colours become
sRGB; of moving pictures the first is kept.
"""

from __future__ import annotations

import importlib.util
import io
import struct
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from homestead.core.errors import UsageError
from homestead.core.pictures import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image as Picture

ADVICE = "`homestead doctor` tells how, or `pkg install python-pillow` on a phone."

LONGEST_SIDE = 1024
_WORKED_AT = 4 * LONGEST_SIDE
_READERS = {
    "png": ("PNG",),
    "jpg": ("JPEG", "MPO"),
    "gif": ("GIF",),
    "webp": ("WEBP",),
    "heic": ("HEIF",),
    "avif": ("AVIF",),
}
_WRITERS = {
    "png": ("PNG", {"compress_level": 7}),
    "jpg": ("JPEG", {"quality": 90}),
    "webp": ("WEBP", {"quality": 90}),
}


class Crop(NamedTuple):
    """A square of a picture, in pixels of the picture held upright."""

    x: float
    y: float
    size: float


def available() -> bool:
    """Tell whether pictures can be decoded here."""
    try:
        from PIL import Image
    except ImportError:
        return False
    return bool(Image.Resampling.LANCZOS)


def encoded(
    content: bytes, crop: Crop | None = None, longest: int = LONGEST_SIDE
) -> bytes:
    """Return the picture made anew, no side longer than `longest` pixels.

    PNG, JPEG and WebP stay what they are; the others become PNG or JPEG. Raises
    UsageError for a picture that is damaged, too large, or for which no decoder is
    here.
    """
    kind = kinds.kind_of(content)
    with _reading():
        picture = _upright(content, kind, crop)
        picture.thumbnail((longest, longest), _lanczos())
        return _written(picture, {"gif": "png"}.get(kind, kind))


def square(content: bytes, side: int) -> bytes:
    """Return the middle of a picture as a square WebP, never larger than it is.

    Raises UsageError for a picture that is damaged.
    """
    from PIL import ImageOps

    with _reading():
        picture = _upright(content, kinds.kind_of(content), None)
        side = min(side, *picture.size)
        fitted = ImageOps.fit(picture, (side, side), _lanczos())
        return _saved(fitted, "WEBP", quality=82)


def fitted(content: bytes, side: int) -> bytes:
    """Return the whole picture as a WebP, no side longer than `side`.

    Raises UsageError for a picture that is damaged.
    """
    with _reading():
        picture = _upright(content, kinds.kind_of(content), None)
        picture.thumbnail((side, side), _lanczos())
        return _saved(picture, "WEBP", quality=82)


def size(content: bytes) -> tuple[int, int]:
    """Return width and height of a picture that was made by one of these."""
    from PIL import Image

    with _reading(), Image.open(io.BytesIO(content)) as opened:
        return opened.width, opened.height


@contextmanager
def _reading() -> Iterator[None]:
    """Turn whatever decoders come upon in harmed files into the one error for it."""
    try:
        yield
    except UsageError:
        raise
    except Exception as error:
        raise kinds.damaged() from error


def _upright(content: bytes, kind: str, crop: Crop | None) -> Picture:
    from PIL import Image

    _refuse_unreadable(kind)
    # Sizes are checked below, and refused rather than warned of.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(content), formats=_READERS[kind]) as opened:
        kinds.refuse_bombs(*opened.size)
        full = max(opened.size)
        opened.draft("RGB", (_WORKED_AT, _WORKED_AT))
        opened.load()
        picture = _turned(_plain(opened), _orientation(opened))
    return _cropped(picture, crop, max(picture.size) / full) if crop else picture


def _orientation(opened: Picture) -> int:
    """Return how the camera was held, 1 to 8; 1 where that cannot be read."""
    try:
        return int(opened.getexif().get(0x0112, 1))
    except (SyntaxError, ValueError, TypeError, LookupError, OSError, struct.error):
        return 1


def _turned(picture: Picture, orientation: int) -> Picture:
    from PIL.Image import Transpose as To

    turns = {
        2: To.FLIP_LEFT_RIGHT,
        3: To.ROTATE_180,
        4: To.FLIP_TOP_BOTTOM,
        5: To.TRANSPOSE,
        6: To.ROTATE_270,
        7: To.TRANSVERSE,
        8: To.ROTATE_90,
    }
    turn = turns.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def _plain(picture: Picture) -> Picture:
    """Return the pixels alone, as sRGB with or without transparency."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith(("I", "F")):
        picture = picture.convert("I").point(lambda value: value * (1 / 256))
        picture = picture.convert("L")
    clear = picture.has_transparency_data
    plain = picture.convert("RGBA" if clear else "RGB")
    if profile and picture.mode in ("RGB", "RGBA"):
        plain = _in_srgb(plain, profile)
    plain.info.clear()
    return plain


def _in_srgb(picture: Picture, profile: bytes) -> Picture:
    """Return the picture in the colours of the web; as it is if it cannot be told."""
    from PIL import ImageCms

    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        ours = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, theirs, ours) or picture
    except (ImageCms.PyCMSError, OSError):
        return picture


def _cropped(picture: Picture, crop: Crop, scale: float) -> Picture:
    """Return that part of the picture, as far as there is any."""
    left, top = (round(max(0.0, each) * scale) for each in (crop.x, crop.y))
    side = max(1, round(crop.size * scale))
    right, bottom = min(left + side, picture.width), min(top + side, picture.height)
    if left >= right or top >= bottom:
        raise UsageError(
            "That part lies outside the picture.",
            hint=f"It is {picture.width} by {picture.height} pixels.",
            fields={"crop": "lies outside the picture"},
        )
    return picture.crop((left, top, right, bottom))


def _written(picture: Picture, kind: str) -> bytes:
    if kind not in _WRITERS:
        kind = "png" if picture.mode == "RGBA" else "jpg"
    name, options = _WRITERS[kind]
    return _saved(picture.convert("RGB") if kind == "jpg" else picture, name, **options)


def _saved(picture: Picture, name: str, **options: int) -> bytes:
    file = io.BytesIO()
    picture.save(file, name, **options)
    return file.getvalue()


def _refuse_unreadable(kind: str) -> None:
    """Raise UsageError for a kind that nothing here can decode."""
    from PIL import features

    if kind == "heic" and importlib.util.find_spec("pi_heif") is not None:
        import pi_heif

        pi_heif.register_heif_opener()
    elif kind == "heic" or (kind == "avif" and not features.check("avif")):
        raise unreadable(kind)


def unreadable(kind: str) -> UsageError:
    """Return the error that tells of a kind for which no decoder is here."""
    return UsageError(
        f"The picture is {kind.upper()}, which cannot be read here.",
        hint="Save or send it as JPEG: on an iPhone, Settings, Camera, Formats,"
        " Most Compatible; elsewhere, a screenshot of it will do.",
        fields={"picture": f"is {kind.upper()}: give JPEG or PNG"},
    )


def _lanczos() -> int:
    from PIL import Image

    return int(Image.Resampling.LANCZOS)
