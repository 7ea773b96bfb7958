"""Writes an export with its pictures, as a ZIP."""

from __future__ import annotations

import hashlib
import time
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO

from homestead.services.exporting import records
from homestead.services.exporting.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from homestead.core.database import Reader

DOCUMENT = "homestead.json"
PICTURES = "pictures/"


class Bundle:
    """One ZIP being written.

    `missing` names the pictures that are not there or not what they were; the rest of
    the export is whole without them.
    """

    def __init__(
        self, file: BinaryIO, uploads: Path, progress: Callable[[int, int, str], None]
    ) -> None:
        self._file = file
        self._uploads = uploads
        self._progress = progress
        self.pictures = 0
        self.missing: list[str] = []

    def write(
        self, reader: Reader, home: dict[str, Any], modules: list[dict[str, Any]]
    ) -> dict[str, int]:
        """Write the document and every picture it names; return its counts."""
        with zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED) as archive:
            told = _member(DOCUMENT, zipfile.ZIP_DEFLATED)
            with archive.open(told, "w", force_zip64=True) as sink:
                document = Document(sink, reader, self._progress)
                document.write(home, modules)
            names = records.pictures(reader)
            for done, name in enumerate(names, 1):
                self._add(archive, name)
                self._progress(done, len(names), "pictures")
        return document.counts

    def _add(self, archive: zipfile.ZipFile, name: str) -> None:
        """Add a picture, stored as it is: pictures are compressed already."""
        path = self._uploads / name
        try:
            content = path.read_bytes()
        except OSError:
            self.missing.append(name)
            return
        if hashlib.sha256(content).hexdigest() != path.stem:
            self.missing.append(name)
            return
        told = _member(PICTURES + PurePosixPath(name).name, zipfile.ZIP_STORED)
        archive.writestr(told, content)
        self.pictures += 1


def _member(name: str, how: int) -> zipfile.ZipInfo:
    told = zipfile.ZipInfo(name, time.localtime()[:6])
    told.compress_type = how
    told.external_attr = 0o600 << 16
    return told
