"""The ndjson form: JSON objects, a line each, in the order in which the numbers come about.

First what is said once a run; then a line a step as the layer reads; then a line a step on the way back, from the step
that was read last. Written some steps at a time: what is in memory beside the run does not grow with T.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import orjson

from . import json
from .columns import AnswerColumns, Columns

MEDIA_TYPE = "application/x-ndjson"
EVERY_LINE = ("t", "token")
FORWARD = (*EVERY_LINE, "h", "c", "x", "gates", "ih", "hh", "predictions")
"""Columns of the forward lines; what is not named here belongs to the way back."""
_dump = partial(orjson.dumps, default=np.ndarray.tolist, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_APPEND_NEWLINE)


def pieces(answer: AnswerColumns) -> Iterator[bytes]:
    """The lines of `answer`, some at a time."""
    yield from json.whole(answer.head | answer.tail)
    yield b"\n"
    forward = {name: column for name, column in answer.steps.items() if name in FORWARD}
    back = {name: column for name, column in answer.steps.items() if name in EVERY_LINE or name not in FORWARD}
    reads_from_the_end = answer.head.get("direction") == "backward"
    yield from _lines("forward", forward, from_the_end=reads_from_the_end)
    yield from _lines("backward", back, from_the_end=not reads_from_the_end)


def _lines(name: str, columns: Columns, *, from_the_end: bool) -> Iterator[bytes]:
    """A line a step, each with the `name` of its pass."""
    order = -1 if from_the_end else 1
    for part in json.parts(columns)[::order]:
        yield b"".join([_dump({"pass": name} | row) for row in json.rows(columns, part)[::order]])
