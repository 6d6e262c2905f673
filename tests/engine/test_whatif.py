from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from app.engine import losses, reader, unroll
from app.engine.cells import CELLS
from app.engine.errors import OutOfRange
from app.engine.run import Run
from app.engine.whatif import Edit, Transplant, Unit, WhatIf, Word, whatif
from tests.engine.objectives import OF_TOKENS

WORDS = ("a", "b", "c")
KINDS = [(name, nonlinearity) for name, kind in CELLS.items() for nonlinearity in kind.nonlinearities]


def read(cell: str, nonlinearity: str = "tanh", steps: int = 9, objective: str = "recall", **fields: Any) -> Run:
    net = reader.seeded(cell=cell, nonlinearity=nonlinearity, vocabulary=WORDS, **{"hidden_size": 5, **fields})
    return reader.run(net, [WORDS[t * t % 3] for t in range(steps)], objective=objective)


def by_hand(run: Run, edits: list[Edit]) -> list[npt.NDArray[np.float64]]:
    """The edited run, read one step at a time: h, and c, after every step."""
    after = [rows[0] for rows in run.trace.states]
    clamps: list[Unit] = []
    every = []
    for t, x in enumerate(run.x):
        own = [edit for edit in edits if edit.t == t]
        words = [edit.x for edit in own if isinstance(edit, Word)]
        trace = unroll.forward(run.trace.layer, np.array([*words, x])[:1], tuple(after))
        after = [part[1].copy() for part in trace.states]
        clamps += [edit for edit in own if isinstance(edit, Unit) and edit.onward]
        for edit in [*own, *clamps]:
            if isinstance(edit, Transplant):
                after[: len(edit.parts)] = [part.copy() for part in edit.parts]
            elif isinstance(edit, Unit):
                after[0][edit.unit] = edit.value
        every.append(after)
    return [np.array(rows) for rows in zip(*every, strict=True)]


def several(run: Run) -> list[Edit]:
    size = run.h.shape[1]
    other = tuple(np.sin(np.arange(size) + k) for k in range(len(run.trace.states)))
    return [
        Word(2, np.array([1.0, -0.5, 0.3, 2.0])),
        Unit(3, 1, 0.25, onward=False),
        Unit(4, 2, 0.0, onward=True),
        Transplant(6, other),
        Word(7, np.array([0.1, 0.1, 0.1, 0.1])),
        Transplant(7, (np.full(size, 0.5),)),
    ]


@pytest.mark.parametrize(("cell", "nonlinearity"), KINDS)
def test_every_edit_and_all_together_against_a_loop_by_hand(cell: str, nonlinearity: str) -> None:
    run = read(cell, nonlinearity)
    every = several(run)
    for edits in [*([edit] for edit in every), every]:
        found = whatif(run, edits)
        for ours, expected in zip(found.states, by_hand(run, edits), strict=True):
            np.testing.assert_allclose(ours, expected, rtol=1e-12, atol=1e-14)
        assert found.loss == losses.loss(run.network.head, found.states[0], run.question)[0]


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("steps", [1, 5, 700])
@pytest.mark.parametrize("size", [1, 8, 33])
def test_an_edit_that_changes_nothing_changes_no_bit(cell: str, steps: int, size: int) -> None:
    run = read(cell, steps=steps, hidden_size=size, spectral_radius=2.0)
    t = steps // 2
    own = tuple(rows[t + 1] for rows in run.trace.states)
    for edit in (Word(t, run.x[t]), Unit(t, 0, float(own[0][0]), onward=False), Transplant(t, own)):
        found = whatif(run, [edit])
        for ours, rows in zip(found.states, run.trace.states, strict=True):
            assert (ours == rows[1:]).all()
        assert (found.loss, found.predicted) == (run.loss, 0.0)


@pytest.mark.parametrize(("cell", "nonlinearity"), KINDS)
@pytest.mark.parametrize("objective", OF_TOKENS)
def test_the_prediction_is_the_change_to_first_order(cell: str, nonlinearity: str, objective: str) -> None:
    """A tenth of an edit leaves a hundredth of what the prediction misses."""
    run = read(cell, nonlinearity, objective=objective)
    direction = np.cos(np.arange(5.0))

    def moved(share: float) -> list[list[Edit]]:
        state = [rows[5] + share * direction for rows in run.trace.states]
        return [
            [Word(4, run.x[4] + share)],
            [Unit(4, 1, float(run.h[4, 1]) + share, onward=False)],
            [Transplant(4, tuple(state))],
            [Transplant(4, (state[0],))],
            [Unit(3, 0, float(run.h[3, 0]) + share, onward=False), Word(6, run.x[6] - share)],
        ]

    def missed(found: WhatIf) -> float:
        return abs(found.loss - run.loss - found.predicted)

    for large, small in zip(moved(1e-3), moved(1e-4), strict=True):
        coarse, fine = whatif(run, large), whatif(run, small)
        assert fine.predicted != 0
        assert missed(fine) < max(missed(coarse) / 30, 3e-15)
        assert fine.loss - run.loss == pytest.approx(fine.predicted, rel=5e-3)


@pytest.mark.parametrize("cell", CELLS)
def test_a_clamp_is_predicted_to_first_order(cell: str) -> None:
    """A unit held near a value it has anyway: a network that stands still."""
    net = reader.seeded(cell=cell, hidden_size=5, vocabulary=("a",), spectral_radius=0.3)
    still = {part: values[0] for part, values in reader.run(net, ["a"] * 300).final_state.items()}
    run = reader.run(net, ["a"] * 6, objective="sum", state=still)
    changes = []
    for share in (1e-3, 1e-4):
        found = whatif(run, [Unit(2, 1, float(run.h[2, 1]) + share, onward=True)])
        assert (found.states[0][2:, 1] == run.h[2, 1] + share).all()
        changes.append(abs(found.loss - run.loss - found.predicted))
        assert found.loss - run.loss == pytest.approx(found.predicted, rel=0.01)
    assert changes[1] < max(changes[0] / 30, 1e-14)


@pytest.mark.parametrize("cell", ["rnn", "gru"])
def test_gradient_times_difference_is_the_same_at_every_step(cell: str) -> None:
    """Both go through the same Jacobians, one backward and one forward."""
    run = read(cell, steps=9, objective="sum")
    found = whatif(run, [Transplant(0, (run.h[0] + 1e-6,))])
    products = (run.grad * (found.states[0] - run.h)).sum(axis=1)
    np.testing.assert_allclose(products, found.predicted, rtol=1e-4)


def test_a_prediction_beyond_the_range_is_no_number() -> None:
    run = read("rnn", steps=2_000, spectral_radius=0.2)
    assert math.isnan(whatif(run, [Unit(0, 0, 0.5, onward=False)]).predicted)
    assert whatif(run, [Unit(1_999, 0, 0.5, onward=False)]).predicted != 0


def test_a_state_that_overflows_is_refused_at_its_step() -> None:
    run = read("rnn", "relu", spectral_radius=4.0)
    with pytest.raises(OutOfRange, match="h leaves the range of a double at t = "):
        whatif(run, [Transplant(3, (np.full(5, 1e308),))])


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_products_that_overflow_are_refused_as_in_a_run(cell: str) -> None:
    """A squashed state hides that its sum left the range; going on from the same state is refused at the same step."""
    run = read(cell, hidden_size=40)
    huge = np.full(40, 1.7e308) * np.sign(run.trace.layer.weight_hh[0])
    with pytest.raises(OutOfRange) as edited:
        whatif(run, [Transplant(3, (huge,))])
    parts = (huge, *(rows[4] for rows in run.trace.states[1:]))
    with pytest.raises(OutOfRange) as repeated:
        reader.run(run.network, WORDS, state=dict(zip(run.network.cell.state, parts, strict=True)))
    assert (edited.value.what, edited.value.t) == (repeated.value.what, 4)
    assert repeated.value.t == 0


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize(("layer", "direction"), [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_a_small_edit_of_any_layer_and_direction_does_what_the_gradient_says(
    cell: str, layer: int, direction: int
) -> None:
    fields: dict[str, Any] = {"num_layers": 2, "bidirectional": True, "seed": 2}
    run = read(cell, objective="next-token", **fields).looking_at(layer, direction)
    word, x, step = run.network.embedding[0], run.traces[0].x, 1e-5
    edits: dict[str, Callable[[float], list[Edit]]] = {
        "word": lambda by: [Word(2, x[2] + by * word)],
        "unit": lambda by: [Unit(4, 1, run.h[4, 1] + by, onward=False)],
        "state": lambda by: [Transplant(6, (run.h[6] + by,))],
        "all at one step": lambda by: [Word(4, x[4] + by * word), Unit(4, 1, run.h[4, 1] + by, onward=False)],
    }
    for name, edit in edits.items():
        up, down = (whatif(run, edit(by)) for by in (step, -step))
        predicted = up.predicted - down.predicted
        assert up.loss - down.loss == pytest.approx(predicted, rel=1e-6, abs=1e-15), name
        assert predicted != 0


@pytest.mark.parametrize("direction", [0, 1])
def test_an_edit_goes_the_way_its_direction_reads(direction: int) -> None:
    run = read("gru", num_layers=2, bidirectional=True).looking_at(1, direction)
    found = whatif(run, [Unit(4, 2, 0.5, onward=True)])
    kept, changed = (slice(0, 4), slice(4, None)) if not direction else (slice(5, None), slice(0, 5))
    np.testing.assert_array_equal(found.states[0][kept], run.h[kept])
    assert (found.states[0][changed, 2] == 0.5).all()
    assert (found.states[0][changed] != run.h[changed]).any(axis=1).all()
    below = whatif(run.looking_at(0, direction), [Unit(4, 2, 0.5, onward=False)])
    assert below.loss != found.loss


def test_an_edit_that_changes_nothing_gives_the_run_s_own_bits() -> None:
    for place in ((0, 0), (0, 1), (1, 1)):
        run = read("lstm", num_layers=2, bidirectional=True).looking_at(*place)
        found = whatif(run, [Unit(3, 1, run.h[3, 1], onward=False), Word(5, run.traces[0].x[5])])
        np.testing.assert_array_equal(found.states[0], run.h)
        np.testing.assert_array_equal(found.states[1], run.c)
        assert found.loss == pytest.approx(run.loss, rel=1e-14)
        assert found.predicted == 0.0


def test_a_word_in_a_network_of_two_directions_is_that_word_s_sentence() -> None:
    run = read("rnn", num_layers=2, bidirectional=True, objective="sum").looking_at(1, 1)
    tokens = [*run.tokens[:3], "b", *run.tokens[4:]]
    other = reader.run(run.network, tokens, objective="sum", direction=1)
    found = whatif(run, [Word(3, run.network.embedding[1])])
    np.testing.assert_allclose(found.states[0], other.h, atol=1e-15)
    assert found.loss == pytest.approx(other.loss, rel=1e-14)


def test_an_edited_state_that_leaves_the_range_names_its_step_in_either_direction() -> None:
    run = read("rnn", "identity", num_layers=1, bidirectional=True, spectral_radius=4.0).looking_at(0, 1)
    with pytest.raises(OutOfRange, match="in layer 0, read backward") as caught:
        whatif(run, [Unit(7, 0, 1e308, onward=False)])
    assert caught.value.t == 6
