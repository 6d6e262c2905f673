"""A small grammar of English sentences: a verb agrees with its noun, also across a clause with another noun.

    S  → NP(n) [RC(n)] VP(n) .      RC(n) → that VT(n) NP | that NP(m) VT(m)      VP(n) → VI(n) | VT(n) NP | VE(n) FOOD

Each choice depends on the words before it only through what they say for certain, so that the probability of every next
word is known: no reader of these sentences can have a lower perplexity than the grammar itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .drawing import chosen

CLASSES: dict[str, tuple[str, ...]] = {
    "determiner": ("the", "a", "some"),
    "adjective": ("small", "old", "happy"),
    "noun": ("dog", "cat", "bird", "girl", "boy"),
    "nouns": ("dogs", "cats", "birds", "girls", "boys"),
    "food": ("bread", "rice", "soup"),
    "walks": ("runs", "sings", "sleeps"),
    "walk": ("run", "sing", "sleep"),
    "sees": ("sees", "hears", "likes"),
    "see": ("see", "hear", "like"),
    "eats": ("eats", "cooks"),
    "eat": ("eat", "cook"),
    "that": ("that",),
    "end": (".",),
}
"""The words by class; verbs of a singular noun have an s, and so have plural nouns."""
VERBS = {False: ("walks", "sees", "eats"), True: ("walk", "see", "eat")}
"""By whether the noun is plural: verbs without an object, of an animal or a person, and of food."""
ADJECTIVE, CLAUSE, OF_THE_OBJECT = 0.25, 0.35, 0.5
"""How likely an adjective is, a clause behind the subject, and that the noun is the object of its clause."""
ARTICLES = ((0.5, "the"), (0.25, "a"), (0.25, "some"))
OBJECTS = ((0.4, "nothing"), (0.35, "someone"), (0.25, "food"))
"""What is behind the verb of a sentence."""
KINDS = ("nothing", "someone", "food")
"""The same, in the order of VERBS."""


class Sentence(NamedTuple):
    """Words; the log of the probability of each after those before it; and the number of each verb's noun.

    `plural` has True or False at the verb of the sentence's subject and None elsewhere; `between` says whether a clause
    is between the two.
    """

    words: list[str]
    log_probabilities: list[float]
    plural: list[bool | None]
    between: bool


class _Writer:
    """Says one word after the other and counts how likely each was."""

    def __init__(self, draws: Iterator[float]) -> None:
        self._draws = draws
        self.words: list[str] = []
        self.log_probabilities: list[float] = []
        self.plural: list[bool | None] = []
        self._pending = 0.0

    def decide(self, probability: float) -> bool:
        """A choice that shows in the next word."""
        yes = next(self._draws) < probability
        self._pending += math.log(probability if yes else 1 - probability)
        return yes

    def pick(self, shares: Sequence[tuple[float, str]]) -> str:
        """One of several, by their shares, which add up to 1."""
        at, rest = 0, next(self._draws)
        while rest >= shares[at][0] and at < len(shares) - 1:
            rest -= shares[at][0]
            at += 1
        share, item = shares[at]
        self._pending += math.log(share)
        return item

    def say(self, word: str, plural: bool | None = None) -> None:
        """A word that is settled, but for what was chosen before it."""
        self.words.append(word)
        self.log_probabilities.append(self._pending)
        self.plural.append(plural)
        self._pending = 0.0

    def one_of(self, kind: str, plural: bool | None = None) -> None:
        """A word of a class, each as likely."""
        words = CLASSES[kind]
        self._pending -= math.log(len(words))
        self.say(chosen(self._draws, words), plural)

    def noun_phrase(self) -> bool:
        """`the small dog`; returns whether it is plural."""
        article = self.pick(ARTICLES)
        self.say(article)
        if self.decide(ADJECTIVE):
            self.one_of("adjective")
        plural = self.decide(0.5) if article == "the" else article == "some"
        self.one_of("nouns" if plural else "noun")
        return plural


def sentence(draws: Iterator[float]) -> Sentence:
    """One sentence with its full stop, of uniform draws from [0, 1)."""
    writer = _Writer(draws)
    plural = writer.noun_phrase()
    between = writer.decide(CLAUSE)
    if between:
        _clause(writer, plural)
    behind = writer.pick(OBJECTS)
    writer.one_of(VERBS[plural][KINDS.index(behind)], plural)
    if behind == "someone":
        writer.noun_phrase()
    elif behind == "food":
        writer.one_of("food")
    writer.one_of("end")
    return Sentence(writer.words, writer.log_probabilities, writer.plural, between)


def _clause(writer: _Writer, plural: bool) -> None:
    """`that the boys see`, or `that sees the boys`."""
    writer.one_of("that")
    if writer.decide(OF_THE_OBJECT):
        other = writer.noun_phrase()
        writer.one_of(VERBS[other][1])
    else:
        writer.one_of(VERBS[plural][1])
        writer.noun_phrase()
