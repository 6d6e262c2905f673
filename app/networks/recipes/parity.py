"""Parity: a GRU of three units, one of which turns over at every 1."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...engine.network import Network
from ...training.learner import Options
from ...training.tasks import Batch
from ...training.tasks.parity import Parity
from .. import evaluation
from .base import MEASURING, Recipe, few

TASK, LONG = Parity(length=12), Parity(length=200)
SEED, EXAMPLES = 1, 100
LONGER = (
    "1 1 0 1 0 0 0 0 1 1 0 1 0 0 0 0 1 1 0 1 0 0 0 1 0 0 0 0 0 0 0 0 1 1 0 0 0 0 1 1 0 1 1 0 0 1 0 1 1 0 1 0 "
    "1 1 1 1 1 0 1 1 0 0 1 0 1 1 0 1 1 1 0 1 0 0 0 0 0 1 1 1 1 1 0 1 1 0 1 0 0 1 1 0 1 1 0 1"
)
"""Over this many bits a unit that follows them can be told from chance; the ones are odd."""


def _batch(task: Parity) -> Batch:
    return task.batch(np.random.default_rng((SEED, MEASURING)), EXAMPLES)


def held_out(network: Network) -> dict[str, Any]:
    """On sequences far longer than any that it was trained on."""
    value, examples = evaluation.accuracy(network, _batch(LONG))
    return {"measure": "accuracy", "value": few(value), "examples": examples, "baselines": {"chance": 0.5}}


def facts(network: Network) -> dict[str, Any]:
    """The unit that follows the parity."""
    batch = _batch(LONG)
    states = np.concatenate([trace.h for _, trace in evaluation.traces(network, batch)])
    unit, r = evaluation.best_unit(states, batch.targets.T.ravel())
    return {"unit": unit, "r": few(r), "trained": TASK.length, "tested": LONG.length}


RECIPES = (
    Recipe(
        "parity",
        Options(TASK, cell="gru", hidden_size=3, input_size=2, seed=SEED, learning_rate=0.01, steps=1000),
        held_out,
        facts,
        {
            "sentence": "1 0 1 1 0 0 1 0 1 1 1 0",
            "longer": LONGER,
            "tokenizer": "word",
            "objective": "label",
            "target": 1,
        },
    ),
)
