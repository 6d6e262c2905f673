"""Forecast: the next number of a series, asked at every step of a window of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ...engine.cells.base import Array
from ...engine.errors import WrongValue
from .base import LONGEST, Batch, Task, check_whole

HELD_OUT = 5
"""The last 1/HELD_OUT of a series is held out."""
CLOSE = 0.25
"""In standard deviations of the series: a forecast as close as this counts as right."""


@dataclass(frozen=True)
class Forecast(Task):
    """T = `window` numbers of the series, from a place drawn evenly; each step is asked for the number after it.

    The numbers are read as they are: scale them before, if they are far from 1. The last fifth of the series is held
    out where it is long enough for a window; it is never trained on.
    """

    name = "forecast"
    squared = True
    series: tuple[float, ...] = ()
    window: int = 24
    part: str = "first"

    def __post_init__(self) -> None:
        check_whole("window", self.window, 1, LONGEST)
        object.__setattr__(self, "series", tuple(map(float, self.series)))
        if len(self.series) <= self.window:
            raise WrongValue("series", f"more than window = {self.window} numbers", len(self.series))
        if not np.isfinite(self.series).all():
            raise WrongValue("series", "finite numbers", "inf or NaN")

    @property
    def input_size(self) -> int:
        return 1

    @property
    def outputs(self) -> int:
        return 1

    @property
    def steps(self) -> int:
        return self.window

    @cached_property
    def tolerance(self) -> float:
        with np.errstate(all="ignore"):  # numbers near the end of a double: training says at once that they are
            return CLOSE * float(np.std(self.series))

    @property
    def held_out(self) -> Task:
        return replace(self, part="last")

    @cached_property
    def numbers(self) -> Array:
        """The part of the series that is drawn from."""
        numbers = np.array(self.series)
        count = len(numbers) - len(numbers) // HELD_OUT
        if min(count, len(numbers) - count) <= self.window:
            return numbers
        return numbers[:count] if self.part == "first" else numbers[count:]

    def batch(self, rng: np.random.Generator, size: int) -> Batch:
        starts = rng.integers(len(self.numbers) - self.window, size=size)
        rows = self.numbers[np.arange(self.window + 1)[:, None] + starts][..., None]
        return Batch(rows[1:], np.ones((self.window, size)), numbers=rows[:-1])
