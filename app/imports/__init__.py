"""Files of networks, one format each: bytes → a network under PyTorch's names. Never a pickle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from . import archive, assemble, keras, npz, onnx, safetensors
from .errors import BadFile
from .found import Found, printable

FORMATS = ("safetensors", "npz", "onnx", "keras", "h5")
HDF5 = b"\x89HDF\r\n\x1a\n"
ZIP = b"PK"
PICKLES = tuple(bytes((0x80, protocol)) for protocol in range(2, 6))
"""How a pickle begins; PyTorch's own files are zip archives with a data.pkl inside, or begin like this."""
PICKLED = {"pt", "pth", "bin", "pkl", "pickle", "ckpt", "joblib"}
PROTOBUF = b"\x08"
"""How an ONNX model begins: its ir_version."""
VOCABULARY, NONLINEARITY = "vocabulary", "nonlinearity"
"""Names in a safetensors file's metadata; vocabulary is a JSON list of texts."""
LONGEST_VOCABULARY = 500_000
"""Characters of all its texts together."""


def read(
    name: str,
    data: bytes,
    *,
    prefix: str | None = None,
    mapping: Mapping[str, str | None] | None = None,
    vocabulary: tuple[str, ...] | None = None,
    nonlinearity: str | None = None,
) -> tuple[str, Found]:
    """The format of a file called `name`, and the network in it.

    What it is follows from its first bytes, and only where they leave a choice from the name's end. `prefix` chooses
    one of several networks, `mapping` (PyTorch's name → the file's, or None) sets the names by hand. `vocabulary` has
    the V texts of the embedding; `nonlinearity` is a plain RNN's, where the file does not say it. Raises BadFile.
    """
    kind = format_of(name, data)
    said: dict[str, str] = {}
    if kind in {"onnx", "keras", "h5"}:
        if mapping:
            raise BadFile("file_map_useless", kind=kind)
        found = onnx.read(data, prefix) if kind == "onnx" else keras.read(data, prefix)
        said = {NONLINEARITY: found.nonlinearity}
    elif kind == "npz":
        found = assemble.network(npz.read(data), prefix=prefix, mapping=mapping)
    else:
        file = safetensors.read(data)
        said = file.metadata
        found = assemble.network(file.arrays, prefix=prefix, mapping=mapping)
    return kind, _completed(found, said, vocabulary, nonlinearity)


def _completed(
    found: Found, said: Mapping[str, str], vocabulary: tuple[str, ...] | None, nonlinearity: str | None
) -> Found:
    """With what the file says beside its arrays, and what the sender does. Raises BadFile where they contradict."""
    own = said.get(NONLINEARITY)
    if nonlinearity and own and nonlinearity != own:
        raise BadFile("file_nonlinearity", given=nonlinearity, found=own)
    chosen = nonlinearity or own or found.nonlinearity
    if chosen not in {"tanh", "relu", "identity"} or (found.cell != "rnn" and chosen != "tanh"):
        raise BadFile("file_nonlinearity", given=chosen[:60], found=f"tanh ({found.cell})")
    words = vocabulary if vocabulary is not None else _vocabulary(said)
    if words is not None and sum(map(len, words)) > LONGEST_VOCABULARY:
        raise BadFile("file_vocabulary_long", limit=LONGEST_VOCABULARY)
    rows = found.state_dict["embedding.weight"].shape[0] if "embedding.weight" in found.state_dict else 0
    if words is not None and (len(words) != rows or len(set(words)) != rows):
        raise BadFile("file_vocabulary", count=len(set(words)), rows=rows)
    return replace(found, nonlinearity=chosen, vocabulary=words)


def _vocabulary(said: Mapping[str, str]) -> tuple[str, ...] | None:
    """The vocabulary of a file's metadata; None where it has none that is a list of texts."""
    try:
        words: Any = json.loads(said.get(VOCABULARY, "null"))
    except (ValueError, RecursionError):
        return None
    return tuple(map(printable, words)) if isinstance(words, list) and all(isinstance(w, str) for w in words) else None


def format_of(name: str, data: bytes) -> str:
    """One of FORMATS. Raises BadFile for a pickle, and for what is no format known here."""
    end = name.rpartition(".")[2].lower()
    if data[8:9] == b"{" and (end == "safetensors" or int.from_bytes(data[:8], "little") < len(data)):
        return "safetensors"  # asked first: its first bytes, a length, may be those of any other format
    if data.startswith(PICKLES):
        raise BadFile("file_pickle")
    if data.startswith(HDF5):
        return "h5"
    if data.startswith(ZIP):
        return _in_archive(data)
    if end == "onnx" or (data.startswith(PROTOBUF) and end not in PICKLED):
        return "onnx"
    if end in PICKLED:
        raise BadFile("file_pickle")
    if end in FORMATS:
        raise BadFile("file_damaged", what=f"the first bytes are not those of .{end}")
    raise BadFile("file_unknown", known=", ".join(f".{one}" for one in FORMATS))


def _in_archive(data: bytes) -> str:
    """What a zip archive holds: Keras's members, else NumPy's."""
    with archive.opened(data) as opened:
        names = opened.namelist()
    if any(name.endswith(".pkl") for name in names):
        raise BadFile("file_pickle")
    return "keras" if keras.CONFIG in names and keras.WEIGHTS in names else "npz"


__all__ = ["FORMATS", "BadFile", "Found", "format_of", "read"]
