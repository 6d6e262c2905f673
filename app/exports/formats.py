"""The forms in which /step answers: one table, by the name that `format` has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from . import csv, json, ndjson, npz
from .columns import AnswerColumns


class Form(NamedTuple):
    """How an answer is written and sent; a browser saves it under `filename`, or shows it where that is None.

    `cost` is what a run takes in this form, from request to last byte, with JSON's as 1.
    """

    pieces: Callable[[AnswerColumns], Iterator[bytes]]
    media_type: str
    filename: str | None
    description: str
    cost: float = 1.0


FORMATS = {
    "json": Form(json.pieces, json.MEDIA_TYPE, None, "One object."),
    "ndjson": Form(
        ndjson.pieces,
        ndjson.MEDIA_TYPE,
        "rnn-flow.ndjson",
        "An object a line: what is said once a run; each step as it is read; each step on the way back, from the last.",
    ),
    "csv": Form(
        csv.pieces,
        csv.MEDIA_TYPE,
        "rnn-flow.csv",
        "A row a step and unit, with a header. A text that could be taken for a formula has a `'` in front.",
        cost=12.0,
    ),
    "npz": Form(
        npz.pieces,
        npz.MEDIA_TYPE,
        "rnn-flow.npz",
        "Arrays under the names of the JSON, for `numpy.load`; the texts are in its member `texts.json`.",
        cost=0.5,
    ),
}
