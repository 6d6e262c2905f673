"""The values of the answers of the analyses."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from app.exports.analyses import distance
from tests.asgi import Client


@pytest.mark.filterwarnings("error")
def test_states_further_apart_than_a_double_reaches() -> None:
    was, now = np.array([[1e308, 0.0], [1.0, 2.0]]), np.array([[-1e308, 0.0], [4.0, 6.0]])
    norms = distance(was, now).norms()
    assert norms.log10.tolist() == pytest.approx([math.log10(2) + 308, math.log10(5)], rel=1e-15)
    assert math.isnan(norms.value[0])
    assert norms.value[1] == 5


def test_an_ordinary_distance_is_not_halved() -> None:
    was, now = np.array([[5e-324]]), np.array([[1e-323]])
    assert distance(was, now).values().tolist() == [[5e-324]]


@pytest.mark.filterwarnings("error")
def test_what_if_near_the_end_of_the_range() -> None:
    fields: dict[str, Any] = {"sentence": "i am", "hidden_size": 2, "nonlinearity": "relu", "objective": "sum"}
    edits = [{"t": 1, "unit": 0, "set": 1.7e308}, {"t": 1, "unit": 1, "set": -1.7e308}]
    answer = Client().post("/what-if", json={**fields, "edits": edits}).json()
    last = answer["steps"][1]
    assert last["delta_norm"] is None
    assert last["log10_delta_norm"] == pytest.approx(math.log10(1.7) + 308 + math.log10(2) / 2, rel=1e-15)
