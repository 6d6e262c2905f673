from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import fused, reader, whatif
from app.engine.cells import CELLS
from app.engine.errors import OutOfRange
from app.engine.losses import Question
from app.engine.run import Run

KINDS = [(name, nonlinearity) for name, kind in CELLS.items() for nonlinearity in kind.nonlinearities]


def is_fused(run: Run) -> bool:
    """Only a fused run has everything in one block."""
    return run.trace.every_gate.base is not None


def both(monkeypatch: pytest.MonkeyPatch, run: Callable[[], Run]) -> tuple[Run, Run]:
    """A run, and the same run not fused."""
    first = run()
    with monkeypatch.context() as patched:
        patched.setattr(fused, "MAX_STEPS", 0)
        second = run()
    assert not is_fused(second)
    return first, second


def assert_same(one: Run, other: Run) -> None:
    assert one.loss == other.loss
    for name in ("x", "h", "c", "ih", "hh", "grad", "cell_grad"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), name)
    for name, gate in one.gates.items():
        np.testing.assert_array_equal(gate, other.gates[name], name)
    for found, expected in zip(one.adjoint.norms, other.adjoint.norms, strict=True):
        np.testing.assert_array_equal(found.value, expected.value)
        np.testing.assert_array_equal(found.log10, expected.log10)
    np.testing.assert_array_equal(one.adjoint.d_hh, other.adjoint.d_hh)
    for part, start in one.initial_grad.items():
        np.testing.assert_array_equal(start.values(), other.initial_grad[part].values())


@pytest.mark.parametrize(("cell", "nonlinearity"), KINDS)
@pytest.mark.parametrize("size", [1, 3, 64])
@pytest.mark.parametrize("steps", [2, 5, fused.MAX_STEPS])
@pytest.mark.parametrize("objective", ["recall", "sum"])
def test_every_bit_is_that_of_a_long_run(
    monkeypatch: pytest.MonkeyPatch, cell: str, nonlinearity: str, size: int, steps: int, objective: str
) -> None:
    net = reader.seeded(cell=cell, nonlinearity=nonlinearity, hidden_size=size, seed=3, vocabulary="abc")
    words = ["abc"[t * t % 3] for t in range(steps)]
    state = {part: np.linspace(-0.5, 0.5, size) for part in net.cell.state}
    for start in (None, state):
        assert_same(*both(monkeypatch, lambda: reader.run(net, words, objective=objective, state=start)))  # noqa: B023


@settings(max_examples=30, deadline=None)
@given(words=st.lists(st.sampled_from("abc"), min_size=1, max_size=6), cell=st.sampled_from(sorted(CELLS)))
def test_nothing_is_left_of_the_run_before(words: list[str], cell: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        for seed in (0, 1, 0):
            net = reader.seeded(cell=cell, hidden_size=3, seed=seed, vocabulary="abc")
            assert_same(*both(patched, lambda: reader.run(net, words)))  # noqa: B023


def test_an_ordinary_run_is_fused_and_is_not_changed_by_the_next() -> None:
    net = reader.seeded(vocabulary="ab")
    run = reader.run(net, "abab")
    assert is_fused(run)
    h, grad = run.h.copy(), run.grad.copy()
    reader.run(reader.seeded(vocabulary="ab", seed=1), "baba")
    np.testing.assert_array_equal(run.h, h)
    np.testing.assert_array_equal(run.grad, grad)


@pytest.mark.parametrize(
    ("cell", "size", "steps", "scored", "expected"),
    [
        ("rnn", 8, 4, range(3, 4), True),
        ("rnn", 8, 4, range(2, 3), False),
        ("rnn", 8, 4, range(3), False),
        ("rnn", 8, 999, range(998, 999), False),
        ("rnn", 256, 4, range(3, 4), True),
        ("lstm", 256, 4, range(3, 4), False),
    ],
)
def test_which_runs_are_fused(cell: str, size: int, steps: int, scored: range, expected: bool) -> None:
    (layer,) = reader.seeded(cell=cell, hidden_size=size, vocabulary="a").layers
    assert fused.fits(layer, steps, Question("recall", np.zeros(steps, dtype=np.int64), scored)) is expected


@pytest.mark.parametrize(
    ("cell", "fields", "run"),
    [
        ("rnn", {"spectral_radius": 0}, {"objective": "sum"}),
        ("rnn", {"spectral_radius": 1e-50}, {"objective": "sum"}),
        ("rnn", {"nonlinearity": "relu"}, {"state": {"h": [1e200, 1.0]}, "objective": "sum"}),
        ("lstm", {}, {"state": {"h": [0.0, 0.0], "c": [1e200, -1.0]}, "objective": "sum"}),
    ],
)
def test_what_leaves_the_range_is_not_fused(cell: str, fields: dict[str, Any], run: dict[str, Any]) -> None:
    net = reader.seeded(cell=cell, hidden_size=2, vocabulary="ab", **fields)
    for _ in range(2):
        assert not is_fused(reader.run(net, "abab", **run))
    assert is_fused(reader.run(reader.seeded(cell=cell, hidden_size=2, vocabulary="ab"), "abab", objective="sum"))


def test_a_state_beyond_the_range_is_refused_as_in_a_long_run() -> None:
    net = reader.seeded(nonlinearity="relu", hidden_size=2, spectral_radius=4, vocabulary="ab")
    for objective in ("recall", "sum"):
        with pytest.raises(OutOfRange, match="h leaves the range"):
            reader.run(net, "abab" * 7, state={"h": [1.7e308, 1.7e308]}, objective=objective)


@pytest.mark.parametrize("cell", ["gru", "lstm"])
def test_gates_far_below_0_keep_their_digits_in_both(monkeypatch: pytest.MonkeyPatch, cell: str) -> None:
    """As 1/(1 + exp(−x)) has them, by which PyTorch goes."""
    net = reader.seeded(cell=cell, hidden_size=4, seed=1, vocabulary="abc")
    state = {part: np.full(4, 200.0) for part in net.cell.state}
    one, other = both(monkeypatch, lambda: reader.run(net, "abca", objective="sum", state=state))
    assert_same(one, other)
    before = (one.ih + one.hh)[0]
    found = np.concatenate([gate[0] for name, gate in one.gates.items() if name in net.cell.sigmoid])
    own = np.repeat([name in net.cell.sigmoid for name in net.cell.gates], 4)
    assert found.min() < 1e-20
    np.testing.assert_allclose(found, 1 / (1 + np.exp(-before[own])), rtol=1e-13)
    unchanged = whatif.whatif(one, [whatif.Unit(0, 1, float(one.h[0, 1]), onward=False)])
    np.testing.assert_array_equal(unchanged.states[0], one.h)


def test_ordinary_gates_are_left_alone() -> None:
    net = reader.seeded(cell="lstm", vocabulary="abc")
    assert reader.run(net, "abca").trace.layer is net.layers[0]
