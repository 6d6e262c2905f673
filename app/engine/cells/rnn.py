"""The simple recurrent cell (Elman 1990, "Finding structure in time"), as torch.nn.RNNCell.

a = ih + hh        h' = tanh(a),   relu(a),   or a itself: the linear network of the textbooks' derivations
"""

import numpy as np
from numpy import fmax, tanh

from .base import Cell, Graph, Node, State


class Rnn(Cell):
    """h' = tanh(weight_ih x + bias_ih + weight_hh h + bias_hh)."""

    name = "rnn"
    gates = ("a",)
    nonlinearities = ("tanh", "relu", "identity")
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
        match self.nonlinearity:
            case "tanh":
                h_new[:] = tanh(a)
            case "relu":
                h_new[:] = fmax(a, 0.0)
            case _:
                h_new[:] = +a

    def slopes(self, folded_hh: State, gates: State, state: State, new: State) -> State:
        (h_new,) = new
        match self.nonlinearity:
            case "tanh":
                return ((1 - h_new) * (1 + h_new),)
            case "relu":
                return (np.sign(h_new),)
        return ()

    def backward(self, slopes: State, d_new: State, d_gates: State, d_state: State) -> None:
        (d_h_new,), (d_a,) = d_new, d_gates
        d_a[:] = slopes[0] * d_h_new if slopes else +d_h_new
