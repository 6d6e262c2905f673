"""Files of networks, one format each: bytes → a network under PyTorch's names. Never a pickle."""

from __future__ import annotations

from collections.abc import Mapping

from . import keras, names, npz, onnx, safetensors
from .errors import BadFile
from .names import Found

FORMATS = ("safetensors", "npz", "onnx", "keras", "h5")
HDF5 = b"\x89HDF\r\n\x1a\n"
PICKLES = (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")
"""How a pickle begins; PyTorch's own files are zip archives with a data.pkl inside, or begin like this."""


def read(name: str, data: bytes, *, prefix: str | None = None, mapping: Mapping[str, str] | None = None) -> Found:
    """The network in a file called `name`.

    What it is follows from its first bytes, and only where they leave a choice from the name's end. `prefix` chooses
    one of several networks, `mapping` (PyTorch's name → the file's) sets the names by hand. Raises BadFile.
    """
    kind = format_of(name, data)
    if kind in {"safetensors", "npz"}:
        tensors = safetensors.read(data) if kind == "safetensors" else npz.read(data)
        return names.network(tensors.arrays, prefix=prefix, mapping=mapping, dtype=tensors.dtype)
    return onnx.read(data, prefix) if kind == "onnx" else keras.read(data)


def format_of(name: str, data: bytes) -> str:
    """One of FORMATS. Raises BadFile for a pickle, and for what is no format known here."""
    if data.startswith(PICKLES) or (data.startswith(b"PK") and b"/data.pkl" in data[:4096]):
        raise BadFile("file-pickle")
    if data.startswith(HDF5):
        return "h5"
    end = name.rpartition(".")[2].lower()
    if data.startswith(b"PK"):
        return "keras" if end == "keras" else "npz"
    if len(data) > 9 and data[8:9] == b"{" and int.from_bytes(data[:8], "little") <= len(data) - 8:
        return "safetensors"
    if end == "onnx":
        return "onnx"
    if end in {"pt", "pth", "bin", "pkl", "ckpt"}:
        raise BadFile("file-pickle")
    raise BadFile("file-unknown", known=", ".join(FORMATS))


__all__ = ["FORMATS", "BadFile", "Found", "format_of", "read"]
