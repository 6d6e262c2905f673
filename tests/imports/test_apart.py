"""Files read in a process of their own: the same networks, and limits on what a file may cost."""

from __future__ import annotations

import io
import zipfile
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app import imports
from app.imports import BadFile, apart
from app.imports.apart import read_apart

FILES = Path(__file__).parent / "files"
EMPTY_NODES = b"\x08\x08\x3a\x80\x80\x80\x02" + b"\x0a\x00" * (1 << 21)
"""An ONNX model of four megabytes; each two bytes of it are a node, which takes some hundred bytes."""


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small a file is."""
    monkeypatch.setattr(apart, "SMALL", -1)


def refusal(name: str, data: bytes) -> BadFile:
    with pytest.raises(BadFile) as refused:
        read_apart(name, bytearray(data))
    return refused.value


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("name", ["gru.onnx", "lstm-bfloat16.safetensors", "simple.keras"])
def test_the_network_is_the_same(name: str) -> None:
    data = (FILES / name).read_bytes()
    said: dict[str, Any] = {"prefix": None, "mapping": None, "vocabulary": None, "nonlinearity": None}
    (kind, found), (own_kind, own) = read_apart(name, bytearray(data), **said), imports.read(name, data, **said)
    assert kind == own_kind
    for field in fields(own):
        if field.name != "state_dict":
            assert getattr(found, field.name) == getattr(own, field.name)
    assert list(found.state_dict) == list(own.state_dict)
    for array, own_array in zip(found.state_dict.values(), own.state_dict.values(), strict=True):
        np.testing.assert_array_equal(array, own_array, strict=True)


@pytest.mark.usefixtures("always")
def test_a_refusal_is_the_same() -> None:
    error = refusal("outputs.npz", (FILES / "outputs.npz").read_bytes())
    with pytest.raises(BadFile) as own:
        imports.read("outputs.npz", (FILES / "outputs.npz").read_bytes())
    assert (error.reason, error.values) == (own.value.reason, own.value.values)


def test_a_file_that_fills_the_memory_ends_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_MEMORY", 300 << 20)
    assert refusal("x.onnx", EMPTY_NODES).reason == "file_damaged"


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize(
    ("program", "what"),
    [
        ("import os; os.abort()", "it ends its reader"),
        ("while True: pass", "reading it takes over"),
        ("import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write(bytes([9]) * 8)", "it ends its reader"),
    ],
)
def test_a_reader_that_dies_or_does_not_end(monkeypatch: pytest.MonkeyPatch, program: str, what: str) -> None:
    monkeypatch.setattr(apart, "BEGIN", program)
    monkeypatch.setattr(apart, "SECONDS", 0.5 if "while" in program else 30.0)
    assert str(refusal("x.npz", bytes(1 << 20)).values["what"]).startswith(what)


def test_only_what_is_small_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small when it is unpacked, too."""
    asked: list[int] = []

    def note(_: object, data: bytes) -> Any:
        asked.append(len(data))
        return {"reason": "file_damaged", "values": {}}, {}

    monkeypatch.setattr(apart, "_asked", note)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.npy", bytes(apart.SMALL))
    assert len(packed.getvalue()) < 1_000
    refusal("x.npz", packed.getvalue())
    refusal("x.onnx", b"\x08" * (apart.SMALL + 1))
    assert asked == [len(packed.getvalue()), apart.SMALL + 1]
    refusal("x.onnx", b"\x08" * apart.SMALL)
    assert len(asked) == 2
