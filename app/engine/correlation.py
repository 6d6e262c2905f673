"""Pearson's correlation of every unit with every feature over the steps, and what chance alone would reach.

Shapes: T steps, H units, F features.

Chance has two traps. The best of many pairs is high by itself; and what changes slowly correlates with whatever else
changes slowly. So each pair counts only as many independent steps as its two series allow (M. S. Bartlett, 1935): if
they had nothing to do with each other, the square of their correlation would be 1/(N − 1) on an average over all
shifts of one against the other, and N is found from that average, which is a product of power spectra. A series that
is nearly always the same has few independent steps, however long it is: at most 3(Σd²)²/Σd⁴, d its deviations, which
is T where they are normal and about three times the number of steps that differ where those are few. Then
atanh(r) √(N − 3) is close to normal (R. A. Fisher, 1915); here it is N − 5, since N is an estimate too. The best of
H·F pairs is beyond r in at most LEVEL of texts where each pair is in at most LEVEL/(H·F) (Bonferroni). What can be
arranged in too few ways to be that unlikely is never beyond chance. tests/engine/test_correlation.py measures how
often chance itself goes beyond.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .cells.base import Array
from .features import Feature

LEVEL = 0.05
"""In at most this share of texts does one of the pairs go beyond chance where there is nothing but chance."""
LOST = 5
"""Independent steps that the two means and the number of steps itself take away."""
FEWEST = 2
"""Steps that a correlation needs."""
SAME = 1e-12
"""A series whose values differ by at most this share of the largest is constant: what is left is rounding."""


class Correlations(NamedTuple):
    """Of each pair, all (H, F); `r` is NaN where a series is constant.

    `by_chance` is the |r| that the best of all pairs would reach by chance, on as many `independent_steps`; 1 where
    those are too few to tell.
    """

    r: Array
    independent_steps: Array
    by_chance: Array

    @property
    def beyond_chance(self) -> npt.NDArray[np.bool_]:
        """Where |r| is more than chance would reach."""
        found: npt.NDArray[np.bool_] = np.abs(self.r) > self.by_chance
        return found


class _Series(NamedTuple):
    """Deviations from the mean (n, T), at the largest 1 and 0 where nothing is said; which are constant (n,).

    `said` is the number of steps at which something is said.
    """

    deviations: Array
    constant: npt.NDArray[np.bool_]
    said: int

    @property
    def squares(self) -> Array:
        """Sums of squares (n,); 1 of a constant one, of which nothing is asked."""
        return np.where(self.constant, 1.0, (self.deviations**2).sum(axis=1))

    @property
    def powers(self) -> Array:
        """Power spectra (n, T), of which both halves are there."""
        return np.abs(np.fft.fft(self.deviations, axis=1)) ** 2

    @property
    def most_independent(self) -> Array:
        """The most independent steps that deviations of these sizes can have (n,)."""
        fourths = (self.deviations**4).sum(axis=1)
        return 3 * self.squares**2 / np.where(self.constant, 1.0, fourths)


@np.errstate(all="ignore")
def correlations(h: Array, features: Sequence[Feature]) -> Correlations:
    """The correlations of h (T, H), finite, with each feature over the steps at which it says something."""
    shape = (h.shape[1], len(features))
    r, independent, least = np.full(shape, np.nan), np.zeros(shape), np.zeros(shape)
    masks: dict[bytes, list[int]] = {}
    for place, feature in enumerate(features):
        masks.setdefault((~np.isnan(feature.values)).tobytes(), []).append(place)
    for key, places in masks.items():
        mask = np.frombuffer(key, dtype=np.bool_)
        values = np.array([features[place].values for place in places])
        r[:, places], independent[:, places] = _together(_series(h.T, mask), _series(values, mask))
        least[:, places] = independent[:, places] * [_rarest(own[mask]) for own in values]
    return Correlations(r, independent, _by_chance(r, independent, least))


def _together(own: _Series, others: _Series) -> tuple[Array, Array]:
    """r (H, F), NaN where one of the two is constant, and the independent steps."""
    r = np.clip(np.dot(own.deviations, others.deviations.T) / np.sqrt(np.outer(own.squares, others.squares)), -1.0, 1.0)
    r[own.constant] = np.nan
    r[:, others.constant] = np.nan
    return r, np.where(np.isnan(r), 0.0, _independent_steps(own, others))


def _by_chance(r: Array, independent: Array, least: Array) -> Array:
    """The |r| that the best of all pairs that have one would reach; `least` is the log of the rarest that can come."""
    pairs = max(1, int(np.isfinite(r).sum()))
    threshold = NormalDist().inv_cdf(1 - LEVEL / pairs / 2)
    reached = np.tanh(threshold / np.sqrt(np.maximum(independent - LOST, 1e-9)))
    enough = (independent > LOST) & (least < math.log(LEVEL / pairs))
    found: Array = np.where(enough, reached, 1.0)
    return found


def _series(values: Array, mask: npt.NDArray[np.bool_]) -> _Series:
    """The series of values (n, T) over the steps of a mask (T,)."""
    deviations = np.zeros(values.shape)
    if mask.sum() < FEWEST:
        return _Series(deviations, np.ones(len(values), dtype=np.bool_), 0)
    seen = values[:, mask]
    largest = np.abs(seen).max(axis=1, keepdims=True)
    seen = seen / np.where(largest > 0, largest, 1.0)
    constant = np.ptp(seen, axis=1) <= SAME
    seen = seen - seen.mean(axis=1, keepdims=True)
    largest = np.where(constant[:, None], np.inf, np.abs(seen).max(axis=1, keepdims=True))
    deviations[:, mask] = seen / largest
    return _Series(deviations, constant, int(mask.sum()))


def _independent_steps(own: _Series, others: _Series) -> Array:
    """By how many independent steps each pair (H, F) is known, at most as many as there are.

    The average is taken over all shifts, the shift 0 among them: a large r has to be a little larger for it.
    """
    steps, count = own.deviations.shape[1], own.said
    squares = np.dot(own.powers, others.powers.T) / np.outer(own.squares, others.squares) / steps**2
    few = np.minimum(own.most_independent[:, None], others.most_independent[None])
    found: Array = np.minimum(np.minimum(1.0 + count / steps / squares, few), count)
    return found


def _rarest(values: Array) -> float:
    """log of the least probability that an arrangement of n values can have, one over their number, for each value."""
    _, counts = np.unique(values, return_counts=True)
    arrangements = math.lgamma(len(values) + 1) - sum(math.lgamma(count + 1) for count in counts.tolist())
    return -arrangements / max(1, len(values))
