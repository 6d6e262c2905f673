"""The npz form: an archive of arrays as numpy.load reads it, without a pickle.

Each number of the JSON answer is in an array under its name there, nested names joined by a dot; null is NaN, or −inf
for the logarithm of zero. Texts are in one more member, `texts.json`, which numpy.load gives as bytes.

A zip archive with nothing compressed (PKWARE's APPNOTE) of files in NumPy's format 1.0 (numpy.lib.format). Written by
hand, because `zipfile` takes longer over it than the engine over the run; a file ends before four gigabytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from .columns import AnswerColumns

MEDIA_TYPE = "application/octet-stream"
TEXTS = "texts.json"
PIECE = 1 << 18
"""Bytes."""
NPY = b"\x93NUMPY\x01\x00"
ALIGNMENT = 64
"""Of the numbers in a file of NumPy's format."""
LOCAL, CENTRAL, END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
VERSION, UTF_8, STORED = 20, 1 << 11, 0
TIME, DATE = 0, 1 << 5 | 1
"""Midnight of the first day that a zip archive knows: the same answer has the same bytes."""


def pieces(answer: AnswerColumns) -> Iterator[bytes]:
    """The archive: its members one after the other, then the directory."""
    arrays, texts = _sorted_out(answer.head | answer.steps | answer.tail)
    return _gathered(_archive(arrays, texts))


def _sorted_out(values: Mapping[str, Any]) -> tuple[dict[str, npt.NDArray[Any]], dict[str, Any]]:
    """What is numbers, as arrays, and what is not, both by name."""
    arrays: dict[str, npt.NDArray[Any]] = {}
    texts: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            inner = _sorted_out(value)
            arrays |= {f"{name}.{own}": array for own, array in inner[0].items()}
            texts |= {f"{name}.{own}": text for own, text in inner[1].items()}
        elif _is_text(value):
            texts[name] = value
        else:
            arrays[name] = _array(value)
    return arrays, texts


def _is_text(value: Any) -> bool:
    """Whether a value is a text, texts in lists, or a list of nothing."""
    if isinstance(value, (list, tuple)):
        first = next((entry for entry in value if entry is not None), "")
        return _is_text(first)
    return isinstance(value, str)


def _array(value: Any) -> npt.NDArray[Any]:
    """Numbers as an array; of a list of vectors those that are missing are NaN."""
    if isinstance(value, list):
        width = next(len(row) for row in value if row is not None)
        value = [np.full(width, np.nan) if row is None else row for row in value]
    array = np.asarray(np.nan if value is None else value)
    return np.asarray(array, dtype=array.dtype.newbyteorder("<"), order="C")


def _archive(arrays: Mapping[str, npt.NDArray[Any]], texts: Mapping[str, Any]) -> Iterator[bytes | memoryview]:
    """The bytes of the archive as they come: headers by themselves, the numbers of an array as they lie in memory."""
    members = [(f"{name}.npy", _npy_header(array), array) for name, array in arrays.items()]
    written = np.frombuffer(orjson.dumps(texts), dtype=np.uint8)
    directory, offset = bytearray(), 0
    for name, header, array in [*members, (TEXTS, b"", written)]:
        data, path = array.reshape(-1).view(np.uint8).data, name.encode()
        size = len(header) + len(data)
        same = (UTF_8, STORED, TIME, DATE, zlib.crc32(data, zlib.crc32(header)), size, size, len(path), 0)
        yield LOCAL.pack(b"PK\3\4", VERSION, *same) + path + header
        yield data
        directory += CENTRAL.pack(b"PK\1\2", VERSION, VERSION, *same, 0, 0, 0, 0, offset) + path
        offset += LOCAL.size + len(path) + size
    count = len(members) + 1
    yield bytes(directory) + END.pack(b"PK\5\6", 0, 0, count, count, len(directory), offset, 0)


def _npy_header(array: npt.NDArray[Any]) -> bytes:
    said = f"{{'descr': '{array.dtype.str}', 'fortran_order': False, 'shape': {array.shape}, }}"
    length = len(NPY) + 2 + len(said) + 1
    padded = said + " " * (-length % ALIGNMENT) + "\n"
    return NPY + struct.pack("<H", len(padded)) + padded.encode()


def _gathered(parts: Iterable[bytes | memoryview]) -> Iterator[bytes]:
    """The same bytes in pieces of about PIECE: small ones joined, large ones cut."""
    waiting, size = list[bytes | memoryview](), 0
    for part in parts:
        for start in range(0, len(part), PIECE):
            waiting.append(part[start : start + PIECE])
            size += len(waiting[-1])
            if size >= PIECE:
                yield b"".join(waiting)
                waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)
