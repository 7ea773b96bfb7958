"""Build `dist/homestead.pyz`: one file with all of Homestead that needs but a Python.

    pyz.py [--output FILE] [ENVIRONMENT …]

Run by the Python of an environment that Homestead is installed in: it gives the pure
Python parts and the byte code. Compiled parts are taken from it and every further
environment, a bundle each, which `homestead/core/unpacking.py` unpacks. Equal inputs
give equal bytes: entries are sorted, dates fixed, constants hashed alike.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import marshal
import os
import re
import subprocess
import sys
from importlib import metadata
from importlib.util import MAGIC_NUMBER, find_spec
from io import BytesIO
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]

# What only works compiled, or only together with what is.
NATIVE = ("_argon2_cffi_bindings", "_cffi_backend", "gevent", "greenlet", "zope")
# Works uncompiled too, so it is in both places, and the compiled one is found first.
FASTER_NATIVE = ("markupsafe",)
# Needed to build what is compiled, not to run it.
NEVER = ("cffi", "pycparser")

USELESS = re.compile(
    r"""\.(c|h|cpp|pxd|pxi|pyi|pyx|typed|pth|pyc|rst|md|txt|so)$
    | (^|/)(tests?|testing|__pycache__|[^/]*\.dist-info)/
    | ^\.\./
    # Highlighting needs no language but Python; rich imports these few.
    | ^pygments/(filters|formatters)/(?!__init__|_mapping)
    | ^pygments/lexers/(?!__init__|_mapping|python)
    | ^pygments/styles/(?!__init__|_mapping|default|monokai)
    # Merged, see below.
    | ^tzdata/ | ^anyascii/_data/
    """,
    re.VERBOSE,
)
# gevent's other loops and resolver; Homestead uses libev by way of Cython, and threads.
USELESS_NATIVE = re.compile(
    r"""\.(c|h|cpp|pxd|pxi|pyi|pyx|typed|pth|pyc)$
    | (^|/)(tests?|testing|__pycache__)/
    | ^gevent/libuv/ | ^gevent/libev/_corecffi | ^gevent/resolver/cares
    | ^greenlet/platform/
    """,
    re.VERBOSE,
)

MAIN = b"""\
import sys

if sys.version_info < (3, 11):
    found = "%d.%d" % sys.version_info[:2]
    sys.stderr.write("homestead: It needs Python 3.11; this is %s.\\n" % found)
    sys.exit(78)

from homestead.__main__ import main

main()
"""

# Six hundred small files each, which would make every start 4 ms longer: one instead.
ANYASCII = b"""

# All blocks in one file.
def read_binary(package, resource):
    import marshal, os
    blocks = __loader__.get_data(os.path.join(os.path.dirname(__file__), "blocks"))
    if resource not in (blocks := marshal.loads(blocks)):
        raise FileNotFoundError(resource)
    return blocks[resource]
"""

TELL = """
import json, sys, sysconfig
from importlib.machinery import EXTENSION_SUFFIXES
print(json.dumps([EXTENSION_SUFFIXES[0], sysconfig.get_path("platlib")]))
"""

Entries = dict[str, bytes]


def homestead() -> Entries:
    """Return Homestead itself, `share/` inside it as in a wheel, and their index."""
    package = files(ROOT / "homestead", "homestead/")
    shared = files(ROOT / "share", "homestead/share/")
    entries = package | {
        name: content
        for name, content in shared.items()
        if not name.startswith(("homestead/share/build/", "homestead/share/pictures/"))
    }
    entries["homestead/share/licenses.txt"] = licenses()
    return entries


def files(folder: Path, prefix: str) -> Entries:
    """Return every file below `folder`, but no byte code and nothing hidden."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    return {
        prefix + name: path.read_bytes()
        for name, path in names.items()
        if not re.search(r"(^|/)(__pycache__/|\.)", name)
    }


def distributions() -> list[metadata.Distribution]:
    """Return what Homestead depends on, and what that does, by name."""
    found: dict[str, metadata.Distribution] = {}
    wanted = ["homestead"]
    while wanted:
        name = wanted.pop()
        if name in found or name in NEVER:
            continue
        found[name] = metadata.distribution(name)
        needs = map(Requirement, found[name].requires or ())
        wanted += [
            re.sub(r"[-_.]+", "-", need.name).lower()
            for need in needs
            if not need.marker or need.marker.evaluate({"extra": ""})
        ]
    del found["homestead"]
    return [found[name] for name in sorted(found)]


def dependencies() -> Entries:
    """Return the pure Python of every dependency."""
    entries: Entries = {}
    for distribution in distributions():
        for path in distribution.files or ():
            name = path.as_posix()
            if name.split("/")[0] not in NATIVE and not USELESS.search(name):
                entries[name] = path.locate().read_bytes()
    return entries | merged(entries)


def merged(entries: Entries) -> Entries:
    """Return what stands for the many small files of anyascii and tzdata."""
    blocks = files(package("anyascii") / "_data", "")
    zones = files(package("tzdata") / "zoneinfo", "")
    return {
        "anyascii/__init__.py": entries["anyascii/__init__.py"] + ANYASCII,
        "anyascii/blocks": marshal.dumps(dict(sorted(blocks.items())), 2),
        # For `homestead.core.clock`, where the system has no time zones.
        "homestead/zoneinfo.zip": archive(
            {name: zone for name, zone in zones.items() if zone.startswith(b"TZif")}
        ),
    }


def package(name: str) -> Path:
    """Return the folder of an installed package."""
    return Path(str(find_spec(name).origin)).parent


def licenses() -> bytes:
    """Return the licence texts of everything carried along."""
    texts = []
    for distribution in distributions():
        about = distribution.metadata
        licence = about["License-Expression"] or about["License"] or "see below"
        title = f"{about['Name']} {distribution.version}: {licence.splitlines()[0]}"
        texts.append(f"{'=' * 78}\n{title}\n")
        texts += [
            path.locate().read_text(errors="replace")
            for path in distribution.files or ()
            if re.search(r"(?i)\b(licen[cs]e|copying|notice|authors)", path.name)
        ]
    return "\n".join(texts).encode()


def bundles(environments: list[str]) -> Entries:
    """Return a bundle of compiled parts per environment, and the list of them."""
    entries: Entries = {}
    index = []
    for environment in environments:
        python = os.path.join(environment, "bin", "python")
        told = subprocess.check_output([python, "-I", "-c", TELL], text=True)
        suffix, packages = json.loads(told)
        tag = suffix.removeprefix(".").removesuffix(".so")
        bundle = archive(native(Path(packages)))
        entries[f"homestead/_native/{tag}.zip"] = bundle
        index.append(f"{tag} {hashlib.sha256(bundle).hexdigest()[:16]}\n")
    entries["homestead/_native/index.txt"] = "".join(sorted(index)).encode()
    return entries


def native(packages: Path) -> Entries:
    """Return the compiled parts below `packages` and the Python that goes with them."""
    entries: Entries = {}
    for path in sorted(packages.iterdir()):
        if path.name.split(".")[0] not in NATIVE + FASTER_NATIVE:
            continue
        if path.is_file():
            entries[path.name] = path.read_bytes()
        elif not path.name.endswith(".dist-info"):
            entries |= files(path, f"{path.name}/")
    return {
        name: content
        for name, content in entries.items()
        if not USELESS_NATIVE.search(name)
    }


def compiled(entries: Entries) -> Entries:
    """Return the byte code beside every `.py`, which nothing checks against it."""
    flags = (1).to_bytes(4, "little")  # by hash, unchecked; hash-based needs no date
    codes = {}
    for name, source in entries.items():
        if name.endswith(".py"):
            code = compile(source, name, "exec", dont_inherit=True)
            # How a name is written depends on whether anybody else holds it: we do.
            held = list(strings(code))
            codes[f"{name}c"] = MAGIC_NUMBER + flags + bytes(8) + marshal.dumps(code)
            del held
    return codes


def strings(value: object) -> Iterator[str]:
    """Yield every string in a code object."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, CodeType):
        yield from strings((value.co_filename, value.co_name, value.co_qualname))
        yield from strings((value.co_names, value.co_varnames, value.co_consts))
        yield from strings((value.co_cellvars, value.co_freevars))
    elif isinstance(value, tuple | frozenset):
        for each in value:
            yield from strings(each)


def archive(entries: Entries, start: bytes = b"") -> bytes:
    """Return a ZIP of the entries that is the same whenever they are."""
    out = BytesIO()
    out.write(start)
    with ZipFile(out, "w") as made:
        for name in sorted(entries):
            info = ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            # What every command loads lies there ready; bundles are compressed already.
            ready = re.match(r"(homestead/.*|__main__)\.(pyc|zip)$", name)
            info.compress_type = ZIP_STORED if ready else ZIP_DEFLATED
            made.writestr(info, entries[name], compresslevel=9)
    return out.getvalue()


def build(environments: list[str]) -> bytes:
    """Return the single file."""
    entries = homestead() | dependencies() | {"__main__.py": MAIN}
    entries |= bundles(environments)
    names = [name.removeprefix("homestead/") for name in entries if is_resource(name)]
    entries["homestead/resources.txt"] = "\n".join(sorted(names)).encode()
    return archive(entries | compiled(entries), b"#!/usr/bin/env python3\n")


def is_resource(name: str) -> bool:
    """Tell whether an entry is one of Homestead's own that it reads as a file.

    Its programs are not, but the pattern of a new module is: that is copied.
    """
    pattern = name.startswith("homestead/share/module/")
    return name.startswith("homestead/") and (pattern or not name.endswith(".py"))


def main() -> None:
    """Build the file and tell its size and sum."""
    parser = argparse.ArgumentParser(description="Build Homestead's single file.")
    parser.add_argument("--output", type=Path, default=ROOT / "dist/homestead.pyz")
    parser.add_argument("environments", nargs="*")
    options = parser.parse_args()
    made = build(list(dict.fromkeys([sys.prefix, *options.environments])))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    fresh = options.output.with_suffix(".new")
    fresh.write_bytes(made)
    fresh.chmod(0o755)
    fresh.replace(options.output)
    print(options.output)
    print(f"{len(made):,} bytes, SHA-256 {hashlib.sha256(made).hexdigest()}")


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":
        # Sets among the constants are written in the order of their hashes.
        again = os.environ | {"PYTHONHASHSEED": "0"}
        os.execve(sys.executable, [sys.executable, *sys.argv], again)  # noqa: S606
    main()
