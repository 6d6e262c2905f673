"""Words that come again and again in an answer: what they would weigh, before anything is computed.

A word may have as many characters as a sentence, and the predictions of each step, the rows of a CSV file, the features
of each unit and the tokens that are sampled hold whole words: a thousand times a hundred thousand characters.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import nlargest
from typing import NamedTuple, TypeAlias

from ..engine.features import MOST_TOKENS
from ..engine.sampling import LIKELIEST
from .input_sequence import InputSequence, field_read
from .problems import Problem, Problems, Where
from .schemas import SampleRequest, StepRequest

MOST_CHARACTERS = 32_000_000
"""Characters of the words that an answer repeats."""
WRITTEN = 3
"""How often an answer of /sample has each new token: by itself, as what it adds, and in the text."""


class Repeats(NamedTuple):
    """How often an answer holds any one word, and how often the likeliest few."""

    any_word: int = 0
    likeliest: int = 0


Count: TypeAlias = Callable[[StepRequest, InputSequence], Repeats]


def none(_: StepRequest, __: InputSequence) -> Repeats:
    """Of an answer that has the words once."""
    return Repeats()


def of_step(request: StepRequest, read: InputSequence) -> Repeats:
    """Of /step: predictions at each step; a CSV file has all of a step in a row for each unit."""
    rows = read.steps * (_units(request, read) if request.format == "csv" else 1)
    predicted = rows * ("predictions" in request.include)
    return Repeats(predicted + rows * (request.format == "csv"), predicted)


def of_neurons(request: StepRequest, read: InputSequence) -> Repeats:
    """Of /neurons: each unit names every feature."""
    return Repeats(MOST_TOKENS * (1 + _units(request, read)))


def of_sample(request: SampleRequest, _: InputSequence) -> Repeats:
    """Of /sample."""
    return Repeats(WRITTEN * request.length, request.length)


def _units(request: StepRequest, read: InputSequence) -> int:
    return request.hidden_size if read.network is None else read.network.hidden_size


def check(request: StepRequest, read: InputSequence, repeats: Repeats, where: Where) -> None:
    """Raise Problems where the words would make the answer too large."""
    if not any(repeats):
        return
    words = read.vocabulary if read.network is None else read.network.vocabulary
    longest = nlargest(LIKELIEST, map(len, {*words, *read.tokens}))
    characters = repeats.any_word * longest[0] + repeats.likeliest * sum(longest)
    if characters > MOST_CHARACTERS:
        found = {"longest": longest[0], "characters": characters, "limit": MOST_CHARACTERS}
        raise Problems(Problem("long_words", (where, field_read(request)), found))
