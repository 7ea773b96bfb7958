"""Fetch what the pages carry along that others wrote, check it, put it in its place.

    python share/build/vendor.py

Only for whoever brings in a newer version: what it writes is kept with the source.
`npm pack` fetches; a package whose sum is not the one below changes nothing.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from base64 import b64encode
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "share/static"
VENDOR = STATIC / "vendor"
LISTED = VENDOR / "VERSIONS"

ICONS = """
    archive arrow-big-down arrow-big-up arrow-down arrow-left arrow-up at-sign bell
    bell-off bold bookmark bookmark-check calendar camera chart-column check check-check
    chevron-down chevron-left chevron-right circle-alert circle-check clock cloud-off
    code columns-3 copy corner-down-right door-open download ellipsis eye eye-off file
    file-text file-up folder folder-tree funnel heading history house image info italic
    key key-round layers leaf link list list-checks list-tree lock lock-open log-in
    log-out menu merge message-circle message-square messages-square monitor moon
    moon-star palette paperclip pause pencil pin pin-off plus quote redo-2 refresh-cw
    repeat reply rss save scissors search send settings shield-check smartphone smile
    smile-plus sparkles split strikethrough sun tag text-cursor-input text-quote
    thumbs-down thumbs-up trash-2 triangle-alert undo-2 upload user user-check user-plus
    user-round users users-round vote x
""".split()  # noqa: SIM905 - a list of many words reads better as words


class Package(NamedTuple):
    """One package: what `npm pack` calls it, its sum, and which files go where."""

    name: str
    version: str
    sha512: str
    licence: str
    folder: Path
    files: dict[str, str]


def _font(family: str, subsets: str, faces: str) -> dict[str, str]:
    names = [
        f"{family}-{subset}-{face}.woff2"
        for subset in subsets.split()
        for face in faces.split()
    ]
    return {f"files/{name}": name for name in names}


PACKAGES = (
    Package(
        "htmx.org",
        "4.0.1",
        "oF7JgXhDW9UXCy/k1ZYFUQgzu/rm19ORWPSPNL91vPluB2PB9+MV55tyQdH/w7o2EAbTYUG5SDW1R60mdkdqGg==",
        "0BSD",
        VENDOR / "htmx",
        {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENSE"},
    ),
    Package(
        "@picocss/pico",
        "2.1.1",
        "kIDugA7Ps4U+2BHxiNHmvgPIQDWPDU4IeU6TNRdvXQM1uZX+FibqDQT2xUOnnO2yq/LUHcwnGlu1hvf4KfXnMg==",
        "MIT",
        VENDOR / "pico",
        {"css/pico.classless.min.css": "pico.css", "LICENSE.md": "LICENSE"},
    ),
    Package(
        "lucide-static",
        "1.62.0",
        "WBZA/m2PvkFpMGHDtsBck5P2A9G4ehLlYu4GwwICcmEm1BvYVgj00lCDxKRWLlbMlOibLaiwdQ88G5pHkSWgwA==",
        "ISC",
        VENDOR / "lucide",
        {"LICENSE": "LICENSE"} | {f"icons/{name}.svg": "" for name in ICONS},
    ),
    Package(
        "@fontsource/atkinson-hyperlegible",
        "5.3.0",
        "Sp8Ve8+rQmENY2Lv02VH7sLpntzTTvnncnJMTbRE7DX6TLxGraN4ykZfzaUWIoCFmaomwkvNiqmlPkrKBuDoSA==",
        "OFL-1.1",
        VENDOR / "atkinson-hyperlegible",
        {"LICENSE": "LICENSE"}
        | _font(
            "atkinson-hyperlegible",
            "latin latin-ext",
            "400-normal 400-italic 700-normal 700-italic",
        ),
    ),
    Package(
        "@fontsource/opendyslexic",
        "5.3.0",
        "BVYIW/ghc1U2iAghhYTN+GFWiZ3lnCy8Jf2KkZC23aHQHBNcMqKT718zckfqVxRx4qsXJmIMPWvczirRuhmtsg==",
        "OFL-1.1",
        VENDOR / "opendyslexic",
        {"LICENSE": "LICENSE"}
        | _font("opendyslexic", "latin", "400-normal 700-normal"),
    ),
    Package(
        "axe-core",
        "4.14.1",
        "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        "MPL-2.0",
        ROOT / "tests/browser/vendor/axe-core",
        {"axe.min.js": "axe.min.js", "LICENSE": "LICENSE"},
    ),
    Package(
        "blns",
        "2.0.4",
        "ZEZZD8DvGJhTw9oE3uLjyThFDMRQbcH011YySUK+kAcueHvaUDRfWKp7QJrQblat8WzcegWwVFuNd+XZ49LROQ==",
        "MIT",
        ROOT / "tests/data/naughty-strings",
        {"resources/blns.json": "blns.json", "resources/LICENSE": "LICENSE"},
    ),
)


def fetched(package: Package) -> dict[str, bytes]:
    """Return the wanted files of a package by their name in it."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        found = b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if found != package.sha512:
            sys.exit(f"{package.name} {package.version} is not what it was: {found}")
        with tarfile.open(archive) as tar:
            return {
                name: tar.extractfile(f"package/{name}").read()
                for name in package.files
            }


def layered(css: bytes) -> bytes:
    """Return Pico in a layer of its own, so that every rule of ours wins over it.

    Without its pictures in `data:` addresses, which the pages' policy refuses.
    """
    text = css.decode().removeprefix('@charset "UTF-8";')
    text = re.sub(r'url\("data:[^"]*"\)', "none", text)
    text = text.replace("!important", "")  # which would win all the more for its layer
    return f"@layer pico{{{text}}}\n".encode()


def sprite(icons: dict[str, bytes]) -> bytes:
    """Return all icons as one picture; `icons.svg#house` is one of them."""
    symbols = []
    for name, svg in icons.items():
        inner = re.search(r"<svg[^>]*>(.*)</svg>", svg.decode(), re.DOTALL)[1]
        drawn = re.sub(r"\s*\n\s*", "", inner).replace(" />", "/>")
        symbols.append(
            f'<symbol id="{name}" viewBox="0 0 24 24" fill="none"'
            ' stroke="currentColor" stroke-width="2" stroke-linecap="round"'
            f' stroke-linejoin="round">{drawn}</symbol>'
        )
    lines = "\n".join(symbols)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{lines}\n</svg>\n'.encode()


SUBSETS = {
    "latin": "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, "
    "U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
    "latin-ext": "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+1D00-1DBF, U+1E00-1EFF, "
    "U+2020-2021, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF",
}
FACE = """@font-face {{
  font-family: "{family}";
  font-display: {display};
  font-style: {style};
  font-weight: {weight};
  src: url("../vendor/{path}?v={hash}") format("woff2");
  unicode-range: {range};
}}
"""
# The first never jumps while one reads; the second was asked for, so it may.
FAMILIES = {
    "atkinson-hyperlegible": ("Atkinson Hyperlegible", "optional"),
    "opendyslexic": ("OpenDyslexic", "swap"),
}


def letters(fonts: dict[Path, bytes]) -> str:
    """Return the style sheet of all faces, each by an address kept for a year."""
    faces = ["/* Written by share/build/vendor.py. */\n"]
    for path, content in fonts.items():
        subset, weight, style = re.search(
            r"-(latin|latin-ext)-(\d+)-(\w+)\.woff2$", path.name
        ).groups()
        family, display = FAMILIES[path.parent.name]
        faces.append(
            FACE.format(
                family=family,
                display=display,
                style=style,
                weight=weight,
                path=path.relative_to(VENDOR).as_posix(),
                hash=hashlib.sha256(content).hexdigest()[:16],
                range=SUBSETS[subset],
            )
        )
    return "".join(faces)


def placed(package: Package) -> dict[Path, bytes]:
    """Return what a package brings, by the path it is kept at."""
    contents = fetched(package)
    made = {
        package.folder / target: contents[name]
        for name, target in package.files.items()
        if target
    }
    if package.name == "@picocss/pico":
        made[package.folder / "pico.css"] = layered(
            contents["css/pico.classless.min.css"]
        )
    if package.name == "lucide-static":
        icons = {name: contents[f"icons/{name}.svg"] for name in ICONS}
        made[STATIC / "icons.svg"] = sprite(icons)
    return made


def main() -> None:
    """Write every file, and the list of versions and sums."""
    lines = [
        "# Written by share/build/vendor.py: package, version, licence; sum and path.\n"
    ]
    fonts: dict[Path, bytes] = {}
    for package in PACKAGES:
        lines.append(f"\n{package.name} {package.version} {package.licence}\n")
        made = placed(package)
        fonts |= {path: made[path] for path in made if path.suffix == ".woff2"}
        for path, content in sorted(made.items()):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            sum_ = hashlib.sha256(content).hexdigest()
            lines.append(f"{sum_}  {path.relative_to(ROOT).as_posix()}\n")
        print(package.name, package.version)
    (STATIC / "css/letters.css").write_text(letters(fonts), encoding="utf-8")
    LISTED.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
