"""Sentiment: is an opinion good or bad? Asked at its last word. The opinions are made from patterns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np

from ...engine.errors import UnknownName
from ...engine.network import UNKNOWN
from ..sentences import opinions
from ..sentences.drawing import uniforms
from .base import Batch, Task

HELD_OUT = 5
"""One of this many opinions is held out, by a hash of its words."""
UNKNOWN_SHARE = 0.1
"""Of the words that say nothing: so that a network learns to pass over one that it does not know."""
LONGEST = {"en": 15, "ko": 9}


@dataclass(frozen=True)
class Sentiment(Task):
    """Opinions in a `language`, en or ko, of up to T words. The classes are bad, 0, and good, 1, alike often.

    No opinion that is held out is ever trained on. A tenth of the words that say nothing are read as `<unk>`.
    """

    name = "sentiment"
    language: str = "en"
    part: str = "first"

    def __post_init__(self) -> None:
        if self.language not in opinions.LANGUAGES:
            raise UnknownName("language", self.language, tuple(opinions.LANGUAGES))

    @property
    def vocabulary(self) -> tuple[str, ...]:
        return *opinions.words_of(self.language), UNKNOWN

    @property
    def classes(self) -> tuple[str, ...]:
        return "bad", "good"

    @property
    def steps(self) -> int:
        return LONGEST[self.language]

    @property
    def held_out(self) -> Task:
        return replace(self, part="last")

    def batch(self, rng: np.random.Generator, size: int) -> Batch:
        index = {word: row for row, word in enumerate(self.vocabulary)}
        ids = np.full((self.steps, size), index[UNKNOWN])
        targets, weights = np.zeros((self.steps, size), dtype=np.int64), np.zeros((self.steps, size))
        draws = uniforms(rng)
        for n in range(size):
            found = self.opinion(draws)
            count = len(found.words)
            ids[:count, n] = [index[self._heard(word, draws)] for word in found.words]
            targets[:, n], weights[count - 1, n] = int(found.good), 1.0
        return Batch(targets, weights, ids)

    def opinion(self, draws: Iterator[float]) -> opinions.Opinion:
        """The next opinion of this part."""
        while True:
            found = opinions.opinion(self.language, draws)
            if (crc32(" ".join(found.words).encode()) % HELD_OUT == 0) == (self.part == "last"):
                return found

    def _heard(self, word: str, draws: Iterator[float]) -> str:
        says_nothing = opinions.says_nothing(self.language, word)
        return UNKNOWN if says_nothing and next(draws) < UNKNOWN_SHARE else word
