from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import mpmath  # type: ignore[import-untyped]
import numpy as np
import numpy.typing as npt
import pytest

from app.engine import flow, params, reader
from app.engine.cells import CELLS
from app.engine.errors import OutOfRange
from app.engine.network import Network
from app.engine.params import Head, Layer
from app.engine.run import Run
from tests.engine.objectives import OF_TOKENS

WORDS = ("a", "b", "c")
SENTENCE = ("a", "b", "a", "c", "b")
KINDS = [(name, nonlinearity) for name, kind in CELLS.items() for nonlinearity in kind.nonlinearities]


def small(cell: str, nonlinearity: str = "tanh", **fields: Any) -> Network:
    defaults: dict[str, Any] = {"hidden_size": 3, "input_size": 2, "seed": 5, "vocabulary": WORDS}
    return reader.seeded(cell=cell, nonlinearity=nonlinearity, **defaults | fields)


def with_parameters(net: Network, arrays: dict[str, npt.NDArray[np.float64]]) -> Network:
    layers = tuple(
        Layer(net.cell, **{name: arrays[f"rnn.{name}_l{index}"] for name in params.NAMES})
        for index in range(len(net.layers))
    )
    head = Head(arrays["linear.weight"], arrays["linear.bias"])
    return replace(net, embedding=arrays["embedding.weight"], layers=layers, head=head)


@pytest.mark.parametrize(("cell", "nonlinearity"), KINDS)
@pytest.mark.parametrize("objective", OF_TOKENS)
@pytest.mark.parametrize("num_layers", [1, 2])
def test_every_parameter_against_finite_differences(
    cell: str, nonlinearity: str, objective: str, num_layers: int
) -> None:
    net = small(cell, nonlinearity, num_layers=num_layers)
    gradients = flow.parameter_gradients(reader.run(net, SENTENCE, objective=objective))
    step = 1e-6
    for name, values in net.state_dict().items():
        numeric = np.empty_like(values)
        for index in np.ndindex(values.shape):
            losses = []
            for sign in (1, -1):
                moved = values.copy()
                moved[index] += sign * step
                other = with_parameters(net, net.state_dict() | {name: moved})
                losses.append(reader.run(other, SENTENCE, objective=objective).loss)
            numeric[index] = (losses[0] - losses[1]) / (2 * step)
        np.testing.assert_allclose(gradients[name], numeric, atol=2e-9, err_msg=name)


@pytest.mark.parametrize("cell", CELLS)
def test_products_and_gates_are_what_the_equations_say(cell: str) -> None:
    run = reader.run(small(cell), SENTENCE)
    layer, before = run.trace.layer, run.trace.states[0][:-1]
    np.testing.assert_allclose(run.ih, run.x @ layer.weight_ih.T + layer.bias_ih, atol=1e-14)
    np.testing.assert_allclose(run.hh, before @ layer.weight_hh.T + layer.bias_hh, atol=1e-14)
    assert tuple(run.gates) == CELLS[cell].gates
    if cell == "rnn":
        np.testing.assert_allclose(run.gates["a"], run.ih + run.hh, atol=1e-14)
        np.testing.assert_allclose(run.h, np.tanh(run.gates["a"]), atol=1e-14)
    else:
        first = CELLS[cell].gates[0]
        np.testing.assert_allclose(run.gates[first], 1 / (1 + np.exp(-(run.ih + run.hh)[:, :3])), atol=1e-14)


def exact_log10_norms(run: Run) -> list[float]:
    """log10‖∂L/∂h_t‖ of a tanh RNN with `sum`, from the h_t of the run, in numbers with sixty digits."""
    weight = run.trace.layer.weight_hh
    size = range(weight.shape[0])
    matrix = [[mpmath.mpf(float(weight[i, j])) for j in size] for i in size]
    d_h = [mpmath.mpf(1)] * len(size)
    norms = []
    for h in run.h[::-1]:
        norms.append(float(mpmath.log10(mpmath.sqrt(mpmath.fsum(value**2 for value in d_h)))))
        d_a = [value * (1 - mpmath.mpf(float(unit)) ** 2) for value, unit in zip(d_h, h, strict=True)]
        d_h = [mpmath.fsum(d_a[i] * matrix[i][j] for i in size) for j in size]
    return norms[::-1]


@pytest.mark.parametrize("radius", [0.2, 4.0])
def test_log10_norms_over_two_thousand_steps(radius: float) -> None:
    quiet = small("rnn", spectral_radius=radius, hidden_size=3)
    tokens = [WORDS[t * t % 3] for t in range(2_000)]
    arrays = quiet.state_dict()
    net = with_parameters(quiet, arrays | {name: arrays[name] * 0.01 for name in ("embedding.weight", *BIASES)})
    with mpmath.workdps(60):
        expected = exact_log10_norms(reader.run(net, tokens, objective="sum"))
    got = reader.run(net, tokens, objective="sum").grad_norms.log10
    assert abs(expected[0]) > 50
    np.testing.assert_allclose(got, expected, rtol=1e-12, atol=1e-10)


BIASES = ("rnn.bias_ih_l0", "rnn.bias_hh_l0")


@pytest.mark.parametrize(("radius", "sign"), [(0.2, -1), (3.0, 1)])
def test_ten_thousand_linear_steps_are_exact(radius: float, sign: int) -> None:
    """With weights that leave h at 0, tanh' = 1: ∂L/∂h_t is a power of weight_hh, and its norm known."""
    net = small("rnn", hidden_size=2, vocabulary=("a",))
    arrays = {name: np.zeros_like(values) for name, values in net.state_dict().items()}
    arrays["rnn.weight_hh_l0"] = radius * np.array([[0.6, -0.8], [0.8, 0.6]])
    run = reader.run(with_parameters(net, arrays), ["a"] * 10_000, objective="sum")
    expected = math.log10(math.sqrt(2)) + math.log10(radius) * np.arange(9_999, -1, -1)
    np.testing.assert_allclose(run.grad_norms.log10, expected, rtol=1e-12, atol=1e-12)
    assert sign * run.grad_norms.log10[0] > 4_000
    assert np.isnan(run.grad_norms.value[0])


@pytest.mark.parametrize("cell", ["gru", "lstm"])
def test_gated_cells_keep_their_digits_beyond_the_range(cell: str) -> None:
    """A saturated forget gate shrinks the gradient by the same factor in every step, far below 10^-323."""
    net = small(cell, hidden_size=2, vocabulary=("a",))
    arrays = {name: np.zeros_like(values) for name, values in net.state_dict().items()}
    keep = {"gru": "z", "lstm": "f"}[cell]
    index = net.cell.gates.index(keep)
    arrays["rnn.bias_ih_l0"][2 * index : 2 * index + 2] = -3.0
    run = reader.run(with_parameters(net, arrays), ["a"] * 3_000, objective="sum")
    norms = run.grad_norms.log10 if cell == "gru" else run.cell_grad_norms.log10  # type: ignore[union-attr]
    factor = math.log10(1 / (1 + math.exp(3.0)))
    np.testing.assert_allclose(np.diff(norms[::-1]), factor, rtol=1e-9)
    assert norms[0] < -3_900


def test_injections_on_the_way_are_in_the_same_scale() -> None:
    """next-token sends something into every h_t: with radius 3 the old dominates, with 0.2 the new."""
    for radius in (0.2, 3.0):
        net = small("rnn", spectral_radius=radius)
        run = reader.run(net, [WORDS[t * t % 3] for t in range(600)], objective="next-token")
        grad, weight = run.grad, run.trace.layer.weight_hh
        injected = flow.ledger(run).injected.value
        assert injected[-1] == 0
        assert (injected[:-1] > 0).all()
        assert run.grad_norms.log10[-1] == -math.inf
        d_h = np.zeros(3)
        entering = run.adjoint.entering.vectors.values()
        for t in range(598, -1, -1):
            d_h = entering[t] + (d_h * (1 - run.h[t + 1] ** 2)) @ weight
            np.testing.assert_allclose(grad[t], d_h, rtol=1e-9)


def test_a_dead_relu_stops_the_gradient_and_says_so() -> None:
    net = small("rnn", "relu", vocabulary=("a",))
    arrays = net.state_dict() | {"rnn.bias_ih_l0": np.full(3, -100.0)}
    run = reader.run(with_parameters(net, arrays), ["a"] * 400, objective="sum")
    norms = run.grad_norms
    assert norms.value[:-1].tolist() == [0.0] * 399
    assert (norms.log10[:-1] == -math.inf).all()
    assert norms.value[-1] == pytest.approx(math.sqrt(3))


@pytest.mark.parametrize("num_layers", [1, 2])
def test_a_relu_that_leaves_the_range_is_refused_at_the_first_such_step(num_layers: int) -> None:
    net = small("rnn", "relu", vocabulary=("a",), num_layers=num_layers)
    arrays = net.state_dict() | {"rnn.weight_hh_l0": 10 * np.eye(3), "rnn.bias_ih_l0": np.ones(3) * 9}
    with pytest.raises(OutOfRange) as caught:
        reader.run(with_parameters(net, arrays), ["a"] * 400, objective="sum")
    assert (caught.value.what, caught.value.layer) == ("hh", 0)
    fits = reader.run(with_parameters(net, arrays), ["a"] * (caught.value.t - 1), objective="sum").looking_at(0)
    assert np.isfinite(10 * fits.h).all()
    assert (fits.h[-1] > 1.7e308 / 100).any()


def test_a_state_that_leaves_the_range_is_refused_with_its_layer() -> None:
    net = small("rnn", "relu", vocabulary=("a",), num_layers=2)
    arrays = net.state_dict() | {"rnn.weight_hh_l1": 10 * np.eye(3), "rnn.bias_ih_l1": np.ones(3) * 9}
    with pytest.raises(OutOfRange, match="in layer 1") as caught:
        reader.run(with_parameters(net, arrays), ["a"] * 400, objective="sum")
    assert caught.value.layer == 1


@pytest.mark.parametrize("cell", ["gru", "lstm"])
def test_a_state_at_the_end_of_the_range_never_gives_nan(cell: str) -> None:
    net = small(cell, vocabulary=("a",))
    state = {part: np.full(3, 1e308) for part in net.cell.state}
    try:
        run = reader.run(net, ["a"] * 30, objective="sum", state=state)
    except OutOfRange:
        return
    for values in (
        run.h,
        run.ih,
        run.hh,
        run.grad,
        flow.ledger(run).recurrent.log10,
        *flow.parameter_gradients(run).values(),
    ):
        assert not np.isnan(values).any()
