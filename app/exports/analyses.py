"""Results of the analyses → the values of their answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..engine import remembering
from ..engine.cells.base import Array
from ..engine.check import Check, Findings
from ..engine.run import Run
from ..engine.scaled import Scaled, all_finite, unscaled
from ..engine.whatif import WhatIf
from .columns import Table, finished

QUANTILES = {"min": 0.0, "p10": 0.1, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p90": 0.9, "max": 1.0}


def memory(
    cell: str,
    tokens: Sequence[str],
    seed: int | None,
    log10_norms: Array,
    digits: int | None,
    *,
    backward: bool = False,
) -> dict[str, Any]:
    """The answer of /memory, from norms by distance (N, T) of `seed` and the N - 1 seeds that follow it.

    A network that was given, not drawn, has no seed, and is alone. Read `backward`, the last state is that of t = 0.
    """
    count, steps = log10_norms.shape
    half_lives = np.array([remembering.half_life(own) for own in log10_norms])
    known = half_lives[~np.isnan(half_lives)]
    quantiles = _quantiles(known) if len(known) else np.full(len(QUANTILES), np.nan)
    distances = {
        "distance": range(steps),
        "t": range(steps) if backward else range(steps - 1, -1, -1),
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


def what_if(run: Run, found: WhatIf, edited_tokens: Sequence[str], digits: int | None) -> dict[str, Any]:
    """The answer of /what-if: a run, and the same run edited."""
    steps: dict[str, Any] = {
        "t": range(len(run.tokens)),
        "token": run.tokens,
        **_difference("", "h", run.h, found.states[0]),
    }
    if run.c is not None:
        steps |= _difference("cell_", "c", run.c, found.states[1])
    values = {
        "loss": run.loss,
        "edited_loss": found.loss,
        "change": found.loss - run.loss,
        "predicted": found.predicted,
        "tokens": run.tokens,
        "edited_tokens": edited_tokens,
        "steps": Table(steps | {"log10_grad_norm": run.grad_norms.log10}),
    }
    return finished(values, digits)


def check(tokens: Sequence[str], found: Check, digits: int | None) -> dict[str, Any]:
    """The answer of /check."""
    errors = np.concatenate([found.steps.relative_error, found.parameters.relative_error])
    known = errors[~np.isnan(errors)]
    values = {
        "probes": int(found.steps.probes.sum() + found.parameters.probes.sum()),
        "worst_relative_error": float(known.max()) if len(known) else np.nan,
        "steps": Table({"t": range(len(tokens)), **_findings(found.steps)}),
        "parameters": Table({"name": found.names, **_findings(found.parameters)}),
    }
    return finished(values, digits)


def _findings(found: Findings) -> dict[str, Any]:
    return {"relative_error": found.relative_error, "probes": found.probes, "nudge": found.nudge}


def _difference(prefix: str, part: str, was: Array, now: Array) -> dict[str, Array]:
    """Two states (T, H) and how far they are apart."""
    norms = distance(was, now).norms()
    apart = f"{prefix}delta_norm"
    return {part: was, f"edited_{part}": now, apart: norms.value, f"log10_{apart}": norms.log10}


@np.errstate(over="ignore")
def distance(was: Array, now: Array) -> Scaled:
    """now − was, (T, H): at half its size where it leaves the range of a double, as between 1e308 and −1e308."""
    difference = now - was
    if all_finite(difference):
        return unscaled(difference)
    return Scaled(now / 2 - was / 2, np.ones(len(was), dtype=np.intc))


def _quantiles(values: Array) -> Array:
    """The QUANTILES of values (N, …) over N, each one of the values themselves, so that ±inf is in order."""
    found: Array = np.quantile(values, list(QUANTILES.values()), axis=0, method="inverted_cdf")
    return found
