"""Answers of every cell with everything that can be included, and their JSON, to compare other forms with."""

from __future__ import annotations

import json as standard
from typing import Any

import numpy as np
import pytest

from app.engine import losses, reader
from app.engine.cells import CELLS
from app.engine.frozen import frozen
from app.exports import json
from app.exports.columns import INCLUDES, AnswerColumns, answer_columns

WORDS = ("=1+1", 'say "hi"', "a,b", "나는", "=1+1", "'tis")


def answer(cell: str = "rnn", include: tuple[str, ...] = tuple(INCLUDES), digits: int | None = None) -> AnswerColumns:
    """Six words that no format likes, read by a network of H = 3 and I = 4, as long as a vector of neither."""
    net = reader.seeded(cell=cell, hidden_size=3, input_size=4, seed=2, vocabulary=tuple(dict.fromkeys(WORDS)))
    return answer_columns(reader.run(net, WORDS), include, digits)


def as_json(columns: AnswerColumns) -> dict[str, Any]:
    """What the JSON answer says."""
    found: dict[str, Any] = standard.loads(b"".join(json.pieces(columns)))
    return found


def with_nulls() -> AnswerColumns:
    """A run whose gradient is 0 at two steps and, at an earlier place, too small for a double at others."""
    net = reader.seeded(hidden_size=3, input_size=4, spectral_radius=0.01, vocabulary=WORDS[:3])
    tokens = [WORDS[k % 3] for k in range(300)]
    return answer_columns(reader.run(net, tokens, loss_at=297), ("gradients", "jacobian", "predictions"))


def of_numbers() -> AnswerColumns:
    """Two layers in both directions, three numbers a step, seen from the end; the network was given."""
    net = reader.seeded(
        cell="lstm", hidden_size=3, input_size=2, num_layers=2, bidirectional=True, vocabulary=(), outputs=2
    )
    x, ids = frozen([[0.5, -1.0], [0.25, 2.0], [1.0, 0.0]]), np.full(3, -1)
    run = reader.answer(net, ("a", "b", "c"), ids, losses.ask("forecast", ids, x=x), x=x, direction=1)
    return answer_columns(run, set(INCLUDES), given=True)


@pytest.fixture(params=[*CELLS, "digits", "nulls", "plain", "numbers"])
def columns(request: pytest.FixtureRequest) -> AnswerColumns:
    """Answers of every kind."""
    if request.param == "nulls":
        return with_nulls()
    if request.param == "numbers":
        return of_numbers()
    if request.param == "digits":
        return answer("gru", digits=4)
    return answer(include=()) if request.param == "plain" else answer(request.param)
