""".safetensors: the arrays that PyTorch's users share. The header is checked by the format's own library."""

from __future__ import annotations

import numpy as np
from safetensors import SafetensorError, deserialize

from ..engine.cells.base import Array
from .errors import BadFile
from .tensors import Tensors, check_sizes

TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}
NAMES = {"F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16"}


def read(data: bytes) -> Tensors:
    """Every floating-point array of the file; others, such as counters, are passed over. Raises BadFile."""
    try:
        found = deserialize(data)
    except SafetensorError as error:
        raise BadFile("file-damaged", what=str(error)) from None
    check_sizes((name, tuple(part["shape"])) for name, part in found)
    tensors = Tensors()
    for name, part in found:
        if part["dtype"] in TYPES:
            tensors.add(name, _array(part["dtype"], bytes(part["data"]), tuple(part["shape"])), NAMES[part["dtype"]])
    return tensors


def _array(dtype: str, data: bytes, shape: tuple[int, ...]) -> Array:
    raw = np.frombuffer(data, TYPES[dtype])
    if dtype == "BF16":  # the upper half of a float32
        raw = (raw.astype("<u4") << 16).view("<f4")
    return raw.astype(np.float64).reshape(shape)
