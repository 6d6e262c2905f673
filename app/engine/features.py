"""Simple features of what is read: one number a step, by which a unit may be said to follow something.

Shapes: T steps, I input size, V vocabulary. A feature says nothing (NaN) at a step that it does not speak of: `vowel`
speaks of letters, not of blanks.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np

from . import hangul
from .cells.base import Array
from .frozen import lasting
from .sentiment import sentiment

MOST_TOKENS, MOST_COLUMNS = 16, 8
"""Features at most of single tokens, the commonest, and of columns of numbers, the first."""
OPENING, CLOSING = "([{（［｛", ")]}）］｝"
ANGLES = "<>"
"""Brackets only where a text has both of them."""
QUOTES = {"“": "”", "‘": "’", "«": "»", "「": "」", "『": "』", '"': '"'}
VOWELS = frozenset("aeiou")
SPELLED = frozenset({"char", "jamo"})
"""The tokenizers whose tokens are letters; those of the others are words."""


@lasting
@dataclass(frozen=True, slots=True)
class Feature:
    """A feature: its name, the `token` or the `column` that it is about, and its values (T,)."""

    name: str
    values: Array
    token: str | None = None
    column: int | None = None


class Writing:
    """T tokens as they are written, of the tokenizer that made them."""

    def __init__(self, tokens: Sequence[str], tokenizer: str) -> None:
        self.tokens = tuple(tokens)
        self.spelled = tokenizer in SPELLED

    @cached_property
    def in_word(self) -> list[bool]:
        """Whether each token is a word or a letter of one, not a mark or a blank."""
        return [token[:1].isalnum() for token in self.tokens]

    @cached_property
    def syllables(self) -> list[tuple[str, int]]:
        """The tokens with their jamo joined again: each text and how many tokens it is made of."""
        return hangul.syllables(self.tokens) if self.spelled else [(token, 1) for token in self.tokens]

    @cached_property
    def words(self) -> list[tuple[str, int]]:
        """The words, each with the step of its last token."""
        found: list[tuple[str, int]] = []
        at, text = 0, ""
        for syllable, count in [*self.syllables, ("", 0)]:
            inside = syllable[:1].isalnum()
            if text and not (inside and self.spelled):
                found.append((text, at - 1))
                text = ""
            text += syllable if inside else ""
            at += count
        return found


def _position(writing: Writing) -> Sequence[float]:
    return range(len(writing.tokens))


def _depth(writing: Writing) -> Sequence[float]:
    """How many brackets are open after each token; one that closes nothing does not count."""
    both = all(any(angle in token for token in writing.tokens) for angle in ANGLES)
    opening, closing = (OPENING + ANGLES[:1], CLOSING + ANGLES[1:]) if both else (OPENING, CLOSING)
    depth, found = 0, []
    for token in writing.tokens:
        for character in token:
            depth = depth + 1 if character in opening else max(0, depth - 1) if character in closing else depth
        found.append(depth)
    return found


def _quotes(writing: Writing) -> Sequence[float]:
    """Whether a quotation is open after each token. An apostrophe, which a letter follows, does not close one."""
    closes, found = "", []
    for token, after in zip(writing.tokens, [*writing.tokens[1:], ""], strict=True):
        following = token[1:] + (after[:1] if writing.spelled else "") + " "
        for character, then in zip(token, following, strict=False):
            if not closes:
                closes = QUOTES.get(character, "")
            elif character == closes and not (character == "’" and then.isalnum()):
                closes = ""
        found.append(bool(closes))
    return found


def _vowel(writing: Writing) -> Sequence[float]:
    """Of letters, Latin ones and jamo: whether it is a vowel."""
    return [_or_nothing(_is_vowel(token)) if writing.spelled else np.nan for token in writing.tokens]


def _is_vowel(letter: str) -> bool | None:
    plain = unicodedata.normalize("NFD", letter[:1].lower())[:1]  # without its marks, which may be many
    return plain in VOWELS if "a" <= plain <= "z" else hangul.is_vowel(letter)


def _final(writing: Writing) -> Sequence[float]:
    """Of Hangul: whether the token ends in a final consonant, or is the jamo that is one."""
    found: list[float] = []
    for text, count in writing.syllables:
        ends = _or_nothing(hangul.has_final(text[-1:]))
        found += [ends] if count == 1 else [0.0] * (count - 1) + [float(count > 2)]
    return found


def _word_start(writing: Writing) -> Sequence[float]:
    """Of letters: whether a word begins with it."""
    if not writing.spelled:
        return [np.nan] * len(writing.tokens)
    before = [False, *writing.in_word[:-1]]
    return [inside and not earlier for inside, earlier in zip(writing.in_word, before, strict=True)]


def _word_length(writing: Writing) -> Sequence[float]:
    """The letters of the word so far; of a whole word, its letters; 0 outside words."""
    if not writing.spelled:
        return [len(token) * inside for token, inside in zip(writing.tokens, writing.in_word, strict=True)]
    return list(accumulate(writing.in_word, lambda length, inside: (length + 1) * inside, initial=0))[1:]


def _capital(writing: Writing) -> Sequence[float]:
    return [token[:1].isupper() for token in writing.tokens]


def _digit(writing: Writing) -> Sequence[float]:
    return [token[:1].isdecimal() for token in writing.tokens]


def _seen(writing: Writing) -> Sequence[float]:
    """Whether the token was read before."""
    firsts = {token: t for t, token in reversed(list(enumerate(writing.tokens)))}
    return [firsts[token] < t for t, token in enumerate(writing.tokens)]


def _repeat(writing: Writing) -> Sequence[float]:
    """Whether the token is the same as the one before it."""
    return [False, *(a == b for a, b in zip(writing.tokens, writing.tokens[1:], strict=False))]


def _sentiment(writing: Writing) -> list[float]:
    """1 where a word ends that praises, −1 where one ends that blames."""
    found = [0.0] * len(writing.tokens)
    for word, last in writing.words:
        found[last] = float(sentiment(word))
    return found


def _sentiment_so_far(writing: Writing) -> Sequence[float]:
    """The words that praised so far, less those that blamed."""
    return list(accumulate(_sentiment(writing)))


def _or_nothing(answer: bool | None) -> float:
    return np.nan if answer is None else float(answer)


OF_TEXT: dict[str, Callable[[Writing], Sequence[float]]] = {
    "depth": _depth,
    "quotes": _quotes,
    "vowel": _vowel,
    "final": _final,
    "word_start": _word_start,
    "word_length": _word_length,
    "capital": _capital,
    "digit": _digit,
}
"""The features of what is written."""
OF_TOKENS: dict[str, Callable[[Writing], Sequence[float]]] = {"seen": _seen, "repeat": _repeat}
"""Those of tokens, whether they have names or are ids."""
OF_SENTIMENT: dict[str, Callable[[Writing], Sequence[float]]] = {
    "sentiment": _sentiment,
    "sentiment_so_far": _sentiment_so_far,
}
"""Those of a text that is judged."""


def of_tokens(
    tokens: Sequence[str], tokenizer: str = "word", *, named: bool = True, judged: bool = False
) -> list[Feature]:
    """The features of T tokens. Those that are not `named` are ids; only a text that is `judged` has a sentiment.

    Single tokens are features where they come at least twice, the commonest first.
    """
    writing = Writing(tokens, tokenizer)
    tables = [OF_TEXT if named else {}, OF_TOKENS, OF_SENTIMENT if named and judged else {}]
    found = [_feature("position", _position(writing))]
    found += [_feature(name, of(writing)) for table in tables for name, of in table.items()]
    common = [token for token, count in Counter(tokens).most_common(MOST_TOKENS) if count > 1]
    return found + [Feature("token", _array([own == token for own in tokens]), token=token) for token in common]


def of_numbers(x: Array) -> list[Feature]:
    """The features of numbers x (T, I): each column, and its change from the step before."""
    found = [_feature("position", range(len(x)))]
    for column in range(min(x.shape[1], MOST_COLUMNS)):
        values = x[:, column]
        found.append(Feature("input", _array(values), column=column))
        found.append(Feature("change", _array([np.nan, *np.diff(values)]), column=column))
    return found


def _feature(name: str, values: Sequence[float]) -> Feature:
    return Feature(name, _array(values))


def _array(values: Sequence[float] | Array) -> Array:
    array = np.array(values, dtype=np.float64)
    array.setflags(write=False)
    return array
