"""The csv form: a row a step and unit, under one header (RFC 4180, UTF-8).

What a step has once is repeated on each of its rows. A text that a spreadsheet might take for a formula gets a `'` in
front. What is said once a run is left out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from ..engine.cells import CELLS
from . import json
from .columns import AnswerColumns, Columns

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
BY_UNIT = frozenset({"h", "c", "grad", "cell_grad", "gates"})
"""Columns with one number a unit."""
BY_GATE_AND_UNIT = frozenset({"ih", "hh"})
"""Columns with one number a unit of each gate, gate after gate."""
FIRST = ("t", "token", "unit")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
"""A text that begins with one of these gets a `'` in front, so one leading `'` is always to be taken away."""
TO_QUOTE = frozenset(',"\r\n')
NEWLINE = "\r\n"
ROWS_A_PIECE = 1_024
"""Written in about two milliseconds."""

Cells: TypeAlias = Callable[[slice], list[Any]]
"""Steps → the entries of a field at these steps: a number or a text each, or one list of H numbers each, or None."""


class Fields(NamedTuple):
    """The fields after FIRST by name: those that differ from unit to unit, and those of a whole step."""

    units: dict[str, Cells]
    steps: dict[str, Cells]


def pieces(answer: AnswerColumns) -> Iterator[bytes]:
    """The header, then the rows of some steps at a time."""
    columns = {name: column for name, column in answer.steps.items() if name not in FIRST}
    fields = _fields(columns, CELLS[answer.head["cell"]].gates)
    yield (",".join([*FIRST, *fields.units, *fields.steps]) + NEWLINE).encode()
    units = len(answer.steps["h"][0])
    stride = max(1, ROWS_A_PIECE // units)
    for start in range(0, json.steps_of(answer.steps), stride):
        part = slice(start, start + stride)
        first = zip(answer.steps["t"][part], answer.steps["token"][part], strict=True)
        yield "".join(_rows([f"{t},{cell(token)}" for t, token in first], fields, part, units)).encode()


def cell(value: Any) -> str:
    """One value as it is written: numbers with all their digits, null as nothing, texts quoted where they must be."""
    if isinstance(value, str):
        text = f"'{value}" if value.startswith(FORMULA) else value
        return text if TO_QUOTE.isdisjoint(text) else '"' + text.replace('"', '""') + '"'
    if value is None or not math.isfinite(value):
        return ""
    return repr(float(value)) if isinstance(value, float) else str(value)


def _fields(columns: Columns, gates: Sequence[str], prefix: str = "", *, by_unit: bool = False) -> Fields:
    """The fields of `columns`; nested ones have their names joined by a dot."""
    found = Fields({}, {})
    for name, column in columns.items():
        own, whole = by_unit or name in BY_UNIT, prefix + name
        if isinstance(column, dict):
            inner = _fields(column, gates, f"{whole}.", by_unit=own)
            found.units.update(inner.units)
            found.steps.update(inner.steps)
        elif own:
            found.units[whole] = _entries(column)
        elif name in BY_GATE_AND_UNIT:
            blocks = np.split(column, len(gates), axis=1)
            found.units.update({f"{whole}.{gate}": _entries(block) for gate, block in zip(gates, blocks, strict=True)})
        elif items := _items(column):
            found.steps.update({f"{whole}.{k}": _item(column, k) for k in range(items)})
        else:
            found.steps[whole] = _entries(column)
    return found


def _items(column: Any) -> int:
    """How many entries a step has in a column of vectors or lists; 0 where it has one and no list."""
    row = next((row for row in column if row is not None), None)
    return len(row) if isinstance(row, (list, np.ndarray)) else 0


def _entries(column: Any) -> Cells:
    def entries(part: slice) -> list[Any]:
        own = column[part]
        if isinstance(own, np.ndarray):
            return list(own.tolist())
        return [row.tolist() if isinstance(row, np.ndarray) else row for row in own]

    return entries


def _item(column: Any, k: int) -> Cells:
    """Entry k of each step, None for a step that has none."""
    return lambda part: [None if row is None else row[k] for row in column[part]]


def _rows(first: Sequence[str], fields: Fields, part: slice, units: int) -> Iterator[str]:
    """The rows of some steps, which begin as `first`."""
    steps = zip(*[map(cell, entries(part)) for entries in fields.steps.values()], strict=True)
    vectors = zip(*[entries(part) for entries in fields.units.values()], strict=True)
    for lead, own, of_units in zip(first, steps, vectors, strict=True):
        tail = ",".join(own)
        numbers = [repeat("", units) if vector is None else map(repr, vector) for vector in of_units]
        for unit, row in enumerate(zip(*numbers, strict=True)):
            yield f"{lead},{unit},{','.join(row)},{tail}{NEWLINE}"
