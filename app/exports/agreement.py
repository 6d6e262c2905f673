"""Which numbers of a run two programs agree on: those that do not depend on the order in which a sum is added up.

A chaotic network carries the last bit of a sum into every digit after some steps, so no two programs agree on it from
there on. Nor do they agree on the slope of a saturated tanh or σ, what the last bits of its value leave of 1. Which
numbers they do agree on is found by twins of the run: one with its units and inputs in reverse, one whose parameters,
and some whose gates and states on the way back, differ in their last bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..engine import flow, layers, losses, params, reader
from ..engine.cells.base import Array
from ..engine.network import Network
from ..engine.params import Head, Layer
from ..engine.run import Run
from ..engine.trace import Trace

TOLERANCE = 1e-9
"""Relative: what the assertions of a script allow."""
AGREES = TOLERANCE / 100
"""Two orders of summing may differ by no more, for the numbers to be compared."""
JITTER, LAST_BIT, ROUNDED = 2.0**-50, 2.0**-52, 2
"""The parameters of one twin are moved by JITTER; the values near 1 of ROUNDED others by LAST_BIT."""
SMALLEST, LARGEST = -290.0, 290.0
"""Gradients whose log10 lies between are doubles with all their digits, in other programs too."""


class Agreement(NamedTuple):
    """What to compare: the loss; the steps whose h, whose ∂L/∂h and whose ∂L/∂x; the parameters whose ∂L/∂.

    `h` are the first steps that the direction reads, `norms` the last ones. Nothing is left of `inputs` and
    `parameters` unless all gradients of all layers agree.
    """

    loss: bool
    h: list[int]
    norms: list[int]
    inputs: list[int]
    parameters: list[str]


@np.errstate(all="ignore")
def agreement(run: Run) -> Agreement:
    """What two programs agree on. Raises OutOfRange where a twin leaves the range."""
    again = [_reversed(run), _jittered(run)]
    twins = [*again, *(_rounded(run, k) for k in range(ROUNDED))]
    steps = list(range(run.steps))[:: -1 if run.direction else 1]
    apart = _apart(run, again)
    first = int(apart.argmax()) if apart.any() else run.steps
    places = [_agreed_norms(run, twins, place) for place in range(len(run.traces))]
    whole = all(place.all() for place in places)
    return Agreement(
        loss=all(abs(twin.loss - run.loss) <= AGREES * max(1.0, abs(run.loss)) for twin in again),
        h=steps[:first],
        norms=sorted(steps[k] for k in np.flatnonzero(places[run.place])),
        inputs=np.flatnonzero(_agreed(*(own.input_grad.norms().log10 for own in (run, *twins)))).tolist()
        if whole
        else [],
        parameters=_agreed_parameters(run, twins) if whole else [],
    )


def _apart(run: Run, twins: Iterable[Run]) -> npt.NDArray[np.bool_]:
    """Where the h of twins differ (T,), in the order in which the direction reads; the first has its units reversed."""
    h, sizes = run.trace.h, np.abs(run.trace.h).max(axis=1)
    turned, jittered = (twin.trace.h for twin in twins)
    differences = np.max([np.abs(h - other).max(axis=1) for other in (turned[:, ::-1], jittered)], axis=0)
    found: npt.NDArray[np.bool_] = differences > AGREES * sizes
    return found


def _agreed_norms(run: Run, twins: Iterable[Run], place: int) -> npt.NDArray[np.bool_]:
    """Where ∂L/∂h of a layer and direction agrees (T,), and all that follows does, in the order in which it reads."""
    same = _agreed(*(own.adjoints[place].norms[0].log10 for own in (run, *twins)))
    return np.logical_and.accumulate(same[::-1])[::-1]


def _agreed(log10: Array, *others: Array) -> npt.NDArray[np.bool_]:
    """Where norms, as log10 (T,), are the same for all, and each a double with all its digits or 0."""
    zero = np.isneginf(log10)
    within = zero | ((log10 > SMALLEST) & (log10 < LARGEST))
    for other in others:
        within &= (zero & np.isneginf(other)) | (np.abs(log10 - other) < AGREES)
    return within


def _agreed_parameters(run: Run, twins: Iterable[Run]) -> list[str]:
    """The names of the parameters whose gradients' norms agree."""
    norms = [flow.parameter_norms(own) for own in (run, *twins)]
    return [name for name in norms[0] if _agreed(*(own[name].log10 for own in norms)).all()]


def _reversed(run: Run) -> Run:
    """The same run of the same network, its inputs and units in reverse."""
    net, size = run.network, run.network.hidden_size

    def units(rows: Array) -> Array:
        """The last axis, reversed within each block of H."""
        return np.ascontiguousarray(
            rows.reshape(*rows.shape[:-1], rows.shape[-1] // size, size)[..., ::-1].reshape(rows.shape)
        )

    def turned(place: int, layer: Layer) -> Layer:
        weight_ih, weight_hh = units(layer.weight_ih.T).T, units(units(layer.weight_hh.T).T)
        weight_ih = weight_ih[:, ::-1] if place < net.directions else units(weight_ih)
        return Layer(layer.cell, weight_ih, weight_hh, units(layer.bias_ih), units(layer.bias_hh))

    twin = replace(
        net,
        embedding=np.ascontiguousarray(net.embedding[:, ::-1]),
        layers=tuple(turned(place, layer) for place, layer in enumerate(net.layers)),
        head=Head(units(net.head.weight), net.head.bias),
    )
    state = {part: rows[:, ::-1] for part, rows in run.initial_state.items()}
    return _again(run, twin, state, np.ascontiguousarray(run.traces[0].x[:, ::-1]))


def _jittered(run: Run) -> Run:
    """The same run of a network whose parameters differ by some last bits."""

    def moved(name: str, array: Array) -> Array:
        signs = params.signs(("jitter", name), array.size).reshape(array.shape)
        return array * (1 + JITTER * signs)

    def other(place: int, layer: Layer) -> Layer:
        label = f" {place}" if place else ""
        return Layer(layer.cell, **{name: moved(name + label, getattr(layer, name)) for name in params.NAMES})

    net = run.network
    head = Head(moved("linear.weight", net.head.weight), net.head.bias)
    twin = replace(net, layers=tuple(other(place, layer) for place, layer in enumerate(net.layers)), head=head)
    return _again(run, twin, run.initial_state, run.traces[0].x)


def _again(run: Run, net: Network, state: dict[str, Array], x: Array) -> Run:
    """The same question of another network and, where numbers are read, of other numbers."""
    shape = {part: rows if len(rows) > 1 else rows[0] for part, rows in state.items()}
    x.setflags(write=False)
    of_numbers = run.token_ids[0] < 0
    return reader.answer(
        net,
        run.tokens,
        run.token_ids,
        run.question,
        state=shape,
        layer=run.layer,
        direction=run.direction,
        x=x if of_numbers else None,
    )


def _rounded(run: Run, label: int) -> Run:
    """The same run carried back through values whose last bits differ, where they are values of tanh or σ.

    A careful σ is right to its own last bit, the other to that of 1.
    """
    if run.network.cell.nonlinearity != "tanh":
        return run
    net = run.network
    traces = [_moved(trace, (label, place) if place else (label,)) for place, trace in enumerate(run.traces)]
    _, entering = losses.loss(net.head, run.output, run.question)
    return replace(run, traces=tuple(traces), adjoints=layers.back(traces, entering, net.directions, run.question.cuts))


def _moved(trace: Trace, label: Sequence[int]) -> Trace:
    """A trace whose values near 1 differ in their last bits; the state that it began from is the same."""

    def moved(name: str, array: Array, by: Array | float) -> Array:
        signs = params.signs(("last bit", *label, name), array.size).reshape(array.shape)
        return array + signs * by

    h, *others = trace.states
    slopes = [np.maximum(1 - np.tanh(part) ** 2, LAST_BIT) for part in others]
    cells = [moved("c", part, LAST_BIT / slope) for part, slope in zip(others, slopes, strict=True)]
    states = moved("h", h, LAST_BIT), *cells
    for own, given in zip(states, trace.states, strict=True):
        own[0] = given[0]
    careful = trace.layer.cell.is_careful
    gates = moved("gates", trace.every_gate, LAST_BIT * (np.abs(trace.every_gate) if careful else 1.0))
    return trace._replace(every_gate=gates, states=states)
