"""The json form: one object, written piece by piece so that no piece takes long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from typing import Any

import numpy as np
import orjson

from app.exports.columns import Answer, Columns, Table

MEDIA_TYPE = "application/json"
NUMBERS_A_PIECE = 16_384
"""About a third of a megabyte, written in less than a millisecond of holding the interpreter's lock."""


def pieces(answer: Answer) -> Iterator[bytes]:
    """The JSON of `answer`: the head, the steps some at a time, then the tail. Joined they are one object."""
    yield _dump(answer.head)[:-1] + b',"steps":'
    yield from _table(answer.steps)
    for name, value in answer.tail.items():
        yield b"," + _dump(name) + b":"
        yield from _value(value)
    yield b"}"


def whole(values: Mapping[str, object]) -> Iterator[bytes]:
    """The JSON of `values`, tables and matrices some rows at a time. Joined the pieces are one object."""
    yield from _value(values)


def _table(columns: Columns) -> Iterator[bytes]:
    """A list of objects, some at a time."""
    length = len(next(iter(columns.values())))
    stride = max(1, NUMBERS_A_PIECE // _width(columns))
    yield b"["
    for start in range(0, length, stride):
        rows = _dump(list(_rows(columns, slice(start, start + stride))))
        yield (b"," if start else b"") + rows[1:-1]
    yield b"]"


def _width(columns: Columns) -> int:
    """Numbers and words in one step."""
    width = 0
    for column in columns.values():
        if isinstance(column, dict):
            width += _width(column)
        else:
            width += column.shape[1] if isinstance(column, np.ndarray) and column.ndim > 1 else 1
    return width


def _rows(columns: Columns, part: slice) -> Iterator[dict[str, object]]:
    """One object a step."""
    rows = zip(*(_entries(column, part) for column in columns.values()), strict=True)
    return map(dict, map(zip, repeat(tuple(columns)), rows))


def _entries(column: Any, part: slice) -> Iterable[object]:
    """The entries of a column: numbers as floats, vectors as arrays, nested columns as objects."""
    if isinstance(column, dict):
        return _rows(column, part)
    entries: Iterable[object] = column[part]
    return entries.tolist() if isinstance(entries, np.ndarray) and entries.ndim == 1 else entries


def _value(value: object) -> Iterator[bytes]:
    """Anything, matrices some rows at a time."""
    if isinstance(value, Mapping):
        yield b"{"
        for place, (name, inner) in enumerate(value.items()):
            yield (b"," if place else b"") + _dump(name) + b":"
            yield from _value(inner)
        yield b"}"
    elif isinstance(value, Table):
        yield from _table(value.columns)
    elif isinstance(value, np.ndarray) and value.ndim > 1:
        yield b"["
        stride = max(1, NUMBERS_A_PIECE // value.shape[1])
        for start in range(0, len(value), stride):
            yield (b"," if start else b"") + _dump(value[start : start + stride])[1:-1]
        yield b"]"
    else:
        yield _dump(value)


def _dump(value: object) -> bytes:
    """`value` as JSON; orjson reads arrays whose numbers lie side by side, others become lists first."""
    return orjson.dumps(value, default=np.ndarray.tolist, option=orjson.OPT_SERIALIZE_NUMPY)
