"""What the analyses found → the values of their answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from app.engine import remembering
from app.engine.cells.base import Array
from app.exports.columns import Table, finished

QUANTILES = {"min": 0.0, "p10": 0.1, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p90": 0.9, "max": 1.0}


def memory(cell: str, tokens: Sequence[str], seed: int, log10_norms: Array, digits: int | None) -> dict[str, Any]:
    """The answer of /memory, from norms by distance (N, T) of `seed` and the N - 1 seeds that follow it."""
    count, steps = log10_norms.shape
    half_lives = np.array([remembering.half_life(own) for own in log10_norms])
    known = half_lives[~np.isnan(half_lives)]
    quantiles = _quantiles(known) if len(known) else np.full(len(QUANTILES), np.nan)
    distances = {
        "distance": range(steps),
        "t": range(steps - 1, -1, -1),
        "log10_norm": log10_norms[0],
        **dict(zip(QUANTILES, _quantiles(log10_norms), strict=True)),
    }
    values = {
        "cell": cell,
        "tokens": tokens,
        "seed": seed,
        "seeds": count,
        "half_life": float(half_lives[0]),
        "half_life_quantiles": dict(zip(QUANTILES, quantiles.tolist(), strict=True)),
        "distances": Table(distances),
    }
    return finished(values, digits)


def _quantiles(values: Array) -> Array:
    """The QUANTILES of values (N, …) over N, each one of the values themselves, so that ±inf is in order."""
    found: Array = np.quantile(values, list(QUANTILES.values()), axis=0, method="inverted_cdf")
    return found
