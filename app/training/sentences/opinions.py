"""Opinions about films, meals and rooms, made from patterns, so that it is known whether they are good. All synthetic.

An opinion is one clause, or two joined: by *and*, which agree, or by *but* or *although*, of which one counts. *Not*
turns a clause over. So counting good and bad words is not enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from . import opinions_en, opinions_ko
from .drawing import chosen


class Opinion(NamedTuple):
    """The words, whether the opinion is good, and the good words in it less the bad ones."""

    words: tuple[str, ...]
    good: bool
    balance: int


LANGUAGES = {"en": opinions_en, "ko": opinions_ko}
"""Each has WORDS, those of them that are GOOD, BAD or NEUTRAL, and `clause` and `joined`, which give words."""
JOINED, STOP = 0.5, 0.5
"""How likely a second clause is, and a full stop."""


def words_of(language: str) -> tuple[str, ...]:
    """Every word that an opinion may have."""
    words: tuple[str, ...] = LANGUAGES[language].WORDS
    return words


def says_nothing(language: str, word: str) -> bool:
    """Whether a word says nothing of good or bad, nor turns it over, nor joins."""
    return word in LANGUAGES[language].NEUTRAL


def opinion(language: str, draws: Iterator[float]) -> Opinion:
    """One opinion, good or bad alike often, of uniform draws from [0, 1)."""
    speech = LANGUAGES[language]
    good = chosen(draws, (False, True))
    make: Callable[[Iterator[float], bool], list[str]] = speech.joined if next(draws) < JOINED else speech.clause
    words = [*make(draws, good), *(["."] if next(draws) < STOP else [])]
    balance = sum((word in speech.GOOD) - (word in speech.BAD) for word in words)
    return Opinion(tuple(words), good, balance)
