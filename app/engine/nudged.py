"""Runs of one network nudged side by side: their losses, and the difference quotients that these make.

Shapes: T steps, H hidden size, G gates, D directions, C rows of the head, B nudged runs: for each probe RUNS of them,
up and down by each of SIZES. nudged_one_way.py reads such runs where there is one direction, nudged_both_ways.py where
there are two. No BPTT is used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from . import params, state_dict
from .cells.base import Array, Cell, State
from .run import Run

SIZES: Array = 2.0 ** -np.arange(8.0, 28.0, 4.0)
"""Sizes of the nudges, each up and down. The loss bends too much for a large nudge and rounds too much for a small one,
so the best is chosen for every probe, by how well neighbouring sizes agree."""
RUNS = 2 * len(SIZES)
"""Nudged runs of a probe."""
STRAY = 2.0**-20
"""The mean of the two least nudged runs has strayed where an h that the loss looks at is further off than this share of
its largest number, or of 1: in a chaotic network the last digits decide."""


class Derivatives(NamedTuple):
    """Difference quotients (probes, sizes) of a place, and the rounding in a difference of losses, (probes,)."""

    quotients: Array
    rounding: Array


class Losses:
    """What is known of B nudged runs so far: their losses, and which of them cannot be trusted."""

    def __init__(self, run: Run, rows: int) -> None:
        self.run = run
        self.output = run.output
        self.loss = np.zeros(rows)
        self.rounding = np.ones(rows)
        self.kinked = np.zeros(rows, dtype=np.bool_)
        self.strayed = np.zeros(rows // RUNS, dtype=np.bool_)

    def score(self, t: int, h: Array, more: Array | float = 0.0) -> None:
        """Add step t's term of the first runs' losses, whose head reads h (B, D·H); `more` is added to what it says."""
        question, head = self.run.question, self.run.network.head
        if t not in question.scored:
            return
        self._look(t, h)
        if not question.of_head:
            terms, size = h.sum(axis=1), np.abs(h).sum(axis=1)
        elif question.following is not None:
            said, wanted = h @ head.weight.T + head.bias + more, question.following[t]
            terms = np.square(said - wanted).sum(axis=1) / 2
            size = (np.abs(said - wanted) * (np.abs(said) + np.abs(wanted))).sum(axis=1)
        else:
            logits = h @ head.weight.T + head.bias + more
            top = logits.max(axis=1)
            terms = np.log(np.exp(logits - top[:, None]).sum(axis=1)) + (top - logits[:, question.targets[t]])
            size = np.abs(logits).max(axis=1)
        rows = slice(0, len(h))
        self.loss[rows] += terms / len(question.scored)
        self.rounding[rows] = np.maximum(self.rounding[rows], np.maximum(size, np.abs(self.loss[rows])))

    def _look(self, t: int, h: Array) -> None:
        """Note the probes whose least nudged runs, with h (B, D·H) after step t, have strayed from the run."""
        own = self.output[t]
        least = h.reshape(-1, len(SIZES), 2, len(own))[:, -1].mean(axis=1)
        near = np.abs(least - own).max(axis=1) <= STRAY * max(1.0, float(np.abs(own).max()))
        self.strayed[: len(near)] |= ~near

    def look_for_kinks(self, rows: slice, h: Array, own: Array) -> None:
        """Note which runs, with h (B, H), have units on the other side of relu's kink than the run's `own` (H,)."""
        if self.run.network.cell.nonlinearity == "relu":
            self.kinked[rows] |= ((h > 0) != (own > 0)).any(axis=1)

    def derivatives(self, sizes: Array) -> Derivatives:
        """Difference quotients of rows (probe, size, up and down), NaN across a kink or astray; sizes (probes, n)."""
        up, down = self.loss.reshape(*sizes.shape, 2).transpose(2, 0, 1)
        quotients = (up - down) / (2 * sizes)
        quotients[self.kinked.reshape(*sizes.shape, 2).any(axis=2) | self.strayed[:, None]] = np.nan
        rounding = self.rounding.reshape(len(sizes), -1).max(axis=1)
        return Derivatives(quotients, rounding * np.finfo(np.float64).eps)


def forward(cell: Cell, state: State, ih: Array, hh: Array) -> State:
    """The new state of B runs, (B, H) a part."""
    gates = np.broadcast_to(ih, hh.shape).copy()
    new = tuple(np.empty_like(part) for part in state)
    cell.forward(cell.together_and_each(hh), cell.together_and_each(gates), state, new)
    return new


def moves(directions: Array, sizes: Array) -> Array:
    """Vectors (probes, n) times each of their sizes (probes, s), up and down: (probes · s · 2, n)."""
    moved: Array = np.repeat(directions, RUNS, axis=0) * up_and_down(sizes)[:, None]
    return moved


def up_and_down(sizes: Array) -> Array:
    """Up and down by each size: (…, sizes) → (… · sizes · 2,)."""
    return np.stack([sizes, -sizes], axis=-1).ravel()


class Nudged(NamedTuple):
    """The direction in which an array of parameters is nudged, in its shape, and each row's amount (B, 1)."""

    direction: Array
    amounts: Array

    def times(self, values: Array) -> Array:
        """What the nudge adds to the product of the array with values (n,) or (B, n)."""
        product: Array = self.amounts * (self.direction @ values.T).T
        return product


def arrays(run: Run, names: Sequence[str], directions: Sequence[Array], sizes: Array) -> dict[str, Nudged]:
    """Every array of the state_dict nudged along its direction, each in rows of its own; sizes (arrays, s)."""
    shapes = {name: array.shape for name, array in run.network.state_dict().items()}
    amounts, found = up_and_down(sizes), {}
    for k, name in enumerate(names):
        own = np.where(np.arange(len(amounts)) // RUNS == k, amounts, 0.0)
        found[name] = Nudged(directions[k].reshape(shapes[name]), own[:, None])
    return found


def products(run: Run, t: int, nudged: Mapping[str, Nudged], x: Array, h: Array) -> tuple[Array, Array]:
    """ih and hh (B, G·H) of the layer looked at, in the scale of the loop, where each row has one array nudged."""
    own, ending = run.trace.layer, state_dict.ending(run.layer, run.direction)
    of = {name: nudged.get(f"rnn.{name}_{ending}") for name in params.NAMES}
    weight_ih, weight_hh = nudged[f"rnn.weight_ih_{ending}"], nudged[f"rnn.weight_hh_{ending}"]
    ih = (own.weight_ih @ x.T).T + own.bias_ih
    if not run.layer and run.token_ids[t] >= 0:
        vectors, amounts = nudged["embedding.weight"]
        ih = ih + amounts * (own.weight_ih @ vectors[run.token_ids[t]])
    ih = ih + weight_ih.times(x)
    hh = h @ own.weight_hh.T + own.bias_hh + weight_hh.amounts * (h @ weight_hh.direction.T)
    if bias_ih := of["bias_ih"]:
        ih = ih + bias_ih.amounts * bias_ih.direction
    if bias_hh := of["bias_hh"]:
        hh = hh + bias_hh.amounts * bias_hh.direction
    return ih * own.cell.scale, hh * own.cell.scale


def said(nudged: Mapping[str, Nudged], h: Array) -> Array | float:
    """What the nudges of the head add to what it says (B, C) of h (B, D·H)."""
    if "linear.weight" not in nudged:
        return 0.0
    weight, bias = nudged["linear.weight"], nudged.get("linear.bias")
    more: Array = weight.amounts * (h @ weight.direction.T)
    return more if bias is None else more + bias.amounts * bias.direction
