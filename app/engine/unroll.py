"""Time: forward through it, and back-propagation through time (BPTT).

Around every cell stand two products,  ih = x @ weight_ih.T + bias_ih  and  hh = h @ weight_hh.T + bias_hh.  The first
is one product for all t (of a stretch); the second is what makes a network recurrent, and the loop.

A run goes one of two ways: by fused.py where it has up to 32 steps and its loss looks at the last, else by this module.
Both record their calls with recorder.py, and every bit is the same. The products are written in few other places: step
by step in whatif.py, for many runs side by side in check.py, and recomputed on demand in trace.py.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .cells.base import Array, Cell, State
from .errors import OutOfRange
from .params import Layer
from .recorder import Desk, Desks, Recorder
from .scaled import (
    Exponents,
    Norms,
    Scaled,
    all_finite,
    all_in_square_range,
    exponent_of,
    in_square_range,
    outer_sum,
    square_norms,
    surely_finite,
)
from .trace import Adjoint, Entering, Trace

np.empty((1 << 22) - 4096)
"""Freed at once, and so the allocator keeps freed memory up to this size (glibc adapts to what it sees): otherwise each
run would hand its few hundred kilobytes back to the system and pay for every page again, a third of its time."""

CLOSE = 64
"""A stretch of BPTT begins within 2**±CLOSE of its scale."""

STRETCH = 256
"""Steps of the loop over time between two looks at the magnitude; BPTT takes fewer where it changes fast."""


def forward(layer: Layer, x: Array, initial: State, index: int = 0) -> Trace:
    """Read x (T, I) from the `initial` state, (H,) each. Raises OutOfRange, in which `index` names the layer.

    Where a σ has lost its digits, the layer of the trace is the `careful` one. To be called, like `backward`, where
    NumPy's warnings are off.
    """
    trace = _forward(layer, x, initial, index)
    return _forward(layer.careful(), x, initial, index) if layer.cell.is_blurred(trace.every_gate) else trace


def _forward(layer: Layer, x: Array, initial: State, index: int) -> Trace:
    steps, size, width = len(x), layer.cell.hidden_size, layer.recurrent.shape[1]
    states = tuple([np.empty((steps + 1, size)) for _ in initial])
    for rows, start in zip(states, initial, strict=True):
        rows[0] = start
    folded_hh = np.empty((steps, width)) if layer.cell.keeps_hh else None
    trace = Trace(layer, x, np.empty((steps, width)), folded_hh, states)
    with _DESKS.borrow(_ForwardDesk, layer.cell) as desk:
        desk.take_up(layer)
        for bottom in range(0, steps, STRETCH):
            stretch = slice(bottom, min(bottom + STRETCH, steps))
            _check_range(layer.cell, desk.read(trace, stretch), trace.states, stretch, index)
    return trace


def backward(trace: Trace, entering: Entering) -> Adjoint:
    """Carry the loss's derivative from the last step to the first.

    The steps are swept in stretches that begin near magnitude 1; a stretch that strays beyond the range in which norms
    are exact is swept again, shorter. Raises OutOfRange where even one step leaves the range.
    """
    sweep = _Sweep(trace, entering)
    top, span = len(trace.x), STRETCH
    while top:
        incoming = sweep.enter(top)
        if incoming is None:
            top = sweep.skip_zeros(top)
            continue
        while (exact := sweep.run(top, span, incoming)) < min(span, top) and span > 1:
            span = max(1, exact * 3 // 4)
        bottom = max(0, top - span)
        sweep.check(bottom)
        sweep.exponents[bottom : top + 1] = sweep.exponent
        span = sweep.next_span(bottom, top, span)
        top = bottom
    return sweep.adjoint()


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


class _Sweep:
    """The arrays of one backward pass, as in Adjoint; what has come back so far is in the scale 2**exponent."""

    def __init__(self, trace: Trace, entering: Entering) -> None:
        steps, width = trace.every_gate.shape
        self.trace = trace
        self.entering = entering
        self.d_states = tuple([np.empty(rows.shape) for rows in trace.states])
        self.squares = tuple([np.empty(steps + 1) for _ in trace.states])
        self.d_hh = np.empty((steps, width))
        self.exponents: Exponents = np.zeros(steps + 1, dtype=np.intc)
        self.exponent = 0
        self.flowing, self.plain = False, True
        for rows in self.d_states:
            rows[steps] = 0.0

    def enter(self, top: int) -> list[Array] | None:
        """What came back to step top-1 and what enters there, added up and brought near 1; None where both are zero."""
        came = [rows[top].copy() for rows in self.d_states]
        entering = self.entering.exponent(top - 1)
        sizes = [exponent_of(part, self.exponent) for part in came] if self.flowing else []
        known = [size for size in (entering, *sizes) if size is not None]
        if not known:
            return None
        largest = max(known)
        if abs(largest - self.exponent) > CLOSE:
            came = [np.ldexp(part, self.exponent - largest) for part in came]
            self.exponent, self.plain = largest, False
        if entering is not None:
            came[0] += self.entering.at(top - 1, self.exponent)
        self.flowing = True
        return came

    def skip_zeros(self, top: int) -> int:
        """Fill the zeros below `top` while nothing flows; return the number of steps that are left."""
        left = self.entering.last(top) + 1
        for rows, squares in zip(self.d_states, self.squares, strict=True):
            rows[left : top + 1] = 0.0
            squares[left : top + 1] = 0.0
        self.d_hh[left:top] = 0.0
        self.flowing, self.plain = False, False
        return left

    def run(self, top: int, span: int, incoming: list[Array]) -> int:
        """Sweep `span` steps down from `top`; return how many of them stayed in the range of exact norms."""
        bottom = max(0, top - span)
        self._loop(slice(bottom, top), incoming, self.entering.between(bottom, top - 1, self.exponent))
        rows = slice(bottom, top + 1)
        squares = [square_norms(part[rows], own[rows]) for part, own in zip(self.d_states, self.squares, strict=True)]
        if all(map(all_in_square_range, squares)):
            return top - bottom
        self.plain = False
        exact = in_square_range(np.add.reduce(squares)[:0:-1])
        return len(exact) if exact.all() else int(exact.argmin())

    def check(self, row: int) -> None:
        """Raise OutOfRange where a state near the end of double range made a factor that left it."""
        if not all(map(all_finite, [rows[row] for rows in self.d_states])):
            raise OutOfRange("gradient", row)

    def next_span(self, bottom: int, top: int, span: int) -> int:
        """Twice a short span where the magnitude hardly changed over it."""
        if span == STRETCH:
            return span
        first, last = (max([exponent_of(rows[row]) or 0 for rows in self.d_states]) for row in (top, bottom))
        return min(2 * span, STRETCH) if abs(first - last) < 2 * CLOSE else span

    def adjoint(self) -> Adjoint:
        """What came back."""
        exponents = self.exponents[1:]
        if self.plain:
            norms = [Norms(np.sqrt(squares[1:]), exponents, plain=True) for squares in self.squares]
        else:
            norms = [
                Scaled(rows[1:], exponents).norms_of(squares[1:])
                for rows, squares in zip(self.d_states, self.squares, strict=True)
            ]
        return Adjoint(self.d_states, self.d_hh, self.exponents, tuple(norms), self.entering)

    def _loop(self, steps: slice, incoming: list[Array], entering: Array | None) -> None:
        layer, slopes = self.trace.layer, self.trace.slopes(steps)
        with _DESKS.borrow(_BackwardDesk, layer.cell, len(slopes), entering is not None) as desk:
            desk.take_up(layer)
            desk.carry(self, steps, slopes, incoming, entering)


class _ForwardDesk(Desk):
    """Steps forward: hh = [h, 1] · recurrent, then the cell."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        size, width = cell.hidden_size, len(cell.gates) * cell.hidden_size
        self.cell = cell
        self.layer: Layer | None = None
        self.recurrent = np.empty((size + 1, width))
        self.h_and_1 = np.ones((STRETCH + 1, size + 1))
        self.states = (self.h_and_1[:, :size], *(np.empty((STRETCH + 1, size)) for _ in cell.state[1:]))
        self.gates, self.hh = np.empty((STRETCH, width)), np.empty((STRETCH, width))

    def lay_out(self, step: int) -> None:
        stand_ins = self.recorder.stand_ins
        self.recorder.add(self.h_and_1[step].dot, self.recurrent, self.hh[step])
        self.cell.forward(
            stand_ins(self.cell.together_and_each(self.hh[step])),
            stand_ins(self.cell.together_and_each(self.gates[step])),
            stand_ins(rows[step] for rows in self.states),
            stand_ins(rows[step + 1] for rows in self.states),
        )

    def take_up(self, layer: Layer) -> None:
        """Use the weights of this layer from now on."""
        if layer is not self.layer:
            self.layer = layer
            self.recurrent[:] = layer.recurrent

    def read(self, trace: Trace, steps: slice) -> Array:
        """Fill in the gates and the states of some steps and return their hh; ih is one product for all of them."""
        count = steps.stop - steps.start
        ih = trace.x[steps].dot(trace.layer.input, self.gates[:count])
        ih += trace.layer.input_bias
        for rows, buffer in zip(trace.states, self.states, strict=True):
            buffer[0] = rows[steps.start]
        self.play(count)
        trace.every_gate[steps] = self.gates[:count]
        if trace.folded_hh is not None:
            trace.folded_hh[steps] = self.hh[:count]
        for rows, buffer in zip(trace.states, self.states, strict=True):
            rows[1:][steps] = buffer[1 : count + 1]
        return self.hh[:count]


def through_matrix(recorder: Recorder, cell: Cell, d_hh: Array, weight_hh: Array, d_h: Array, spare: Array) -> None:
    """Record what makes ∂L/∂h_{t-1} (H,), of which `d_h` holds what came past the matrix, if anything does."""
    if cell.direct != "h":
        recorder.add(d_hh.dot, weight_hh, d_h)
    else:
        recorder.add(d_hh.dot, weight_hh, spare)
        recorder.add(np.add, d_h, spare, d_h)


class _BackwardDesk(Desk):
    """Steps back: the cell, then weight_hhᵀ d_hh, then what enters at h_{t-1}.

    The last step stands in the last row, the one before it in the row above, and so on upward.
    """

    def __init__(self, cell: Cell, slopes: int, entering: bool) -> None:
        super().__init__()
        size, width = cell.hidden_size, len(cell.gates) * cell.hidden_size
        self.cell = cell
        self.layer: Layer | None = None
        self.weight_hh = np.empty((width, size))
        self.d_states = tuple(np.empty((STRETCH + 1, size)) for _ in cell.state)
        self.d_hh = np.empty((STRETCH, width))
        self.slopes = tuple(np.empty((STRETCH, size)) for _ in range(slopes))
        self.entering = np.empty((STRETCH, size)) if entering else None
        self.spare = np.empty(size)

    def lay_out(self, step: int) -> None:
        row, stand_ins = STRETCH - 1 - step, self.recorder.stand_ins
        d_state = [rows[row] for rows in self.d_states]
        self.cell.backward(
            stand_ins(rows[row] for rows in self.slopes),
            stand_ins(rows[row + 1] for rows in self.d_states),
            stand_ins(self.cell.by_gate(self.d_hh[row])),
            stand_ins(d_state),
        )
        through_matrix(self.recorder, self.cell, self.d_hh[row], self.weight_hh, d_state[0], self.spare)
        if self.entering is not None:
            self.recorder.add(np.add, d_state[0], self.entering[row], d_state[0])

    def take_up(self, layer: Layer) -> None:
        """Use the weights of this layer from now on."""
        if layer is not self.layer:
            self.layer = layer
            self.weight_hh[:] = layer.weight_hh

    def carry(
        self, sweep: _Sweep, steps: slice, slopes: State, incoming: Sequence[Array], entering: Array | None
    ) -> None:
        """From what comes in to the last of some steps fill in the rows of sweep.d_states, and sweep.d_hh."""
        count = steps.stop - steps.start
        own = slice(STRETCH - count, None)
        for rows, buffer in zip(slopes, self.slopes, strict=True):
            buffer[own] = rows
        for row, buffer in zip(incoming, self.d_states, strict=True):
            buffer[STRETCH] = row
        if self.entering is not None and entering is not None:
            self.entering[STRETCH - count] = 0.0
            self.entering[own][1:] = entering
        self.play(count)
        sweep.d_hh[steps] = self.d_hh[own]
        for rows, buffer in zip(sweep.d_states, self.d_states, strict=True):
            rows[steps.start : steps.stop + 1] = buffer[STRETCH - count :]


_DESKS = Desks()


def _d_ih(trace: Trace, adjoint: Adjoint) -> Array:
    """∂L/∂ih_t (T, G·H), in the scale of adjoint.d_hh."""
    return trace.layer.cell.d_ih(trace.gates, adjoint.d_new, adjoint.d_hh)


def _check_range(cell: Cell, hh: Array, states: State, steps: slice, index: int) -> None:
    """Raise OutOfRange for the first of some steps whose state, or the products `hh` before it, are inf or NaN.

    What is not finite shows in a sum, and a state that is not shows in every later product or state.
    """
    if all(map(surely_finite, [hh, *(rows[steps.stop] for rows in states)])):
        return
    looked = {"hh": hh, **{name: rows[1:][steps] for name, rows in zip(cell.state, states, strict=True)}}
    fine = {name: np.isfinite(rows).all(axis=1) for name, rows in looked.items()}
    first = np.logical_and.reduce([*fine.values()])
    if not first.all():
        t = int(first.argmin())
        raise OutOfRange(next(name for name in fine if not fine[name][t]), steps.start + t, index)
