"""Of what strangers send only the pixels are kept, with Pillow and without."""

import contextlib
import io
import struct
from pathlib import Path

import pytest
from drawing import SIGNATURE, chunk, png
from hypothesis import given
from hypothesis import strategies as st

from homestead.core.errors import UsageError
from homestead.core.pictures import kinds, pixels, stripping

DATA = Path(__file__).parents[1] / "data"
SECRET = b"57.3 N, Seles's bedroom"
DECODED = pixels.available()
decoding = pytest.mark.skipif(not DECODED, reason="no Pillow here")
WAYS = [
    pytest.param(stripping.stripped, id="stripped"),
    pytest.param(pixels.encoded, id="encoded", marks=decoding),
]
KINDS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP"}


def drawn(kind="jpg", size=(40, 30), **options):
    """Return a picture whose left half is red, as Pillow writes it."""
    image = pytest.importorskip("PIL.Image")
    picture = image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    file = io.BytesIO()
    picture.save(file, KINDS[kind], **options)
    return file.getvalue()


def exif(orientation=1):
    """Return Exif data with a place, a camera, a comment and which way is up."""
    image = pytest.importorskip("PIL.Image")
    told = image.Exif()
    told[0x0112] = orientation
    told[0x010E] = SECRET.decode()
    told.get_ifd(0x8825)[2] = (57.0, 18.0, 0.0)
    return told.tobytes()


def opened(content):
    """Return the picture as a browser would see it: decoded whole, held upright."""
    ops = pytest.importorskip("PIL.ImageOps")
    from PIL import Image

    picture = Image.open(io.BytesIO(content))
    picture.load()
    return ops.exif_transpose(picture)


@pytest.fixture(params=WAYS)
def clean(request):
    return request.param


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_still_shows_the_same(clean, kind):
    picture = opened(clean(drawn(kind))).convert("RGB")
    assert picture.size == (40, 30)
    assert picture.getpixel((5, 5))[1] < 30
    assert min(picture.getpixel((35, 25))) > 225


@pytest.mark.parametrize("kind", ["png", "jpg", "webp"])
def test_where_and_with_what_it_was_taken_is_gone(clean, kind):
    content = clean(drawn(kind, exif=exif()))
    assert SECRET not in content
    told = opened(content).getexif()
    assert set(told) <= {0x0112}
    assert not told.get_ifd(0x8825)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_taken_sideways_stands_upright(clean, orientation):
    content = clean(drawn(exif=exif(orientation)))
    expected = opened(drawn(exif=exif(orientation)))
    picture = opened(content)
    assert picture.size == expected.size
    for at in [(3, 3), (25, 25)]:
        pairs = zip(picture.getpixel(at), expected.getpixel(at), strict=True)
        assert all(abs(now - then) < 30 for now, then in pairs)


def test_comments_and_what_hangs_on_behind_the_end_are_gone(clean):
    for kind, more in [("jpg", {"comment": SECRET}), ("gif", {"comment": SECRET})]:
        content = drawn(kind, **more)
        assert SECRET in content
        assert SECRET not in clean(content)
        assert SECRET not in clean(content + b"<html><script>" + SECRET)


@pytest.mark.parametrize("name", [b"tEXt", b"eXIf", b"iTXt", b"tIME", b"zzZz"])
def test_what_stands_between_the_chunks_of_a_png_is_gone(clean, name):
    content = clean(png(more=chunk(name, b"Comment\0" + SECRET)))
    assert SECRET not in content
    assert content.startswith(SIGNATURE)
    assert SECRET not in clean(png() + SECRET)


def test_descriptions_as_xml_are_gone(clean):
    assert SECRET not in clean(drawn("jpg", xmp=b"<x>" + SECRET))
    assert SECRET not in clean(drawn("webp", xmp=b"<x>" + SECRET))


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_breaks_off_is_refused(clean, kind):
    content = drawn(kind, size=(200, 200))
    for end in (12, len(content) // 3, len(content) // 2):
        with pytest.raises(UsageError, match=r"damaged|not a picture"):
            clean(content[:end])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<!doctype html><script>alert(1)</script>",
        b"GIF87 <script>",
        b"RIFF\x10\x00\x00\x00WAVEfmt ",
        b"\x89PN",
        b"%PDF-1.7",
        b"BM" + bytes(60),
        b"P6 1 1 255 abc",
        b"\x00\x00\x00\x18ftypisom",
    ],
)
def test_what_is_no_picture_is_refused(clean, content):
    with pytest.raises(UsageError, match="not a picture"):
        clean(content)


@pytest.mark.parametrize(
    "lie",
    [
        SIGNATURE + b"<script>alert(1)</script>" * 9,
        b"\xff\xd8\xff\xe0<script>alert(1)</script>" * 9,
        b"GIF89a/*" + b"*/=1;alert(1)//" * 9,
        b"RIFF\x90\x00\x00\x00WEBP<svg onload=alert(1)>" + bytes(200),
        SIGNATURE + png()[33:],
        SIGNATURE + chunk(b"IHDR", bytes(13)) + chunk(b"IEND", b""),
        png(declared=(0, 8)),
    ],
)
def test_a_page_that_begins_like_a_picture_is_refused(clean, lie):
    with pytest.raises(UsageError):
        clean(lie)


def test_of_a_picture_that_is_an_archive_too_only_the_picture_is_left(clean):
    both = png() + b"PK\x03\x04" + SECRET + b"PK\x05\x06" + bytes(18)
    assert b"PK" not in clean(both)


@pytest.mark.parametrize(
    "bomb",
    [
        png(declared=(65_000, 65_000)),
        png(declared=(2**31 - 1, 2**31 - 1)),
        b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + bytes(30),
        b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03" + bytes(40),
    ],
)
def test_a_bomb_is_refused_before_it_goes_off(clean, bomb):
    with pytest.raises(UsageError):
        clean(bomb)


def test_a_picture_of_fifty_million_pixels_is_the_most():
    kinds.refuse_bombs(5_000, 10_000)
    with pytest.raises(UsageError, match="50 million"):
        kinds.refuse_bombs(5_001, 10_000)


@given(st.binary(max_size=80))
def test_any_bytes_are_a_picture_or_refused(content):
    for beginning in (
        b"",
        SIGNATURE,
        b"\xff\xd8\xff",
        b"GIF89a",
        b"RIFF\x50\0\0\0WEBP",
    ):
        for clean in [stripping.stripped, pixels.encoded][: 1 + DECODED]:
            with contextlib.suppress(UsageError):
                clean(beginning + content)


@given(st.data())
def test_a_harmed_picture_is_a_picture_or_refused(data):
    content = bytearray(drawn(data.draw(st.sampled_from(sorted(KINDS)))))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(
            st.integers(0, 255)
        )
    for clean in [stripping.stripped, pixels.encoded]:
        with contextlib.suppress(UsageError):
            clean(bytes(content))


def test_cleaning_twice_changes_nothing_more():
    for kind in KINDS:
        once = stripping.stripped(drawn(kind, size=(99, 70)))
        assert stripping.stripped(once) == once


def test_a_scan_in_several_parts_is_whole():
    content = drawn(size=(300, 200), progressive=True)
    assert opened(stripping.stripped(content)).tobytes() == opened(content).tobytes()


@decoding
def test_a_large_picture_comes_out_smaller():
    assert opened(pixels.encoded(drawn(size=(6000, 1500)))).size == (1024, 256)


@decoding
@pytest.mark.parametrize("orientation", [1, 3, 6])
def test_one_square_of_it_is_cut_as_it_is_seen(orientation):
    content = drawn(size=(4800, 3600), exif=exif(orientation))
    seen = opened(content)
    x, y = seen.width - 600, seen.height - 600
    picture = opened(pixels.encoded(content, pixels.Crop(x, y, 600)))
    expected = seen.getpixel((x + 300, y + 300))
    assert abs(picture.width - 600) <= 1
    middle = picture.getpixel((picture.width // 2, picture.height // 2))
    assert all(abs(a - b) < 30 for a, b in zip(middle, expected, strict=True))


@decoding
def test_a_square_beyond_the_edge_is_refused():
    with pytest.raises(UsageError, match="outside"):
        pixels.encoded(drawn(), pixels.Crop(40, 0, 10))


@decoding
def test_what_is_see_through_stays_so():
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(file, "PNG")
    for content in (pixels.encoded(file.getvalue()), pixels.square(png(), 4)):
        assert opened(content).size in {(20, 20), (4, 4)}
    assert opened(pixels.encoded(file.getvalue())).getpixel((3, 3))[3] == 0


@decoding
def test_a_square_is_never_larger_than_the_picture():
    assert opened(pixels.square(drawn(), 96)).size == (30, 30)


@decoding
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK"])
def test_every_depth_of_colour_is_taken(mode):
    from PIL import Image

    file = io.BytesIO()
    Image.new(mode, (9, 9)).save(file, "JPEG" if mode == "CMYK" else "PNG")
    assert opened(pixels.encoded(file.getvalue())).mode in {"RGB", "RGBA"}


def test_a_phones_own_format_is_taken_where_a_decoder_is():
    pytest.importorskip("pi_heif")
    content = (DATA / "photo.heic").read_bytes()
    assert b"at home" in content
    picture = opened(pixels.encoded(content))
    assert (picture.format, picture.size) == (None, (64, 48))
    assert picture.getpixel((5, 5))[1] < 60
    assert b"at home" not in pixels.encoded(content)
    for end in (40, len(content) // 2):
        with pytest.raises(UsageError, match="damaged"):
            pixels.encoded(content[:end])


@decoding
def test_a_phones_own_format_is_refused_in_plain_words_where_none_is(monkeypatch):
    found = pixels.importlib.util.find_spec
    missing = lambda name: None if name == "pi_heif" else found(name)  # noqa: E731
    monkeypatch.setattr(pixels.importlib.util, "find_spec", missing)
    with pytest.raises(UsageError, match="HEIC") as caught:
        pixels.encoded((DATA / "photo.heic").read_bytes())
    assert "JPEG" in caught.value.hint


@decoding
def test_avif_is_taken_where_it_can_be_read():
    from PIL import Image, features

    if not features.check("avif"):
        pytest.skip("this Pillow reads no AVIF")
    file = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(file, "AVIF")
    assert opened(pixels.encoded(file.getvalue())).size == (20, 10)


@decoding
@pytest.mark.parametrize("kind", KINDS)
def test_no_square_comes_of_a_picture_that_breaks_off(kind):
    content = drawn(kind, size=(200, 200))
    with pytest.raises(UsageError, match="damaged"):
        pixels.square(content[: len(content) // 3], 96)


def test_without_a_decoder_it_says_what_to_do_with_a_phones_own_format():
    with pytest.raises(UsageError, match="HEIC") as caught:
        stripping.stripped(b"\x00\x00\x00\x18ftypheic" + bytes(40))
    assert "JPEG" in caught.value.hint


def test_a_moving_webp_is_refused_where_it_cannot_be_stilled():
    still = drawn("webp")
    from PIL import Image

    frames = [Image.new("RGB", (9, 9), color) for color in ("red", "blue")]
    file = io.BytesIO()
    frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:])
    with pytest.raises(UsageError, match="moves"):
        stripping.stripped(file.getvalue())
    assert opened(pixels.encoded(file.getvalue())).size == (9, 9)
    assert stripping.stripped(still)
