"""What a file held: one network under PyTorch's names, and where each of its arrays came from.

Shapes: I input size, H hidden size, G gates, D directions, V vocabulary, C rows of the head.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..engine.cells.base import Array
from .tensors import Origin


def printable(text: str) -> str:
    """The text without what UTF-8 cannot write."""
    return text.encode("utf-8", "replace").decode()


@dataclass(frozen=True)
class Found:
    """A network out of a file.

    `state_dict` has `rnn.weight_ih_l0` … in float64, `embedding.weight` (V, I) and `linear.weight` (C, D·H),
    `linear.bias` (C,) where the file has them; an absent bias is absent. `prefix` is what stood before the names of the
    recurrent arrays. `notes` are words of docs/models.md for what was translated or assumed.
    """

    cell: str
    nonlinearity: str
    hidden_size: int
    input_size: int
    num_layers: int
    bidirectional: bool
    state_dict: dict[str, Array]
    origins: dict[str, Origin]
    prefix: str = ""
    unused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] | None = None

    @property
    def bias(self) -> bool:
        """Whether the recurrent layers have any bias."""
        return any(name.startswith("rnn.bias_") for name in self.state_dict)

    @property
    def dtype(self) -> str:
        """The types that the arrays had in the file, such as `float32`."""
        return ", ".join(sorted({origin.dtype for origin in self.origins.values()}))
