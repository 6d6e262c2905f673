"""Time: forward through it, and back-propagation through time (BPTT).

Around every cell there are two products,  ih = x @ weight_ih.T + bias_ih  and  hh = h @ weight_hh.T + bias_hh.  The
first is one product for all t (of a stretch); the second makes the network recurrent, and needs the loop (loop.py).

Here it is one layer in one direction; layers.py puts layers and directions together. A short run of one layer takes
fused.py in place of this module, to the same bits. The products are written in few other places: step by step in
whatif.py, for many runs side by side in nudged.py, and recomputed on demand in trace.py.

Shapes: T steps, I input size, H hidden size, G gates.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from .cells.base import Array, Cell, State
from .errors import OutOfRange
from .loop import STRETCH, BackwardLoop, ForwardLoop
from .params import Layer
from .pool import Pool
from .scaled import (
    Exponents,
    Norms,
    Scaled,
    ScaledSum,
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
"""Freed at once, so that the allocator keeps freed memory up to this size (glibc adapts to what it sees). Otherwise
each run would hand a few hundred kilobytes back to the system and pay for every page again, a third of its time."""

CLOSE = 64
"""A stretch of BPTT begins within 2**±CLOSE of its scale."""


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
    gates = np.empty((steps, width))
    with _POOL.borrow(ForwardLoop, layer.cell) as loop:
        for bottom in range(0, steps, STRETCH):
            stretch = slice(bottom, min(bottom + STRETCH, steps))
            own = tuple([rows[bottom : stretch.stop + 1] for rows in states])
            hh = loop.run(layer, x[stretch], gates[stretch], own)
            if folded_hh is not None:
                folded_hh[stretch] = hh
            _check_range(layer.cell, hh, states, stretch, index)
    for array in (gates, *states, *([] if folded_hh is None else [folded_hh])):
        array.setflags(write=False)
    return Trace(layer, x, gates, folded_hh, states)


def backward(trace: Trace, entering: Entering, cuts: range = range(0)) -> Adjoint:
    """Carry the loss's derivative from the last step to the first; none goes back from a step in `cuts`, which rise.

    The steps are swept in stretches that begin near magnitude 1; a stretch that strays beyond the range in which norms
    are exact is swept again, shorter. Raises OutOfRange where even one step leaves the range.
    """
    sweep = _Sweep(trace, entering)
    top, span = len(trace.x), STRETCH
    while top:
        below = bisect_left(cuts, top)
        if below < len(cuts) and cuts[below] == top:
            sweep.flowing = False
        incoming = sweep.enter(top)
        if incoming is None:
            top = sweep.skip_zeros(top)
            continue
        room = top - (cuts[below - 1] if below else 0)
        while (exact := sweep.run(top, min(span, room), incoming)) < min(span, room) and span > 1:
            span = max(1, exact * 3 // 4)
        bottom = top - min(span, room)
        sweep.check(bottom)
        sweep.exponents[bottom : top + 1] = sweep.exponent
        span = sweep.next_span(bottom, top, span)
        top = bottom
    return sweep.adjoint()


def d_x(trace: Trace, adjoint: Adjoint) -> Scaled:
    """∂L/∂x_t for every t, (T, I): what a layer sends, in one direction, into the layer below or the embedding."""
    return adjoint.scaled(np.dot(_d_ih(trace, adjoint), trace.layer.weight_ih))


def recurrent(trace: Trace, adjoint: Adjoint) -> Scaled:
    """weight_hhᵀ d_hh_t for every t, (T, H): what goes from step t to h_{t-1} through the matrix."""
    return adjoint.scaled(np.dot(adjoint.d_hh, trace.layer.weight_hh))


def direct(trace: Trace, adjoint: Adjoint) -> Scaled:
    """What goes from step t to t-1 past the matrix, (T, H), into the state's part `cell.direct`; zeros for the RNN."""
    return adjoint.scaled(trace.layer.cell.d_direct(trace.gates, adjoint.d_new))


def parameter_gradients(trace: Trace, adjoint: Adjoint) -> dict[str, ScaledSum]:
    """∂L/∂ the layer's four arrays, by name; weights in their shapes, biases as one column (G·H, 1)."""
    d_hh, d_ih = adjoint.scaled(adjoint.d_hh), adjoint.scaled(_d_ih(trace, adjoint))
    ones = np.ones((len(trace.x), 1))
    return {
        "weight_ih": outer_sum(d_ih, trace.x),
        "weight_hh": outer_sum(d_hh, trace.states[0][:-1]),
        "bias_ih": outer_sum(d_ih, ones),
        "bias_hh": outer_sum(d_hh, ones),
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
        came = [rows[top].copy() if self.flowing else np.zeros_like(rows[top]) for rows in self.d_states]
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
        bottom = top - span
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
        """What came back, read-only."""
        for rows in (*self.d_states, self.d_hh):
            rows.setflags(write=False)
        self.exponents.setflags(write=False)
        exponents = self.exponents[1:]
        if self.plain:
            norms = [Norms(np.sqrt(squares[1:]), exponents, plain=True) for squares in self.squares]
        else:
            norms = [
                Scaled(rows[1:], exponents).norms_of(squares[1:])
                for rows, squares in zip(self.d_states, self.squares, strict=True)
            ]
        for own in norms:
            own.mantissas.setflags(write=False)
            own.exponents.setflags(write=False)
        return Adjoint(self.d_states, self.d_hh, self.exponents, tuple(norms), self.entering)

    def _loop(self, steps: slice, incoming: list[Array], entering: Array | None) -> None:
        layer, slopes = self.trace.layer, self.trace.slopes(steps)
        d_states = tuple([rows[steps.start : steps.stop + 1] for rows in self.d_states])
        with _POOL.borrow(BackwardLoop, layer.cell, len(slopes), entering is not None) as loop:
            loop.run(layer, slopes, incoming, entering, d_states, self.d_hh[steps])


_POOL = Pool()


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
