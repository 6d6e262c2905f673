"""What if: a run edited at some steps and continued from there, beside what the gradient said would happen.

Shapes: T steps, I input size, H hidden size. An edit is made at a step t, after the steps that are read before it.
"""

from __future__ import annotations

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

    The states are those of the layer and direction looked at. predicted = Σ δ_tᵀ e_t over the edited steps of that
    direction and, for other words, of both directions of the first layer. e_t is what the edit at t changed at once
    (the state after it minus the state that the edited run would have had at t without it) and δ_t is ∂L/∂h_t of the
    run as it was; the LSTM adds ∂L/∂c_t with h_t held. NaN where it leaves double range. Both the true difference,
    forward, and δ_t, backward, go through the same Jacobians.
    """

    states: State
    loss: float
    predicted: float


@np.errstate(all="ignore")
def whatif(run: Run, edits: Sequence[Edit]) -> WhatIf:
    """Edit a run and continue it, with the same question for the loss.

    Words are other inputs x_t of the network; the other edits are made in the layer and direction looked at. They are
    made step by step: at a step the words first, then the others in the order given, then the units that an earlier
    edit set onward. A backward direction reads from the last step to the first, and "onward" goes as it reads. Before
    the first edit, and where an edit changes nothing, the states are the run's own to the last bit. Raises OutOfRange.
    """
    words = [edit for edit in edits if isinstance(edit, Word)]
    x, directions = run.traces[0].x.copy(), run.network.directions
    for word in words:
        x[word.t] = word.x
    others = [edit for edit in edits if not isinstance(edit, Word)]
    prediction = _Prediction()
    shown: State = ()
    for layer in range(run.network.num_layers):
        states = []
        for direction in range(directions):
            here = run.looking_at(layer, direction)
            own = others if here.place == run.place else []
            states.append(_Continued(here, x, [*words, *own] if not layer else own, prediction).states())
            shown = states[-1] if here.place == run.place else shown
        x = states[0][0] if directions == 1 else np.hstack([rows[0] for rows in states])
    loss, _ = losses.loss(run.network.head, x, run.question)
    return WhatIf(shown, loss, prediction.total())


class _Continued:
    """One layer in one direction, `run` looking at it, reading edited inputs x (T, I): row t is step t."""

    def __init__(self, run: Run, x: Array, edits: Sequence[Edit], prediction: _Prediction) -> None:
        self.run = run
        self.x = run.by_step(x)
        self.prediction = prediction
        self.at: dict[int, list[Edit]] = {}
        for edit in edits:
            self.at.setdefault(len(x) - 1 - edit.t if run.direction else edit.t, []).append(edit)

    def states(self) -> State:
        """The states after each step, (T, H) a part; the run's own up to the first change."""
        trace = self.run.trace
        states = tuple(rows[1:].copy() for rows in trace.states)
        changed = np.flatnonzero((self.x != trace.x).any(axis=1))
        first = min([*self.at, *changed[:1].tolist()], default=len(self.x))
        if first < len(self.x):
            self._read_on(first, states)
        return tuple(map(self.run.by_step, states))

    def _read_on(self, first: int, states: State) -> None:
        """Fill in the states from the row `first` on, in the order of reading."""
        trace = self.run.trace
        was, now = (_products(trace.layer, rows) for rows in (trace.x, self.x))
        stepper, gradients = _Stepper(trace.layer), _gradients(self.run)
        state = tuple(rows[first] for rows in trace.states)
        clamps: list[Unit] = []
        for t in range(first, len(self.x)):
            before, state = state, stepper.step(now[t], state)
            own = self.at.get(t, [])
            if clamps or own:
                other_word = not self.run.layer and (now[t] != was[t]).any()
                unedited = stepper.step(was[t], before) if other_word else tuple(part.copy() for part in state)
                clamps += _edit(state, own, clamps)
                self.prediction.add(gradients, t, tuple(new - old for new, old in zip(state, unedited, strict=True)))
            self._check(t, stepper.hh, state)
            for rows, part in zip(states, state, strict=True):
                rows[t] = part

    def _check(self, row: int, hh: Array, state: State) -> None:
        """Raise OutOfRange where the state, or the products before it, are inf or NaN."""
        for name, values in (("hh", hh), *zip(self.run.network.cell.state, state, strict=True)):
            if not np.isfinite(values).all():
                backward = bool(self.run.direction)
                t = len(self.x) - 1 - row if backward else row
                raise OutOfRange(name, t, self.run.layer, backward=backward)


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


def _gradients(run: Run) -> list[Scaled]:
    """∂L/∂h_t of the layer looked at, and where there is a c ∂L/∂c_t with h_t held, in the order of reading."""
    adjoint = run.adjoint
    gradients = [adjoint.scaled(adjoint.d_new[0])]
    if len(adjoint.d_states) > 1:
        direct = unroll.direct(run.trace, adjoint)
        shifted = np.zeros_like(direct.rows), np.zeros_like(direct.exponents)
        shifted[0][:-1], shifted[1][:-1] = direct.rows[1:], direct.exponents[1:]
        gradients.append(Scaled(*shifted))
    return gradients


class _Prediction:
    """A sum of products of gradients, of any magnitude, with changes of the state."""

    def __init__(self) -> None:
        self.terms: list[tuple[float, int]] = []

    def add(self, gradients: Sequence[Scaled], t: int, change: State) -> None:
        """One step's changes, (H,) a part."""
        for gradient, part in zip(gradients, change, strict=True):
            self.terms.append((float(np.dot(gradient.rows[t], part)), int(gradient.exponents[t])))

    def total(self) -> float:
        """The sum; NaN where it leaves the range of a double."""
        some = [(value, exponent) for value, exponent in self.terms if value]
        if not some:
            return 0.0
        top = max(exponent for _, exponent in some)
        near = math.fsum(math.ldexp(value, exponent - top) for value, exponent in some)
        total = float(np.ldexp(near, top))
        return total if math.isfinite(total) and (total or not near) else math.nan
