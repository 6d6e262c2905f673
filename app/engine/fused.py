"""Short runs, fused: forward, loss, back and norms of up to 32 steps, recorded as one list of calls (recorder.py).

In a short run the lines of Python between NumPy's calls take longer than the calls. This makes the same calls as
unroll.py, by the same cells, so that every bit is the same; but it has one scale and one stretch only. Where a number
leaves the range in which that is exact it returns None, and unroll.py does the run.

Shapes: T steps, I input size, H hidden size, G gates, P parts of the state.
"""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import numpy as np

from . import losses
from .cells.base import Array, Cell, State
from .errors import OutOfRange
from .frozen import freeze
from .loop import step_back, step_forward
from .losses import Question
from .params import Head, Layer
from .pool import Pool
from .recorder import Recorder, Recording, replay
from .scaled import Norms, sum_of_squares, surely_finite
from .trace import Adjoint, Trace

MAX_STEPS = 32
"""In longer runs the Python saved here is a small part of the time."""
MAX_WEIGHTS = 1 << 17
"""Each T has a recording with its own copy of the weights. With more weights the products take most of the time."""
MAX_LOG10 = 130.0
"""Norms from 10**-MAX_LOG10 to 10**MAX_LOG10 have lost no digit at the scale 1."""


class FusedRun(NamedTuple):
    """What one layer did, the loss, and what came back."""

    trace: Trace
    loss: float
    adjoint: Adjoint


def fits(layer: Layer, steps: int, question: Question) -> bool:
    """Whether a run can be fused: few steps, not too many weights, and a loss at the last step only."""
    few = steps <= MAX_STEPS and layer.recurrent.size <= MAX_WEIGHTS
    return few and question.scored == range(steps - 1, steps) and not question.cuts


def run(layer: Layer, head: Head, x: Array, initial: State, question: Question) -> FusedRun | None:
    """Read x (T, I) from the `initial` state, (H,) each, and carry the loss's gradient back; see layers.run.

    None where a number leaves the range. Where a σ has lost its digits, the layer of the trace is the `careful` one. To
    be called where NumPy's warnings are off.
    """
    with _POOL.borrow(_FusedRecording, layer.cell, *x.shape) as recording:
        found: FusedRun | None = recording.run(layer, head, x, initial, question)
    if found and layer.cell.is_blurred(found.trace.every_gate):
        return run(layer.careful(), head, x, initial, question)
    return found


class _Columns(NamedTuple):
    """All that is computed: the states and their gradients (T+1, H) each, row 0 the start; the rest has T rows."""

    states: State
    d_states: State
    gates: Array
    hh: Array
    d_hh: Array
    norms: Array
    log10_norms: Array


class _FusedRecording(Recording):
    """The calls of a run of T steps, forward and back, and one block of memory for all that they compute."""

    def __init__(self, cell: Cell, steps: int, input_size: int) -> None:
        size, width = cell.hidden_size, len(cell.gates) * cell.hidden_size
        self.cell = cell
        self.layer: Layer | None = None
        self.x, self.input = np.empty((steps, input_size)), np.empty((input_size, width))
        self.input_bias, self.recurrent = np.empty(width), np.empty((size + 1, width))
        self.weight_hh = np.empty((width, size))
        self.exponents = np.zeros(steps + 1, dtype=np.intc)
        self.exponents.setflags(write=False)
        self.step_exponents = self.exponents[1:]
        self.block, self.places = self._divide(steps, size, width)
        self.columns = self.named(self.block)
        forward, slopes, back = self.recorders = (self._forward(), *self._backward())
        self.forward_calls, self.backward_calls = forward.calls, slopes.calls + back.calls

    @property
    def count(self) -> int:
        """The number of calls recorded."""
        return len(self.forward_calls) + len(self.backward_calls)

    @cached_property
    def nbytes(self) -> int:
        """Size in bytes, which never changes: everything is recorded at once."""
        return super().nbytes

    def _divide(self, steps: int, size: int, width: int) -> tuple[Array, list[tuple[slice, slice]]]:
        """A block with a row for the start and one for each step, and the places of _Columns in it; a 1 follows h."""
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
            state, new = (tuple([rows[row] for rows in states]) for row in (t, t + 1))
            step_forward(recorder, cell, h_and_1[t], self.recurrent, hh[t], gates[t], state, new)
        return recorder

    def _backward(self) -> tuple[Recorder, Recorder]:
        """The calls that make the slopes, then those from the last row of ∂L/∂h to all gradients and their norms."""
        cell, (states, d_states, gates, hh, d_hh, norms, log10_norms) = self.cell, self.columns
        before, recorder = Recorder(), Recorder()
        slopes: tuple[Any, ...] = cell.slopes(
            before.arrays(cell.by_gate(hh)),
            before.arrays(cell.by_gate(gates)),
            before.arrays(rows[:-1] for rows in states),
            before.arrays(rows[1:] for rows in states),
        )
        factors = [rows.array for rows in slopes]
        spare = np.empty(cell.hidden_size)
        for rows in d_states[1:]:
            recorder.add(rows[-1].fill, 0.0)
        for t in range(len(self.x) - 1, -1, -1):
            recorder.next_step()
            own = tuple([rows[t] for rows in factors])
            d_state, d_new = (tuple([rows[row] for rows in d_states]) for row in (t, t + 1))
            step_back(recorder, cell, own, d_new, d_hh[t], d_state, self.weight_hh, spare)
        for part, rows in enumerate(d_states):
            recorder.add(np.vecdot, rows[1:], rows[1:], norms[:, part])
        recorder.add(np.sqrt, norms, norms)
        recorder.add(np.log10, norms, log10_norms)
        return before, recorder

    def run(self, layer: Layer, head: Head, x: Array, initial: State, question: Question) -> FusedRun | None:
        """See the function."""
        if layer is not self.layer:
            self._load(layer)
        self.x[:] = x
        states, d_states, *_ = self.columns
        for rows, start in zip(states, initial, strict=True):
            rows[0] = start
        replay(self.forward_calls)
        try:
            loss, entering = losses.loss(head, states[0][1:], question)
        except OutOfRange:
            return None
        d_states[0][-1] = entering.vectors.rows[0]
        replay(self.backward_calls)
        block = freeze(self.block.copy())
        states, d_states, gates, hh, d_hh, norms, log10_norms = self.named(block)
        if not (surely_finite(block) and sum_of_squares(log10_norms) < MAX_LOG10**2):
            return None
        found = tuple([Norms(own, self.step_exponents, plain=True) for own in norms.T])
        return FusedRun(
            Trace(layer, x, gates, hh if self.cell.keeps_hh else None, states),
            loss,
            Adjoint(d_states, d_hh, self.exponents, found, entering),
        )

    def _load(self, layer: Layer) -> None:
        """Use this layer's weights from now on."""
        self.layer = layer
        self.input[:], self.input_bias[:] = layer.input, layer.input_bias
        self.recurrent[:], self.weight_hh[:] = layer.recurrent, layer.weight_hh


_POOL = Pool()
