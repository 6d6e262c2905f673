"""A network: its parameters, and the vocabulary that they belong to. reader.py makes one and reads with it.

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
from .frozen import frozen
from .params import Head, Layer

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Network:
    """A network: the embedding (V, I) of the V tokens of the vocabulary, the layers, and the head. All are read-only.

    A network that reads numbers has V = 0, and so no embedding and no head.
    """

    vocabulary: tuple[str, ...]
    embedding: Array
    layers: tuple[Layer, ...]
    head: Head

    def __post_init__(self) -> None:
        object.__setattr__(self, "embedding", frozen(self.embedding))

    @property
    def input_size(self) -> int:
        """I of the first layer."""
        return int(self.layers[0].weight_ih.shape[1])

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
        """All parameters under PyTorch's names; those of an embedding or a head without rows are left out."""
        named = {"embedding.weight": self.embedding} if len(self.embedding) else {}
        for index, layer in enumerate(self.layers):
            for name in params.NAMES:
                named[f"rnn.{name}_l{index}"] = getattr(layer, name)
        head = {"linear.weight": self.head.weight, "linear.bias": self.head.bias}
        return named | head if len(self.head.bias) else named
