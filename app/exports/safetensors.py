"""The safetensors form of parameters: a length, a JSON header, then the numbers of one array after the other.

https://huggingface.co/docs/safetensors: eight bytes little-endian for the length of the header, which names each array
with its type, its shape and where its bytes begin and end; it is padded with blanks so that the numbers are aligned.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import numpy as np

from ..engine.cells.base import Array

MEDIA_TYPE = "application/octet-stream"
ALIGNMENT = 8


def pieces(arrays: Mapping[str, Array], metadata: Mapping[str, str] | None = None) -> Iterator[bytes]:
    """The file with `arrays` (float64, any shape) under their names: the header, then each array's numbers.

    `metadata` are further texts in the header.
    """
    header: dict[str, object] = {"__metadata__": {"format": "pt", **(metadata or {})}}
    end = 0
    for name, array in arrays.items():
        start, end = end, end + array.nbytes
        header[name] = {"dtype": "F64", "shape": array.shape, "data_offsets": [start, end]}
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % ALIGNMENT)
    yield len(text).to_bytes(8, "little") + text
    for array in arrays.values():
        yield np.ascontiguousarray(array, dtype="<f8").tobytes()
