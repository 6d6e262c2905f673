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
TYPES = {"F64": "<f8", "F32": "<f4"}
"""The types that are written, and how NumPy calls them."""


def pieces(
    arrays: Mapping[str, Array], metadata: Mapping[str, str] | None = None, dtype: str = "F64"
) -> Iterator[bytes]:
    """The file with `arrays` (float64, any shape) under their names: the header, then each array's numbers.

    `metadata` are further texts in the header. As `dtype` F32 the numbers are rounded.
    """
    own = np.dtype(TYPES[dtype])
    header: dict[str, object] = {"__metadata__": {"format": "pt", **(metadata or {})}}
    end = 0
    for name, array in arrays.items():
        start, end = end, end + array.size * own.itemsize
        header[name] = {"dtype": dtype, "shape": array.shape, "data_offsets": [start, end]}
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % ALIGNMENT)
    yield len(text).to_bytes(8, "little") + text
    for array in arrays.values():
        yield np.ascontiguousarray(array, dtype=own).tobytes()
