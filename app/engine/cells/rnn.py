"""The simple recurrent cell (Elman 1990, "Finding structure in time"), as torch.nn.RNNCell.

a = ih + hh        h' = tanh(a)   or   relu(a)
"""

import numpy as np
from numpy import fmax, tanh

from .base import Cell, Graph, Node, State


class Rnn(Cell):
    """h' = tanh(weight_ih x + bias_ih + weight_hh h + bias_hh)."""

    name = "rnn"
    gates = ("a",)
    nonlinearities = ("tanh", "relu")
    graph = Graph(
        nodes=(
            Node("hh", "product", 0, 0),
            Node("ih", "product", 0, 1),
            Node("a", "add", 1, 0),
            Node("h", "squash", 2, 0),
        ),
        edges=(("hh", "a"), ("ih", "a"), ("a", "h")),
    )

    def forward(self, hh: State, gates: State, state: State, new: State) -> None:
        (_, hh_a), (_, a), (h_new,) = hh, gates, new
        a += hh_a
        h_new[:] = tanh(a) if self.nonlinearity == "tanh" else fmax(a, 0.0)

    def slopes(self, folded_hh: State, gates: State, state: State, new: State) -> State:
        (h_new,) = new
        return ((1 - h_new) * (1 + h_new) if self.nonlinearity == "tanh" else np.sign(h_new),)

    def backward(self, slopes: State, d_new: State, d_gates: State, d_state: State) -> None:
        (to_a,), (d_h_new,), (d_a,) = slopes, d_new, d_gates
        d_a[:] = to_a * d_h_new
