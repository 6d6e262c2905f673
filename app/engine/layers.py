"""Layers and their directions: what each reads of the one below, and what it sends back into it.

`run` takes one of two ways: fused.py for one layer, up to 32 steps and a loss at the last one, else unroll.py for each
layer and direction. Every bit is the same.

Shapes: T steps, I input size, H hidden size, D directions.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from . import fused, losses, unroll
from .cells.base import Array, State
from .errors import OutOfRange
from .frozen import freeze, turned
from .losses import Question
from .params import Head, Layer
from .scaled import Scaled
from .trace import Adjoint, Entering, Trace

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
    return traces, back(traces, entering, directions, question.cuts), loss


def read(layers: Sequence[Layer], x: Array, initial: Sequence[State], directions: int = 1) -> tuple[Trace, ...]:
    """Forward only: every layer reads what all directions of the layer below it give out. Raises OutOfRange."""
    traces: list[Trace] = []
    for index, (layer, start) in enumerate(zip(layers, initial, strict=True)):
        level, direction = divmod(index, directions)
        if level and not direction:
            x = output(traces[-directions:])
        traces.append(_read_backward(layer, x, start, level) if direction else unroll.forward(layer, x, start, level))
    return tuple(traces)


def output(traces: Sequence[Trace]) -> Array:
    """What the directions of one layer give out at each step, side by side, (T, D·H)."""
    if len(traces) == 1:
        return traces[0].h
    return freeze(np.hstack([traces[0].h, traces[1].h[::-1]]))


def _read_backward(layer: Layer, x: Array, initial: State, level: int) -> Trace:
    """`forward` from the last step to the first."""
    try:
        return unroll.forward(layer, turned(x), initial, level)
    except OutOfRange as error:
        raise OutOfRange(error.what, len(x) - 1 - error.t, level, backward=True) from None


def back(traces: Sequence[Trace], entering: Entering, directions: int, cuts: range = range(0)) -> tuple[Adjoint, ...]:
    """From the last layer down: what a layer sends into its inputs enters the h of the layer below.

    From a step in `cuts` nothing goes back to the step before; there are none with two directions.
    """
    adjoints: list[Adjoint] = []
    entries = [entering] if directions == 1 else _split(entering, traces)
    for top in range(len(traces), 0, -directions):
        level = traces[top - directions : top]
        found = [_back_through(*parts, cuts) for parts in zip(level, entries, range(directions), strict=True)]
        adjoints[:0] = found
        if top > directions:
            entries = [Entering(0, unroll.d_x(level[0], found[0]))] if directions == 1 else _entries(level, found)
            for entry in entries:
                entry.vectors.rows.setflags(write=False)
    return tuple(adjoints)


def _back_through(trace: Trace, entering: Entering, direction: int, cuts: range) -> Adjoint:
    """`backward`, where the step of an OutOfRange is a step of the sentence in either direction."""
    try:
        return unroll.backward(trace, entering, cuts)
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
    ahead, back = (unroll.d_x(trace, adjoint) for trace, adjoint in zip(level, adjoints, strict=True))
    first, second = (
        ahead.columns(part).plus(back.columns(part).reversed()) for part in (slice(size), slice(size, None))
    )
    return [Entering(0, first), Entering(0, second.reversed())]


def d_inputs(traces: Sequence[Trace], adjoints: Sequence[Adjoint]) -> Scaled:
    """∂L/∂x_t of a layer for every t, (T, I), through all its directions; row t is step t."""
    found = unroll.d_x(traces[0], adjoints[0])
    if len(traces) > 1:
        found = found.plus(unroll.d_x(traces[1], adjoints[1]).reversed())
    found.rows.setflags(write=False)
    return found
