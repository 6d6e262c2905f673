"""Nudged runs of a network of one direction, read step by step: all layers read a step before the next one comes.

Shapes: T steps, H hidden size, G gates, B nudged runs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from . import nudged
from .cells.base import Array
from .nudged import RUNS, SIZES, Derivatives, Losses
from .run import Run


class _Batch:
    """Runs of one network side by side, B of them: the states of its layers from `lowest` up, and the losses so far."""

    def __init__(self, run: Run, rows: int, lowest: int) -> None:
        self.losses = Losses(run, rows)
        self.traces = run.traces[lowest:]
        self.states = [tuple(np.zeros((rows, run.h.shape[1])) for _ in trace.states) for trace in self.traces]

    def put(self, layer: int, rows: slice, t: int) -> None:
        """Make some rows' states in a layer those of the run itself before step t."""
        for part, own in zip(self.states[layer], self.traces[layer].states, strict=True):
            part[rows] = own[t]

    def advance(self, t: int, rows: slice, first: int = 0) -> None:
        """Let the layers from `first` on read step t; each reads the h of the layer below it."""
        for place in range(first, len(self.traces)):
            layer = self.traces[place].layer
            x = self.states[place - 1][0][rows] if place else self.traces[0].x[t]
            hh = self.states[place][0][rows] @ layer.recurrent[:-1] + layer.recurrent[-1]
            self.step(t, rows, place, x @ layer.input + layer.input_bias, hh)

    def step(self, t: int, rows: slice, place: int, ih: Array, hh: Array) -> None:
        """Make some rows' states in a layer those after step t, from ih and hh (B, G·H) in the scale of the loop."""
        trace, state = self.traces[place], self.states[place]
        new = nudged.forward(trace.layer.cell, tuple(part[rows] for part in state), ih, hh)
        for part, values in zip(state, new, strict=True):
            part[rows] = values
        self.losses.look_for_kinks(rows, new[0], trace.h[t])


def of_states(run: Run, steps: npt.NDArray[np.intp], directions: Array, scales: Array) -> list[Derivatives]:
    """h_t of the layer looked at nudged after some steps, along directions (steps, probes, H), and read on."""
    count, probes, size = directions.shape
    sizes = SIZES * np.repeat(scales, probes)[:, None]
    moves = nudged.moves(directions.reshape(-1, size), sizes)
    batch, width = _Batch(run, len(moves), run.layer), probes * RUNS
    begun = 0
    for t in range(int(steps[0]), run.steps):
        rows = slice(0, begun * width)
        if begun:
            batch.advance(t, rows)
        if begun < count and steps[begun] == t:
            _begin(batch, t, slice(rows.stop, rows.stop + width), moves)
            begun += 1
        batch.losses.score(t, batch.states[-1][0][: begun * width])
    found = batch.losses.derivatives(sizes)
    return [
        Derivatives(found.quotients[k * probes : (k + 1) * probes], found.rounding[k * probes : (k + 1) * probes])
        for k in range(count)
    ]


def _begin(batch: _Batch, t: int, rows: slice, moves: Array) -> None:
    """Nudge h_t of the lowest layer in some rows; the layers above read it at t."""
    for layer in range(len(batch.traces)):
        batch.put(layer, rows, t if layer else t + 1)
    batch.states[0][0][rows] += moves[rows]
    batch.advance(t, rows, first=1)


def of_parameters(run: Run, names: Sequence[str], directions: Sequence[Array], scales: Array) -> Derivatives:
    """Every array of the state_dict nudged, each in rows of its own, and everything read from the start."""
    sizes = SIZES * scales[:, None]
    arrays = nudged.arrays(run, names, directions, sizes)
    count = len(names) * RUNS
    batch, everything = _Batch(run, count, 0), slice(0, count)
    layers = [run.looking_at(layer) for layer in range(len(run.traces))]
    for layer in range(len(layers)):
        batch.put(layer, everything, 0)
    for t in range(run.steps):
        for layer, own in enumerate(layers):
            x = batch.states[layer - 1][0] if layer else run.traces[0].x[t]
            batch.step(t, everything, layer, *nudged.products(own, t, arrays, x, batch.states[layer][0]))
        h = batch.states[-1][0]
        batch.losses.score(t, h, nudged.said(arrays, h))
    return batch.losses.derivatives(sizes)
