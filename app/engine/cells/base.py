"""What a cell is: the pointwise middle of one recurrent step, and its derivative.

Outside the cell stand two matrix products, the same for every cell (unroll.py owns them):

    ih = weight_ih x_t + bias_ih        hh = weight_hh h_{t-1} + bias_hh        each (G·H,), gate after gate

A cell says how ih, hh and the previous state make the next state (`forward`), and how the loss's derivative by the
next state makes its derivative by hh and by the previous state (`backward`). A backward step is linear in what arrives:
`slopes` gives its factors, for all t at once. Shapes: T steps, H hidden size, G gates.

The two steps write into the arrays they are given, so that the loop over time allocates nothing. A gate in `sigmoid`
is squashed by σ(x) = (1 + tanh(x/2))/2; the ½ inside stands in the weights already (a power of two costs no digit), so
that one tanh serves all gates.

What does not fit: a cell whose matrix product needs a gate first, as the GRU of Cho et al. (2014) with its reset before
the product (here, as in PyTorch, r is applied after W_hn h + b_hn), and a cell whose gates look at c (peephole LSTM).
"""

from typing import ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt

from app.engine.errors import UnknownName

Array = npt.NDArray[np.float64]
State = tuple[Array, ...]


class Node(NamedTuple):
    """A value or an operation of the gate diagram, on a logical grid: time runs with `column`, `row` 0 is the top.

    `kind` is what it does (in, out, sigmoid, tanh, squash, add, times, blend), `name` the value that leaves it.
    """

    name: str
    kind: str
    column: int
    row: int


class Graph(NamedTuple):
    """The gate diagram: nodes, and edges as pairs of node names along which vectors flow."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]


class Cell:
    """One recurrent cell for a hidden size; holds constants only, never a state."""

    name: ClassVar[str]
    gates: ClassVar[tuple[str, ...]]
    """Their names in PyTorch's order; parameters, gradients and the picture follow from it."""
    sigmoid: ClassVar[tuple[str, ...]] = ()
    state: ClassVar[tuple[str, ...]] = ("h",)
    direct: ClassVar[str] = ""
    """The part of the state whose gradient also flows past the matrix, if there is one."""
    nonlinearities: ClassVar[tuple[str, ...]] = ("tanh",)
    graph: ClassVar[Graph]

    def __init__(self, hidden_size: int, nonlinearity: str = "tanh") -> None:
        if nonlinearity not in self.nonlinearities:
            raise UnknownName(f"nonlinearity of {self.name}", nonlinearity, self.nonlinearities)
        self.hidden_size = hidden_size
        self.nonlinearity = nonlinearity
        halves = [0.5 if gate in self.sigmoid else 1.0 for gate in self.gates]
        self.scale: Array = np.repeat(halves, hidden_size)
        self.shift: Array = 1.0 - self.scale

    def squash(self, ih: Array, hh: Array, out: Array) -> None:
        """out = σ(ih + hh) in the gates of `sigmoid`, tanh(ih + hh) in the others; all (G·H,)."""
        np.add(ih, hh, out=out)
        np.tanh(out, out=out)
        np.multiply(out, self.scale, out=out)
        np.add(out, self.shift, out=out)

    def forward(self, ih: Array, hh: Array, state: State, gates: State, new: State) -> None:
        """One step: fill `new`, the next state, (H,) each, and `gates`: all of them (G·H,), then each (H,)."""
        raise NotImplementedError

    def slopes(self, hh: Array, gates: Array, before: State, after: State) -> State:
        """The factors of `backward`, for all t: hh (T, G·H), gates (T, G, H), states (T, H) each → arrays (T, …, H)."""
        raise NotImplementedError

    def backward(self, step: State, d_new: State, d_state: State, d_hh: Array) -> None:
        """One step back: from `d_new` = ∂L/∂new fill `d_hh` = ∂L/∂hh (…, G, H) and the direct part of `d_state`.

        `step` is row t of `slopes`. Gradients of states are (H,), or (N, 1, H) for N of them at once. Where the parts
        of the new state feed each other, `d_new` is completed in place.
        """
        raise NotImplementedError

    def d_ih(self, gates: Array, d_h: Array, d_hh: Array) -> Array:
        """∂L/∂ih (T, G, H), for all t; the same as ∂L/∂hh wherever a cell only ever uses ih + hh."""
        return d_hh

    def d_direct(self, gates: Array, d_new: State) -> Array:
        """What goes to the previous state past the matrix, into its part `direct`, for all t (T, H)."""
        return np.zeros_like(d_new[0])
