"""Time: forward through it, and back-propagation through time (BPTT).

This module alone owns the two products  ih = x @ weight_ih.T + bias_ih  and  hh = h @ weight_hh.T + bias_hh.
The first is one product for all t; the second is what makes a network recurrent, and the loop.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, repeat

import numpy as np

from app.engine.cells.base import Array, State
from app.engine.errors import OutOfRange
from app.engine.params import Layer
from app.engine.scaled import Exponents, Scaled, exponent_of, in_square_range, outer_sum, square_norms

CLOSE = 64
"""A stretch of BPTT begins within 2**±CLOSE of its scale."""

LONGEST_SWEEP = 256
"""Steps of BPTT between two looks at the magnitude; fewer where it changes fast."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What one layer did.

    `folded_ih` and `folded_hh` are (T, G·H) with the ½ of the sigmoid gates inside, `squashed` the gates (T, G, H), and
    `states` (T+1, H) each, row t+1 being the state after step t and row 0 the initial one.
    """

    layer: Layer
    x: Array
    folded_ih: Array
    folded_hh: Array
    squashed: Array
    states: State

    @property
    def h(self) -> Array:
        """h_0 … h_{T-1}, (T, H)."""
        return self.states[0][1:]

    @property
    def ih(self) -> Array:
        """weight_ih x_t + bias_ih, (T, G·H)."""
        return self.folded_ih / self.layer.cell.scale

    @property
    def hh(self) -> Array:
        """weight_hh h_{t-1} + bias_hh, (T, G·H)."""
        return self.folded_hh / self.layer.cell.scale

    @property
    def gates(self) -> dict[str, Array]:
        """Each gate's values by its name, (T, H) each; the RNN's one gate `a` is the sum before tanh."""
        return {name: self.squashed[:, k] for k, name in enumerate(self.layer.cell.gates)}


@dataclass(frozen=True, slots=True)
class Adjoint:
    """What came back through one layer, every row t scaled by a power of two (see scaled.py).

    `d_states` are ∂L/∂h (and ∂L/∂c), (T+1, H) each with row t+1 belonging to step t and row 0 to the initial state;
    `exponents` (T+1,) goes with them. `d_hh` (T, G, H) is ∂L/∂hh_t in the scale of row t+1. `injected` (T, H) is the
    part of ∂L/∂h_t that enters at t itself.
    """

    d_states: State
    d_hh: Array
    exponents: Exponents
    injected: Scaled

    def d_state(self, part: int) -> Scaled:
        """∂L/∂h_t (part 0) or ∂L/∂c_t (part 1) for every t, (T, H)."""
        return Scaled(self.d_states[part][1:], self.exponents[1:])


def forward(layer: Layer, x: Array, initial: State, index: int = 0) -> Trace:
    """Read x (T, I) from the `initial` state, (H,) each. `index` names the layer in OutOfRange."""
    cell = layer.cell
    steps, size = len(x), cell.hidden_size
    folded_ih = np.dot(x, layer.input)
    folded_ih += layer.input_bias
    folded_hh = np.empty_like(folded_ih)
    squashed = np.empty((steps, len(cell.gates), size))
    h_and_1 = np.ones((steps + 1, size + 1))
    states = (h_and_1[:, :size], *(np.empty((steps + 1, size)) for _ in cell.state[1:]))
    for rows, start in zip(states, initial, strict=True):
        rows[0] = start
    dot, step, recurrent = np.dot, cell.forward, layer.recurrent
    gates = zip(squashed.reshape(steps, -1), *np.moveaxis(squashed, 1, 0), strict=True)
    every_state = zip(*states, strict=True)
    state = next(every_state)
    with np.errstate(all="ignore"):
        for h, ih, hh, gate, new in zip(h_and_1[:-1], folded_ih, folded_hh, gates, every_state, strict=True):
            dot(h, recurrent, out=hh)
            step(ih, hh, state, gate, new)
            state = new
    trace = Trace(layer, x, folded_ih, folded_hh, squashed, states)
    _check_range(trace, index)
    return trace


def slopes(trace: Trace) -> State:
    """The factors of the cell's backward step for all t."""
    before = tuple(rows[:-1] for rows in trace.states)
    after = tuple(rows[1:] for rows in trace.states)
    return trace.layer.cell.slopes(trace.hh, trace.squashed, before, after)


def backward(trace: Trace, injected: Scaled) -> Adjoint:
    """Carry the loss's derivative from the last step to the first; `injected` is what enters at each h_t, (T, H).

    The steps are swept in stretches that begin near magnitude 1; a stretch that strays beyond the range in which norms
    are exact is swept again, shorter.
    """
    steps, size = trace.h.shape
    sweep = _Sweep(
        trace.layer,
        slopes(trace),
        tuple(np.zeros((steps + 1, size)) for _ in trace.states),
        np.empty_like(trace.squashed),
        injected,
    )
    exponents = np.zeros(steps + 1, dtype=np.intc)
    top, exponent, span = steps, 0, LONGEST_SWEEP
    with np.errstate(all="ignore"):
        while top := sweep.skip_zeros(top):
            exponent, incoming = sweep.enter(top, exponent)
            while (exact := sweep.run(top, span, exponent, incoming)) < min(span, top) and span > 1:
                span = max(1, exact * 3 // 4)
            bottom = max(0, top - span)
            exponents[bottom : top + 1] = exponent
            span = sweep.next_span(bottom, top, span)
            top = bottom
    sweep.check(0)
    return Adjoint(sweep.d_states, sweep.d_hh, exponents, injected)


def d_x(trace: Trace, adjoint: Adjoint) -> Scaled:
    """∂L/∂x_t for every t, (T, I): what a layer sends into the layer below, or into the embedding."""
    return Scaled(np.dot(d_ih(trace, adjoint), trace.layer.weight_ih), adjoint.exponents[1:])


def d_ih(trace: Trace, adjoint: Adjoint) -> Array:
    """∂L/∂ih_t (T, G·H), in the scale of adjoint.d_hh."""
    return trace.layer.cell.d_ih(trace.squashed, adjoint.d_states[0][1:], adjoint.d_hh).reshape(len(trace.x), -1)


def recurrent(trace: Trace, adjoint: Adjoint) -> Scaled:
    """weight_hhᵀ d_hh_t for every t, (T, H): what goes from step t to h_{t-1} through the matrix."""
    flat = adjoint.d_hh.reshape(len(trace.x), -1)
    return Scaled(np.dot(flat, trace.layer.weight_hh), adjoint.exponents[1:])


def direct(trace: Trace, adjoint: Adjoint) -> Scaled:
    """What goes from step t to t-1 past the matrix, (T, H), into the state's part `cell.direct`; zeros for the RNN."""
    cell = trace.layer.cell
    d_new = tuple(rows[1:] for rows in adjoint.d_states)
    return Scaled(cell.d_direct(trace.squashed, d_new), adjoint.exponents[1:])


def parameter_gradients(trace: Trace, adjoint: Adjoint) -> dict[str, Array]:
    """∂L/∂ the layer's four arrays, by name and in their shapes: sums over t, ±inf or 0 outside double range."""
    d_hh = Scaled(adjoint.d_hh.reshape(len(trace.x), -1), adjoint.exponents[1:])
    d_inputs = Scaled(d_ih(trace, adjoint), adjoint.exponents[1:])
    return {
        "weight_ih": outer_sum(d_inputs, trace.x),
        "weight_hh": outer_sum(d_hh, trace.states[0][:-1]),
        "bias_ih": outer_sum(d_inputs, np.ones((len(trace.x), 1)))[:, 0],
        "bias_hh": outer_sum(d_hh, np.ones((len(trace.x), 1)))[:, 0],
    }


def jacobians(trace: Trace) -> Iterator[tuple[Array, int]]:
    """∂h_{T-1}/∂h_t (H, H) as a matrix and its power of two, for t = T-1 … 0.

    The backward step of the cell, for the H unit vectors at once in place of one gradient.
    """
    cell, size = trace.layer.cell, trace.layer.cell.hidden_size
    d_new = (np.eye(size)[:, None], *(np.zeros((size, 1, size)) for _ in cell.state[1:]))
    d_hh = np.empty((size, len(cell.gates), size))
    exponent = 0
    yield d_new[0][:, 0], exponent
    for step in zip(*(rows[:0:-1] for rows in slopes(trace)), strict=True):
        d_state = tuple(np.zeros_like(part) for part in d_new)
        cell.backward(step, d_new, d_state, d_hh)
        d_state[0][:, 0] += np.dot(d_hh.reshape(size, -1), trace.layer.weight_hh)
        if not np.isfinite(d_state[0]).all():
            raise OutOfRange("jacobian", len(trace.x) - 1)
        shift = exponent_of(*d_state) or 0
        d_new = tuple(np.ldexp(part, -shift) for part in d_state)
        exponent += shift
        yield d_new[0][:, 0], exponent


@dataclass(frozen=True, slots=True)
class _Sweep:
    """The arrays of one backward pass. Row t+1 of `d_states` belongs to step t, as in Adjoint."""

    layer: Layer
    slopes: State
    d_states: State
    d_hh: Array
    injected: Scaled

    def skip_zeros(self, top: int) -> int:
        """Fill the zeros below `top` while nothing flows; return the number of steps that are left."""
        if any(rows[top].any() for rows in self.d_states) or self.injected.rows[top - 1 : top].any():
            return top
        entering = np.flatnonzero(self.injected.rows[:top].any(axis=1))
        left = int(entering[-1]) + 1 if len(entering) else 0
        for rows in self.d_states:
            rows[left : top + 1] = 0.0
        self.d_hh[left:top] = 0.0
        return left

    def enter(self, top: int, exponent: int) -> tuple[int, State]:
        """Add what enters at step top-1 to what came back; return it near magnitude 1, and its power of two."""
        self.check(top)
        rows, powers = self.injected.rows[top - 1], int(self.injected.exponents[top - 1])
        incoming = tuple(rows[top] for rows in self.d_states)
        sizes = (exponent_of(*incoming, shift=exponent), exponent_of(rows, shift=powers))
        largest = max(size for size in sizes if size is not None)
        scale = exponent if abs(largest - exponent) <= CLOSE else largest
        d_h, *others = (np.ldexp(part, exponent - scale) for part in incoming)
        return scale, (d_h + np.ldexp(rows, powers - scale), *others)

    def check(self, top: int) -> None:
        """Raise OutOfRange where a state near the end of double range made a factor that left it."""
        if not all(np.isfinite(rows[top]).all() for rows in self.d_states):
            raise OutOfRange("gradient", top)

    def run(self, top: int, span: int, exponent: int, incoming: State) -> int:
        """Sweep `span` steps down from `top`; return how many of them stayed in the range of exact norms."""
        bottom = max(0, top - span)
        for rows, row in zip(self.d_states, incoming, strict=True):
            rows[top] = row
        self._loop(bottom, top, self._injections(bottom, top - 1, exponent))
        squares = sum(square_norms(rows[bottom + 1 : top + 1]) for rows in self.d_states)
        exact = in_square_range(np.asarray(squares)[::-1])
        return len(exact) if exact.all() else int(exact.argmin())

    def next_span(self, bottom: int, top: int, span: int) -> int:
        """Twice the span where the magnitude hardly changed over the last one."""
        first, last = (exponent_of(*(rows[row] for rows in self.d_states)) or 0 for row in (top, bottom))
        return min(2 * span, LONGEST_SWEEP) if abs(first - last) < 100 else span

    def _injections(self, bottom: int, top: int, exponent: int) -> Iterator[Array | None]:
        """What enters at the steps top-1 … bottom in the scale of the sweep, then None for ever."""
        rows = self.injected.rows[bottom:top][::-1]
        shifts = self.injected.exponents[bottom:top][::-1] - exponent
        if not rows.any():
            return repeat(None)
        return chain(np.ldexp(rows, shifts[:, None]) if shifts.any() else rows, repeat(None))

    def _loop(self, bottom: int, top: int, injections: Iterator[Array | None]) -> None:
        dot, step_back, weight_hh = np.dot, self.layer.cell.backward, self.layer.weight_hh
        past_matrix = np.empty(weight_hh.shape[1]) if self.layer.cell.direct == "h" else None
        stretch = slice(bottom, top)
        d_hh = self.d_hh[stretch][::-1]
        every_step = zip(*(rows[stretch][::-1] for rows in self.slopes), strict=True)
        every_state = zip(*(rows[stretch][::-1] for rows in self.d_states), strict=True)
        d_new = tuple(rows[top] for rows in self.d_states)
        for step, d_state, gates, flat, injection in zip(
            every_step, every_state, d_hh, d_hh.reshape(top - bottom, -1), injections, strict=False
        ):
            step_back(step, d_new, d_state, gates)
            d_h = d_state[0]
            if past_matrix is None:
                dot(flat, weight_hh, out=d_h)
            else:
                dot(flat, weight_hh, out=past_matrix)
                np.add(d_h, past_matrix, out=d_h)
            if injection is not None:
                np.add(d_h, injection, out=d_h)
            d_new = d_state


def _check_range(trace: Trace, index: int) -> None:
    """Raise OutOfRange for the first step whose products or state are inf or NaN."""
    fine = np.isfinite(trace.folded_hh).all(axis=1)
    for rows in trace.states:
        fine &= np.isfinite(rows[1:]).all(axis=1)
    if not fine.all():
        raise OutOfRange("h", int(fine.argmin()), index)
