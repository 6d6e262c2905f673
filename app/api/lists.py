"""Numbers in nested lists, judged row by row and not item by item; only the first wrong one is told."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeAlias

import numpy as np
from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from ..engine.cells.base import Array

Row: TypeAlias = tuple[float, ...]
Place: TypeAlias = tuple[str | int, ...]

WRONG_NUMBER, RAGGED, NOT_NUMBERS, EMPTY = "wrong_number", "ragged", "not_numbers", "no_numbers"
"""Types of error. Each has in its context the `place` within the field, and `came`, what is there."""
ERRORS = frozenset({WRONG_NUMBER, RAGGED, NOT_NUMBERS, EMPTY})
PLAIN = {float, int}
"""The types of a number; True is none."""
NUMBER = {"type": "number"}
VECTOR = {"type": "array", "items": NUMBER, "minItems": 1}
ROWS = {"type": "array", "items": VECTOR, "minItems": 1}
NAMES = r"^(embedding\.weight|linear\.(weight|bias)|rnn\.(weight|bias)_(ih|hh)_l(0|[1-9][0-9]{0,2})(_reverse)?)$"
"""PyTorch's names of the parameters."""
EITHER = {"anyOf": [VECTOR, ROWS]}


def _wrong(kind: str, place: Place, came: object, **more: object) -> PydanticCustomError:
    return PydanticCustomError(kind, "wrong numbers", {"place": place, "came": came, **more})


def _is_finite(value: object) -> bool:
    """Whether a value is a number that a double can hold."""
    if type(value) not in PLAIN:
        return False
    try:
        return math.isfinite(value)  # type: ignore[arg-type]
    except OverflowError:
        return False


def _are_finite(values: Sequence[float]) -> bool:
    """Whether a double can hold each of these numbers."""
    try:
        return all(map(math.isfinite, values))
    except OverflowError:
        return False


def _row(values: Any, place: Place) -> Row:
    """A list of finite numbers."""
    if not isinstance(values, (list, tuple)):
        raise _wrong(NOT_NUMBERS, place, values)
    if not values:
        raise _wrong(EMPTY, place, values)
    if set(map(type, values)) <= PLAIN and _are_finite(values):
        return tuple(map(float, values))
    wrong = next(k for k, value in enumerate(values) if not _is_finite(value))
    raise _wrong(WRONG_NUMBER, (*place, wrong), values[wrong])


def _rows(values: Sequence[Any], place: Place) -> tuple[Row, ...]:
    """A list of lists of finite numbers, all of one length."""
    rows: list[Row] = []
    for k, value in enumerate(values):
        rows.append(_row(value, (*place, k)))
        if len(rows[k]) != len(rows[0]):
            raise _wrong(RAGGED, (*place, k), value, expected=len(rows[0]), got=len(rows[k]))
    return tuple(rows)


def _vector_or_rows(values: Any, place: Place = ()) -> Row | tuple[Row, ...]:
    if isinstance(values, (list, tuple)) and values and isinstance(values[0], (list, tuple)):
        return _rows(values, place)
    return _row(values, place)


def _inputs(values: Any) -> tuple[Row, ...]:
    """T rows of I numbers; T numbers are T rows of one."""
    found = _vector_or_rows(values)
    return found if isinstance(found[0], tuple) else tuple((number,) for number in found)


def _parameters(values: Any) -> dict[str, Array]:
    """Read-only arrays by name."""
    if not isinstance(values, Mapping):
        raise _wrong("dict_type", (), values)
    return {name: _array(rows, (name,)) for name, rows in values.items()}


def _array(values: Any, place: Place) -> Array:
    array = np.array(_vector_or_rows(values, place), dtype=np.float64)
    array.setflags(write=False)
    return array


def _vector(values: Any) -> Row:
    return _row(values, ())


Vector: TypeAlias = Annotated[Any, PlainValidator(_vector), WithJsonSchema(VECTOR)]
"""A list of numbers."""
VectorOrRows: TypeAlias = Annotated[Any, PlainValidator(_vector_or_rows), WithJsonSchema(EITHER)]
"""A list of numbers, or a list of such lists of one length."""
Rows: TypeAlias = Annotated[Any, PlainValidator(_inputs), WithJsonSchema(EITHER)]
"""The same as rows, each number of a plain list a row of one."""
Parameters: TypeAlias = Annotated[
    Any,
    PlainValidator(_parameters),
    WithJsonSchema({"type": "object", "propertyNames": {"pattern": NAMES}, "additionalProperties": EITHER}),
]
"""Arrays by name."""
