"""Recall across thirty letters: the same recipe for two cells. One learns it, the other does not."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...engine import reader
from ...engine.network import Network
from ...training.learner import Options
from ...training.tasks.recall import Recall
from .. import evaluation
from .base import MEASURING, Recipe, few

TASK = Recall(delay=30)
SEED, STEPS, EXAMPLES, LOOKED_AT = 1, 800, 500, 100
HOLDS = 0.9
"""A unit holds the first letter where that explains this share of its variance at the last step."""
SENTENCE = "c a f b h d e g a b f c d h e a g b c f d a h e g b c a f d e"


def held_out(network: Network) -> dict[str, Any]:
    """The share of first letters that are named."""
    batch = TASK.batch(np.random.default_rng((SEED, MEASURING)), EXAMPLES)
    value, examples = evaluation.accuracy(network, batch)
    return {
        "measure": "accuracy",
        "value": few(value),
        "examples": examples,
        "baselines": {"chance": 1 / len(TASK.symbols)},
    }


def lost(network: Network) -> float:
    """By how many decades the gradient of the loss is smaller at the first h than at the last: the median."""
    batch = TASK.batch(np.random.default_rng((SEED, MEASURING)), LOOKED_AT)
    found = []
    for row in np.asarray(batch.ids).T:
        words = [network.vocabulary[k] for k in row]
        log10 = reader.run(network, words, objective="recall").grad_norms.log10
        found.append(log10[-1] - log10[0])
    return few(float(np.median(found)))


def facts_of_memory(network: Network) -> dict[str, Any]:
    """How many cells of c hold the first letter to the end, and how open their forget gates are on the way."""
    batch = TASK.batch(np.random.default_rng((SEED, MEASURING)), EXAMPLES)
    size = network.hidden_size
    ends, forget = [], []
    for _, trace in evaluation.traces(network, batch):
        ends.append(trace.states[1][-1])
        forget.append(trace.every_gate[1:, size : 2 * size].mean(axis=0))
    holding = evaluation.explained(np.array(ends), np.asarray(batch.ids)[0]) > HOLDS
    share = float(np.array(forget)[:, holding].mean())
    return {"units": int(holding.sum()), "size": size, "forget": few(share), "lost": lost(network)}


def _recipe(cell: str, **chosen: Any) -> Recipe:
    options = Options(
        TASK,
        cell=cell,
        hidden_size=16,
        input_size=8,
        seed=SEED,
        learning_rate=0.005,
        batch_size=64,
        steps=STEPS,
        **chosen,
    )
    facts = facts_of_memory if cell == "lstm" else lambda network: {"lost": lost(network)}
    opens = {"sentence": SENTENCE, "tokenizer": "word", "objective": "recall"}
    return Recipe(f"recall-{cell}", options, held_out, facts, opens)


RECIPES = (_recipe("lstm", forget_bias=3.0), _recipe("rnn"))
