"""What one layer leaves behind: the Trace of reading, and the Adjoint of the way back. unroll.py makes both.

Their arrays are read-only.

Shapes: T steps, I input size, H hidden size, G gates.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .cells.base import Array, State
from .frozen import freeze, lasting
from .params import Layer
from .scaled import Exponents, Norms, Scaled, exponent_of


@lasting
class Trace(NamedTuple):
    """What one layer did.

    `every_gate` (T, G·H) are the gates' values. `folded_hh` (T, G·H) is hh with the ½ of the sigmoid gates inside, None
    where the cell does not keep it. `states` are (T+1, H) each, row t+1 being the state after step t and row 0 the
    initial one.
    """

    layer: Layer
    x: Array
    every_gate: Array
    folded_hh: Array | None
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
        """weight_ih x_t + bias_ih, (T, G·H); computed again each time, because the gates took its place."""
        return freeze((np.dot(self.x, self.layer.input) + self.layer.input_bias) / self.layer.cell.scale)

    @property
    def hh(self) -> Array:
        """weight_hh h_{t-1} + bias_hh, (T, G·H); computed again each time unless the cell keeps it."""
        recurrent, folded = self.layer.recurrent, self.folded_hh
        if folded is None:
            folded = np.dot(self.states[0][:-1], recurrent[:-1]) + recurrent[-1]
        return freeze(folded / self.layer.cell.scale)

    def slopes(self, steps: slice) -> State:
        """The factors of the cell's backward step, for some steps."""
        cell, after = self.layer.cell, slice(steps.start + 1, steps.stop + 1)
        folded_hh = () if self.folded_hh is None else cell.by_gate(self.folded_hh[steps])
        gates = cell.by_gate(self.every_gate[steps])
        state, new = (tuple([rows[part] for rows in self.states]) for part in (steps, after))
        return cell.slopes(folded_hh, gates, state, new)


@lasting
class Entering(NamedTuple):
    """What enters at h_first, h_{first+1}, … from the loss or from the layer above; elsewhere nothing does."""

    first: int
    vectors: Scaled

    def at(self, step: int, exponent: int) -> Array:
        """What enters at one of those steps in the scale 2**exponent, (H,)."""
        row = step - self.first
        vector: Array = np.ldexp(self.vectors.rows[row], int(self.vectors.exponents[row]) - exponent)
        return vector

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


@lasting
class Adjoint(NamedTuple):
    """What came back through one layer, every row t scaled by a power of two (see scaled.py).

    `d_states` are ∂L/∂h (and ∂L/∂c), (T+1, H) each with row t+1 belonging to step t and row 0 to the initial state;
    `exponents` (T+1,) goes with them, and `norms` are those of the rows that belong to steps. `d_hh` (T, G·H) is
    ∂L/∂hh_t in the scale of row t+1. `entering` is the part of ∂L/∂h_t that enters at t itself.
    """

    d_states: State
    d_hh: Array
    exponents: Exponents
    norms: tuple[Norms, ...]
    entering: Entering

    def scaled(self, rows: Array) -> Scaled:
        """Rows (T, n) made of `d_hh` or of the rows of `d_states` that belong to the steps, as what they are."""
        return Scaled(rows, self.exponents[1:])

    @property
    def d_new(self) -> State:
        """The rows of `d_states` that belong to the steps, (T, H) each."""
        return tuple([rows[1:] for rows in self.d_states])
