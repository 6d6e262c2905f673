"""Grammar: the next word of sentences from a small grammar, asked at every step (Elman 1990, 1991)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ...engine.network import UNKNOWN
from ..sentences import grammar
from ..sentences.drawing import uniforms
from .base import LONGEST, Batch, Task, check_whole

UNKNOWN_SHARE = 0.01
"""Of the words that are read: so that a network learns what to do with one that it does not know."""


@dataclass(frozen=True)
class Grammar(Task):
    """T = `window` words of sentences one after the other, beginning with a first word; each step asks for the next.

    Of the words that are read a hundredth is `<unk>`; it is never asked for.
    """

    name = "grammar"
    window: int = 24

    def __post_init__(self) -> None:
        check_whole("window", self.window, 1, LONGEST)

    @property
    def vocabulary(self) -> tuple[str, ...]:
        return *(word for words in grammar.CLASSES.values() for word in words), UNKNOWN

    @property
    def classes(self) -> tuple[str, ...]:
        return self.vocabulary

    @property
    def steps(self) -> int:
        return self.window

    def batch(self, rng: np.random.Generator, size: int) -> Batch:
        index = {word: row for row, word in enumerate(self.vocabulary)}
        draws = uniforms(rng)
        rows = np.array([[index[word] for word in self._words(draws)] for _ in range(size)]).T
        ids = np.where(rng.random((self.window, size)) < UNKNOWN_SHARE, index[UNKNOWN], rows[:-1])
        return Batch(rows[1:], np.ones(ids.shape), ids)

    def _words(self, draws: Iterator[float]) -> list[str]:
        """`window` + 1 words."""
        words: list[str] = []
        while len(words) <= self.window:
            words += grammar.sentence(draws).words
        return words[: self.window + 1]
