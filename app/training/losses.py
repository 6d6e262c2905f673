"""The head, and the loss of a batch: the mean over what is asked, by the positions' weights.

    L = Σ w l / Σ w      l = −log softmax(y)[target]   or   ½‖y − target‖²      y = linear.weight h + linear.bias

Shapes: T steps, n steps of them, N sequences, H hidden size, C outputs. Units are outermost in memory, as in
layer_loop.py.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ..engine.cells.base import Array
from ..engine.errors import WrongValue
from .tasks.base import Batch

Right = npt.NDArray[np.bool_]


class Answers(NamedTuple):
    """How wrong the head is: the loss, the share of positions (by weight) that are right, and ∂L/∂y (n, C, N)."""

    loss: float
    accuracy: float
    d_y: Array


def asked_steps(batch: Batch) -> slice:
    """The steps from the first at which anything is asked to the last. Raises WrongValue where nothing is."""
    steps = np.flatnonzero(batch.weights.any(axis=1))
    if not len(steps):
        raise WrongValue("weights", "above 0 somewhere", 0)
    return slice(int(steps[0]), int(steps[-1]) + 1)


class Head:
    """The linear head, of which the arrays are views of the parameters and of their gradient.

    `tolerance` is how far a number may be off and count as right; None where the head answers with classes.
    """

    def __init__(self, arrays: dict[str, Array], gradient: dict[str, Array], tolerance: float | None) -> None:
        self.weight, self.bias = arrays["linear.weight"], arrays.get("linear.bias")
        self._d_weight, self._d_bias = gradient["linear.weight"], gradient.get("linear.bias")
        self._tolerance = tolerance

    def read(self, h: Array, batch: Batch, steps: slice) -> Answers:
        """What h (n, H, N) of some steps says, and how wrong it is."""
        weights = batch.weights[steps]
        weights = weights / weights.sum()
        y = np.matmul(self.weight, h)
        if self.bias is not None:
            y += self.bias[:, None]
        targets: Any = batch.targets[steps]
        losses, right, d_y = _cross_entropies(y, targets) if self._tolerance is None else self._errors(y, targets)
        d_y *= weights[:, None]
        return Answers(float(np.vdot(losses, weights)), min(1.0, float(np.vdot(right, weights))), d_y)

    def back(self, h: Array, d_y: Array, entering: Array) -> None:
        """Write what enters each h (n, H, N), and the head's gradient."""
        np.matmul(self.weight.T, d_y, out=entering)
        columns, rows = (part.swapaxes(0, 1).reshape(part.shape[1], -1) for part in (d_y, h))
        np.dot(columns, rows.T, out=self._d_weight)
        if self._d_bias is not None:
            columns.sum(axis=1, out=self._d_bias)

    def _errors(self, y: Array, targets: Array) -> tuple[Array, Right, Array]:
        """For targets (n, N, C)."""
        y -= targets.swapaxes(1, 2)
        return np.square(y).sum(axis=1) / 2, np.logical_and.reduce(np.abs(y) <= self._tolerance, axis=1), y


def _cross_entropies(y: Array, targets: npt.NDArray[np.int64]) -> tuple[Array, Right, Array]:
    """For targets (n, N): −log softmax(y)[target], whether the target is the likeliest, and softmax − onehot.

    The last, at the target, is taken as minus the sum of the others, which keeps its digits where the network is nearly
    certain (as in engine/losses.py).
    """
    own = np.arange(len(y))[:, None], targets, np.arange(y.shape[2])
    right: Right = np.equal(y.argmax(axis=1), targets)
    y -= np.maximum.reduce(y, axis=1, keepdims=True)
    shifted = y[own]
    np.exp(y, out=y)
    exps = y[own]
    y[own] = 0.0
    others = np.add.reduce(y, axis=1)
    y[own] = -others
    others += exps
    y /= others[:, None]
    return np.log(others) - shifted, right, y
