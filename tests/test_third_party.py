"""THIRD_PARTY.md lists every part with the version that is pinned; nothing pinned names a host."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LISTED = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")


def test_every_runtime_package_is_listed_with_its_version() -> None:
    pinned = re.findall(
        r"^([a-z0-9.-]+)==([^\s;]+)", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert pinned
    assert set(re.findall(r"^\| ([a-z0-9.-]+) ([\w.]+) \|", LISTED, re.MULTILINE)) == set(pinned)


@pytest.mark.parametrize("banner", sorted(path.name for path in (ROOT / "static/vendor").glob("*.js")))
def test_every_bundled_package_is_listed_with_its_version(banner: str) -> None:
    first = (ROOT / "static/vendor" / banner).read_text(encoding="utf-8").splitlines()[0]
    inside = re.findall(r"([@\w/.-]+) (\d[\d.]*)[,;]", first)
    rows = [line for line in LISTED.splitlines() if f"`static/vendor/{banner}`" in line]
    listed = [
        pair for row in rows for pair in zip(*(cell.strip().split(", ") for cell in row.split("|")[1:3]), strict=True)
    ]
    assert sorted(listed) == sorted(inside)


def test_the_lock_files_name_no_registry() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        assert "://" not in (ROOT / name).read_text(encoding="utf-8"), name
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [path for path, package in packages.items() if "resolved" in package] == []
    assert all("integrity" in package for path, package in packages.items() if path)
