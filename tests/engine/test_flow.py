from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import flow, reader
from app.engine.cells import CELLS
from app.engine.run import Run
from tests.engine.objectives import OF_TOKENS

WORDS = ("a", "b", "c", "d", "e", "f", "g")


def read(cell: str, steps: int = 6, **fields: object) -> Run:
    run = {name: fields.pop(name) for name in ("objective", "layer") if name in fields}
    net = reader.seeded(cell=cell, vocabulary=WORDS, **fields)  # type: ignore[arg-type]
    return reader.run(net, [WORDS[t * t % 7] for t in range(steps)], **run)  # type: ignore[arg-type]


@settings(deadline=None)
@given(
    steps=st.integers(2, 400),
    hidden_size=st.integers(1, 8),
    radius=st.floats(0.1, 4),
    objective=st.sampled_from(["recall", "sum"]),
    seed=st.integers(0, 1000),
)
def test_the_rnns_ledger_sums_to_the_change(
    steps: int, hidden_size: int, radius: float, objective: str, seed: int
) -> None:
    run = read("rnn", steps, hidden_size=hidden_size, spectral_radius=radius, objective=objective, seed=seed)
    ledger, log10 = flow.ledger(run), run.grad_norms.log10
    change = np.log10(ledger.pointwise_gain[1:]) + np.log10(ledger.weight_gain[1:])
    np.testing.assert_allclose(log10[1:] + change, log10[:-1], rtol=1e-13, atol=1e-10)
    np.testing.assert_allclose(ledger.recurrent.log10[1:], log10[:-1], rtol=1e-13, atol=1e-10)
    assert (ledger.direct.value == 0).all()
    assert (ledger.pointwise_gain <= 1).all()
    assert ledger.injected.value[:-1].tolist() == [0.0] * (steps - 1)


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("objective", OF_TOKENS)
def test_the_ledgers_paths_add_up_to_the_gradient(cell: str, objective: str) -> None:
    run = read(cell, objective=objective)
    layer, entering = run.trace.layer, np.zeros_like(run.h)
    steps = slice(run.adjoint.entering.first, None)
    entering[steps][: len(run.adjoint.entering.vectors.rows)] = run.adjoint.entering.vectors.values()
    recurrent, direct = run.adjoint.d_hh @ layer.weight_hh, np.zeros_like(run.h)
    if cell == "gru":
        direct = run.gates["z"] * run.grad
    np.testing.assert_allclose(run.grad[:-1], (entering[:-1] + recurrent[1:] + direct[1:]), atol=1e-15)
    ledger = flow.ledger(run)
    np.testing.assert_allclose(ledger.injected.value, np.linalg.norm(entering, axis=1), atol=1e-15)
    np.testing.assert_allclose(ledger.recurrent.value, np.linalg.norm(recurrent, axis=1), atol=1e-15)
    if cell != "lstm":
        np.testing.assert_allclose(ledger.direct.value, np.linalg.norm(direct, axis=1), atol=1e-15)
    else:
        assert run.cell_grad is not None
        through_c = np.linalg.norm(run.gates["f"] * run.cell_grad, axis=1)
        np.testing.assert_allclose(ledger.direct.value, through_c, atol=1e-15)


@pytest.mark.parametrize("cell", CELLS)
def test_the_steps_shares_are_the_norms_of_outer_products(cell: str) -> None:
    run = read(cell, objective="next-token")
    before = run.trace.states[0][:-1]
    shares = np.einsum("tg,th->tgh", run.adjoint.d_hh, before)
    expected = np.linalg.norm(shares.reshape(len(shares), -1), axis=1)
    np.testing.assert_allclose(flow.ledger(run).weight_hh_grad.value, expected, atol=1e-15)
    np.testing.assert_allclose(shares.sum(axis=0), flow.parameter_gradients(run)["rnn.weight_hh_l0"], atol=1e-14)


def test_ratios_over_nothing_are_nan() -> None:
    ledger = flow.ledger(read("rnn", spectral_radius=0.0))
    assert np.isnan(ledger.pointwise_gain[:-1]).all()
    assert np.isnan(ledger.weight_gain[:-1]).all()
    assert ledger.weight_gain[-1] == 0
    assert ledger.recurrent.log10.tolist() == [-math.inf] * 6


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("radius", [None, 1.5])
def test_the_jacobian_against_finite_differences(cell: str, radius: float | None) -> None:
    """h_t is nudged, and c_t held, by continuing from it."""
    run = read(cell, spectral_radius=radius, hidden_size=3)
    got = flow.jacobian(run).h
    assert got[-1] == 0
    for t in range(len(run.tokens) - 1):
        columns = []
        for unit in range(3):
            ends = []
            for sign in (1, -1):
                state = {
                    part: rows[t + 1].copy()
                    for part, rows in zip(run.network.cell.state, run.trace.states, strict=True)
                }
                state["h"][unit] += sign * 1e-6
                ends.append(reader.run(run.network, run.tokens[t + 1 :], state=state).h[-1])
            columns.append((ends[0] - ends[1]) / 2e-6)
        assert got[t] == pytest.approx(math.log10(np.linalg.norm(np.array(columns), 2)), abs=1e-6)


@pytest.mark.parametrize("radius", [0.2, 4.0])
def test_the_jacobian_is_exact_beyond_the_range(radius: float) -> None:
    """One unit: the Jacobian is a product of numbers, and its log10 a sum."""
    run = read("rnn", 3_000, hidden_size=1, spectral_radius=radius, seed=3)
    slopes = np.log10((1 - run.h[:, 0]) * (1 + run.h[:, 0])) + math.log10(radius)
    expected = np.append(np.cumsum(slopes[:0:-1])[::-1], 0.0)
    np.testing.assert_allclose(flow.jacobian(run).h, expected, rtol=1e-11, atol=1e-10)
    assert expected[0] < -400


def test_a_jacobian_through_nothing_is_zero() -> None:
    assert flow.jacobian(read("rnn", spectral_radius=0.0)).h.tolist() == [-math.inf] * 5 + [0.0]


@pytest.mark.parametrize("cell", CELLS)
def test_the_spectrum_of_every_gate(cell: str) -> None:
    run = read(cell, spectral_radius=1.5)
    spectra = flow.spectrum(run)
    assert tuple(spectra) == CELLS[cell].gates
    for block, spectrum in zip(run.trace.layer.weight_hh.reshape(-1, 8, 8), spectra.values(), strict=True):
        magnitudes = np.abs(spectrum.eigenvalues)
        assert magnitudes[0] == pytest.approx(1.5)
        assert (np.diff(magnitudes) < 1e-12).all()
        assert spectrum.eigenvalues.sum() == pytest.approx(np.trace(block))
        assert spectrum.largest_singular_value == pytest.approx(math.sqrt(np.linalg.eigvalsh(block @ block.T)[-1]))


@pytest.mark.parametrize(
    ("objective", "targets"),
    [("recall", [0, 0, 0, 0]), ("next-token", [1, 4, 2, -1]), ("sum", [-1, -1, -1, -1])],
)
def test_predictions(objective: str, targets: list[int]) -> None:
    run = read("gru", 4, objective=objective)
    said = flow.predictions(run)
    assert said.target_ids.tolist() == targets
    exps = np.exp(run.h @ run.network.head.weight.T + run.network.head.bias)
    probabilities = exps / exps.sum(axis=1, keepdims=True)
    for t, target in enumerate(targets):
        if target < 0:
            assert np.isnan(said.target_probability[t])
        else:
            assert said.target_probability[t] == pytest.approx(probabilities[t, target])
        assert said.likeliest_probability[t].tolist() == pytest.approx(sorted(probabilities[t])[:1:-1])
        np.testing.assert_allclose(probabilities[t, said.likeliest_ids[t]], said.likeliest_probability[t])
