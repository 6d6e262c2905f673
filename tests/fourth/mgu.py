"""The minimal gated unit (Zhou et al. 2016), with its gate after the product: a fourth cell, for the tests alone.

f = σ(ih + hh)        n = tanh(ih_n + f ⊙ hh_n)        h' = f ⊙ h + (1 − f) ⊙ n
"""

from __future__ import annotations

from numpy import tanh

from app.engine.cells.base import Array, Cell, Graph, Node, State


class Mgu(Cell):
    """One gate for everything: f keeps the old h, and says how much of it n looks at."""

    name = "mgu"
    gates = ("f", "n")
    sigmoid = ("f",)
    together = 1
    direct = "h"
    keeper = "f"
    keeps_hh = True
    graph = Graph(
        nodes=(
            Node("h_prev", "in", 0, 0),
            Node("hh", "product", 0, 3),
            Node("ih", "product", 0, 4),
            Node("f", "sigmoid", 1, 2),
            Node("f_h", "times", 1, 0),
            Node("f_hh_n", "times", 2, 2),
            Node("not_f", "complement", 2, 1),
            Node("n", "tanh", 3, 2),
            Node("not_f_n", "times", 3, 1),
            Node("h", "add", 3, 0),
        ),
        edges=(
            ("hh", "f"), ("ih", "f"), ("hh", "f_hh_n"), ("f", "f_hh_n"), ("f_hh_n", "n"), ("ih", "n"),
            ("h_prev", "f_h"), ("f", "f_h"), ("f", "not_f"), ("not_f", "not_f_n"), ("n", "not_f_n"),
            ("f_h", "h"), ("not_f_n", "h"),
        ),
    )  # fmt: skip

    def forward(self, hh: State, gates: State, state: State, new: State) -> None:
        (hh_f, _, hh_n), (only, f, n), (h,), (h_new,) = hh, gates, state, new
        self.squash(only, hh_f)
        n[:] = tanh(n + f * hh_n)
        h_new[:] = f * (h - n) + n

    def slopes(self, folded_hh: State, gates: State, state: State, new: State) -> State:
        (_, hh_n), (f, n), (h,) = folded_hh, gates, state
        to_n = (1 - f) * (1 - n) * (1 + n)
        return (h - n + to_n * hh_n) * f * (1 - f), to_n * f, f

    def backward(self, slopes: State, d_new: State, d_gates: State, d_state: State) -> None:
        (to_f, to_hh_n, f), (d_h_new,), (d_f, d_hh_n), (d_h,) = slopes, d_new, d_gates, d_state
        d_f[:] = to_f * d_h_new
        d_hh_n[:] = to_hh_n * d_h_new
        d_h[:] = f * d_h_new

    def d_ih(self, gates: State, d_new: State, d_hh: Array) -> Array:
        (f, n), (d_h_new,) = gates, d_new
        d_ih = d_hh.copy()
        d_ih[:, -n.shape[1] :] = d_h_new * (1 - f) * (1 - n) * (1 + n)
        return d_ih

    def d_direct(self, gates: State, d_new: State) -> Array:
        (f, _), (d_h_new,) = gates, d_new
        return f * d_h_new
