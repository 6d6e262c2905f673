"""docs/reliability.md and SECURITY.md: what they name is there."""

from __future__ import annotations

import re

import pytest

from app.settings import ROOT, Settings, variable, variables

TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("docs/reliability.md", "SECURITY.md")}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_file_named_exists(text: str) -> None:
    named = set(re.findall(r"`((?:app|bench|tests)/[\w/.]+\.py)`", text)) | set(re.findall(r"python (\S+\.py)", text))
    assert {name for name in named if not (ROOT / name).is_file()} == set()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_setting_named_exists(text: str) -> None:
    assert set(re.findall(r"RNNFLOW_[A-Z_]*[A-Z]", text)) - variables() <= {"RNNFLOW_MAX"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("train_networks", "2,048"),
        ("train_bytes", "256 MiB"),
        ("train_kept", "64, 64 MiB together"),
        ("train_at_once", "3"),
        ("max_body", "1,048,576 bytes"),
        ("max_head", "32,768 bytes, 100 fields"),
        ("send_rate", "100,000 bytes a second"),
        ("large_in_house", "32, of these 24"),
    ],
)
def test_the_limits_are_those_of_the_settings(name: str, said: str) -> None:
    """A line that names the setting says its value, in its own unit."""
    (line, *_) = [
        line for line in TEXTS["docs/reliability.md"].splitlines() if f"`{variable(name)}`" in line and said in line
    ]
    value = getattr(Settings(), name)
    assert f"{value:,}" in line or f"{value >> 20} MiB" in line
