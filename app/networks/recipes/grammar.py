"""A small grammar: the classes of its words are nowhere written, and still the network finds them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from ...engine import losses, reader
from ...engine.cells.base import Array
from ...engine.network import UNKNOWN, Network
from ...training.learner import Options
from ...training.sentences import grammar
from ...training.sentences.drawing import uniforms
from ...training.tasks.grammar import Grammar
from .. import evaluation
from .base import MEASURING, Recipe, few

TASK = Grammar(window=24)
SEED, SENTENCES = 1, 1000
CLASS_OF = {word: kind for kind, words in grammar.CLASSES.items() for word in words}
PLURAL, SINGULAR = (
    frozenset(word for kind in grammar.VERBS[plural] for word in grammar.CLASSES[kind]) for plural in (True, False)
)
LONGER = (
    "the cats run . a old boy runs . the birds see some cats . some old boys run . the old girl that the "
    "girls see likes a bird . the girls see the girls . a girl that a boy likes eats rice . some cats run . "
    "some boys sleep . the girls that like some dogs hear the birds . the small dog cooks rice . a bird runs "
    "."
)
"""Sentences of the grammar, as many as it takes to tell a unit from chance."""


def _sentences() -> Iterator[grammar.Sentence]:
    draws = uniforms(np.random.default_rng((SEED, MEASURING)))
    return (grammar.sentence(draws) for _ in range(SENTENCES))


def held_out(network: Network) -> dict[str, Any]:
    """Perplexity of sentences, each read by itself; the first word of each is not counted."""
    counts = np.ones(len(network.vocabulary))
    rng = np.random.default_rng((SEED, 0))
    np.add.at(counts, np.asarray(TASK.batch(rng, 200).targets, dtype=np.int64), 1.0)
    own, frequency, best, words = 0.0, 0.0, 0.0, 0
    for each in _sentences():
        ids = network.ids(each.words)
        own += float(evaluation.cross_entropies(network, ids).sum())
        frequency -= float(np.log(counts / counts.sum())[ids[1:]].sum())
        best -= math.fsum(each.log_probabilities[1:])
        words += len(ids) - 1
    value, unigram, least = (few(math.exp(total / words)) for total in (own, frequency, best))
    baselines = {"unigram": unigram, "best": least}
    return {"measure": "perplexity", "value": value, "examples": words, "baselines": baselines}


def neighbours(network: Network) -> tuple[int, int]:
    """Of the words whose class has several, those whose nearest word, by the cosine of their vectors, is of it; all."""
    words = [word for word in network.vocabulary if word != UNKNOWN]
    vectors: Array = network.embedding[: len(words)]
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosine = vectors @ vectors.T - 2 * np.eye(len(words))
    several = [k for k, word in enumerate(words) if len(grammar.CLASSES[CLASS_OF[word]]) > 1]
    same = [k for k in several if CLASS_OF[words[int(cosine[k].argmax())]] == CLASS_OF[words[k]]]
    return len(same), len(several)


def facts(network: Network) -> dict[str, Any]:
    """Word classes; and how surely a verb agrees with its noun across a clause, and by which unit."""
    rows = [[network.vocabulary.index(word) for word in sorted(words)] for words in (PLURAL, SINGULAR)]
    states, plural, right = [], [], []
    for each in _sentences():
        if each.between:
            at = next(t for t, number in enumerate(each.plural) if number is not None)
            h = reader.read(network, network.ids(each.words))[-1].h[at - 1]
            chances = np.exp(evaluation.log_softmax(losses.forecasts(network.head, h)))
            states.append(h)
            plural.append(bool(each.plural[at]))
            right.append((chances[rows[0]].sum() > chances[rows[1]].sum()) == each.plural[at])
    unit, r = evaluation.best_unit(np.array(states), plural)
    same, words = neighbours(network)
    agreement = few(100 * sum(right) / len(right))
    return {"same": same, "words": words, "agreement": agreement, "clauses": len(right), "unit": unit, "r": few(r)}


RECIPES = (
    Recipe(
        "grammar",
        Options(TASK, cell="gru", hidden_size=24, input_size=8, seed=SEED, learning_rate=0.01, steps=4000),
        held_out,
        facts,
        {
            "sentence": "the dog that the girls see runs . some old cats that hear a boy like the bird .",
            "longer": LONGER,
            "tokenizer": "word",
            "objective": "next-token",
        },
        then=((2000, 0.002),),
    ),
)
