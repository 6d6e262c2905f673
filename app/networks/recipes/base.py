"""A recipe: how a network in the box is trained, how it is measured, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ...engine.cells.base import Array
from ...engine.network import UNKNOWN, Network
from ...training.learner import Learner, Options

MEASURING = 2
"""The stream of a seed that held-out examples are drawn from; training has 0, the learner's own score 1."""
NEVER = -30.0
"""The bias of a token that is never to be said: its probability is below 10⁻¹²."""
DIGITS = 4
"""Significant digits of what is measured: the last bits of a double may differ from machine to machine."""


@dataclass(frozen=True)
class Recipe:
    """`then` are further stretches of training, (steps, learning rate), each with a fresh optimizer.

    `held_out` gives the score on data never trained on: measure, value, examples, baselines. `facts` are the numbers of
    the sentence that says what to look for. `opens` are the fields of /step to look with. `unknown` adds `<unk>`, which
    is read as the mean of all tokens and never said.
    """

    name: str
    options: Options
    held_out: Callable[[Network], dict[str, Any]]
    facts: Callable[[Network], dict[str, Any]]
    opens: dict[str, Any]
    then: tuple[tuple[int, float], ...] = ()
    licence: str = "own"
    unknown: bool = False

    def train(self) -> Network:
        """The network, its numbers rounded to float32 as they are shipped."""
        options = self.options
        network = _trained(options)
        for steps, learning_rate in self.then:
            options = replace(options, network=network, steps=steps, learning_rate=learning_rate, seed=options.seed + 1)
            network = _trained(options)
        arrays, words = network.state_dict(), network.vocabulary
        if self.unknown:
            arrays, words = with_unknown(arrays), (*words, UNKNOWN)
        rounded = {name: array.astype(np.float32).astype(np.float64) for name, array in arrays.items()}
        nonlinearity = network.cell.nonlinearity
        return Network.from_state_dict(rounded, vocabulary=words or None, nonlinearity=nonlinearity)

    def examples(self) -> np.random.Generator:
        """Where held-out examples come from."""
        return np.random.default_rng((self.options.seed, MEASURING))


def _trained(options: Options) -> Network:
    learner = Learner(options)
    for _ in range(options.steps):
        learner.step()
    return learner.network


def with_unknown(arrays: dict[str, Array]) -> dict[str, Array]:
    """A row more in the embedding, the mean of the others, and in the head, which is never the answer."""
    embedding, weight, bias = (arrays[name] for name in ("embedding.weight", "linear.weight", "linear.bias"))
    return arrays | {
        "embedding.weight": np.vstack([embedding, embedding.mean(axis=0)]),
        "linear.weight": np.vstack([weight, np.zeros(weight.shape[1])]),
        "linear.bias": np.append(bias, NEVER),
    }


def few(value: float, digits: int = DIGITS) -> float:
    """A number to some significant digits."""
    return float(f"{value:.{digits}g}")
