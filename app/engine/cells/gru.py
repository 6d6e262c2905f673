"""The gated recurrent unit (Cho et al. 2014), with the reset after the product, as torch.nn.GRUCell.

r, z = σ(ih + hh)        n = tanh(ih_n + r ⊙ hh_n)        h' = (1 − z) ⊙ n + z ⊙ h
"""

from numpy import tanh

from .base import Array, Cell, Graph, Node, State


class Gru(Cell):
    """r forgets what hh tells n, z keeps the old h."""

    name = "gru"
    gates = ("r", "z", "n")
    sigmoid = ("r", "z")
    together = 2
    direct = "h"
    keeper = "z"
    keeps_hh = True
    graph = Graph(
        nodes=(
            Node("h_prev", "in", 0, 0),
            Node("hh", "product", 0, 3),
            Node("ih", "product", 0, 4),
            Node("z", "sigmoid", 1, 2),
            Node("r", "sigmoid", 2, 2),
            Node("z_h", "times", 1, 0),
            Node("r_hh_n", "times", 3, 2),
            Node("not_z", "complement", 3, 1),
            Node("n", "tanh", 4, 2),
            Node("not_z_n", "times", 4, 1),
            Node("h", "add", 4, 0),
        ),
        edges=(
            ("hh", "z"), ("ih", "z"), ("hh", "r"), ("ih", "r"),
            ("hh", "r_hh_n"), ("r", "r_hh_n"), ("r_hh_n", "n"), ("ih", "n"),
            ("h_prev", "z_h"), ("z", "z_h"), ("z", "not_z"), ("not_z", "not_z_n"), ("n", "not_z_n"),
            ("z_h", "h"), ("not_z_n", "h"),
        ),
    )  # fmt: skip

    def forward(self, hh: State, gates: State, state: State, new: State) -> None:
        (hh_rz, _, _, hh_n), (rz, r, z, n), (h,), (h_new,) = hh, gates, state, new
        self.squash(rz, hh_rz)
        n[:] = tanh(n + r * hh_n)
        h_new[:] = z * (h - n) + n

    def slopes(self, folded_hh: State, gates: State, state: State, new: State) -> State:
        (_, _, hh_n), (r, z, n), (h,) = folded_hh, gates, state
        to_n = (1 - z) * (1 - n) * (1 + n)
        return to_n * hh_n * r * (1 - r), (h - n) * z * (1 - z), to_n * r, z

    def backward(self, slopes: State, d_new: State, d_gates: State, d_state: State) -> None:
        (to_r, to_z, to_hh_n, z), (d_h_new,), (d_r, d_z, d_hh_n), (d_h,) = slopes, d_new, d_gates, d_state
        d_r[:] = to_r * d_h_new
        d_z[:] = to_z * d_h_new
        d_hh_n[:] = to_hh_n * d_h_new
        d_h[:] = z * d_h_new

    def d_ih(self, gates: State, d_new: State, d_hh: Array) -> Array:
        (_, z, n), (d_h_new,) = gates, d_new
        d_ih = d_hh.copy()
        d_ih[..., -n.shape[-1] :] = d_h_new * (1 - z) * (1 - n) * (1 + n)
        return d_ih

    def d_direct(self, gates: State, d_new: State) -> Array:
        (_, z, _), (d_h_new,) = gates, d_new
        return z * d_h_new
