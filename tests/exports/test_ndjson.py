from __future__ import annotations

import json as standard
import tracemalloc
from typing import Any

import numpy as np
import pytest

from app.exports import ndjson
from app.exports.columns import AnswerColumns
from tests.exports.conftest import answer, as_json

BACK = ("norm", "gain", "grad", "highway")


def lines(columns: AnswerColumns) -> list[dict[str, Any]]:
    data = b"".join(ndjson.pieces(columns))
    assert data.endswith(b"\n")
    return [standard.loads(line) for line in data.splitlines()]


def test_it_has_the_numbers_of_the_json(columns: AnswerColumns) -> None:
    whole = as_json(columns)
    steps = whole.pop("steps")
    head, *rest = lines(columns)
    assert head == whole
    order = list(range(len(steps)))[:: -1 if head.get("direction") == "backward" else 1]
    assert [(own.pop("pass"), own["t"]) for own in rest] == [
        *(("forward", t) for t in order),
        *(("backward", t) for t in reversed(order)),
    ]
    for place, t in enumerate(order):
        step, forward, back = steps[t], rest[place], rest[-1 - place]
        assert forward | back == step
        assert forward.keys() & back.keys() == {"t", "token"}


def test_what_belongs_to_the_way_back_is_in_the_backward_lines() -> None:
    _, *rest = lines(answer("lstm"))
    assert all(name.endswith(BACK) for own in rest[6:] for name in own if name not in ("t", "token", "pass"))
    assert not any(name.endswith(BACK) for own in rest[:6] for name in own)


def test_a_direction_that_reads_from_the_end_comes_from_the_end() -> None:
    columns = answer()
    _, *rest = lines(columns._replace(head=columns.head | {"direction": "backward"}))
    assert [(own["pass"], own["t"]) for own in rest] == [
        *(("forward", t) for t in reversed(range(6))),
        *(("backward", t) for t in range(6)),
    ]


def held(steps: int) -> int:
    """The most bytes that are in memory at once, beside the columns, while the lines of so many steps are sent."""
    numbers = {"t": range(steps), "token": ["so"] * steps, "h": np.full((steps, 64), 0.1), "grad": np.ones((steps, 64))}
    made = ndjson.pieces(AnswerColumns({"cell": "rnn"}, numbers, {}))
    tracemalloc.start()
    try:
        for _ in made:
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_ten_thousand_steps_need_no_more_memory_than_one_thousand() -> None:
    assert held(10_000) < 1.2 * held(1_000)


@pytest.mark.parametrize("steps", [1, 2, 5_000])
def test_pieces_are_small_and_end_with_lines(steps: int) -> None:
    numbers = {"t": range(steps), "token": ["so"] * steps, "h": np.full((steps, 64), 0.1), "grad": np.ones((steps, 64))}
    made = list(ndjson.pieces(AnswerColumns({"cell": "rnn"}, numbers, {})))
    assert max(map(len, made)) < 400_000
    assert sum(piece.count(b"\n") for piece in made) == 1 + 2 * steps
