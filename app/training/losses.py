"""The head, and the loss of a batch: the mean over what is asked, by the positions' weights.

    L = Σ w l / Σ w      l = −log softmax(y)[target]   or   ½‖y − target‖²      y = linear.weight h + linear.bias

Shapes: T steps, N sequences, H hidden size, C outputs.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..engine.cells.base import Array
from ..engine.errors import WrongValue
from .tasks.base import Batch, Ids

Right = npt.NDArray[np.bool_]


class Answers:
    """What the head says at the positions that are asked, and how wrong it is."""

    def __init__(
        self, arrays: dict[str, Array], gradient: dict[str, Array], *, squared: bool, tolerance: float
    ) -> None:
        self._weight, self._bias = arrays["linear.weight"], arrays.get("linear.bias")
        self._d_weight, self._d_bias = gradient["linear.weight"], gradient.get("linear.bias")
        self._squared, self._tolerance = squared, tolerance

    def score(self, h: Array, batch: Batch) -> tuple[float, float, Array]:
        """Loss and accuracy of h (T, N, H), and ∂L/∂y (T, N, C). Raises WrongValue where nothing is asked."""
        weights = batch.weights / batch.weights.sum()
        if not np.isfinite(weights).all():
            raise WrongValue("weights", "above 0 somewhere", 0)
        y = h @ self._weight.T
        if self._bias is not None:
            y += self._bias
        losses, right, d_y = self._errors(y, batch) if self._squared else self._cross_entropies(y, batch)
        asked = weights > 0
        loss = float((losses[asked] * weights[asked]).sum())
        accuracy = float(weights[asked & right].sum())
        d_y *= weights[..., None]
        d_y[~asked] = 0.0
        return loss, min(1.0, accuracy), d_y

    def back(self, h: Array, d_y: Array) -> Array:
        """What enters at each h (T, N, H). Writes the head's gradient."""
        rows = d_y.reshape(-1, d_y.shape[-1])
        self._d_weight[:] = rows.T @ h.reshape(-1, h.shape[-1])
        if self._d_bias is not None:
            self._d_bias[:] = rows.sum(axis=0)
        return d_y @ self._weight

    def _errors(self, y: Array, batch: Batch) -> tuple[Array, Right, Array]:
        errors: Array = y - batch.targets
        right: Right = np.logical_and.reduce(np.abs(errors) <= self._tolerance, axis=-1)
        return np.square(errors).sum(axis=-1) / 2, right, errors

    def _cross_entropies(self, y: Array, batch: Batch) -> tuple[Array, Right, Array]:
        targets: Ids = batch.targets[..., None].astype(np.int64, copy=False)
        right: Right = np.equal(y.argmax(axis=-1), batch.targets)
        y -= y.max(axis=-1, keepdims=True)
        own = np.take_along_axis(y, targets, -1)
        exps = np.exp(y)
        totals = exps.sum(axis=-1, keepdims=True)
        losses = (np.log(totals) - own)[..., 0]
        exps /= totals
        np.put_along_axis(exps, targets, np.take_along_axis(exps, targets, -1) - 1.0, -1)
        return losses, right, exps
