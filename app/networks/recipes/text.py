"""Two texts, letter by letter: a novel in English, a statute in Korean by the letters of its syllables."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np

from ...engine import losses, reader, tokens
from ...engine.network import Ids, Network
from ...training.learner import Options
from ...training.tasks.text import HELD_OUT, Text
from .. import evaluation
from .base import Recipe, few

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
SEED, WINDOW = 1, 64
LONGER = {
    "novel-en": (
        "“I should like balls infinitely better,” she replied, “if they were carried on in a different manner; "
        "but there is something insufferably tedious in the usual process of such a meeting. It would surely be "
        "much more rational if conversation instead of dancing were made the order of the day.”"
    ),
    "statute-ko": (
        "제37조 ① 국민의 자유와 권리는 헌법에 열거되지 아니한 이유로 경시되지 아니한다. ② 국민의 모든 자유와 "
        "권리는 국가안전보장·질서유지 또는 공공복리를 위하여 필요한 경우에 한하여 법률로써 제한할 수 있으며, "
        "제한하는 경우에도 자유와 권리의 본질적인 내용을 침해할 수 없다."
    ),
}
"""A passage of each text's held-out part, long enough to tell a unit from chance."""
VOWELS = frozenset("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ")


class Corpus:
    """A text whose last tenth is held out, as the task does it; the file is read when it is first needed."""

    def __init__(self, file: str, tokenizer: str) -> None:
        self._file = CORPORA / file
        self.tokenizer = tokenizer

    @cached_property
    def task(self) -> Text:
        return Text(self._file.read_text(encoding="utf-8"), self.tokenizer, WINDOW)

    @cached_property
    def parts(self) -> tuple[Ids, Ids]:
        """What is trained on, and what is held out."""
        ids = tokens.text(self.task.text, self.tokenizer).ids
        count = len(ids) - len(ids) // HELD_OUT
        return ids[:count], ids[count:]


NOVEL, STATUTE = Corpus("pride-en.txt", "char"), Corpus("constitution-ko.txt", "jamo")


def held_out(corpus: Corpus, network: Network) -> dict[str, Any]:
    """Bits a letter of the part that is held out, read in one go from zeros."""
    train, test = corpus.parts
    classes = len(corpus.task.vocabulary)
    own = float(evaluation.cross_entropies(network, test).mean())
    baselines = {
        "unigram": evaluation.unigram(train, test, classes),
        "bigram": evaluation.bigram(train, test, classes),
    }
    value, *others = (few(nats / math.log(2)) for nats in (own, *baselines.values()))
    return {
        "measure": "bits",
        "value": value,
        "examples": len(test) - 1,
        "baselines": dict(zip(baselines, others, strict=True)),
    }


def facts_of_the_novel(network: Network) -> dict[str, Any]:
    """The unit that tells vowels best, and the chance of u after q."""
    test, vocabulary = NOVEL.parts[1], NOVEL.task.vocabulary
    words = np.array(vocabulary)[test]
    h = reader.read(network, test)[-1].h
    unit, r = evaluation.best_unit(h, np.isin(words, list("aeiou")))
    after_q = np.exp(evaluation.log_softmax(losses.forecasts(network.head, h[words == "q"])))
    u = float(after_q[:, vocabulary.index("u")].mean())
    return {"unit": unit, "r": few(r), "u": few(100 * u)}


def facts_of_the_statute(network: Network) -> dict[str, Any]:
    """How surely it knows whether a vowel comes next, and the unit that says it."""
    test = STATUTE.parts[1]
    words = STATUTE.task.vocabulary
    h = reader.read(network, test)[-1].h[:-1]
    vowels = [row for row, word in enumerate(words) if word in VOWELS]
    comes = np.isin(test[1:], vowels)
    chances = np.exp(evaluation.log_softmax(losses.forecasts(network.head, h)))[:, vowels].sum(axis=1)
    unit, r = evaluation.best_unit(h, comes)
    return {"vowel": few(100 * float(((chances > 0.5) == comes).mean())), "unit": unit, "r": few(r)}


def _recipe(
    name: str, corpus: Corpus, facts: Callable[[Network], dict[str, Any]], licence: str, sentence: str, **chosen: Any
) -> Recipe:
    options = Options(
        corpus.task,
        cell="lstm",
        input_size=16,
        seed=SEED,
        learning_rate=0.005,
        batch_size=32,
        forget_bias=1.0,
        **chosen,
    )
    opens = {"sentence": sentence, "longer": LONGER[name], "tokenizer": corpus.tokenizer, "objective": "next-token"}
    return Recipe(
        name,
        options,
        partial(held_out, corpus),
        facts,
        opens,
        then=((options.steps // 4, 0.001),),
        licence=licence,
        unknown=True,
    )


RECIPES = (
    _recipe(
        "novel-en",
        NOVEL,
        facts_of_the_novel,
        "public-domain",
        "It is a truth universally acknowledged",
        hidden_size=64,
        steps=3000,
    ),
    _recipe(
        "statute-ko",
        STATUTE,
        facts_of_the_statute,
        "statute",
        "모든 국민은 자유를 가진다.",
        hidden_size=48,
        steps=1200,
    ),
)
