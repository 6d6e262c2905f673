"""Norms of whole gradients, exact far beyond the range of doubles."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from app.engine import flow, losses, reader
from app.engine.cells import CELLS
from app.engine.network import Network
from app.engine.run import Run


def linear(x: list[float], weight_hh: float, bias: float | None = None) -> Run:
    """One linear unit that adds weight_hh times what it had to x_t; `sum` of its last h."""
    arrays: dict[str, Any] = {"rnn.weight_ih_l0": [[1.0]], "rnn.weight_hh_l0": [[weight_hh]]}
    if bias is not None:
        arrays["rnn.bias_ih_l0"] = [bias]
    net = Network.from_state_dict(arrays, nonlinearity="identity")
    numbers = np.array(x)[:, None]
    numbers.setflags(write=False)
    ids = np.full(len(x), -1)
    return reader.answer(net, (), ids, losses.ask("sum", ids, x=numbers), x=numbers)


@pytest.mark.parametrize("steps", [3, 40, 3_000])
def test_what_came_first_weighs_ten_to_the_minus_its_distance(steps: int) -> None:
    run = linear([2.0] + [0.0] * (steps - 1), 0.1)
    distances = np.arange(steps - 1, -1, -1.0)
    np.testing.assert_allclose(run.input_grad.norms().log10, -distances, rtol=1e-13, atol=1e-12)
    assert run.initial_grad["h"].norms().log10[0] == pytest.approx(-steps, rel=1e-13)
    norms = flow.parameter_norms(run)
    assert norms["rnn.weight_ih_l0"].log10[0] == pytest.approx(math.log10(2) - distances[0], rel=1e-13)
    assert list(norms) == ["rnn.weight_ih_l0", "rnn.weight_hh_l0"]


def test_a_total_of_gradients_that_explode() -> None:
    steps = 4_000
    run = linear([0.0] * steps, 10.0, bias=0.0)
    assert run.initial_grad["h"].norms().log10[0] == pytest.approx(steps, rel=1e-13)
    norms, repunit = flow.parameter_norms(run), steps - math.log10(9)
    assert norms["rnn.bias_ih_l0"].log10[0] == pytest.approx(repunit, rel=1e-13)
    assert norms["rnn.bias_ih_l0"].value.tolist() == pytest.approx([math.nan], nan_ok=True)
    assert norms["rnn.weight_ih_l0"].log10.tolist() == [-math.inf]
    assert flow.total_norm(run).log10[0] == pytest.approx(repunit + math.log10(2) / 2, rel=1e-13)


def test_a_gradient_through_nothing_is_zero() -> None:
    run = linear([0.0, 0.0], 0.0)
    assert flow.total_norm(run).log10.tolist() == [-math.inf]
    assert flow.total_norm(run).value.tolist() == [0.0]


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("objective", ["recall", "next-token", "label", "sum"])
def test_the_norms_are_those_of_the_gradients(cell: str, objective: str) -> None:
    net = reader.seeded(cell=cell, num_layers=2, bidirectional=True, vocabulary=("a", "b", "c"))
    run = reader.run(net, "abcabca", objective=objective)
    gradients, norms = flow.parameter_gradients(run), flow.parameter_norms(run)
    assert list(norms) == list(gradients)
    for name, gradient in gradients.items():
        assert gradient.shape == net.state_dict()[name].shape
        assert norms[name].value == pytest.approx(np.linalg.norm(gradient), rel=1e-12)
    total = math.sqrt(sum(float(np.square(gradient).sum()) for gradient in gradients.values()))
    assert flow.total_norm(run).value == pytest.approx(total, rel=1e-12)


def test_a_word_s_row_has_the_gradients_of_all_its_places() -> None:
    fields: dict[str, Any] = {"num_layers": 2, "bidirectional": True, "vocabulary": ("a", "b", "c")}
    run = reader.run(reader.seeded(**fields), "aba")
    rows, d_x = flow.parameter_gradients(run)["embedding.weight"], run.looking_at(0).input_grad.values()
    np.testing.assert_allclose(rows, [d_x[0] + d_x[2], d_x[1], np.zeros(4)], rtol=1e-13)
