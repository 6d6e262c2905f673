"""Adding: the sum of the two marked numbers of a sequence, asked at the last step (Hochreiter & Schmidhuber 1997)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .base import LONGEST, Batch, Task, check_whole, weights_at_end


@dataclass(frozen=True)
class Adding(Task):
    """T = `length` steps of I = 2 numbers: a value from [0, 1), and 1 where it is marked, else 0.

    One mark is in the first half, one in the second. An answer counts as right within 0.04, as in the paper. A network
    that always answers 1 has a loss of 1/12.
    """

    name = "adding"
    squared = True
    length: int = 20

    def __post_init__(self) -> None:
        check_whole("length", self.length, 2, LONGEST)

    @property
    def input_size(self) -> int:
        return 2

    @property
    def outputs(self) -> int:
        return 1

    @property
    def steps(self) -> int:
        return self.length

    @property
    def tolerance(self) -> float:
        return 0.04

    def batch(self, rng: np.random.Generator, size: int) -> Batch:
        half, every = self.length // 2, np.arange(size)
        values, marks = rng.random((self.length, size)), np.zeros((self.length, size))
        first, second = rng.integers(half, size=size), rng.integers(half, self.length, size=size)
        marks[first, every] = marks[second, every] = 1.0
        targets = np.zeros((self.length, size, 1))
        targets[-1, :, 0] = values[first, every] + values[second, every]
        return Batch(targets, weights_at_end(self.length, size), numbers=np.stack([values, marks], axis=-1))
