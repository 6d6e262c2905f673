"""A network: its parameters, and the vocabulary that they belong to. reader.py makes one and reads with it.

Shapes: T steps, I input size, H hidden size, V vocabulary, L layers, D directions, C rows of the head.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from . import params, state_dict
from .cells.base import Array, Cell
from .errors import NoEmbedding, NoSuchId, UnknownToken
from .frozen import frozen, lasting
from .params import Head, Layer

Ids = npt.NDArray[np.int64]

UNKNOWN = "<unk>"
"""The token that every word becomes which a vocabulary lacks, where it has this one."""


@lasting
@dataclass(frozen=True, slots=True)
class Network:
    """A network: the embedding (V, I) of its V tokens, the layers, and the head. All are read-only.

    `layers` are in PyTorch's order: where there are two `directions`, each layer is followed by the one that reads the
    same inputs from the last to the first. A layer above another reads the h of all its directions side by side, and
    so does the head: weight (C, D·H).

    A network that only reads numbers has V = 0; one without a head has C = 0. The vocabulary is () where the tokens of
    an embedding have no names. Where `bias`, or `head_bias`, is false, the biases of the layers, or of the head, are
    zeros and no parameters.
    """

    vocabulary: tuple[str, ...]
    embedding: Array
    layers: tuple[Layer, ...]
    head: Head
    directions: int = 1
    bias: bool = True
    head_bias: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "embedding", frozen(self.embedding))

    @classmethod
    def from_state_dict(
        cls,
        arrays: Mapping[str, npt.ArrayLike],
        *,
        vocabulary: Sequence[str] | None = None,
        nonlinearity: str = "tanh",
        cell: str | None = None,
    ) -> Network:
        """The network with these parameters, under PyTorch's names and in its shapes.

        The cell is the one with as many H×H blocks as weight_hh has (1 rnn, 3 gru, 4 lstm) unless `cell` names it;
        `nonlinearity` is the rnn's. Biases that are absent are zero; without embedding.weight the network reads
        numbers only, and without linear.weight it has no head. `vocabulary` are the V tokens of the embedding; None
        leaves them without names.

        Raises UnknownParameter, MissingParameter, WrongShape, NoSuchCell, NotNumbers, NotFinite, NoVocabulary,
        RepeatedToken, and UnknownName for the cell or a nonlinearity that it does not have.
        """
        parts = state_dict.parse(arrays, nonlinearity, cell)
        words = () if vocabulary is None else state_dict.vocabulary(vocabulary, len(parts.embedding))
        return cls(words, *parts)

    @property
    def cell(self) -> Cell:
        """The cell of every layer."""
        return self.layers[0].cell

    @property
    def num_layers(self) -> int:
        """L, in which both directions of a layer are one."""
        return len(self.layers) // self.directions

    @property
    def bidirectional(self) -> bool:
        """Whether every layer also reads from the last step to the first."""
        return self.directions > 1

    @property
    def hidden_size(self) -> int:
        """H."""
        return self.cell.hidden_size

    @property
    def input_size(self) -> int:
        """I of the first layer."""
        return int(self.layers[0].weight_ih.shape[1])

    @property
    def output_size(self) -> int:
        """D·H: what the head, or a layer above, reads of a layer at each step."""
        return self.directions * self.hidden_size

    def ids(self, tokens: Sequence[str]) -> Ids:
        """The rows (T,) of `tokens` in the vocabulary, that of <unk> for others if it is there; raises UnknownToken."""
        index = {word: row for row, word in enumerate(self.vocabulary)}
        try:
            return np.array([index[token] for token in tokens], dtype=np.int64)
        except KeyError as missing:
            if UNKNOWN not in index:
                raise UnknownToken(missing.args[0]) from None
            return np.array([index.get(token, index[UNKNOWN]) for token in tokens], dtype=np.int64)

    def checked_ids(self, ids: npt.ArrayLike) -> Ids:
        """Token ids (T,) as an array. Raises NoEmbedding, and NoSuchId for the first that is not a row of it."""
        found = np.array(ids, dtype=np.int64)
        count = len(self.embedding)
        if not count:
            raise NoEmbedding
        wrong = np.flatnonzero((found < 0) | (found >= count))
        if len(wrong):
            raise NoSuchId(int(wrong[0]), int(found[wrong[0]]), count - 1)
        return found

    def state_dict(self) -> dict[str, Array]:
        """All parameters under PyTorch's names; those that it does not have are left out."""
        named = {"embedding.weight": self.embedding} if len(self.embedding) else {}
        for index, layer in enumerate(self.layers):
            ending = state_dict.ending(*divmod(index, self.directions))
            for name in params.NAMES if self.bias else params.WEIGHTS:
                named[f"rnn.{name}_{ending}"] = getattr(layer, name)
        if len(self.head.bias):
            named["linear.weight"] = self.head.weight
            if self.head_bias:
                named["linear.bias"] = self.head.bias
        return named
