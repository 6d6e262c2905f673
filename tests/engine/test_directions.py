"""Two directions: the backward one is a forward network that reads the other way, and layers join what both say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.engine import flow, layers, losses, reader
from app.engine.cells import CELLS
from app.engine.errors import OutOfRange
from app.engine.network import Network
from app.engine.params import Head
from app.engine.run import Run

WORDS = ("a", "b", "c")
TOKENS = ("a", "b", "a", "c", "b", "c", "a")


def both_ways(cell: str = "lstm", objective: str = "next-token", **fields: Any) -> Run:
    defaults: dict[str, Any] = {"hidden_size": 3, "input_size": 2, "seed": 5, "vocabulary": WORDS, "num_layers": 2}
    net = reader.seeded(cell=cell, bidirectional=True, **defaults | fields)
    return reader.run(net, TOKENS, objective=objective)


def one_way(run: Run, direction: int) -> Run:
    """The first layer of one direction alone, its half of the head, reading in its own order."""
    network = run.network
    head = Head(network.head.weight[:, 3 * direction : 3 * direction + 3], network.head.bias)
    alone = Network(WORDS, network.embedding, (network.layers[direction],), head)
    return reader.run(alone, TOKENS[::-1] if direction else TOKENS, objective="sum")


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("direction", [0, 1])
def test_a_direction_alone_is_a_network_that_reads_its_way(cell: str, direction: int) -> None:
    run = both_ways(cell, "sum", num_layers=1).looking_at(0, direction)
    other = one_way(run, direction)
    turn = slice(None, None, -1 if direction else 1)
    np.testing.assert_array_equal(run.h, other.h[turn])
    np.testing.assert_array_equal(run.x, other.x[turn])
    np.testing.assert_array_equal(run.ih, other.ih[turn])
    np.testing.assert_array_equal(run.hh, other.hh[turn])
    assert run.gates.keys() == other.gates.keys()
    for gate, values in run.gates.items():
        np.testing.assert_array_equal(values, other.gates[gate][turn])
    np.testing.assert_array_equal(run.final_state["h"][direction], other.final_state["h"][0])
    jacobian, expected = flow.jacobian(run), flow.jacobian(other)
    for name in ("h", "c", "highway"):
        own = getattr(jacobian, name)
        assert own is None or (own == getattr(expected, name)[turn]).all()
    if direction == 0:
        np.testing.assert_array_equal(run.grad, other.grad)
    else:
        assert run.grad[-1].tolist() == [1.0] * 3
        assert not run.grad[:-1].any()


def test_what_reads_backward_is_still_read_only_and_in_one_piece() -> None:
    run = both_ways().looking_at(1, 1)
    for array in (run.h, run.c, run.x, run.ih, run.grad, run.output, run.grad_norms.value, run.input_grad.rows):
        assert array is not None
        assert array.flags.c_contiguous
        assert not array.flags.writeable


@pytest.mark.parametrize("cell", CELLS)
def test_the_ledger_goes_the_way_its_direction_reads(cell: str) -> None:
    run = both_ways(cell, seed=2).looking_at(0, 1)
    ledger, log10 = flow.ledger(run), run.grad_norms.log10
    np.testing.assert_allclose(
        ledger.pointwise_gain * ledger.weight_gain, ledger.recurrent.value / run.grad_norms.value
    )
    entering = np.linalg.norm(run.adjoint.entering.vectors.values()[::-1], axis=1)
    np.testing.assert_allclose(ledger.injected.value, entering, rtol=1e-13)
    before = np.append(run.h[1:], run.initial_state["h"][1:2], axis=0)
    shares = np.linalg.norm(run.adjoint.d_hh[::-1], axis=1) * np.linalg.norm(before, axis=1)
    np.testing.assert_allclose(ledger.weight_hh_grad.value, shares, rtol=1e-13)
    assert len(log10) == len(TOKENS)


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("layer", [0, 1])
@pytest.mark.parametrize("bidirectional", [False, True])
def test_the_gradient_of_the_inputs_comes_through_every_direction(cell: str, layer: int, bidirectional: bool) -> None:
    """The first layer's against finite differences; a layer above reads what enters the h of the layer below."""
    net = reader.seeded(cell=cell, bidirectional=bidirectional, num_layers=2, input_size=2, vocabulary=WORDS)
    run = reader.run(net, TOKENS, objective="label").looking_at(layer)
    gradient = run.input_grad.values()
    if layer:
        halves = np.hsplit(gradient, net.directions)
        for direction, half in enumerate(halves):
            entering = run.looking_at(0, direction).adjoint.entering.vectors.values()
            np.testing.assert_allclose(half, entering[::-1] if direction else entering, rtol=1e-13)
        return
    ids = np.full(len(TOKENS), -1)
    for t, unit in ((0, 1), (3, 0), (6, 1)):
        ends = []
        for sign in (1, -1):
            x = run.x.copy()
            x[t, unit] += sign * 1e-5
            x.setflags(write=False)
            ends.append(reader.answer(net, (), ids, losses.ask("label", ids, x=x), x=x).loss)
        assert gradient[t, unit] == pytest.approx((ends[0] - ends[1]) / 2e-5, rel=1e-6, abs=1e-12)


def test_two_halves_keep_their_own_scale() -> None:
    """One direction sends 10^-2400 into the first half, the other a number near 1 into the second."""
    run, size = both_ways("rnn"), 3
    weights = [run.network.layers[place].weight_ih.copy() for place in (2, 3)]
    weights[0][:, size:] = weights[1][:, :size] = 0.0
    changed = [replace(run.network.layers[place], weight_ih=own) for place, own in zip((2, 3), weights, strict=True)]
    traces = [trace._replace(layer=layer) for trace, layer in zip(run.traces[2:], changed, strict=True)]
    far = run.adjoints[2]._replace(exponents=run.adjoints[2].exponents - 8_000)
    first, second = layers._entries(traces, (far, run.adjoints[3]))
    assert (first.vectors.norms().log10[:-1] < -2_300).all()
    assert np.isfinite(first.vectors.norms().log10[:-1]).all()
    assert (second.vectors.norms().log10 > -20).any()


@pytest.mark.parametrize("direction", [0, 1])
def test_a_state_that_leaves_the_range_names_its_step_and_direction(direction: int) -> None:
    net = reader.seeded(nonlinearity="identity", bidirectional=True, hidden_size=2, vocabulary=("a", "b"))
    layers = list(net.layers)
    layers[direction] = replace(layers[direction], weight_hh=np.eye(2) * 1e200)
    with pytest.raises(OutOfRange, match="in layer 0" + ", read backward" * direction) as caught:
        reader.run(replace(net, layers=tuple(layers)), "ab" * 4, objective="sum")
    assert (caught.value.backward, caught.value.layer) == (bool(direction), 0)
    assert caught.value.t == (5 if direction else 2)


def test_a_state_has_a_row_for_each_layer_and_direction() -> None:
    run = both_ways("lstm")
    assert run.final_state["h"].shape == (4, 3)
    again = reader.run(run.network, TOKENS, state=run.final_state)
    for part in ("h", "c"):
        np.testing.assert_array_equal(again.initial_state[part], run.final_state[part])
    np.testing.assert_array_equal(run.final_state["h"][3], run.looking_at(1, 1).h[0])
    np.testing.assert_array_equal(run.final_state["h"][2], run.looking_at(1, 0).h[-1])
    np.testing.assert_array_equal(run.output, np.hstack([run.looking_at(1, 0).h, run.looking_at(1, 1).h]))
