"""Jacobians of the last state against sixty digits and against finite differences, of one run and of several."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import mpmath  # type: ignore[import-untyped]
import numpy as np
import pytest

from app.engine import flow, jacobian, reader
from app.engine.cells import CELLS
from app.engine.params import Layer
from app.engine.run import Run
from tests.quick import share

WORDS = ("a", "b", "c")
SIZE = range(2)


def quiet(cell: str, radius: float, steps: int, seed: int = 5) -> Run:
    """Two units whose inputs and biases are small, so that nothing saturates and any magnitude can be reached."""
    net = reader.seeded(cell=cell, hidden_size=2, input_size=2, seed=seed, spectral_radius=radius, vocabulary=WORDS)
    layer = net.layers[0]
    biases = layer.bias_ih * 0.01, layer.bias_hh * 0.01
    layer = Layer(layer.cell, layer.weight_ih * 0.01, layer.weight_hh, *biases)
    return reader.run(replace(net, layers=(layer,)), [WORDS[t * t % 3] for t in range(steps)])


def exact(array: Any) -> Any:
    return mpmath.matrix(np.asarray(array, dtype=float).tolist())


def diagonal(values: Any) -> Any:
    return mpmath.diag([mpmath.mpf(float(value)) for value in values])


def backward_steps(run: Run, t: int) -> Any:
    """∂(h_t, c_t)/∂(h_{t-1}, c_{t-1}) as one matrix, from the run's own gates; without c for the RNN and the GRU."""
    blocks = [exact(block) for block in run.trace.layer.weight_hh.reshape(-1, 2, 2)]
    gates = {name: [mpmath.mpf(float(value)) for value in rows[t]] for name, rows in run.gates.items()}
    before = [mpmath.mpf(float(value)) for value in run.trace.states[0][t]]
    if run.cell == "rnn":
        return mpmath.diag([1 - mpmath.mpf(float(h)) ** 2 for h in run.h[t]]) * blocks[0]
    if run.cell == "gru":
        r, z, n = gates["r"], gates["z"], gates["n"]
        hh_n = [mpmath.mpf(float(value)) for value in run.hh[t][4:]]
        to_n = [(1 - z[j]) * (1 - n[j] ** 2) for j in SIZE]
        return (
            mpmath.diag(z)
            + mpmath.diag([(before[j] - n[j]) * z[j] * (1 - z[j]) for j in SIZE]) * blocks[1]
            + mpmath.diag([to_n[j] * r[j] for j in SIZE]) * blocks[2]
            + mpmath.diag([to_n[j] * hh_n[j] * r[j] * (1 - r[j]) for j in SIZE]) * blocks[0]
        )
    i, f, g, o = (gates[name] for name in "ifgo")
    c, c_new = ([mpmath.mpf(float(value)) for value in run.trace.states[1][t + k]] for k in (0, 1))
    c_by_h = (
        mpmath.diag([g[j] * i[j] * (1 - i[j]) for j in SIZE]) * blocks[0]
        + mpmath.diag([c[j] * f[j] * (1 - f[j]) for j in SIZE]) * blocks[1]
        + mpmath.diag([i[j] * (1 - g[j] ** 2) for j in SIZE]) * blocks[2]
    )
    to_c = mpmath.diag([o[j] * (1 - mpmath.tanh(c_new[j]) ** 2) for j in SIZE])
    h_by_h = mpmath.diag([mpmath.tanh(c_new[j]) * o[j] * (1 - o[j]) for j in SIZE]) * blocks[3] + to_c * c_by_h
    whole = mpmath.zeros(4)
    for row, parts in ((0, (h_by_h, to_c * mpmath.diag(f))), (2, (c_by_h, mpmath.diag(f)))):
        for column, part in zip((0, 2), parts, strict=True):
            whole[row : row + 2, column : column + 2] = part
    return whole


def log10_norm(matrix: Any) -> float:
    """log10 of the largest singular value of a 2×2 matrix, by its own formula."""
    squares = mpmath.fsum(value**2 for value in matrix)
    determinant = matrix[0, 0] * matrix[1, 1] - matrix[0, 1] * matrix[1, 0]
    return float(mpmath.log10((squares + mpmath.sqrt(squares**2 - 4 * determinant**2)) / 2) / 2)


def exact_norms(run: Run) -> tuple[list[float], list[float]]:
    """log10‖∂h_{T-1}/∂h_t‖₂ with c_t held, and log10‖∂c_{T-1}/∂c_t‖₂ through c_t and through h_t = o ⊙ tanh(c_t)."""
    parts = len(run.trace.states)
    product = mpmath.eye(2 * parts)
    h, c = [], []
    for t in range(len(run.tokens) - 1, -1, -1):
        h.append(log10_norm(product[0:2, 0:2]))
        if parts > 1:
            slopes = [float(o) * (1 - mpmath.tanh(mpmath.mpf(float(value))) ** 2)
                      for o, value in zip(run.gates["o"][t], run.trace.states[1][t + 1], strict=True)]  # fmt: skip
            c.append(log10_norm(product[2:4, 2:4] + product[2:4, 0:2] * mpmath.diag(slopes)))
        product = product * backward_steps(run, t)
    return h[::-1], c[::-1]


@pytest.mark.parametrize(("cell", "radius"), share([(cell, radius) for radius in (0.2, 4.0) for cell in CELLS]))
def test_two_thousand_steps_in_sixty_digits(cell: str, radius: float) -> None:
    run = quiet(cell, radius, 2_000)
    found = flow.jacobian(run)
    with mpmath.workdps(60):
        h, c = exact_norms(run)
    np.testing.assert_allclose(found.h, h, rtol=1e-11, atol=1e-10)
    if found.c is not None:
        np.testing.assert_allclose(found.c, c, rtol=1e-11, atol=1e-10)
    assert abs(h[0]) > 50


@pytest.mark.parametrize("cell", ["gru", "lstm"])
@pytest.mark.parametrize("steps", [1, 2, 2_000])
def test_the_highway_in_sixty_digits(cell: str, steps: int) -> None:
    run = quiet(cell, 0.2, steps)
    kept = run.gates[run.network.cell.keeper]
    with mpmath.workdps(60):
        products, expected = [mpmath.mpf(1)] * 2, []
        for row in kept[::-1]:
            expected.append(float(mpmath.log10(max(products))))
            products = [product * mpmath.mpf(float(value)) for product, value in zip(products, row, strict=True)]
    highway = flow.jacobian(run).highway
    assert highway is not None
    np.testing.assert_allclose(highway, expected[::-1], rtol=1e-12, atol=1e-12)
    assert steps < 2_000 or expected[-1] < -323


def test_an_rnn_has_no_highway_and_no_c() -> None:
    found = flow.jacobian(quiet("rnn", 0.9, 3))
    assert (found.c, found.highway) == (None, None)


@pytest.mark.parametrize("cell", CELLS)
def test_several_runs_at_once_are_each_run_alone(cell: str) -> None:
    runs = [
        reader.run(reader.seeded(cell=cell, hidden_size=5, seed=seed, vocabulary=WORDS), ("a", "b", "c", "b"))
        for seed in range(4)
    ]
    together = jacobian.log10_norms([run.trace for run in runs])
    for norms, run in zip(together, runs, strict=True):
        np.testing.assert_allclose(norms[0], flow.jacobian(run).h, rtol=1e-12, atol=1e-14)


def test_the_jacobian_of_c_against_finite_differences() -> None:
    """c_t is nudged, and h_t = o ⊙ tanh(c_t) with it, by continuing from there."""
    run = reader.run(reader.seeded(cell="lstm", hidden_size=3, vocabulary=WORDS), ("a", "b", "c", "b", "a"))
    found = flow.jacobian(run).c
    assert found is not None
    for t in range(4):
        columns = []
        for unit in range(3):
            ends = []
            for sign in (1, -1):
                c = run.trace.states[1][t + 1].copy()
                c[unit] += sign * 1e-6
                state = {"h": run.gates["o"][t] * np.tanh(c), "c": c}
                ends.append(reader.run(run.network, run.tokens[t + 1 :], state=state).trace.states[1][-1])
            columns.append((ends[0] - ends[1]) / 2e-6)
        assert found[t] == pytest.approx(math.log10(np.linalg.norm(np.array(columns), 2)), abs=1e-6)
    assert found[4] == 0


def by_svd(run: Run) -> tuple[list[float], list[float]]:
    """log10 of the norms of the products, step by step, each by a singular value decomposition of its own."""
    trace, cell = run.trace, run.network.cell
    size, parts = cell.hidden_size, len(cell.state)
    product, scale = [np.eye(size) if k == 0 else np.zeros((size, size)) for k in range(parts)], 0
    other, other_scale = [np.eye(size) if k == parts - 1 else np.zeros((size, size)) for k in range(parts)], 0
    h, c = [], []

    def back(t: int, d_new: list[Any], scale: int) -> tuple[list[Any], list[Any], int]:
        slopes = trace.slopes(slice(t, t + 1))
        d_new = [part.copy() for part in d_new]
        d_state, d_hh = [np.zeros_like(part) for part in d_new], np.empty((size, len(cell.gates) * size))
        cell.backward(slopes, tuple(d_new), cell.by_gate(d_hh), tuple(d_state))
        d_state[0] += d_hh @ trace.layer.weight_hh
        shift = int(np.frexp(max(np.abs(part).max() for part in d_state))[1])
        return d_new, [np.ldexp(part, -shift) for part in d_state], scale + shift

    def log10(matrix: Any, scale: int) -> float:
        shift = int(np.frexp(np.abs(matrix).max())[1])
        largest = np.linalg.svd(np.ldexp(matrix, -shift), compute_uv=False)[0]
        return math.log10(largest) + (scale + shift) * math.log10(2) if largest else -math.inf

    for t in range(run.steps - 1, -1, -1):
        h.append(log10(product[0], scale))
        _, product, scale = back(t, product, scale)
        completed, own_scale = other, other_scale
        completed, other, other_scale = back(t, other, other_scale)
        c.append(log10(completed[-1], own_scale))
    return h[::-1], c[::-1]


KINDS: list[dict[str, Any]] = [
    {},
    {"spectral_radius": 0.01},
    {"spectral_radius": 4.0},
    {"recurrent_init": "orthogonal"},
    {"recurrent_init": "non-normal"},
    {"recurrent_init": "identity"},
    {"seed": 2, "spectral_radius": 1.5},
]


@pytest.mark.parametrize("size", [1, 5, 25, 40])
@pytest.mark.parametrize(
    ("cell", "nonlinearity"), [(name, kind) for name in CELLS for kind in CELLS[name].nonlinearities]
)
def test_every_kind_of_network_against_the_exact_decomposition(cell: str, nonlinearity: str, size: int) -> None:
    for kind in KINDS:
        net = reader.seeded(
            cell=cell, nonlinearity=nonlinearity, hidden_size=size, vocabulary=WORDS, **{"seed": size, **kind}
        )
        run = reader.run(net, [WORDS[t * t % 3] for t in range(40)])
        found, (h, c) = flow.jacobian(run), by_svd(run)
        np.testing.assert_allclose(found.h, h, rtol=1e-12, atol=1e-12)
        if found.c is not None:
            np.testing.assert_allclose(found.c, c, rtol=1e-12, atol=1e-12)


def of_values(values: Any, seed: int = 0) -> Any:
    """A matrix with these singular values."""
    random = np.random.default_rng(seed)
    left, right = (np.linalg.qr(random.normal(size=(len(values), len(values))))[0] for _ in "ab")
    return left @ np.diag(values) @ right


SPECTRA = {
    "one of many": np.geomspace(1, 1e-9, 40),
    "two the same": np.r_[1, 1, np.geomspace(0.5, 1e-9, 38)],
    "two that differ in the last digits": np.r_[1, 1 - 1e-12, np.geomspace(0.5, 1e-9, 38)],
    "all the same": np.ones(40),
    "more the same than are followed": np.r_[np.ones(12), np.full(28, 1e-3)],
    "rank one": np.r_[3.0, np.zeros(39)],
    "zero": np.zeros(40),
    "tiny": np.geomspace(1e-200, 1e-280, 40),
    "huge": np.geomspace(1e200, 1e150, 40),
}


@pytest.mark.parametrize("name", SPECTRA)
def test_the_largest_singular_value_of_any_matrix(name: str) -> None:
    """Matrices that turn slowly, and then one whose vectors are others altogether."""
    values = SPECTRA[name]
    matrices = np.stack([of_values(values, seed=k // 16) for k in range(32)])[:, None, None]
    largest = jacobian._Largest((1, 1), 40)
    with np.errstate(all="ignore"):
        found = np.concatenate([largest.log10(matrices[k : k + 8][::-1])[::-1] for k in range(0, 32, 8)])
        expected = np.log10(values.max())
    np.testing.assert_allclose(found.ravel(), expected, rtol=1e-12, atol=1e-12)


def test_vectors_of_the_second_value_are_not_taken_for_the_first() -> None:
    """A block that has nothing of the largest singular vector finds the second, and does not call it the largest."""
    matrix = np.diag(np.geomspace(1, 1e-12, 40))
    block = np.eye(40)[:, 1:9]
    first, sure, _ = jacobian._follow(matrix[None], block)
    assert first[0] < 0.9
    assert not sure[0]
    good, sure, _ = jacobian._follow(matrix[None], np.eye(40)[:, :8])
    assert sure[0]
    assert good[0] == pytest.approx(1, rel=1e-13)


def test_most_steps_of_a_long_run_are_proved() -> None:
    """Otherwise each would cost what a decomposition costs."""
    run = reader.run(reader.seeded(hidden_size=64, vocabulary=WORDS), [WORDS[t * t % 3] for t in range(120)])
    taken = []

    def counted(matrices: Any) -> Any:
        taken.append(len(matrices))
        return exact_eigenvalues(matrices)

    exact_eigenvalues = np.linalg.eigvalsh
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(np.linalg, "eigvalsh", counted)
        flow.jacobian(run)
    assert sum(taken) < 40
