"""Parity: is the number of ones so far odd? One bit has to be kept and turned over, for ever."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .base import LONGEST, Batch, Task, check_whole


@dataclass(frozen=True)
class Parity(Task):
    """T = `length` random bits, read as the tokens 0 and 1; at every step the sum of the bits so far, modulo 2."""

    name = "parity"
    length: int = 12

    def __post_init__(self) -> None:
        check_whole("length", self.length, 1, LONGEST)

    @property
    def vocabulary(self) -> tuple[str, ...]:
        return "0", "1"

    @property
    def classes(self) -> tuple[str, ...]:
        return "0", "1"

    @property
    def steps(self) -> int:
        return self.length

    def batch(self, rng: np.random.Generator, size: int) -> Batch:
        bits = rng.integers(2, size=(self.length, size))
        return Batch(np.cumsum(bits, axis=0) % 2, np.ones(bits.shape), bits)
