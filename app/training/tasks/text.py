"""Text: the next token of a text given, asked at every step of a window of it (Elman 1990; Graves 2013)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ...engine import tokens
from ...engine.errors import WrongValue
from .base import LONGEST, Batch, Ids, Task, check_whole

HELD_OUT = 10
"""The last 1/HELD_OUT of the tokens is held out."""


@dataclass(frozen=True)
class Text(Task):
    """T = `window` tokens of `text`, from a place drawn evenly; each step is asked for the token after it.

    The vocabulary is that of the whole text. The last tenth of the text is held out where it is long enough for a
    window; it is never trained on.
    """

    name = "text"
    text: str = ""
    tokenizer: str = "char"
    window: int = 32
    part: str = "first"

    def __post_init__(self) -> None:
        check_whole("window", self.window, 1, LONGEST)
        if len(self._text.tokens) <= self.window:
            expected = f"a text of more than window = {self.window} tokens"
            raise WrongValue("text", expected, f"{len(self._text.tokens)} tokens")

    @cached_property
    def _text(self) -> tokens.Text:
        return tokens.text(self.text, self.tokenizer)

    @property
    def vocabulary(self) -> tuple[str, ...]:
        return self._text.vocabulary

    @property
    def classes(self) -> tuple[str, ...]:
        return self._text.vocabulary

    @property
    def steps(self) -> int:
        return self.window

    @property
    def held_out(self) -> Task:
        return replace(self, part="last")

    @cached_property
    def _ids(self) -> Ids:
        """The part of the text that is drawn from."""
        ids = self._text.ids
        count = len(ids) - len(ids) // HELD_OUT
        if min(count, len(ids) - count) <= self.window:
            return ids
        return ids[:count] if self.part == "first" else ids[count:]

    def batch(self, rng: np.random.Generator, size: int) -> Batch:
        starts = rng.integers(len(self._ids) - self.window, size=size)
        rows = self._ids[np.arange(self.window + 1)[:, None] + starts]
        return Batch(rows[1:], np.ones((self.window, size)), rows[:-1])
