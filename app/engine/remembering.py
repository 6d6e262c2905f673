"""How long a network remembers: how much of h_t is left in h_{T-1}, and over how many steps half of it is lost.

Shapes: N networks, T steps. Distances are d = T-1-t, from 0.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from . import jacobian, reader
from .cells.base import Array
from .errors import OutOfRange
from .network import Ids, Network
from .trace import Trace

LOG10_HALF = math.log10(0.5)
FEWEST = 4
"""Distances that a half-life is taken from, at least."""


def log10_norms(
    networks: Sequence[Network],
    ids: Ids,
    state: Mapping[str, npt.ArrayLike] | None = None,
    *,
    x: Array | None = None,
    layer: int | None = None,
    direction: int = 0,
) -> Array:
    """log10 ‖∂h_{T-1}/∂h_t‖₂ by distance, (N, T): 0 at distance 0, −inf where nothing is left.

    The networks have the same cell, sizes and vocabulary, in which the sentence is `ids` (T,), or they read the numbers
    `x` (T, I), read-only. `layer` and `direction` are looked at, None for the last layer; the backward direction gives
    ‖∂h_0/∂h_t‖₂, and the distance is t. There is no loss, so nothing but the states and these Jacobians is computed.
    Raises what reader.run raises; an OutOfRange names the network.
    """
    first = networks[0]
    place = (first.num_layers - 1 if layer is None else layer) * first.directions + direction
    traces = [_traces(networks, k, ids, state, x)[place] for k in range(len(networks))]
    return jacobian.log10_norms(traces)[:, 0, ::-1]


def _traces(
    networks: Sequence[Network],
    place: int,
    ids: Ids,
    state: Mapping[str, npt.ArrayLike] | None,
    x: Array | None,
) -> tuple[Trace, ...]:
    try:
        return reader.read(networks[place], ids, state, x)
    except OutOfRange as error:
        raise OutOfRange(error.what, error.t, error.layer, place, backward=error.backward) from None


def half_life(log10: Array) -> float:
    """The number of steps over which norms (T,), given by distance, lose half; inf where they do not fall.

    The rate is the median of the slopes between each distance d and the distance d + m, m being half of the distances:
    like the slope of Theil (1950) and Sen (1968), few odd steps do not move it. Distances at which nothing is left, and
    those beyond, do not count; where fewer than FEWEST are left the rate is unknown: NaN.
    """
    gone = np.flatnonzero(np.isneginf(log10))
    left = log10[: gone[0]] if len(gone) else log10
    if len(left) < FEWEST:
        return math.nan
    reach = len(left) // 2
    rate = float(np.median(left[reach:] - left[:-reach])) / reach
    return LOG10_HALF / rate if rate < 0 else math.inf
