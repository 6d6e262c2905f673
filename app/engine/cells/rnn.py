"""The simple recurrent cell (Elman 1990, "Finding structure in time"), as torch.nn.RNNCell.

a = ih + hh        h' = tanh(a)   or   relu(a)
"""

import numpy as np

from app.engine.cells.base import Array, Cell, Graph, Node, State


class Rnn(Cell):
    """h' = tanh(weight_ih x + bias_ih + weight_hh h + bias_hh)."""

    name = "rnn"
    gates = ("a",)
    nonlinearities = ("tanh", "relu")
    graph = Graph(
        nodes=(
            Node("hh", "in", 0, 0),
            Node("ih", "in", 0, 1),
            Node("a", "add", 1, 0),
            Node("h", "squash", 2, 0),
        ),
        edges=(("hh", "a"), ("ih", "a"), ("a", "h")),
    )

    def forward(self, ih: Array, hh: Array, state: State, gates: State, new: State) -> None:
        a, _ = gates
        (h,) = new
        np.add(ih, hh, out=a)
        if self.nonlinearity == "tanh":
            np.tanh(a, out=h)
        else:
            np.maximum(a, 0.0, out=h)

    def slopes(self, hh: Array, gates: Array, before: State, after: State) -> State:
        (h,) = after
        return ((1 - h) * (1 + h) if self.nonlinearity == "tanh" else np.sign(h),)

    def backward(self, step: State, d_new: State, d_state: State, d_hh: Array) -> None:
        (slope,) = step
        (d_h,) = d_new
        np.multiply(d_h, slope, out=d_hh)
