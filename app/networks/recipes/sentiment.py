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
LONGER = {
    "en": (
        "the food seemed good . this bed seemed rude our room seemed bad . although this coffee seemed "
        "disappointing , the bed was comfortable the story was quite rude and we regretted this staff we did not "
        "dislike our film but this bed is not very delicious . the book felt not delicious . although the view "
        "was very beautiful , the music felt hardly great although we disliked our service , the coffee is "
        "friendly this service is bad the coffee seemed fun and our book is so nice ."
    ),
    "ko": (
        "방은 아주 지저분했고 침대는 지루했다 음악이 아주 지저분했어요 책이 지저분하지 않았다 . 커피가 나쁘지 "
        "않았다 . 서비스는 형편없었지만 경치는 꽤 친절했다 침대는 정말 친절했지만 방은 아름답지 않았어요 침대는 "
        "지루했지만 커피는 꽤 형편없지 않았다 방이 시끄러웠어요 책은 편안했고 방은 만족스러웠어요 커피가 너무 "
        "지루하지 않았다 . 침대는 끔찍했지만 방은 아주 완벽했다"
    ),
}
"""Opinions one after the other, as many as it takes to tell a unit from chance; the last one is good."""


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
        {
            "sentence": sentence,
            "longer": LONGER[language],
            "tokenizer": "word",
            "objective": "label",
            "target": 1,
        },
    )


RECIPES = (
    _recipe("en", "although the food was not good , we loved this view"),
    _recipe("ko", "음식은 좋지 않았지만 경치는 정말 아름다웠다"),
)
