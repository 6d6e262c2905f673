"""What a network is: its parameters, and the vocabulary that they belong to. reader.py makes one and reads with it.

Shapes: T steps, I input size, H hidden size, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from . import params
from .cells.base import Array, Cell
from .errors import UnknownToken
from .params import Head, Layer

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Network:
    """A network with its parameters: embedding (V, I), layers, head, and the V tokens its rows belong to."""

    vocabulary: tuple[str, ...]
    embedding: Array
    layers: tuple[Layer, ...]
    head: Head

    @property
    def cell(self) -> Cell:
        """The cell of every layer."""
        return self.layers[0].cell

    def ids(self, tokens: Sequence[str]) -> Ids:
        """The rows (T,) of `tokens` in the vocabulary; raises UnknownToken."""
        index = {word: row for row, word in enumerate(self.vocabulary)}
        try:
            return np.array([index[token] for token in tokens], dtype=np.int64)
        except KeyError as missing:
            raise UnknownToken(missing.args[0]) from None

    def state_dict(self) -> dict[str, Array]:
        """All parameters under PyTorch's names."""
        named = {"embedding.weight": self.embedding}
        for index, layer in enumerate(self.layers):
            for name in params.NAMES:
                named[f"rnn.{name}_l{index}"] = getattr(layer, name)
        return named | {"linear.weight": self.head.weight, "linear.bias": self.head.bias}
