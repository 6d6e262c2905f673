from __future__ import annotations

import json

import numpy as np
import pytest

from app.engine.errors import NotFinite
from app.exports.columns import AnswerColumns, Gradient, finished
from app.exports.json import NUMBERS_A_PIECE, pieces


def written(answer: AnswerColumns) -> object:
    return json.loads(b"".join(pieces(answer)))


def test_arrays_of_any_layout() -> None:
    matrix = np.arange(6.0).reshape(2, 3)
    steps = {"t": range(3), "h": matrix.T, "gates": {"a": np.asfortranarray(np.ones((3, 2)))}, "norm": matrix[0, ::1]}
    tail = {"parameters": {"w": matrix.T, "b": np.arange(4.0)[::2]}}
    assert written(AnswerColumns({"tokens": ["a", "b", "c"]}, steps, tail)) == {
        "tokens": ["a", "b", "c"],
        "steps": [
            {"t": 0, "h": [0, 3], "gates": {"a": [1, 1]}, "norm": 0},
            {"t": 1, "h": [1, 4], "gates": {"a": [1, 1]}, "norm": 1},
            {"t": 2, "h": [2, 5], "gates": {"a": [1, 1]}, "norm": 2},
        ],
        "parameters": {"w": [[0, 3], [1, 4], [2, 5]], "b": [0, 2]},
    }


def test_no_piece_is_large() -> None:
    words = ["a"] * 5000
    big = np.full((5000, 64), 0.1)
    made = list(pieces(AnswerColumns({"tokens": words}, {"h": big}, {"w": big})))
    assert len(made) > 2 * 5000 * 64 / NUMBERS_A_PIECE
    assert max(map(len, made)) < 5 * NUMBERS_A_PIECE
    assert json.loads(b"".join(made)) == {
        "tokens": words,
        "steps": [{"h": row} for row in big.tolist()],
        "w": big.tolist(),
    }


def test_null_is_only_where_it_may_be() -> None:
    lost = np.array([np.nan, 1.0])
    steps = finished({"grad_norm": lost, "grad": Gradient(np.array([[np.inf], [1.0]]), lost)}, None)
    answer = written(AnswerColumns({"tokens": ["a", "b"]}, steps, {}))
    assert answer == {"tokens": ["a", "b"], "steps": [{"grad_norm": None, "grad": None}, {"grad_norm": 1, "grad": [1]}]}
    for value in (np.array([1.0, np.nan]), np.inf):
        with pytest.raises(NotFinite, match="h"):
            finished({"gates": {"h": value}}, None)
