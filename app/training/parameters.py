"""All parameters of a network as one vector that can be written to, and each of them as a view of it.

Shapes: P parameters, I input size, H hidden size, G gates, V vocabulary, L layers, C rows of the head.
"""

from __future__ import annotations

from itertools import accumulate, pairwise

import numpy as np

from ..engine import params
from ..engine.cells.base import Array
from ..engine.network import Network


class Parameters:
    """The numbers of `network`, copied: `vector` (P,) in the order of its state_dict, `arrays` its views by name."""

    def __init__(self, network: Network) -> None:
        self.start = network
        found = network.state_dict()
        self._shapes = {name: array.shape for name, array in found.items()}
        self.vector: Array = np.concatenate([array.ravel() for array in found.values()])
        self.arrays = self.views(self.vector)

    def views(self, vector: Array) -> dict[str, Array]:
        """A vector (P,) seen as the arrays of the state_dict, by name."""
        sizes = [int(np.prod(shape)) for shape in self._shapes.values()]
        places = pairwise(accumulate(sizes, initial=0))
        return {
            name: vector[slice(*place)].reshape(shape)
            for (name, shape), place in zip(self._shapes.items(), places, strict=True)
        }

    def network(self) -> Network:
        """The network as it is now, frozen."""
        start = self.start
        arrays = {name: array.copy() for name, array in self.arrays.items()}
        return Network(
            start.vocabulary,
            arrays.get("embedding.weight", start.embedding),
            tuple(
                params.Layer(
                    start.cell,
                    *[arrays.get(f"rnn.{name}_l{index}", getattr(layer, name)) for name in params.NAMES],
                )
                for index, layer in enumerate(start.layers)
            ),
            params.Head(arrays["linear.weight"], arrays.get("linear.bias", start.head.bias)),
            start.directions,
            start.bias,
            start.head_bias,
        )
