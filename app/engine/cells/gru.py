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

    def forward(self, hh: Array, gates: State, state: State, new: State) -> None:
        (every, r, z, n), (h,), (h_new,) = gates, state, new
        np.copyto(h_new, n)
        self.squash(every, hh)
        np.multiply(r, hh[-len(n) :], out=n)
        np.add(n, h_new, out=n)
        np.tanh(n, out=n)
        np.subtract(h, n, out=h_new)
        np.multiply(h_new, z, out=h_new)
        np.add(h_new, n, out=h_new)

    def slopes(self, hh: State, gates: State, state: State, new: State) -> State:
        (_, _, hh_n), (r, z, n), (h,) = hh, gates, state
        to_n = (1 - z) * (1 - n) * (1 + n)
        return to_n * hh_n * r * (1 - r), (h - n) * z * (1 - z), to_n * r, z

    def backward(self, slopes: State, d_new: State, d_gates: State, d_state: State) -> None:
        (to_r, to_z, to_hh_n, z), (d_h_new,), (d_r, d_z, d_hh_n), (d_h,) = slopes, d_new, d_gates, d_state
        np.multiply(d_h_new, to_r, out=d_r)
        np.multiply(d_h_new, to_z, out=d_z)
        np.multiply(d_h_new, to_hh_n, out=d_hh_n)
        np.multiply(d_h_new, z, out=d_h)

    def d_ih(self, gates: State, d_new: State, d_hh: Array) -> Array:
        (_, z, n), (d_h_new,) = gates, d_new
        d_ih = d_hh.copy()
        d_ih[:, -n.shape[1] :] = d_h_new * (1 - z) * (1 - n) * (1 + n)
        return d_ih

    def d_direct(self, gates: State, d_new: State) -> Array:
        (_, z, _), (d_h_new,) = gates, d_new
        return z * d_h_new
