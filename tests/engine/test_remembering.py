from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from app.engine import flow, losses, reader, remembering
from app.engine.cells import CELLS

WORDS = ("a", "b", "c", "d")


@pytest.mark.parametrize("half_life", [0.2, 1.0, 7.5, 300.0])
@pytest.mark.parametrize("steps", [4, 5, 50])
def test_a_geometric_decay_has_its_half_life(half_life: float, steps: int) -> None:
    norms = np.linspace(0.0, math.log10(0.5) * (steps - 1) / half_life, steps)
    assert remembering.half_life(norms) == pytest.approx(half_life, rel=1e-12)


def test_a_few_odd_steps_do_not_move_it() -> None:
    norms = math.log10(0.5) / 3 * np.arange(40.0)
    odd = norms.copy()
    odd[[3, 11, 25, 38]] += [5, -4, 9, 2]
    assert remembering.half_life(odd) == pytest.approx(3, rel=1e-9)


def test_what_does_not_fall_never_halves() -> None:
    assert remembering.half_life(np.zeros(10)) == math.inf
    assert remembering.half_life(np.arange(10.0)) == math.inf


def test_what_grows_first_and_dies_then_is_judged_by_the_whole() -> None:
    norms = np.concatenate([np.linspace(0, 1, 6), np.linspace(0.9, -9, 60)])
    assert 1 < remembering.half_life(norms) < 3


def test_only_what_is_left_counts() -> None:
    norms = np.append(math.log10(0.5) / 2 * np.arange(8.0), [-math.inf] * 5)
    assert remembering.half_life(norms) == pytest.approx(2)
    assert math.isnan(remembering.half_life(np.array([0.0, -1.0, -2.0])))
    assert math.isnan(remembering.half_life(np.array([0.0, -1.0, -2.0, -math.inf, -math.inf])))


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("num_layers", [1, 2])
def test_the_norms_are_those_of_the_runs(cell: str, num_layers: int) -> None:
    tokens = ("a", "b", "c", "d", "a")
    nets = [reader.seeded(cell=cell, seed=seed, num_layers=num_layers, vocabulary=WORDS) for seed in range(3)]
    state = {part: np.full((num_layers, 8), 0.1) for part in nets[0].cell.state}
    found = remembering.log10_norms(nets, nets[0].ids(tokens), state)
    for own, net in zip(found, nets, strict=True):
        expected = flow.jacobian(reader.run(net, tokens, state=state)).h
        np.testing.assert_allclose(own, expected[::-1], atol=1e-13)


@pytest.mark.parametrize(("layer", "direction"), [(None, 0), (0, 1), (1, 1)])
def test_any_layer_and_direction_of_numbers_too(layer: int | None, direction: int) -> None:
    fields: dict[str, Any] = {"num_layers": 2, "bidirectional": True, "input_size": 2, "vocabulary": ()}
    nets = [reader.seeded(cell="gru", seed=seed, **fields) for seed in range(2)]
    x, ids = np.cos(np.arange(10.0)).reshape(5, 2), np.full(5, -1)
    x.setflags(write=False)
    found = remembering.log10_norms(nets, ids, x=x, layer=layer, direction=direction)
    for own, net in zip(found, nets, strict=True):
        run = reader.answer(net, (), ids, losses.ask("sum", ids, x=x), x=x, layer=layer, direction=direction)
        expected = flow.jacobian(run).h
        np.testing.assert_allclose(own, expected if direction else expected[::-1], atol=1e-13)
