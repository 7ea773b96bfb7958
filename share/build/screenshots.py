"""Take the README's pictures anew: a home that has been lived in, in a real browser.

    python share/build/screenshots.py

Needs what the tests need, Chromium and Pillow. Writes `share/pictures/`.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

import living  # noqa: E402
import living_forums  # noqa: E402
import visiting  # noqa: E402
from conftest import serving  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from homestead import app  # noqa: E402
from homestead.core import look, paths  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURES = ROOT / "share/pictures"
PHONE, DESK = (360, 740), (1280, 800)
COLORS = 128


class Picture(NamedTuple):
    """One picture: what it is called, which page, how large, light or dark.

    `front` switches first, to whoever wears the look `preset`; `chosen` is what the
    browser has chosen, as `core/look` keeps it.
    """

    name: str
    path: str
    size: tuple[int, int] = PHONE
    scheme: str = "light"
    front: str = ""
    preset: str = ""
    chosen: str = ""


TAKEN = (
    Picture("front", "/"),
    Picture("front-dark", "/", scheme="dark"),
    Picture("alter", "/alters/seles"),
    Picture("history", "/alters/history", scheme="dark"),
    Picture("timeline", "/alters/timeline", DESK),
    Picture("statistics", "/alters/statistics", DESK, "dark"),
    Picture("thread", "/forums/1", DESK),
    Picture("look-seles", "/", front="seles", preset="honey"),
    Picture("look-dexen", "/", front="dexen", preset="midnight", scheme="dark"),
    Picture("look-yuki", "/", front="yuki", preset="rose"),
    Picture("calm", "/", chosen="..calm"),
    Picture("simple", "/", front="tove", preset="crayon", chosen="..simple"),
    Picture("look-edit", "/template/juniper", DESK, front="juniper", preset="tide"),
)
"""In this order: what one switches, the next ones see."""


def small(png: bytes) -> bytes:
    """Return a picture in as few colours as it is still good in."""
    picture = Image.open(BytesIO(png)).convert("RGB").quantize(COLORS)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def dress(robin: visiting.Visitor, picture: Picture) -> None:
    """Have whoever is in the picture be here, and wear what they wear in it."""
    if picture.front:
        robin.call("fronts.switch", alters=[picture.front])
        robin.call("template.wear", alter=picture.front, preset=picture.preset)


def take(browser: Browser, url: str, session: str, picture: Picture) -> bytes:
    """Return a page as it is seen."""
    width, height = picture.size
    context = browser.new_context(
        base_url=url,
        viewport={"width": width, "height": height},
        device_scale_factor=2 if picture.size == PHONE else 1,
        color_scheme=picture.scheme,
        reduced_motion="reduce",
    )
    kept = {visiting.SESSION: session, look.COOKIE: picture.chosen or "."}
    context.add_cookies(
        [{"name": name, "value": value, "url": url} for name, value in kept.items()]
    )
    page = context.new_page()
    page.goto(picture.path)
    page.evaluate("document.fonts.ready.then(() => 1)")
    page.reload()
    taken = page.screenshot()
    context.close()
    return taken


def main() -> None:
    """Take every picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as made:
        home = Path(folder) / "home"
        session = visiting.cast_home(home)["Robin"]
        with closing(app.open_home(paths.find(str(home)))) as opened:
            living.move_in(opened.house)
            living_forums.talk(opened.house)
        browser = made.chromium.launch(executable_path=shutil.which("chromium"))
        PICTURES.mkdir(exist_ok=True)
        with serving({**os.environ, "HOMESTEAD_HOME": str(home), "TZ": "UTC"}) as url:
            for picture in TAKEN:
                dress(visiting.Visitor(url, session), picture)
                png = small(take(browser, url, session, picture))
                (PICTURES / f"{picture.name}.png").write_bytes(png)
                print(f"{picture.name}: {len(png):,} bytes")
        browser.close()


if __name__ == "__main__":
    main()
