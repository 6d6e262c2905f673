"""What each unit follows → the values of the answer of /neurons. Shapes: T steps, H units, F features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from ..engine.cells.base import Array
from ..engine.features import Feature
from ..engine.neurons import Neurons
from .columns import DIRECTIONS, Table, finished


def values(answer: Neurons, tokens: Sequence[str], digits: int | None) -> dict[str, Any]:
    """The answer, its numbers rounded to `digits` significant digits."""
    found, features = answer.found, answer.features
    order, units = _best_first(answer)
    features_said = {
        **_names(features),
        "steps": [_steps(feature) for feature in features],
        "values": np.array([feature.values for feature in features]),
    }
    numbers = {
        "r": found.r,
        "independent_steps": found.independent_steps,
        "by_chance": np.where(found.by_chance < 1, found.by_chance, np.nan),
    }
    said = finished({"features": Table(features_said), **numbers}, digits)
    correlations = _Correlations(answer, {name: said[name] for name in numbers})
    return {
        "cell": answer.network.cell.name,
        "tokens": tokens,
        "layer": answer.layer,
        "direction": DIRECTIONS[answer.direction],
        "pairs": int(np.isfinite(found.r).sum()),
        "features": said["features"],
        "units": Table({"unit": units, "correlations": [list(correlations.of(u, order[u])) for u in units]}),
    }


def _best_first(answer: Neurons) -> tuple[list[list[int]], list[int]]:
    """The features of each unit, and the units: those beyond chance before the others, then by the largest |r|."""
    r = answer.found.r
    rank = np.where(np.isnan(r), -1.0, np.abs(r)) + 2 * answer.found.beyond_chance
    features = np.argsort(-rank, axis=1, kind="stable")
    return features.tolist(), np.argsort(-rank.max(axis=1), kind="stable").tolist()


def _names(features: Sequence[Feature]) -> dict[str, Any]:
    return {
        "name": [feature.name for feature in features],
        "token": [feature.token for feature in features],
        "column": [feature.column for feature in features],
    }


def _steps(feature: Feature) -> int:
    """At how many steps a feature says something."""
    return int(np.isfinite(feature.values).sum())


class _Correlations:
    """The correlations of each unit as objects; `numbers` (H, F) by name are rounded already."""

    def __init__(self, answer: Neurons, numbers: dict[str, Array]) -> None:
        self.features = [
            {"feature": place, "name": feature.name, "token": feature.token, "column": feature.column}
            for place, feature in enumerate(answer.features)
        ]
        self.steps = [_steps(feature) for feature in answer.features]
        self.numbers = {name: own.tolist() for name, own in numbers.items()}
        self.beyond = answer.found.beyond_chance.tolist()

    def of(self, unit: int, order: Sequence[int]) -> Iterator[dict[str, object]]:
        """One object a feature, in this order."""
        for place in order:
            yield {
                **self.features[place],
                "steps": self.steps[place],
                **{name: own[unit][place] for name, own in self.numbers.items()},
                "beyond_chance": self.beyond[unit][place],
            }
