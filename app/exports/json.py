"""The json form: one object, written piece by piece so that no piece takes long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, cast

import numpy as np
import orjson

from .columns import AnswerColumns, Columns, Table

MEDIA_TYPE = "application/json"
NUMBERS_A_PIECE = 16_384
"""About a third of a megabyte, written in less than a millisecond of holding the interpreter's lock."""
_dump = partial(orjson.dumps, default=np.ndarray.tolist, option=orjson.OPT_SERIALIZE_NUMPY)
"""A value as JSON; orjson reads arrays whose numbers lie side by side, others become lists first."""
SHORT = 16
"""Vectors of at most this many numbers are written faster as lists; orjson reads longer ones from the array."""


def pieces(answer: AnswerColumns) -> Iterator[bytes]:
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
    yield b"["
    for part in parts(columns):
        if part.start:
            yield b","
        yield _dump(rows(columns, part))[1:-1]
    yield b"]"


def parts(columns: Columns) -> list[slice]:
    """The steps, as many at a time as make a piece."""
    stride = max(1, NUMBERS_A_PIECE // _width(columns))
    return [slice(start, start + stride) for start in range(0, steps_of(columns), stride)]


def steps_of(columns: Columns) -> int:
    """T."""
    return len(next(iter(columns.values())))


def _width(columns: Columns) -> int:
    """Numbers and words in one step."""
    width = 0
    for column in columns.values():
        if isinstance(column, dict):
            width += _width(column)
        else:
            width += column.shape[1] if isinstance(column, np.ndarray) and column.ndim > 1 else 1
    return width


def rows(columns: Columns, part: slice) -> list[dict[str, object]]:
    """One object a step."""
    entries = {name: _entries(column, part) for name, column in columns.items()}
    objects: list[dict[str, object]] = [{} for _ in next(iter(entries.values()))]
    for name, own in entries.items():
        for row, entry in zip(objects, own, strict=True):
            row[name] = entry
    return objects


def _entries(column: Any, part: slice) -> Iterable[object]:
    """The entries of a column: numbers as floats, vectors as lists or arrays, nested columns as objects."""
    if isinstance(column, dict):
        return rows(column, part)
    entries: Iterable[object] = column[part]
    if isinstance(entries, np.ndarray) and (entries.ndim == 1 or entries.shape[1] <= SHORT):
        return cast("list[object]", entries.tolist())
    return entries


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
