"""Brackets: how many are open. An LSTM counts them in its cells."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...engine.network import Network
from ...training.learner import Options
from ...training.tasks import Batch
from ...training.tasks.brackets import Brackets
from .. import evaluation
from .base import MEASURING, Recipe, few

TASK = Brackets(length=32, kinds=2, deepest=7, asked="depth")
SEED, EXAMPLES = 1, 200
LONGER = (
    "( ) ( [ ] ( ) ( [ ] ) ( ( ) ) ) ( ( ( ) [ ] ) [ ] [ ( [ ] [ [ ] ] ( ) ) ] ) ( ) [ ] ( ) ( ) [ ( [ ( ( [ "
    "] ) ) ( [ ] ) ( ) ( ( ) ) [ ( ) [ ] ] [ ] ( ) ] ) ( ) [ ] ] ( ) [ ( [ [ ] [ ( ) [ [ ] [ ] ( ) [ ] ] [ ( "
    ") ] ] ( ) [ ] ] )"
)
"""Over this many brackets a unit that counts can be told from chance; one is open at the end."""


def _batch() -> Batch:
    return TASK.batch(np.random.default_rng((SEED, MEASURING)), EXAMPLES)


def held_out(network: Network) -> dict[str, Any]:
    """The share of right depths, after every bracket."""
    batch = _batch()
    value, examples = evaluation.accuracy(network, batch)
    likeliest = np.bincount(batch.targets.ravel()).max() / batch.targets.size
    baselines = {"chance": 1 / TASK.outputs, "likeliest": few(likeliest)}
    return {"measure": "accuracy", "value": few(value), "examples": examples, "baselines": baselines}


def facts(network: Network) -> dict[str, Any]:
    """The units of h and of c that follow the depth best, and how much a bracket changes that c."""
    batch = _batch()
    found = [trace for _, trace in evaluation.traces(network, batch)]
    depth = batch.targets.T.ravel()
    unit, r = evaluation.best_unit(np.concatenate([trace.h for trace in found]), depth)
    cells = np.concatenate([trace.states[1][1:] for trace in found])
    cell, of_cell = evaluation.best_unit(cells, depth)
    slope = float(np.polyfit(depth, cells[:, cell], 1)[0])
    return {"unit": unit, "r": few(r), "cell": cell, "of_cell": few(of_cell), "step": few(slope)}


RECIPES = (
    Recipe(
        "brackets",
        Options(TASK, cell="lstm", hidden_size=8, input_size=4, seed=SEED, learning_rate=0.01, steps=3000),
        held_out,
        facts,
        {
            "sentence": "( [ ( ) [ ( ( [ ] ) ) ] ]",
            "longer": LONGER,
            "tokenizer": "word",
            "objective": "label",
            "target": 1,
        },
    ),
)
