"""Time: forward through it, and back-propagation through time (BPTT).

This module alone owns the two products  ih = x @ weight_ih.T + bias_ih  and  hh = h @ weight_hh.T + bias_hh.
The first is one product for all t (of a stretch); the second is what makes a network recurrent, and the loop.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial

import numpy as np

from app.engine.cells.base import Array, Cell, State
from app.engine.desk import Calls, Desk, Desks, stand_ins
from app.engine.errors import OutOfRange
from app.engine.params import Layer
from app.engine.scaled import Exponents, Scaled, exponent_of, in_square_range, outer_sum, square_norms

np.empty((1 << 22) - 4096)
"""Freed at once, and so the allocator keeps freed memory up to this size (glibc adapts to what it sees): otherwise each
run would hand its few hundred kilobytes back to the system and pay for every page again, a third of its time."""

CLOSE = 64
"""A stretch of BPTT begins within 2**±CLOSE of its scale."""

STRETCH = 256
"""Steps of the loop over time between two looks at the magnitude; BPTT takes fewer where it changes fast."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What one layer did.

    `every_gate` (T, G·H) are the gates' values, `folded_hh` (T, G·H) is hh with the ½ of the sigmoid gates inside, and
    `states` are (T+1, H) each, row t+1 being the state after step t and row 0 the initial one.
    """

    layer: Layer
    x: Array
    every_gate: Array
    folded_hh: Array
    states: State

    @property
    def h(self) -> Array:
        """h_0 … h_{T-1}, (T, H)."""
        return self.states[0][1:]

    @property
    def gates(self) -> State:
        """Each gate's values, (T, H) each; the RNN's one gate `a` is the sum before its nonlinearity."""
        return self.layer.cell.by_gate(self.every_gate)

    @property
    def ih(self) -> Array:
        """weight_ih x_t + bias_ih, (T, G·H); made again when asked for, for the gates took its place."""
        ih: Array = (np.dot(self.x, self.layer.input) + self.layer.input_bias) / self.layer.cell.scale
        return ih

    @property
    def hh(self) -> Array:
        """weight_hh h_{t-1} + bias_hh, (T, G·H)."""
        return self.folded_hh / self.layer.cell.scale

    def slopes(self, steps: slice) -> State:
        """The factors of the cell's backward step, for some steps."""
        folded_hh = self.layer.cell.by_gate(self.folded_hh[steps])
        gates = self.layer.cell.by_gate(self.every_gate[steps])
        state = tuple(rows[:-1][steps] for rows in self.states)
        return self.layer.cell.slopes(folded_hh, gates, state, tuple(rows[1:][steps] for rows in self.states))


@dataclass(frozen=True, slots=True)
class Entering:
    """What enters at h_first, h_{first+1}, … from the loss or from the layer above; elsewhere nothing does."""

    first: int
    vectors: Scaled

    def between(self, bottom: int, top: int, exponent: int) -> Array | None:
        """What enters at the steps bottom … top-1 in the scale 2**exponent, (top-bottom, H); None for nothing."""
        start, stop = max(bottom, self.first), min(top, self.first + len(self.vectors.rows))
        if start >= stop:
            return None
        part = slice(start - self.first, stop - self.first)
        rows = np.zeros((top - bottom, self.vectors.rows.shape[1]))
        rows[start - bottom : stop - bottom] = np.ldexp(
            self.vectors.rows[part], self.vectors.exponents[part, None] - exponent
        )
        return rows

    def last(self, top: int) -> int:
        """The number of the last step below `top` at which anything enters; -1 for none."""
        steps = np.flatnonzero(self.vectors.rows[: max(0, top - self.first)].any(axis=1))
        return self.first + int(steps[-1]) if len(steps) else -1

    def exponent(self, step: int) -> int | None:
        """The power of two just above what enters at `step`; None for nothing."""
        row = step - self.first
        if not 0 <= row < len(self.vectors.rows):
            return None
        return exponent_of(self.vectors.rows[row], shift=int(self.vectors.exponents[row]))


@dataclass(frozen=True, slots=True)
class Adjoint:
    """What came back through one layer, every row t scaled by a power of two (see scaled.py).

    `d_states` are ∂L/∂h (and ∂L/∂c), (T+1, H) each with row t+1 belonging to step t and row 0 to the initial state;
    `exponents` (T+1,) goes with them. `d_hh` (T, G·H) is ∂L/∂hh_t in the scale of row t+1. `entering` is the part of
    ∂L/∂h_t that enters at t itself.
    """

    d_states: State
    d_hh: Array
    exponents: Exponents
    entering: Entering

    def scaled(self, rows: Array) -> Scaled:
        """Rows (T, n) made of `d_hh` or of the rows of `d_states` that belong to the steps, as what they are."""
        return Scaled(rows, self.exponents[1:])

    @property
    def d_new(self) -> State:
        """The rows of `d_states` that belong to the steps, (T, H) each."""
        return tuple(rows[1:] for rows in self.d_states)


@np.errstate(all="ignore")
def forward(layer: Layer, x: Array, initial: State, index: int = 0) -> Trace:
    """Read x (T, I) from the `initial` state, (H,) each. Raises OutOfRange, in which `index` names the layer."""
    every_gate, folded_hh = (np.empty((len(x), layer.input.shape[1])) for _ in range(2))
    states = tuple(np.empty((len(x) + 1, layer.cell.hidden_size)) for _ in layer.cell.state)
    for rows, start in zip(states, initial, strict=True):
        rows[0] = start
    trace = Trace(layer, x, every_gate, folded_hh, states)
    with _DESKS.borrow(_ForwardDesk, layer.cell) as desk:
        desk.recurrent[:] = layer.recurrent
        for bottom in range(0, len(x), STRETCH):
            stretch = slice(bottom, min(bottom + STRETCH, len(x)))
            desk.read(trace, stretch)
            _check_range(trace, stretch, index)
    return trace


@np.errstate(all="ignore")
def backward(trace: Trace, entering: Entering) -> Adjoint:
    """Carry the loss's derivative from the last step to the first.

    The steps are swept in stretches that begin near magnitude 1; a stretch that strays beyond the range in which norms
    are exact is swept again, shorter. Raises OutOfRange where even one step leaves the range.
    """
    steps, size = trace.h.shape
    d_states = tuple(np.empty((steps + 1, size)) for _ in trace.states)
    for rows in d_states:
        rows[steps] = 0.0
    sweep = _Sweep(trace, entering, d_states, np.empty_like(trace.every_gate))
    exponents = np.zeros(steps + 1, dtype=np.intc)
    top, exponent, span = steps, 0, STRETCH
    while top := sweep.skip_zeros(top):
        exponent, incoming = sweep.enter(top, exponent)
        while (exact := sweep.run(top, span, exponent, incoming)) < min(span, top) and span > 1:
            span = max(1, exact * 3 // 4)
        bottom = max(0, top - span)
        sweep.check(bottom)
        exponents[bottom : top + 1] = exponent
        span = sweep.next_span(bottom, top, span)
        top = bottom
    return Adjoint(d_states, sweep.d_hh, exponents, entering)


def d_x(trace: Trace, adjoint: Adjoint) -> Scaled:
    """∂L/∂x_t for every t, (T, I): what a layer sends into the layer below, or into the embedding."""
    return adjoint.scaled(np.dot(_d_ih(trace, adjoint), trace.layer.weight_ih))


def recurrent(trace: Trace, adjoint: Adjoint) -> Scaled:
    """weight_hhᵀ d_hh_t for every t, (T, H): what goes from step t to h_{t-1} through the matrix."""
    return adjoint.scaled(np.dot(adjoint.d_hh, trace.layer.weight_hh))


def direct(trace: Trace, adjoint: Adjoint) -> Scaled:
    """What goes from step t to t-1 past the matrix, (T, H), into the state's part `cell.direct`; zeros for the RNN."""
    return adjoint.scaled(trace.layer.cell.d_direct(trace.gates, adjoint.d_new))


def parameter_gradients(trace: Trace, adjoint: Adjoint) -> dict[str, Array]:
    """∂L/∂ the layer's four arrays, by name and in their shapes: sums over t, ±inf or 0 outside double range."""
    d_hh, d_ih = adjoint.scaled(adjoint.d_hh), adjoint.scaled(_d_ih(trace, adjoint))
    ones = np.ones((len(trace.x), 1))
    return {
        "weight_ih": outer_sum(d_ih, trace.x),
        "weight_hh": outer_sum(d_hh, trace.states[0][:-1]),
        "bias_ih": outer_sum(d_ih, ones)[:, 0],
        "bias_hh": outer_sum(d_hh, ones)[:, 0],
    }


@dataclass(frozen=True, slots=True)
class _Sweep:
    """The arrays of one backward pass. Row t+1 of `d_states` belongs to step t, as in Adjoint."""

    trace: Trace
    entering: Entering
    d_states: State
    d_hh: Array

    def skip_zeros(self, top: int) -> int:
        """Fill the zeros below `top` while nothing flows; return the number of steps that are left."""
        if any(rows[top].any() for rows in self.d_states) or self.entering.exponent(top - 1) is not None:
            return top
        left = self.entering.last(top) + 1
        for rows in self.d_states:
            rows[left : top + 1] = 0.0
        self.d_hh[left:top] = 0.0
        return left

    def enter(self, top: int, exponent: int) -> tuple[int, State]:
        """Add what enters at step top-1 to what came back; return the power of two of both, and their sum near 1."""
        d_h, *others = (rows[top] for rows in self.d_states)
        sizes = exponent_of(d_h, *others, shift=exponent), self.entering.exponent(top - 1)
        largest = max(size for size in sizes if size is not None)
        scale = exponent if abs(largest - exponent) <= CLOSE else largest
        d_h, *others = (np.ldexp(part, exponent - scale) for part in (d_h, *others))
        new = self.entering.between(top - 1, top, scale)
        return scale, (d_h if new is None else d_h + new[0], *others)

    def run(self, top: int, span: int, exponent: int, incoming: State) -> int:
        """Sweep `span` steps down from `top`; return how many of them stayed in the range of exact norms."""
        bottom = max(0, top - span)
        for rows, row in zip(self.d_states, incoming, strict=True):
            rows[top] = row
        self._loop(slice(bottom, top), self.entering.between(bottom, top - 1, exponent))
        squares = sum(square_norms(rows[bottom + 1 : top + 1]) for rows in self.d_states)
        exact = in_square_range(np.asarray(squares)[::-1])
        return len(exact) if exact.all() else int(exact.argmin())

    def check(self, row: int) -> None:
        """Raise OutOfRange where a state near the end of double range made a factor that left it."""
        if not all(np.isfinite(rows[row]).all() for rows in self.d_states):
            raise OutOfRange("gradient", row)

    def next_span(self, bottom: int, top: int, span: int) -> int:
        """Twice a short span where the magnitude hardly changed over it."""
        if span == STRETCH:
            return span
        first, last = (exponent_of(*(rows[row] for rows in self.d_states)) or 0 for row in (top, bottom))
        return min(2 * span, STRETCH) if abs(first - last) < 2 * CLOSE else span

    def _loop(self, steps: slice, entering: Array | None) -> None:
        layer, slopes = self.trace.layer, self.trace.slopes(steps)
        with _DESKS.borrow(_BackwardDesk, layer.cell, len(slopes), entering is not None) as desk:
            desk.weight_hh[:] = layer.weight_hh
            desk.carry(self, steps, slopes, entering)


class _ForwardDesk(Desk):
    """Steps forward: hh = [h, 1] · recurrent, then the cell."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        size, width = cell.hidden_size, len(cell.gates) * cell.hidden_size
        self.cell = cell
        self.recurrent = np.empty((size + 1, width))
        self.h_and_1 = np.ones((STRETCH + 1, size + 1))
        self.states = (self.h_and_1[:, :size], *(np.empty((STRETCH + 1, size)) for _ in cell.state[1:]))
        self.gates, self.hh = np.empty((STRETCH, width)), np.empty((STRETCH, width))

    def lay_out(self, step: int, calls: Calls) -> None:
        calls.append(partial(self.h_and_1[step].dot, self.recurrent, self.hh[step]))
        self.cell.forward(
            stand_ins(calls, self.cell.together_and_each(self.hh[step])),
            stand_ins(calls, self.cell.together_and_each(self.gates[step])),
            stand_ins(calls, (rows[step] for rows in self.states)),
            stand_ins(calls, (rows[step + 1] for rows in self.states)),
        )

    def read(self, trace: Trace, steps: slice) -> None:
        """Fill in the products, the gates and the states of some steps; ih is one product for all of them."""
        count = steps.stop - steps.start
        ih = np.dot(trace.x[steps], trace.layer.input, out=self.gates[:count])
        ih += trace.layer.input_bias
        for rows, buffer in zip(trace.states, self.states, strict=True):
            buffer[0] = rows[steps.start]
        self.play(count)
        trace.every_gate[steps], trace.folded_hh[steps] = self.gates[:count], self.hh[:count]
        for rows, buffer in zip(trace.states, self.states, strict=True):
            rows[1:][steps] = buffer[1 : count + 1]


class _BackwardDesk(Desk):
    """Steps back, row 0 being the last of them: the cell, then weight_hhᵀ d_hh, then what enters at h_{t-1}."""

    def __init__(self, cell: Cell, slopes: int, entering: bool) -> None:
        super().__init__()
        size, width = cell.hidden_size, len(cell.gates) * cell.hidden_size
        self.cell = cell
        self.weight_hh = np.empty((width, size))
        self.d_states = tuple(np.empty((STRETCH + 1, size)) for _ in cell.state)
        self.d_hh = np.empty((STRETCH, width))
        self.slopes = tuple(np.empty((STRETCH, size)) for _ in range(slopes))
        self.entering = np.empty((STRETCH, size)) if entering else None
        self.past_matrix = np.empty(size) if cell.direct == "h" else None

    def lay_out(self, step: int, calls: Calls) -> None:
        d_state = [rows[step + 1] for rows in self.d_states]
        self.cell.backward(
            stand_ins(calls, (rows[step] for rows in self.slopes)),
            stand_ins(calls, (rows[step] for rows in self.d_states)),
            stand_ins(calls, self.cell.by_gate(self.d_hh[step])),
            stand_ins(calls, d_state),
        )
        d_h = d_state[0]
        if self.past_matrix is None:
            calls.append(partial(self.d_hh[step].dot, self.weight_hh, d_h))
        else:
            calls.append(partial(self.d_hh[step].dot, self.weight_hh, self.past_matrix))
            calls.append(partial(np.add, d_h, self.past_matrix, d_h))
        if self.entering is not None:
            calls.append(partial(np.add, d_h, self.entering[step], d_h))

    def carry(self, sweep: _Sweep, steps: slice, slopes: State, entering: Array | None) -> None:
        """From the row of sweep.d_states above some steps fill in those of the steps, and sweep.d_hh."""
        count = steps.stop - steps.start
        for rows, buffer in zip(slopes, self.slopes, strict=True):
            buffer[:count] = rows[::-1]
        for rows, buffer in zip(sweep.d_states, self.d_states, strict=True):
            buffer[0] = rows[steps.stop]
        if self.entering is not None and entering is not None:
            self.entering[: count - 1], self.entering[count - 1] = entering[::-1], 0.0
        self.play(count)
        sweep.d_hh[steps] = self.d_hh[:count][::-1]
        for rows, buffer in zip(sweep.d_states, self.d_states, strict=True):
            rows[steps.start : steps.stop + 1] = buffer[: count + 1][::-1]


_DESKS = Desks()


def _d_ih(trace: Trace, adjoint: Adjoint) -> Array:
    """∂L/∂ih_t (T, G·H), in the scale of adjoint.d_hh."""
    return trace.layer.cell.d_ih(trace.gates, adjoint.d_new, adjoint.d_hh)


def _check_range(trace: Trace, steps: slice, index: int) -> None:
    """Raise OutOfRange for the first of some steps whose products or state are inf or NaN.

    What is not finite shows in a sum, and a state that is not shows in every later product or state.
    """
    arrays = [trace.folded_hh[steps], *(rows[1:][steps] for rows in trace.states)]
    last = (rows[-1] for rows in arrays[1:])
    if not all(math.isfinite(rows.sum()) for rows in (arrays[0], *last)):
        fine = np.logical_and.reduce([np.isfinite(rows).all(axis=1) for rows in arrays])
        if not fine.all():
            raise OutOfRange("h", steps.start + int(fine.argmin()), index)
