"""docs/models.md lists every refusal of a file and every note."""

from __future__ import annotations

import re

from app.imports import assemble
from app.imports.tensors import MOST_ARRAYS, MOST_NUMBERS
from app.settings import ROOT
from tests.imports.test_formats import NAMES, found

TEXT = (ROOT / "docs/models.md").read_text(encoding="utf-8")


def test_every_refusal_is_listed() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "app/imports").glob("*.py"))
    raised = set(re.findall(r'(?:BadFile|Refused)\(\s*"(\w+)"', sources))
    assert raised <= set(re.findall(r"`(\w+)`", TEXT))
    listed = set(re.findall(r"`(file_\w+)`", TEXT))
    assert listed - raised == {"file_map", "file_vocabulary_list"}, "which app/api/upload.py raises"


def test_every_note_is_explained() -> None:
    notes = {note for name in NAMES for note in found(name).notes} | {"gate-order-assumed"}
    assert notes == set(re.findall(r"`((?:onnx|keras|gate)-[\w-]+)`", TEXT))


def test_the_limits_are_those_of_the_code() -> None:
    for limit in (MOST_NUMBERS, MOST_ARRAYS, assemble.LARGEST_HIDDEN):
        assert f"{limit:,}" in TEXT
    assert f"or {assemble.MOST_LAYERS} layers" in TEXT
