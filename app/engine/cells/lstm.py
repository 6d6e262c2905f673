"""Long short-term memory (Hochreiter & Schmidhuber 1997; forget gate Gers et al. 2000), as torch.nn.LSTMCell.

i, f, o = σ(ih + hh)      g = tanh(ih + hh)      c' = f ⊙ c + i ⊙ g      h' = o ⊙ tanh(c')
"""

from numpy import tanh

from .base import Array, Cell, Graph, Node, State


class Lstm(Cell):
    """i lets g into c, f keeps the old c, o lets c out as h."""

    name = "lstm"
    gates = ("i", "f", "g", "o")
    sigmoid = ("i", "f", "o")
    together = 4
    state = ("h", "c")
    direct = "c"
    keeper = "f"
    graph = Graph(
        nodes=(
            Node("c_prev", "in", 0, 0),
            Node("hh", "product", 0, 3),
            Node("ih", "product", 0, 4),
            Node("f", "sigmoid", 1, 2),
            Node("i", "sigmoid", 2, 2),
            Node("g", "tanh", 3, 2),
            Node("o", "sigmoid", 4, 2),
            Node("f_c", "times", 1, 0),
            Node("i_g", "times", 3, 1),
            Node("c", "add", 3, 0),
            Node("tanh_c", "tanh", 5, 1),
            Node("h", "times", 5, 2),
        ),
        edges=(
            *((source, gate) for gate in ("f", "i", "g", "o") for source in ("hh", "ih")),
            ("c_prev", "f_c"), ("f", "f_c"), ("i", "i_g"), ("g", "i_g"), ("f_c", "c"), ("i_g", "c"),
            ("c", "tanh_c"), ("tanh_c", "h"), ("o", "h"),
        ),
    )  # fmt: skip

    def forward(self, hh: State, gates: State, state: State, new: State) -> None:
        (hh_ifgo, *_), (ifgo, i, f, g, o), (_, c), (h_new, c_new) = hh, gates, state, new
        self.squash(ifgo, hh_ifgo)
        c_new[:] = f * c + i * g
        h_new[:] = o * tanh(c_new)

    def slopes(self, folded_hh: State, gates: State, state: State, new: State) -> State:
        (i, f, g, o), (_, c), (h_new, c_new) = gates, state, new
        tanh_c = tanh(c_new)
        to_c = o * (1 - tanh_c) * (1 + tanh_c)
        return g * i * (1 - i), c * f * (1 - f), i * (1 - g) * (1 + g), h_new * (1 - o), to_c, f

    def backward(self, slopes: State, d_new: State, d_gates: State, d_state: State) -> None:
        (to_i, to_f, to_g, to_o, to_c, f), (d_i, d_f, d_g, d_o) = slopes, d_gates
        (d_h_new, d_c_new), (_, d_c) = d_new, d_state
        d_c_new += to_c * d_h_new
        d_i[:] = to_i * d_c_new
        d_f[:] = to_f * d_c_new
        d_g[:] = to_g * d_c_new
        d_o[:] = to_o * d_h_new
        d_c[:] = f * d_c_new

    def d_direct(self, gates: State, d_new: State) -> Array:
        (_, f, _, _), (_, d_c_new) = gates, d_new
        return f * d_c_new
