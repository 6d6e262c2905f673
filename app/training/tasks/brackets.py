"""Brackets: how deep are we, or which bracket closes next? The language of Dyck, asked at every step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...engine.errors import UnknownName
from .base import LONGEST, Batch, Task, check_whole

OPENING, CLOSING = ("(", "[", "{", "<"), (")", "]", "}", ">")
ASKED = ("closing", "depth")
NOTHING = "."
"""The class where nothing is open."""


@dataclass(frozen=True)
class Brackets(Task):
    """T = `length` brackets of `kinds` kinds, never closed before they were opened, at most `deepest` open at once.

    Where a bracket may be opened and may be closed, both are as likely; each kind is as likely as any other. `asked` is
    `closing` (the bracket that closes next: the fitting one of the last that is open, or `.` where nothing is) or
    `depth` (how many are open, 0 … `deepest`), after every bracket.
    """

    name = "brackets"
    length: int = 20
    kinds: int = 2
    deepest: int = 4
    asked: str = "closing"

    def __post_init__(self) -> None:
        check_whole("length", self.length, 1, LONGEST)
        check_whole("kinds", self.kinds, 1, len(OPENING))
        check_whole("deepest", self.deepest, 1, 100)
        if self.asked not in ASKED:
            raise UnknownName("value of asked", self.asked, ASKED)

    @property
    def vocabulary(self) -> tuple[str, ...]:
        return *OPENING[: self.kinds], *CLOSING[: self.kinds]

    @property
    def classes(self) -> tuple[str, ...]:
        if self.asked == "depth":
            return tuple(map(str, range(self.deepest + 1)))
        return *CLOSING[: self.kinds], NOTHING

    @property
    def steps(self) -> int:
        return self.length

    def batch(self, rng: np.random.Generator, size: int) -> Batch:
        coins = rng.integers(2, size=(self.length, size))
        drawn = rng.integers(self.kinds, size=(self.length, size))
        ids, depths, closing = (np.empty((self.length, size), dtype=np.int64) for _ in range(3))
        open_kinds = np.full((self.deepest + 1, size), self.kinds)
        depth, every = np.zeros(size, dtype=np.int64), np.arange(size)
        for t in range(self.length):
            opens = (depth == 0) | ((depth < self.deepest) & (coins[t] == 0))
            ids[t] = np.where(opens, drawn[t], self.kinds + open_kinds[depth, every])
            depth = depth + np.where(opens, 1, -1)
            open_kinds[depth[opens], every[opens]] = drawn[t, opens]
            depths[t], closing[t] = depth, open_kinds[depth, every]
        return Batch(depths if self.asked == "depth" else closing, np.ones(ids.shape), ids)
