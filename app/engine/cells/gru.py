"""The gated recurrent unit (Cho et al. 2014), with the reset after the product, as torch.nn.GRUCell.

r, z = σ(ih + hh)        n = tanh(ih_n + r ⊙ hh_n)        h' = (1 − z) ⊙ n + z ⊙ h
"""

import numpy as np

from app.engine.cells.base import Array, Cell, Graph, Node, State


class Gru(Cell):
    """r forgets what hh tells n, z keeps the old h."""

    name = "gru"
    gates = ("r", "z", "n")
    sigmoid = ("r", "z")
    direct = "h"
    graph = Graph(
        nodes=(
            Node("h_prev", "in", 0, 0),
            Node("hh", "in", 0, 2),
            Node("ih", "in", 0, 3),
            Node("r", "sigmoid", 1, 2),
            Node("z", "sigmoid", 3, 1),
            Node("r_hh_n", "times", 2, 2),
            Node("n", "tanh", 3, 2),
            Node("h", "blend", 4, 0),
        ),
        edges=(
            ("hh", "r"), ("ih", "r"), ("hh", "z"), ("ih", "z"),
            ("hh", "r_hh_n"), ("r", "r_hh_n"), ("r_hh_n", "n"), ("ih", "n"),
            ("n", "h"), ("z", "h"), ("h_prev", "h"),
        ),
    )  # fmt: skip

    def forward(self, ih: Array, hh: Array, state: State, gates: State, new: State) -> None:
        (h,), (h_new,) = state, new
        every, r, z, n = gates
        self.squash(ih, hh, out=every)
        np.multiply(r, hh[-self.hidden_size :], out=n)
        np.add(n, ih[-self.hidden_size :], out=n)
        np.tanh(n, out=n)
        np.subtract(h, n, out=h_new)
        np.multiply(h_new, z, out=h_new)
        np.add(h_new, n, out=h_new)

    def slopes(self, hh: Array, gates: Array, before: State, after: State) -> State:
        (h,) = before
        r, z, n = np.moveaxis(gates, 1, 0)
        to_n = (1 - z) * (1 - n) * (1 + n)
        to_gates = np.empty_like(gates)
        to_gates[:, 0] = to_n * hh[:, -self.hidden_size :] * r * (1 - r)
        to_gates[:, 1] = (h - n) * z * (1 - z)
        to_gates[:, 2] = to_n * r
        return to_gates, np.ascontiguousarray(z)

    def backward(self, step: State, d_new: State, d_state: State, d_hh: Array) -> None:
        to_gates, z = step
        (d_h_new,), (d_h,) = d_new, d_state
        np.multiply(d_h_new, to_gates, out=d_hh)
        np.multiply(d_h_new, z, out=d_h)

    def d_ih(self, gates: Array, d_h: Array, d_hh: Array) -> Array:
        _, z, n = np.moveaxis(gates, 1, 0)
        d_ih = d_hh.copy()
        d_ih[:, 2] = d_h * (1 - z) * (1 - n) * (1 + n)
        return d_ih

    def d_direct(self, gates: Array, d_new: State) -> Array:
        return gates[:, 1] * d_new[0]
