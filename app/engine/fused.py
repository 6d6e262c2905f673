"""Short runs: forward, back and the norms of a run of a few steps, recorded once as one list of calls (recorder.py).

In a short run the lines of Python between NumPy's calls take longer than the calls. This is what unroll.py does, by the
same cells and with the same calls, so that every bit is the same; but it knows one scale and one stretch only. Where a
number leaves the range in which that is exact, it gives up, and unroll.py does it.

Shapes: T steps, I input size, H hidden size, G gates, P parts of the state.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import numpy as np

from . import losses
from .cells.base import Array, Cell, State
from .errors import OutOfRange
from .losses import Question
from .params import Head, Layer
from .recorder import Buffered, Desks, Recorder, play
from .scaled import Norms, sum_of_squares, surely_finite
from .trace import Adjoint, Trace
from .unroll import through_matrix

LONGEST = 32
"""Steps of a short run at most: of a longer one, what is saved here is a small part."""
HEAVIEST = 1 << 17
"""Weights at most: every length has its own desk with its own copy of them, and products of more outweigh the rest."""
NEAR_1 = 130.0
"""Norms from 10**-NEAR_1 to 10**NEAR_1 have lost no digit at the scale 1."""


class Short(NamedTuple):
    """What a short run did, and its loss."""

    trace: Trace
    loss: float
    adjoint: Adjoint


def fits(layer: Layer, steps: int, question: Question) -> bool:
    """Whether a run is a short one: few steps, not too many weights, and a loss that looks at the last step alone."""
    few = steps <= LONGEST and layer.recurrent.size <= HEAVIEST
    return few and question.scored == range(steps - 1, steps)


def run(layer: Layer, head: Head, x: Array, initial: State, question: Question) -> Short | None:
    """Read x (T, I) from the `initial` state, (H,) each, and carry back the gradient of what `question` asks for.

    None where a number leaves the range. Where a σ has lost its digits, the layer of the trace is the `careful` one. To
    be called where NumPy's warnings are off.
    """
    with _DESKS.borrow(_Desk, layer.cell, *x.shape) as desk:
        found: Short | None = desk.run(layer, head, x, initial, question)
    if found and layer.cell.is_blurred(found.trace.every_gate):
        return run(layer.careful(), head, x, initial, question)
    return found


class _Columns(NamedTuple):
    """All that a short run computes: for the states (T+1, H) each, from the start on; for the rest a row a step."""

    states: State
    d_states: State
    gates: Array
    hh: Array
    d_hh: Array
    norms: Array
    log10_norms: Array


class _Desk(Buffered):
    """The calls of a run of T steps, forward and back, and one block of memory for all it computes."""

    def __init__(self, cell: Cell, steps: int, input_size: int) -> None:
        size, width = cell.hidden_size, len(cell.gates) * cell.hidden_size
        self.cell = cell
        self.layer: Layer | None = None
        self.x, self.input = np.empty((steps, input_size)), np.empty((input_size, width))
        self.input_bias, self.recurrent = np.empty(width), np.empty((size + 1, width))
        self.weight_hh = np.empty((width, size))
        self.exponents = np.zeros(steps + 1, dtype=np.intc)
        self.step_exponents = self.exponents[1:]
        self.block, self.places = self._divide(steps, size, width)
        self.columns = self.named(self.block)
        forward, slopes, back = self.recorders = (self._forward(), *self._backward())
        self.forward_calls, self.backward_calls = forward.calls, slopes.calls + back.calls

    @property
    def count(self) -> int:
        """How many calls are recorded."""
        return len(self.forward_calls) + len(self.backward_calls)

    def _divide(self, steps: int, size: int, width: int) -> tuple[Array, list[tuple[slice, slice]]]:
        """A block with a row for the start and one a step, and the places of _Columns in it; a 1 follows h."""
        parts = len(self.cell.state)
        states, rest = [size] * parts, [width, width, width, parts, parts]
        ends = list(accumulate([size, 1, *states[1:], *states, *rest]))
        columns = [slice(start, end) for start, end in pairwise([0, *ends])]
        block = np.zeros((steps + 1, ends[-1]))
        block[:, columns.pop(1)] = 1.0
        return block, [(slice(k >= 2 * parts, None), column) for k, column in enumerate(columns)]

    def named(self, block: Array) -> _Columns:
        """The columns of a block."""
        columns, parts = [block[place] for place in self.places], len(self.cell.state)
        return _Columns(tuple(columns[:parts]), tuple(columns[parts : 2 * parts]), *columns[2 * parts :])

    def _forward(self) -> Recorder:
        """The calls from x and the first row of the states to all states."""
        cell, (states, _, gates, hh, *_) = self.cell, self.columns
        ih, h_and_1 = np.empty(gates.shape), self.block[:, : cell.hidden_size + 1]
        recorder = Recorder()
        recorder.add(self.x.dot, self.input, ih)
        recorder.add(np.add, ih, self.input_bias, gates)
        for t in range(len(self.x)):
            recorder.next_step()
            recorder.add(h_and_1[t].dot, self.recurrent, hh[t])
            cell.forward(
                recorder.stand_ins(cell.together_and_each(hh[t])),
                recorder.stand_ins(cell.together_and_each(gates[t])),
                recorder.stand_ins(rows[t] for rows in states),
                recorder.stand_ins(rows[t + 1] for rows in states),
            )
        return recorder

    def _backward(self) -> tuple[Recorder, Recorder]:
        """The calls that make the slopes, then those from the last row of ∂L/∂h to all gradients and their norms."""
        cell, (states, d_states, gates, hh, d_hh, norms, log10_norms) = self.cell, self.columns
        before, recorder = Recorder(), Recorder()
        slopes: tuple[Any, ...] = cell.slopes(
            before.stand_ins(cell.by_gate(hh)),
            before.stand_ins(cell.by_gate(gates)),
            before.stand_ins(rows[:-1] for rows in states),
            before.stand_ins(rows[1:] for rows in states),
        )
        factors = [rows.array for rows in slopes]
        spare = np.empty(cell.hidden_size)
        for rows in d_states[1:]:
            recorder.add(rows[-1].fill, 0.0)
        for t in range(len(self.x) - 1, -1, -1):
            recorder.next_step()
            cell.backward(
                recorder.stand_ins(rows[t] for rows in factors),
                recorder.stand_ins(rows[t + 1] for rows in d_states),
                recorder.stand_ins(cell.by_gate(d_hh[t])),
                recorder.stand_ins(rows[t] for rows in d_states),
            )
            through_matrix(recorder, cell, d_hh[t], self.weight_hh, d_states[0][t], spare)
        for part, rows in enumerate(d_states):
            recorder.add(np.vecdot, rows[1:], rows[1:], norms[:, part])
        recorder.add(np.sqrt, norms, norms)
        recorder.add(np.log10, norms, log10_norms)
        return before, recorder

    def take_up(self, layer: Layer) -> None:
        """Use the weights of this layer from now on."""
        if layer is not self.layer:
            self.layer = layer
            self.input[:], self.input_bias[:] = layer.input, layer.input_bias
            self.recurrent[:], self.weight_hh[:] = layer.recurrent, layer.weight_hh

    def run(self, layer: Layer, head: Head, x: Array, initial: State, question: Question) -> Short | None:
        """See the function."""
        self.take_up(layer)
        self.x[:] = x
        states, d_states, *_ = self.columns
        for rows, start in zip(states, initial, strict=True):
            rows[0] = start
        play(self.forward_calls)
        try:
            loss, entering = losses.loss(head, states[0][1:], question)
        except OutOfRange:
            return None
        d_states[0][-1] = entering.vectors.rows[0]
        play(self.backward_calls)
        block = self.block.copy()
        states, d_states, gates, hh, d_hh, norms, log10_norms = self.named(block)
        if not (surely_finite(block) and sum_of_squares(log10_norms) < NEAR_1**2):
            return None
        found = tuple([Norms(own, self.step_exponents, plain=True) for own in norms.T])
        return Short(
            Trace(layer, x, gates, hh if self.cell.keeps_hh else None, states),
            loss,
            Adjoint(d_states, d_hh, self.exponents, found, entering),
        )


_DESKS = Desks()
