"""Sentiment in English and in Korean: opinions made from patterns, with *not* and *but*."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from ...engine import losses, reader, tokens
from ...engine.network import Network
from ...training.learner import Options
from ...training.sentences.drawing import uniforms
from ...training.tasks.sentiment import Sentiment
from .. import evaluation
from .base import MEASURING, Recipe, few

SEED, EXAMPLES = 1, 1000
PAIRS = {
    "en": ("the food was good", "the food was not good"),
    "ko": ("음식이 좋았다", "음식이 좋지 않았다"),
}
"""The same opinion without and with *not*."""


def held_out(language: str, network: Network) -> dict[str, Any]:
    """Opinions that were held out; `counting` says good where there are more good words than bad ones."""
    task = Sentiment(language, "last")
    draws = uniforms(np.random.default_rng((SEED, MEASURING)))
    found = [task.opinion(draws) for _ in range(EXAMPLES)]
    right = [(good_share(network, " ".join(each.words)) > 0.5) == each.good for each in found]
    counted = [0.5 if not each.balance else float((each.balance > 0) == each.good) for each in found]
    baselines = {"chance": 0.5, "counting": few(sum(counted) / EXAMPLES)}
    return {"measure": "accuracy", "value": few(sum(right) / EXAMPLES), "examples": EXAMPLES, "baselines": baselines}


def good_share(network: Network, sentence: str) -> float:
    """The probability of *good* after the last word."""
    h = reader.read(network, network.ids(tokens.tokenize(sentence)))[-1].h[-1]
    return float(np.exp(evaluation.log_softmax(losses.forecasts(network.head, h)))[1])


def facts(language: str, network: Network) -> dict[str, Any]:
    """What *not* does, and the unit that says at the end whether the opinion is good."""
    task = Sentiment(language, "last")
    draws = uniforms(np.random.default_rng((SEED, MEASURING)))
    found = [task.opinion(draws) for _ in range(EXAMPLES)]
    ends = np.array([reader.read(network, network.ids(each.words))[-1].h[-1] for each in found])
    unit, r = evaluation.best_unit(ends, [each.good for each in found])
    plain, negated = (100 * good_share(network, sentence) for sentence in PAIRS[language])
    return {"plain": few(plain), "negated": few(negated, 2), "unit": unit, "r": few(r)}


def _recipe(language: str, sentence: str) -> Recipe:
    return Recipe(
        f"sentiment-{language}",
        Options(
            Sentiment(language),
            cell="gru",
            hidden_size=12,
            input_size=6,
            seed=SEED,
            learning_rate=0.01,
            steps=400,
        ),
        partial(held_out, language),
        partial(facts, language),
        {"sentence": sentence, "tokenizer": "word", "objective": "label", "target": 1},
    )


RECIPES = (
    _recipe("en", "although the food was not good , we loved this view"),
    _recipe("ko", "음식은 좋지 않았지만 경치는 정말 아름다웠다"),
)
