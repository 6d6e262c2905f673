"""Opinions in English."""

from __future__ import annotations

from collections.abc import Iterator

from .drawing import chosen

THINGS = ("film", "story", "music", "food", "coffee", "service", "room", "staff", "book", "ending", "view", "bed")
OWNERS = ("the", "this", "our")
IS = ("was", "is", "felt", "seemed")
VERY = ("very", "really", "so", "quite")
PRAISE = (
    *("good", "great", "wonderful", "lovely", "excellent", "nice", "friendly", "beautiful", "perfect", "fun"),
    *("delicious", "comfortable"),
)
BLAME = (
    *("bad", "awful", "terrible", "boring", "horrible", "poor", "rude", "ugly", "slow", "cold"),
    *("disappointing", "noisy"),
)
LIKE, LIKED = ("like", "love", "enjoy"), ("liked", "loved", "enjoyed")
HATE, HATED = ("hate", "dislike", "regret"), ("hated", "disliked", "regretted")
NOT = ("not", "never", "hardly")
GOOD, BAD = frozenset((*PRAISE, *LIKE, *LIKED)), frozenset((*BLAME, *HATE, *HATED))
WORDS = (
    *(*OWNERS, *THINGS, *IS, *VERY, *NOT, "i", "we", "did", "but", "and", "although", ",", "."),
    *(*PRAISE, *BLAME, *LIKE, *LIKED, *HATE, *HATED),
)
NEUTRAL = frozenset((*OWNERS, *THINGS, *IS, *VERY))
"""Words that say nothing of good or bad."""
NEGATED, PERSONAL, INTENSE = 0.35, 0.3, 0.4
"""How likely a clause has *not*, begins with *i* or *we*, and has *very*."""


def clause(draws: Iterator[float], good: bool) -> list[str]:
    """`the food was not very good`, `i did not like this film`."""
    negated = next(draws) < NEGATED
    means = good != negated
    thing = [chosen(draws, OWNERS), chosen(draws, THINGS)]
    if next(draws) < PERSONAL:
        who = chosen(draws, ("i", "we"))
        if negated:
            return [who, "did", "not", chosen(draws, LIKE if means else HATE), *thing]
        return [who, chosen(draws, LIKED if means else HATED), *thing]
    very = [chosen(draws, VERY)] if next(draws) < INTENSE else []
    negation = [chosen(draws, NOT)] if negated else []
    return [*thing, chosen(draws, IS), *negation, *very, chosen(draws, PRAISE if means else BLAME)]


def joined(draws: Iterator[float], good: bool) -> list[str]:
    """Two clauses, the second of which counts; with *and* the first says the same."""
    kind = chosen(draws, ("and", "but", "although"))
    first, second = clause(draws, good if kind == "and" else not good), clause(draws, good)
    return ["although", *first, ",", *second] if kind == "although" else [*first, kind, *second]
