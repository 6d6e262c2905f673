"""The grid of an experiment: each of its trainings, said by a few plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

CELLS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "rnn": {"cell": "rnn"},
        "relu-rnn": {"cell": "rnn", "nonlinearity": "relu", "recurrent_init": "identity"},
        "gru": {"cell": "gru"},
        "lstm": {"cell": "lstm"},
        "lstm-forget": {"cell": "lstm", "forget_bias": 1.0},
        "lstm-forget-5": {"cell": "lstm", "forget_bias": 5.0},
    }
)
"""Networks to compare: the fields of /step that draw each. relu-rnn is the IRNN of Le et al. (2015); lstm-forget begins
with a forget bias of 1 (Jozefowicz et al. 2015), lstm-forget-5 with one of 5, for long delays (Tallec & Ollivier 2018).
"""
COMPARED = ("rnn", "relu-rnn", "gru", "lstm", "lstm-forget")
"""Those of a grid that names none."""
CHECKS = 20
"""How often a training is looked at on its way, unless it learns earlier."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What all trainings of a grid share: the experiment, the size of the network, and how it is trained.

    `clip` is the longest gradient, as its total norm; None cuts nothing. `truncate` is how many steps the gradient goes
    back; None: to the first. `steps` are the most that a training takes: it ends earlier once it has learned.
    """

    experiment: str = "recall"
    hidden_size: int = 32
    input_size: int = 16
    batch_size: int = 32
    optimizer: str = "adam"
    learning_rate: float = 0.003
    clip: float | None = 1.0
    truncate: int | None = None
    steps: int = 3000

    @property
    def check_every(self) -> int:
        """Steps from one look at the held-out sequences to the next."""
        return max(1, self.steps // CHECKS)


@dataclass(frozen=True, slots=True)
class Training:
    """One training: a key of CELLS, how far back what is asked lies, the seed. Its outcome depends on nothing else."""

    cell: str
    delay: int
    seed: int
    recipe: Recipe = Recipe()

    @property
    def key(self) -> tuple[str, int, int]:
        """Which training of its grid it is."""
        return self.cell, self.delay, self.seed


def grid(cells: Iterable[str], delays: Iterable[int], seeds: Iterable[int], recipe: Recipe) -> list[Training]:
    """Every training, those of the longest delay first: the last ones to end are then short."""
    seeds, cells = list(seeds), list(cells)
    longest_first = sorted(set(delays), reverse=True)
    return [Training(cell, delay, seed, recipe) for delay in longest_first for seed in seeds for cell in cells]


def ladder(first: int, last: int) -> list[int]:
    """Delays from `first` to `last` with those of 1, 2, 5, 10, 20, 50 … between them: 2…100 are 2 5 10 20 50 100."""
    rungs = (step * 10**power for power in range(len(str(last))) for step in (1, 2, 5))
    return [first, *(rung for rung in rungs if first < rung < last), *([last] if last > first else [])]
