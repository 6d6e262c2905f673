"""What if: a run edited at some steps and continued from there, beside what the gradient said would happen.

Shapes: T steps, I input size, H hidden size. An edit is made at a step t, after the steps before it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from . import losses, unroll
from .cells.base import Array, State
from .errors import OutOfRange
from .loop import STRETCH
from .params import Layer, check
from .run import Run
from .scaled import Scaled


class Word(NamedTuple):
    """Another word at step t, by its vector x (I,)."""

    t: int
    x: Array


class Unit(NamedTuple):
    """A unit of h_t set to a value; with `onward` that of every later h too."""

    t: int
    unit: int
    value: float
    onward: bool


class Transplant(NamedTuple):
    """Parts of the state put in place of the run's own after step t: h (H,), and c (H,) unless it stays."""

    t: int
    parts: tuple[Array, ...]


def replacing(t: int, h: Sequence[float], size: int, name: str) -> Transplant:
    """All of h_t replaced by `size` numbers. Raises WrongShape, in which `name` names them, and NotFinite."""
    values = np.array(h, dtype=np.float64)
    check(name, values, (size,))
    return Transplant(t, (values,))


Edit = Word | Unit | Transplant


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The edited run's states (T, H) by part, its loss, and `predicted`, the change of the loss to first order.

    predicted = Σ_t δ_tᵀ e_t over the edited steps, where e_t is what the edit at t changed at once (the state after it
    minus the state that the edited run would have had at t without it) and δ_t is ∂L/∂h_t of the run as it was; the
    LSTM adds ∂L/∂c_t with h_t held. NaN where it leaves double range. Both the true difference, forward, and δ_t,
    backward, go through the same Jacobians.
    """

    states: State
    loss: float
    predicted: float


@np.errstate(all="ignore")
def whatif(run: Run, edits: Sequence[Edit]) -> WhatIf:
    """Edit a run of one layer and continue it, with the same question for the loss.

    Edits are made step by step: at a step the words first, then the others in the order given, then the units that an
    earlier edit set onward. Before the first edit, and where an edit changes nothing, the states are the run's own to
    the last bit. Raises OutOfRange.
    """
    trace = run.trace
    states = tuple(rows[1:].copy() for rows in trace.states)
    first = min(edit.t for edit in edits)
    x = trace.x.copy()
    for word in (edit for edit in edits if isinstance(edit, Word)):
        x[word.t] = word.x
    was, now = (_products(trace.layer, rows) for rows in (trace.x, x))
    stepper, prediction = _Stepper(trace.layer), _Prediction(run)
    state = tuple(rows[first] for rows in trace.states)
    clamps: list[Unit] = []
    at = {edit.t: [other for other in edits if other.t == edit.t] for edit in edits}
    for t in range(first, len(x)):
        before, state = state, stepper.step(now[t], state)
        if clamps or t in at:
            other_word = (now[t] != was[t]).any()
            unedited = stepper.step(was[t], before) if other_word else tuple(part.copy() for part in state)
            clamps += _edit(state, at.get(t, ()), clamps)
            prediction.add(t, tuple(new - old for new, old in zip(state, unedited, strict=True)))
        for name, values in (("hh", stepper.hh), *zip(trace.layer.cell.state, state, strict=True)):
            if not np.isfinite(values).all():
                raise OutOfRange(name, t, run.layer)
        for rows, part in zip(states, state, strict=True):
            rows[t] = part
    loss, _ = losses.loss(run.network.head, states[0], run.question)
    return WhatIf(states, loss, prediction.total())


def _edit(state: State, edits: Sequence[Edit], clamps: Sequence[Unit]) -> list[Unit]:
    """Edit a state (H,) a part in place; return the units that are set from now on."""
    for edit in edits:
        if isinstance(edit, Transplant):
            for part, values in zip(state, edit.parts, strict=False):
                part[:] = values
        elif isinstance(edit, Unit):
            state[0][edit.unit] = edit.value
    for clamp in clamps:
        state[0][clamp.unit] = clamp.value
    return [edit for edit in edits if isinstance(edit, Unit) and edit.onward]


def _products(layer: Layer, x: Array) -> Array:
    """weight_ih x_t (T, G·H) in the layout of the loop, in the stretches that unroll makes of it: the same bits."""
    starts = range(0, len(x), STRETCH)
    return np.concatenate([np.dot(x[start : start + STRETCH], layer.input) for start in starts])


class _Stepper:
    """The step forward of a layer, one at a time, as unroll does many."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self.h_and_1 = np.ones(layer.cell.hidden_size + 1)
        self.hh, self.gates = np.empty((2, len(layer.input_bias)))

    def step(self, product: Array, state: State) -> State:
        """The state after a step, from weight_ih x_t (G·H,)."""
        cell = self.layer.cell
        self.h_and_1[:-1] = state[0]
        self.h_and_1.dot(self.layer.recurrent, self.hh)
        np.add(product, self.layer.input_bias, self.gates)
        new = tuple(np.empty(cell.hidden_size) for _ in state)
        cell.forward(cell.together_and_each(self.hh), cell.together_and_each(self.gates), state, new)
        return new


class _Prediction:
    """A sum of products of gradients, of any magnitude, with changes of the state."""

    def __init__(self, run: Run) -> None:
        adjoint = run.adjoint
        self.gradients = [adjoint.scaled(adjoint.d_new[0])]
        if run.c is not None:
            direct = unroll.direct(run.trace, adjoint)
            shifted = np.zeros_like(direct.rows), np.zeros_like(direct.exponents)
            shifted[0][:-1], shifted[1][:-1] = direct.rows[1:], direct.exponents[1:]
            self.gradients.append(Scaled(*shifted))
        self.terms: list[tuple[float, int]] = []

    def add(self, t: int, change: State) -> None:
        """One step's changes, (H,) a part."""
        for gradient, part in zip(self.gradients, change, strict=True):
            self.terms.append((float(np.dot(gradient.rows[t], part)), int(gradient.exponents[t])))

    def total(self) -> float:
        """The sum; NaN where it is no double."""
        some = [(value, exponent) for value, exponent in self.terms if value]
        if not some:
            return 0.0
        top = max(exponent for _, exponent in some)
        near = math.fsum(math.ldexp(value, exponent - top) for value, exponent in some)
        total = float(np.ldexp(near, top))
        return total if math.isfinite(total) and (total or not near) else math.nan
