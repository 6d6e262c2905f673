"""Recall: which symbol came first? Asked at the last step, after `delay` others (Hochreiter & Schmidhuber 1997)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...engine.errors import RepeatedToken, WrongValue
from .base import LONGEST, Batch, Task, check_whole, weights_at_end


@dataclass(frozen=True)
class Recall(Task):
    """T = delay + 1 symbols, each drawn evenly from `symbols`; the first is asked at the last step.

    Its loss is that of the objective `recall` of /step, of the same tokens.
    """

    name = "recall"
    delay: int = 8
    symbols: tuple[str, ...] = ("a", "b", "c", "d", "e", "f", "g", "h")

    def __post_init__(self) -> None:
        check_whole("delay", self.delay, 0, LONGEST - 1)
        object.__setattr__(self, "symbols", tuple(self.symbols))
        if len(self.symbols) < 2:
            raise WrongValue("symbols", "at least two texts", self.symbols)
        seen: set[str] = set()
        for symbol in self.symbols:
            if symbol in seen:
                raise RepeatedToken(symbol)
            seen.add(symbol)

    @property
    def vocabulary(self) -> tuple[str, ...]:
        return self.symbols

    @property
    def classes(self) -> tuple[str, ...]:
        return self.symbols

    @property
    def steps(self) -> int:
        return self.delay + 1

    def batch(self, rng: np.random.Generator, size: int) -> Batch:
        ids = rng.integers(len(self.symbols), size=(self.steps, size))
        return Batch(np.broadcast_to(ids[0], ids.shape), weights_at_end(*ids.shape), ids)
