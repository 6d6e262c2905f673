"""Time: forward through it, and back-propagation through time (BPTT).

Around every cell there are two products,  ih = x @ weight_ih.T + bias_ih  and  hh = h @ weight_hh.T + bias_hh.  The
first is one product for all t (of a stretch); the second makes the network recurrent, and needs the loop (loop.py).

`run` takes one of two ways: fused.py for one layer, up to 32 steps and a loss at the last one, else this module. Every
bit is the same. The products are written in few other places: step by step in whatif.py, for many runs side by side in
check.py, and recomputed on demand in trace.py.

Shapes: T steps, I input size, H hidden size, G gates.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from . import fused, losses
from .cells.base import Array, Cell, State
from .errors import OutOfRange
from .frozen import freeze, turned
from .loop import STRETCH, BackwardLoop, ForwardLoop
from .losses import Question
from .params import Head, Layer
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


Unrolled = tuple[tuple[Trace, ...], tuple[Adjoint, ...], float]
"""What every layer did and what came back through it, first layer first, and the loss."""


def run(
    layers: Sequence[Layer], head: Head, x: Array, initial: Sequence[State], question: Question, directions: int = 1
) -> Unrolled:
    """Read x (T, I) from the `initial` state, a layer's parts (H,) each, and carry the loss's gradient back.

    `layers` are in PyTorch's order, each followed by its backward direction where there are two `directions`. The
    trace and the adjoint of that direction are in the order in which it reads: row 0 belongs to the last step.
    Raises OutOfRange. To be called, like all here, where NumPy's warnings are off.
    """
    is_short = len(layers) == 1 and fused.fits(layers[0], len(x), question)
    if is_short and (found := fused.run(layers[0], head, x, initial[0], question)):
        return (found.trace,), (found.adjoint,), found.loss
    traces = read(layers, x, initial, directions)
    loss, entering = losses.loss(head, output(traces[-directions:]), question)
    return traces, _back(traces, entering, directions), loss


def read(layers: Sequence[Layer], x: Array, initial: Sequence[State], directions: int = 1) -> tuple[Trace, ...]:
    """Forward only: every layer reads what all directions of the layer below it give out. Raises OutOfRange."""
    traces: list[Trace] = []
    for index, (layer, start) in enumerate(zip(layers, initial, strict=True)):
        level, direction = divmod(index, directions)
        if level and not direction:
            x = output(traces[-directions:])
        traces.append(_read_backward(layer, x, start, level) if direction else forward(layer, x, start, level))
    return tuple(traces)


def output(traces: Sequence[Trace]) -> Array:
    """What the directions of one layer give out at each step, side by side, (T, D·H)."""
    if len(traces) == 1:
        return traces[0].h
    return freeze(np.hstack([traces[0].h, traces[1].h[::-1]]))


def _read_backward(layer: Layer, x: Array, initial: State, level: int) -> Trace:
    """`forward` from the last step to the first."""
    try:
        return forward(layer, turned(x), initial, level)
    except OutOfRange as error:
        raise OutOfRange(error.what, len(x) - 1 - error.t, level, backward=True) from None


def _back(traces: Sequence[Trace], entering: Entering, directions: int) -> tuple[Adjoint, ...]:
    """From the last layer down: what a layer sends into its inputs enters the h of the layer below."""
    adjoints: list[Adjoint] = []
    entries = [entering] if directions == 1 else _split(entering, traces)
    for top in range(len(traces), 0, -directions):
        level = traces[top - directions : top]
        found = [_back_through(*parts) for parts in zip(level, entries, range(directions), strict=True)]
        adjoints[:0] = found
        if top > directions:
            entries = [Entering(0, d_x(level[0], found[0]))] if directions == 1 else _entries(level, found)
            for entry in entries:
                entry.vectors.rows.setflags(write=False)
    return tuple(adjoints)


def _back_through(trace: Trace, entering: Entering, direction: int) -> Adjoint:
    """`backward`, where the step of an OutOfRange is a step of the sentence in either direction."""
    try:
        return backward(trace, entering)
    except OutOfRange as error:
        if not direction:
            raise
        raise OutOfRange(error.what, len(trace.x) - 1 - error.t, backward=True) from None


def _split(entering: Entering, traces: Sequence[Trace]) -> list[Entering]:
    """What the loss sends into the h of each direction, from what it sends into both side by side."""
    size, end = traces[0].layer.cell.hidden_size, entering.first + len(entering.vectors.rows)
    forward_part, backward_part = (entering.vectors.columns(part) for part in (slice(size), slice(size, None)))
    return [
        Entering(entering.first, forward_part),
        Entering(len(traces[0].x) - end, backward_part.reversed()),
    ]


def _entries(level: Sequence[Trace], adjoints: Sequence[Adjoint]) -> list[Entering]:
    """What a layer of two directions sends into the h of each direction of the layer below.

    Each half is added up by itself, so that neither takes the scale of the other.
    """
    size = level[0].layer.cell.hidden_size
    ahead, back = (d_x(trace, adjoint) for trace, adjoint in zip(level, adjoints, strict=True))
    first, second = (
        ahead.columns(part).plus(back.columns(part).reversed()) for part in (slice(size), slice(size, None))
    )
    return [Entering(0, first), Entering(0, second.reversed())]


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


def d_inputs(traces: Sequence[Trace], adjoints: Sequence[Adjoint]) -> Scaled:
    """∂L/∂x_t of a layer for every t, (T, I), through all its directions; row t is step t."""
    found = d_x(traces[0], adjoints[0])
    if len(traces) > 1:
        found = found.plus(d_x(traces[1], adjoints[1]).reversed())
    found.rows.setflags(write=False)
    return found


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
