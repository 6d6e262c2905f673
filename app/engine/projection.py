"""The path of h in the plane that shows most of it: principal component analysis of a run's states.

Shapes: T steps, H hidden size. Everything is float64.
"""

import math
from dataclasses import dataclass

import numpy as np

from .cells.base import Array
from .run import Run

DIRECTIONS = 2
EPSILON = float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True)
class Projection:
    """The plane and what falls on it: points = (h − mean) @ components.T.

    - mean (H,), of h_0 … h_{T-1};
    - components (2, H), orthonormal, the direction of most variance first. A direction and its opposite are the same
      direction: the one whose largest loading (the first of equals, in magnitude) is positive is given. Where nothing
      varies any more (one step, one unit, states on a line) a component is zeros;
    - explained_variance_ratio (2,), each one's share of the variance of h; zeros where h does not vary;
    - points (T, 2), h_0 … h_{T-1} in the plane, in the units of h;
    - start (2,), h_{-1} in the same plane; it has no part in choosing it.

    See Pearson (1901), "On lines and planes of closest fit to systems of points in space".
    """

    mean: Array
    components: Array
    explained_variance_ratio: Array
    points: Array
    start: Array


def projection(run: Run) -> Projection:
    """The plane of the layer looked at. A state so large that its projection leaves double range gives ±inf there."""
    h = run.h
    scale = _power_of_two(h)
    scaled = h / scale
    mean = scaled.mean(axis=0)
    centred = scaled - mean
    components, variances = _principal(centred)
    total = np.square(centred).sum()
    with np.errstate(over="ignore", invalid="ignore"):
        start = (run.trace.states[0][0] / scale - mean) @ components.T * scale
        return Projection(
            mean=mean * scale,
            components=components,
            explained_variance_ratio=variances / total if variances.any() else np.zeros(DIRECTIONS),
            points=centred @ components.T * scale,
            start=start,
        )


def _power_of_two(h: Array) -> float:
    """A scale at which squares of `h` neither overflow nor vanish, and that costs no digit."""
    largest = float(np.abs(h).max())
    return 2.0 ** min(math.frexp(largest)[1], 1023) if largest else 1.0


def _principal(centred: Array) -> tuple[Array, Array]:
    """The first components (2, H) of rows (T, H) of entries near 1, and the sum of squares along each (2,).

    The singular value decomposition of the rows' triangular factor has the rows' own singular values and right vectors,
    and is at most H×H however long the run. What rounding alone leaves is not a direction.
    """
    _, sizes, directions = np.linalg.svd(np.linalg.qr(centred, mode="r"), full_matrices=False)
    count = min(DIRECTIONS, int((sizes > EPSILON * max(centred.shape)).sum()))
    components, variances = np.zeros((DIRECTIONS, centred.shape[1])), np.zeros(DIRECTIONS)
    components[:count], variances[:count] = directions[:count], np.square(sizes[:count])
    largest = components[np.arange(DIRECTIONS), np.abs(components).argmax(axis=1)]
    components[largest < 0] *= -1
    return components, variances
