"""What others wrote and we carry along is what they published, with its licence."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "share/static/vendor"
LISTED = (VENDOR / "VERSIONS").read_text(encoding="utf-8")
SUMS = set(re.findall(r"^([0-9a-f]{64})  (.+)$", LISTED, re.MULTILINE))
PATHS = sorted(path for _, path in SUMS)
TEXTS = [*ROOT.glob("share/templates/**/*.html"), *ROOT.glob("homestead/**/*.html")]


@pytest.mark.parametrize("path", PATHS)
def test_a_file_is_what_was_fetched(path):
    found = hashlib.sha256((ROOT / path).read_bytes()).hexdigest()
    assert (found, path) in SUMS


def test_nothing_lies_there_that_is_not_listed():
    folders = [VENDOR, ROOT / "tests/browser/vendor"]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    paths = {path.relative_to(ROOT).as_posix() for path in files}
    assert paths - {"share/static/vendor/VERSIONS"} <= set(PATHS)


@pytest.mark.parametrize("folder", [p for p in VENDOR.iterdir() if p.is_dir()])
def test_every_package_has_its_licence(folder):
    assert (folder / "LICENSE").read_text(encoding="utf-8").strip()


def test_no_stylesheet_needs_what_the_policy_refuses():
    for path in ROOT.glob("share/static/**/*.css"):
        text = path.read_text(encoding="utf-8")
        assert "url(data:" not in text.replace('"', ""), path
        assert not re.search(r"url\([\"']?(https?:)?//", text), path


def test_letters_are_at_an_address_that_is_kept_for_a_year():
    text = (ROOT / "share/static/css/letters.css").read_text(encoding="utf-8")
    named = dict(re.findall(r'url\("\.\./vendor/([^?]+)\?v=([0-9a-f]+)"\)', text))
    fonts = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*.woff2")}
    assert set(named) == fonts
    for name, version in named.items():
        found = hashlib.sha256((VENDOR / name).read_bytes()).hexdigest()
        assert found.startswith(version)


def test_every_icon_a_template_names_is_there():
    sprite = (ROOT / "share/static/icons.svg").read_text(encoding="utf-8")
    there = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    named = {
        name
        for path in TEXTS
        for name in re.findall(r'\bicon\("([^"]+)"\)', path.read_text(encoding="utf-8"))
    }
    assert named <= there


def test_no_template_has_what_the_policy_refuses():
    for path in TEXTS:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text), path
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), path
