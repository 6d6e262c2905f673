"""What is vendored is what the manifest says, asks no other host for anything, and can be made again."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "static"
MANIFEST = STATIC / "vendor/SHA256SUMS"
SOURCES = {"build.mjs", "build.py", "korean.txt", "SHA256SUMS"}


def manifest() -> dict[str, str]:
    """Path below static/ → SHA-256."""
    lines = MANIFEST.read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}


def vendored() -> set[str]:
    """Every vendored file below static/ but the scripts that make them."""
    files = [*(STATIC / "vendor").rglob("*"), *(STATIC / "fonts").rglob("*"), *(STATIC / "css").glob("fonts*.css")]
    kept = (f for f in files if f.is_file() and f.name not in SOURCES and "__pycache__" not in f.parts)
    return {f.relative_to(STATIC).as_posix() for f in kept}


def test_every_vendored_file_is_in_the_manifest_with_its_checksum() -> None:
    on_disk = {path: hashlib.sha256((STATIC / path).read_bytes()).hexdigest() for path in vendored()}
    assert on_disk == manifest()


def test_no_vendored_file_names_a_source_map() -> None:
    for path in vendored():
        if path.endswith((".js", ".css")):
            tail = (STATIC / path).read_text(encoding="utf-8")[-300:]
            assert "sourceMappingURL" not in tail, path


def test_no_stylesheet_asks_another_host() -> None:
    for path in vendored():
        if path.endswith(".css"):
            text = (STATIC / path).read_text(encoding="utf-8")
            assert not re.search(r"url\([\"']?(https?:)?//|@import", text), path


def test_every_font_file_is_named_by_a_stylesheet() -> None:
    css = "".join((STATIC / "css" / name).read_text(encoding="utf-8") for name in ("fonts.css", "fonts-hangul.css"))
    named = {f"fonts/{name}" for name in re.findall(r'url\("\.\./fonts/([^"]+)"\)', css)}
    assert named == {path for path in vendored() if path.endswith(".woff2")}


@pytest.mark.parametrize(
    ("command", "below"), [(["node", "vendor/build.mjs"], "vendor"), ([sys.executable, "fonts/build.py"], "")]
)
def test_a_rebuild_gives_the_same_bytes(command: list[str], below: str, tmp_path: Path) -> None:
    if not (ROOT / "node_modules").is_dir() or shutil.which("node") is None:
        pytest.skip("node and node_modules are not installed; `make test` has them")
    subprocess.run([*command, str(tmp_path)], cwd=STATIC, check=True)
    built = {f.relative_to(tmp_path).as_posix(): f.read_bytes() for f in tmp_path.rglob("*") if f.is_file()}
    folders = ("vendor/",) if below else ("fonts/", "css/")
    expected = {path.removeprefix(f"{below}/") for path in vendored() if path.startswith(folders)}
    assert built.keys() == expected
    assert [name for name, body in built.items() if body != (STATIC / below / name).read_bytes()] == []


def test_the_korean_catalogue_is_drawn_from_one_small_font() -> None:
    """A character missing there costs a piece of Pretendard, some 30 KB; `make vendor` puts it in. A few may wait."""
    catalogue = "".join(path.read_text(encoding="utf-8") for path in (STATIC / "locales").rglob("ko.ftl"))
    drawn = (STATIC / "fonts/korean.txt").read_text(encoding="utf-8")
    missing = set(re.findall("[가-힣]", catalogue)) - set(drawn)
    assert len(missing) <= 3, f"run `make vendor`; missing: {''.join(sorted(missing))}"
