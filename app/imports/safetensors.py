"""safetensors: eight bytes for the length of a JSON header, the header, then the numbers of every array.

https://huggingface.co/docs/safetensors. As the format demands, the arrays fill the rest of the file in the order of
their offsets, without overlaps and without holes; a header that says otherwise is refused before a number is read.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .errors import BadFile
from .tensors import FLOATS, Origin, Raw, Tensor, check_sizes

PREFIX = 8
LONGEST_HEADER = 8_000_000
METADATA = "__metadata__"
BITS = {
    "BOOL": 8,
    "U8": 8,
    "I8": 8,
    "F8_E5M2": 8,
    "F8_E4M3": 8,
    "F8_E8M0": 8,
    "I16": 16,
    "U16": 16,
    "F16": 16,
    "BF16": 16,
    "I32": 32,
    "U32": 32,
    "F32": 32,
    "I64": 64,
    "U64": 64,
    "F64": 64,
    "C64": 64,
}
"""The format's types, and the bits of one number."""
TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}
"""Those that are read, and how NumPy calls them."""
NAMES = dict(zip(("F16", "BF16", "F32", "F64"), FLOATS, strict=True))


@dataclass(frozen=True, slots=True)
class File:
    """The arrays of floating-point numbers by name, and the texts of the file's metadata."""

    arrays: dict[str, Tensor]
    metadata: dict[str, str]


def read(data: bytes | bytearray | memoryview) -> File:
    """Every array of floating-point numbers; others, such as counters, are passed over. Raises BadFile."""
    header, start = _header(data)
    metadata = header.pop(METADATA, {})
    if not isinstance(metadata, dict):
        raise BadFile("file_damaged", what=METADATA)
    parts = {name: _part(name, said) for name, said in header.items()}
    check_sizes((name, shape) for name, (_, shape, _, _) in parts.items())
    _check_offsets(parts, len(data) - start)
    view = memoryview(data)[start:]
    arrays = {name: _tensor(view, name, *part) for name, part in parts.items() if part[0] in TYPES}
    return File(arrays, {str(key): str(value) for key, value in metadata.items()})


def _header(data: bytes | bytearray | memoryview) -> tuple[dict[str, Any], int]:
    """The header, and where the numbers begin."""
    size = int.from_bytes(data[:PREFIX], "little")
    if len(data) < PREFIX or size > min(len(data) - PREFIX, LONGEST_HEADER):
        raise BadFile("file_damaged", what=f"a header of {size} bytes")
    try:
        header = json.loads(bytes(data[PREFIX : PREFIX + size]), object_pairs_hook=_distinct)
    except (ValueError, RecursionError):
        raise BadFile("file_damaged", what="the header is not JSON") from None
    if not isinstance(header, dict):
        raise BadFile("file_damaged", what="the header is not an object")
    return header, PREFIX + size


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


Part = tuple[str, tuple[int, ...], int, int]
"""Type, shape, first byte, byte after the last."""


def _part(name: str, said: Any) -> Part:
    """What the header says of one array. Raises BadFile unless its bytes are as many as its shape needs."""
    try:
        dtype, shape, (start, end) = said["dtype"], tuple(said["shape"]), said["data_offsets"]
    except (KeyError, TypeError, ValueError):
        raise BadFile("file_damaged", what=f"the header of {name[:60]}") from None
    numbers = (*shape, start, end)
    whole = all(type(number) is int and 0 <= number < 2**63 for number in numbers)
    if not whole or not isinstance(dtype, str) or len(shape) > 32:
        raise BadFile("file_damaged", what=f"the header of {name[:60]}")
    if dtype in BITS and end - start != math.prod(shape) * BITS[dtype] // 8:
        raise BadFile("file_damaged", what=f"{name[:60]}: {end - start} bytes for shape {list(shape)} of {dtype}")
    return dtype, shape, start, end


def _check_offsets(parts: Mapping[str, Part], size: int) -> None:
    """The arrays fill the `size` bytes without overlaps and holes."""
    at = 0
    for name, (_, _, start, end) in sorted(parts.items(), key=lambda item: item[1][2:]):
        if start != at or end < start:
            raise BadFile("file_damaged", what=f"{name[:60]} begins at byte {start} where {at} is next")
        at = end
    if at != size:
        raise BadFile("file_damaged", what=f"the header counts {at} bytes of numbers, the file has {size}")


def _tensor(view: memoryview, name: str, dtype: str, shape: tuple[int, ...], start: int, end: int) -> Tensor:
    def load() -> Raw:
        return np.frombuffer(view[start:end], TYPES[dtype]).reshape(shape)

    return Tensor(shape, NAMES[dtype], load, Origin(name, shape, NAMES[dtype]))
