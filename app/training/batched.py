"""The loss of a batch and its gradient by every parameter: N sequences side by side, forward and back through time.

The steps are the cells' own (engine/cells), whose places are `(…, slice)`: a row of the engine's loop is (N, ·) here.
Everything is plain doubles, without the powers of two of scaled.py: what leaves the range is an error, not a number.

Shapes: T steps, N sequences, I input size, H hidden size, G gates, C outputs, V vocabulary.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ..engine.cells.base import Array, Cell, State
from ..engine.errors import NoEmbedding
from ..engine.scaled import all_finite
from .errors import TrainingDiverged
from .losses import Answers
from .parameters import Parameters
from .tasks.base import Batch


class Reading(NamedTuple):
    """What one layer did: its inputs (T, N, I), gates and hh (T, N, G·H), and states (T+1, N, H), row 0 the start."""

    x: Array
    gates: Array
    hh: Array
    states: State


class Layer:
    """The arithmetic of one layer of `cell`, whose arrays are views of the parameters."""

    def __init__(self, cell: Cell, arrays: dict[str, Array], gradient: dict[str, Array], index: int) -> None:
        self.cell = cell
        names = {name: f"rnn.{name}_l{index}" for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
        self.arrays = {name: arrays[own] for name, own in names.items() if own in arrays}
        self.gradient = {name: gradient[own] for name, own in names.items() if own in gradient}

    def read(self, x: Array) -> Reading:
        """Forward through x (T, N, I), from zeros."""
        cell, (steps, size, _) = self.cell, x.shape
        states = tuple(np.zeros((steps + 1, size, cell.hidden_size)) for _ in cell.state)
        weight_hh = (self.arrays["weight_hh"] * cell.scale[:, None]).T
        gates = x @ (self.arrays["weight_ih"] * cell.scale[:, None]).T
        hh = np.empty_like(gates)
        for t in range(steps):
            hh[t] = states[0][t] @ weight_hh
            if "bias_hh" in self.arrays:
                hh[t] += self.arrays["bias_hh"] * cell.scale
                gates[t] += self.arrays["bias_ih"] * cell.scale
            cell.forward(
                cell.together_and_each(hh[t]),
                cell.together_and_each(gates[t]),
                tuple(rows[t] for rows in states),
                tuple(rows[t + 1] for rows in states),
            )
        return Reading(x, gates, hh, states)

    def back(self, reading: Reading, entering: Array, truncate: int | None) -> tuple[Array, Array]:
        """From what enters at each h (T, N, H): ∂L/∂h (T, N, H) and ∂L/∂x (T, N, I). Adds up the layer's gradient."""
        cell, (steps, size, width) = self.cell, reading.gates.shape
        before, after = (tuple(rows[part] for rows in reading.states) for part in (slice(-1), slice(1, None)))
        slopes = cell.slopes(cell.by_gate(reading.hh), cell.by_gate(reading.gates), before, after)
        d_states = tuple(np.zeros_like(rows) for rows in reading.states)
        d_hh = np.empty((steps, size, width))
        d_states[0][-1] = entering[-1]
        for t in range(steps - 1, -1, -1):
            d_state = tuple(rows[t] for rows in d_states)
            d_new = tuple(rows[t + 1] for rows in d_states)
            cell.backward(tuple(rows[t] for rows in slopes), d_new, cell.by_gate(d_hh[t]), d_state)
            through = d_hh[t] @ self.arrays["weight_hh"]
            d_state[0][:] = d_state[0] + through if cell.direct == "h" else through
            if truncate and (steps - t) % truncate == 0:
                for part in d_state:
                    part[:] = 0.0
            if t:
                d_state[0][:] += entering[t - 1]
        flat = [array.reshape(-1, array.shape[-1]) for array in (reading.gates, d_hh, reading.x, before[0])]
        gates, d_hh_rows, x, h = flat
        d_new_rows = tuple(rows[1:].reshape(-1, cell.hidden_size) for rows in d_states)
        d_ih = cell.d_ih(cell.by_gate(gates), d_new_rows, d_hh_rows)
        self._add_up(d_ih, d_hh_rows, x, h)
        return d_states[0][1:], (d_ih @ self.arrays["weight_ih"]).reshape(reading.x.shape)

    def _add_up(self, d_ih: Array, d_hh: Array, x: Array, h: Array) -> None:
        self.gradient["weight_ih"][:] = d_ih.T @ x
        self.gradient["weight_hh"][:] = d_hh.T @ h
        if "bias_ih" in self.gradient:
            self.gradient["bias_ih"][:] = d_ih.sum(axis=0)
            self.gradient["bias_hh"][:] = d_hh.sum(axis=0)


class Outcome(NamedTuple):
    """What a batch came to: its loss, the accuracy, and log10 of the last layer's gradient by distance from the end.

    `log10_grad_norms` (T,) are the root mean squares, over the sequences, of ‖∂Lₙ/∂h_t‖, Lₙ being the loss that
    sequence n would have alone if all have the same weights; −inf for zero.
    """

    loss: float
    accuracy: float
    log10_grad_norms: Array


class Batched:
    """Losses and gradients of batches, by the parameters; `gradient` (P,) is the last one."""

    def __init__(self, parameters: Parameters, *, squared: bool, tolerance: float, truncate: int | None) -> None:
        self.parameters = parameters
        self.gradient = np.zeros_like(parameters.vector)
        self.truncate = truncate
        network, arrays = parameters.start, parameters.arrays
        self._arrays, self._gradients = arrays, parameters.views(self.gradient)
        self._layers = [Layer(network.cell, arrays, self._gradients, index) for index in range(network.num_layers)]
        self._answers = Answers(arrays, self._gradients, squared=squared, tolerance=tolerance)

    @np.errstate(all="ignore")
    def score(self, batch: Batch, step: int) -> tuple[float, float]:
        """Loss and accuracy. Raises TrainingDiverged."""
        loss, accuracy, _ = self._answers.score(self._read(batch, step)[-1].states[0][1:], batch)
        if not math.isfinite(loss):
            raise TrainingDiverged("loss", step)
        return loss, accuracy

    @np.errstate(all="ignore")
    def learn(self, batch: Batch, step: int) -> Outcome:
        """Loss, accuracy, and the gradient, which is left in `gradient`. Raises TrainingDiverged."""
        readings = self._read(batch, step)
        h = readings[-1].states[0][1:]
        loss, accuracy, d_answers = self._answers.score(h, batch)
        if not math.isfinite(loss):
            raise TrainingDiverged("loss", step)
        entering = self._answers.back(h, d_answers)
        d_h: list[Array] = []
        for layer, reading in zip(reversed(self._layers), reversed(readings), strict=True):
            own, entering = layer.back(reading, entering, self.truncate)
            d_h.append(own)
        if batch.ids is not None:
            d_embedding = self._gradients["embedding.weight"]
            d_embedding[:] = 0.0
            np.add.at(d_embedding, batch.ids, entering)
        return Outcome(loss, accuracy, _log10_norms(d_h[0]))

    def _read(self, batch: Batch, step: int) -> list[Reading]:
        x = self._inputs(batch)
        readings = []
        for layer in self._layers:
            readings.append(layer.read(x))
            x = readings[-1].states[0][1:]
            if not (all_finite(x) and all_finite(readings[-1].gates)):
                raise TrainingDiverged("state", step)
        return readings

    def _inputs(self, batch: Batch) -> Array:
        """x (T, N, I). Raises NoEmbedding."""
        if batch.numbers is not None:
            return batch.numbers
        if batch.ids is None or "embedding.weight" not in self._arrays:
            raise NoEmbedding
        x: Array = self._arrays["embedding.weight"][batch.ids]
        return x


def _log10_norms(d_h: Array) -> Array:
    """Of ∂L/∂h (T, N, H), by distance from the end (T,)."""
    squares = np.einsum("tnh,tnh->t", d_h, d_h)[::-1]
    log10: Array = np.log10(squares * d_h.shape[1]) / 2
    return log10
