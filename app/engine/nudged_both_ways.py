"""Nudged runs of a network of two directions, read layer by layer: a layer above needs all steps of the one below.

Shapes: T steps, I input size, H hidden size, G gates, B nudged runs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from . import nudged
from .cells.base import Array, State
from .nudged import RUNS, SIZES, Derivatives, Losses
from .run import Run

AT_ONCE = 1 << 21
"""Numbers of a layer's outputs that are held at one time, about."""

Products = Callable[[Run, int, Array, Array], tuple[Array, Array]]
"""A run that looks at a layer and direction, a step, x (B, I) or (1, I), and h (B, H) → ih and hh (B, G·H)."""


def of_states(run: Run, steps: npt.NDArray[np.intp], directions: Array, scales: Array) -> list[Derivatives]:
    """h_t of the layer and direction looked at nudged at some steps, along directions (steps, probes, H)."""
    probes = directions.shape[1]
    at_once = max(1, AT_ONCE // (run.steps * run.network.output_size * probes * RUNS))
    found: list[Derivatives] = []
    for start in range(0, len(steps), at_once):
        part = slice(start, start + at_once)
        found += _of_some_states(run, steps[part], directions[part], scales[part])
    return found


def _of_some_states(run: Run, steps: npt.NDArray[np.intp], directions: Array, scales: Array) -> list[Derivatives]:
    count, probes, size = directions.shape
    sizes = SIZES * np.repeat(scales, probes)[:, None]
    moves = nudged.moves(directions.reshape(-1, size), sizes)
    losses = Losses(run, len(moves))
    halves = [run.looking_at(run.layer, direction).h[:, None] for direction in (0, 1)]
    halves[run.direction] = _moved(run, losses, np.repeat(steps, probes * RUNS), moves)
    x = _side_by_side(halves, len(moves))
    for layer in range(run.layer + 1, run.network.num_layers):
        x = _read(run, losses, layer, x, _products)
    for t in run.question.scored:
        losses.score(t, x[t])
    found = losses.derivatives(sizes)
    return [
        Derivatives(found.quotients[k * probes : (k + 1) * probes], found.rounding[k * probes : (k + 1) * probes])
        for k in range(count)
    ]


def of_parameters(run: Run, names: Sequence[str], directions: Sequence[Array], scales: Array) -> Derivatives:
    """Every array of the state_dict nudged, each in rows of its own, and everything read from the start."""
    sizes = SIZES * scales[:, None]
    arrays = nudged.arrays(run, names, directions, sizes)
    losses, x = Losses(run, len(names) * RUNS), run.traces[0].x[:, None]
    for layer in range(run.network.num_layers):
        x = _read(run, losses, layer, x, lambda own, t, *of: nudged.products(own, t, arrays, *of))
    for t in run.question.scored:
        losses.score(t, x[t], nudged.said(arrays, x[t]))
    return losses.derivatives(sizes)


def _moved(run: Run, losses: Losses, at: npt.NDArray[np.intp], moves: Array) -> Array:
    """h (T, B, H) of the layer and direction looked at, where each row is nudged at its own step."""
    h = np.empty((run.steps, *moves.shape))
    state = _start(run, len(moves))
    for t in _order(run):
        x = run.x[t]
        state = nudged.forward(run.network.cell, state, *_products(run, t, x, state[0]))
        losses.look_for_kinks(slice(None), state[0], run.h[t])
        state[0][at == t] += moves[at == t]
        h[t] = state[0]
    return h


def _read(run: Run, losses: Losses, layer: int, x: Array, products: Products) -> Array:
    """The outputs (T, B, 2H) of a layer that reads x (T, B, I), or (T, 1, I) where all runs read the same."""
    count, halves = len(losses.loss), []
    for direction in (0, 1):
        own = run.looking_at(layer, direction)
        h, state, unmoved = np.empty((run.steps, count, run.network.hidden_size)), _start(own, count), own.h
        for t in _order(own):
            inputs = x[t] if len(x[t]) > 1 else x[t][0]
            state = nudged.forward(run.network.cell, state, *products(own, t, inputs, state[0]))
            losses.look_for_kinks(slice(None), state[0], unmoved[t])
            h[t] = state[0]
        halves.append(h)
    return _side_by_side(halves, count)


def _products(run: Run, _: int, x: Array, h: Array) -> tuple[Array, Array]:
    """ih (G·H,) or (B, G·H), and hh (B, G·H), in the scale of the loop."""
    layer = run.trace.layer
    return x @ layer.input + layer.input_bias, h @ layer.recurrent[:-1] + layer.recurrent[-1]


def _start(run: Run, count: int) -> State:
    """The initial state of the layer and direction looked at, for each run."""
    return tuple(np.tile(rows[0], (count, 1)) for rows in run.trace.states)


def _order(run: Run) -> range:
    """The steps in the order in which the direction looked at reads."""
    return range(run.steps - 1, -1, -1) if run.direction else range(run.steps)


def _side_by_side(halves: Sequence[Array], count: int) -> Array:
    """(T, B, H) of both directions, or (T, 1, H) where all runs have the same, → (T, B, 2H)."""
    shape = len(halves[0]), count, halves[0].shape[2]
    return np.concatenate([np.broadcast_to(half, shape) for half in halves], axis=2)
