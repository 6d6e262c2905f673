"""The cases that PyTorch's own values are kept for, made of the engine's parameters and of nothing random."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.engine import reader
from app.engine.cells import CELLS
from app.engine.network import Network

HERE = Path(__file__).parent
WORDS = ("i", "am", "a", "boy", ",")
HIDDEN_SIZE, INPUT_SIZE = 3, 2
KINDS = (("gru", "tanh"), ("lstm", "tanh"), ("rnn", "tanh"), ("rnn", "relu"))
OBJECTIVES = ("recall", "next-token", "sum")


class Case(NamedTuple):
    """One run: its name is the prefix of its arrays in the file of its cell."""

    cell: str
    nonlinearity: str
    objective: str
    num_layers: int
    steps: int
    with_state: bool

    @property
    def file(self) -> Path:
        """Where the values are."""
        return HERE / f"{self.cell}-{self.nonlinearity}.npz"

    @property
    def name(self) -> str:
        """Unique in the file."""
        return f"{self.objective} layers={self.num_layers} T={self.steps} state={int(self.with_state)}"

    def network(self) -> Network:
        """Radius 1.2, so that thirty steps neither vanish nor explode."""
        return reader.seeded(
            cell=self.cell,
            nonlinearity=self.nonlinearity,
            hidden_size=HIDDEN_SIZE,
            input_size=INPUT_SIZE,
            num_layers=self.num_layers,
            seed=7,
            spectral_radius=1.2 if self.nonlinearity == "tanh" else 0.9,
            vocabulary=WORDS,
        )

    def tokens(self) -> tuple[str, ...]:
        """Words in an order without a period."""
        return tuple(WORDS[t * t % 7 % len(WORDS)] for t in range(self.steps))

    def state(self) -> dict[str, npt.NDArray[np.float64]] | None:
        """A state to continue from, (layers, H) a part."""
        if not self.with_state:
            return None
        count = self.num_layers * HIDDEN_SIZE
        values = np.sin(np.arange(1, 2 * count + 1)).reshape(2, self.num_layers, HIDDEN_SIZE)
        return dict(zip(CELLS[self.cell].state, values, strict=False))


CASES = [
    Case(cell, nonlinearity, *rest)
    for cell, nonlinearity in KINDS
    for rest in product(OBJECTIVES, (1, 2), (1, 2, 30), (False, True))
]
