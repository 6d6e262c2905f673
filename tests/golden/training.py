"""The trainings that PyTorch's own values are kept for: fifty steps each, from the engine's parameters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from app.training.learner import TRAINING, Options
from app.training.tasks import Batch, Task
from app.training.tasks.adding import Adding
from app.training.tasks.brackets import Brackets
from app.training.tasks.forecast import Forecast
from app.training.tasks.parity import Parity
from app.training.tasks.recall import Recall
from app.training.tasks.text import Text

FILE = Path(__file__).parent / "training.npz"
STEPS = 50
KINDS = (("rnn", "tanh"), ("rnn", "relu"), ("rnn", "identity"), ("gru", "tanh"), ("lstm", "tanh"))
RATES = {"adam": 0.01, "sgd": 0.1}
NEVER, OFTEN = 100.0, 0.2
"""Norms at which clipping changes no step, and most."""


def masked(batch: Batch, rng: np.random.Generator) -> Batch:
    """The batch, asked at two of three places only, by weights of many sizes."""
    shape = batch.weights.shape
    return replace(batch, weights=rng.integers(0, 5, size=shape) / 2 * (rng.random(shape) > 1 / 3))


class MaskedParity(Parity):
    """Asked here and there."""

    def batch(self, rng: np.random.Generator, size: int) -> Batch:
        return masked(super().batch(rng, size), rng)


class MaskedForecast(Forecast):
    """Asked here and there."""

    def batch(self, rng: np.random.Generator, size: int) -> Batch:
        return masked(super().batch(rng, size), rng)


class Case(NamedTuple):
    """One training; its name is the prefix of its arrays in the file."""

    name: str
    options: Options

    def batches(self) -> Iterator[Batch]:
        """The batches of the training, fifty of them."""
        rng = np.random.default_rng((self.options.seed, TRAINING))
        for _ in range(STEPS):
            yield self.options.task.batch(rng, self.options.batch_size)


def options(
    task: Task, cell: str = "lstm", nonlinearity: str = "tanh", optimizer: str = "adam", **more: Any
) -> Options:
    """Of a small network that moves far in fifty steps."""
    fields: dict[str, Any] = {
        "hidden_size": 5,
        "input_size": 3,
        "seed": 11,
        "batch_size": 4,
        "learning_rate": RATES[optimizer],
        "clip": None,
    }
    if nonlinearity != "tanh":
        fields["spectral_radius"] = 0.9
    return Options(task, cell=cell, nonlinearity=nonlinearity, optimizer=optimizer, **{**fields, **more})


SERIES = tuple(np.sin(np.arange(60.0) ** 1.1).round(6).tolist())
RECALL = Recall(delay=5, symbols=("a", "b", "c", "d"))
TASKS: tuple[Task, ...] = (
    Adding(length=6),
    Brackets(length=7, kinds=2, deepest=3),
    Brackets(length=7, kinds=2, deepest=3, asked="depth"),
    Forecast(series=SERIES, window=7),
    Parity(length=6),
    Text(text="the network reads the text and the text reads the network", window=8),
)

CASES = [
    *(
        Case(
            f"{cell} {nonlinearity} {optimizer} clip={clip}",
            options(RECALL, cell, nonlinearity, optimizer, clip=clip),
        )
        for cell, nonlinearity in KINDS
        for optimizer in RATES
        for clip in (None, OFTEN)
    ),
    *(
        Case(f"{cell} two layers clip={NEVER}", options(RECALL, cell, num_layers=2, clip=NEVER))
        for cell in ("rnn", "gru", "lstm")
    ),
    *(
        Case(f"{cell} truncated at {truncate}", options(Parity(length=7), cell, num_layers=2, truncate=truncate))
        for cell in ("rnn", "gru", "lstm")
        for truncate in (1, 3)
    ),
    *(Case(f"gru {task.name} {getattr(task, 'asked', '')}", options(task, "gru")) for task in TASKS),
    Case("lstm masked classes", options(MaskedParity(length=6), num_layers=2)),
    Case("rnn masked numbers", options(MaskedForecast(series=SERIES, window=7), "rnn", optimizer="sgd")),
    Case("lstm forget bias", options(RECALL, forget_bias=1.0)),
    Case("gru no bias", options(RECALL, "gru", bias=False, num_layers=4)),
]
