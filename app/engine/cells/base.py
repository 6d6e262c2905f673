"""What a cell is: the pointwise middle of one recurrent step, and its derivative.

Outside the cell stand two matrix products, the same for every cell (unroll.py owns them):

    ih = weight_ih x_t + bias_ih        hh = weight_hh h_{t-1} + bias_hh        each (G·H,), gate after gate

A cell says how ih, hh and the state make the new state (`forward`), and how the loss's derivative by the new state
makes its derivative by hh and by the state (`backward`). A backward step is linear in what arrives: `slopes` gives its
factors, for many t at once. Shapes: T steps, H hidden size, G gates.

Both steps are ufuncs that write into the arrays they are given, and nothing else: they are noted once and then played
for every t (desk.py). A gate in `sigmoid` is squashed by σ(x) = (1 + tanh(x/2))/2; the ½ inside stands in the weights
already (a power of two costs no digit), so that one tanh serves all gates.

What does not fit: a cell whose matrix product needs a gate first, as the GRU of Cho et al. (2014) with its reset before
the product (here, as in PyTorch, r is applied after W_hn h + b_hn), and a cell whose gates look at c (peephole LSTM).
"""

from abc import ABC, abstractmethod
from typing import ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt
from numpy import add, multiply, tanh

from app.engine.errors import UnknownName

Array = npt.NDArray[np.float64]
State = tuple[Array, ...]


class Node(NamedTuple):
    """A value or an operation of the gate diagram, on a logical grid: time runs with `column`, `row` 0 is the top.

    `kind` is what it does (in: a part of the state before; product: W h_{t-1} or W x_t; sigmoid, tanh, squash, add,
    times, complement: 1 −), `name` the value that leaves it.
    """

    name: str
    kind: str
    column: int
    row: int


class Graph(NamedTuple):
    """The gate diagram: nodes, and edges as pairs of node names along which vectors flow."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]


class Cell(ABC):
    """One recurrent cell for a hidden size; holds constants only, never a state."""

    name: ClassVar[str]
    gates: ClassVar[tuple[str, ...]]
    """Their names in PyTorch's order; parameters, gradients and the picture follow from it."""
    sigmoid: ClassVar[tuple[str, ...]] = ()
    together: ClassVar[int] = 0
    """How many of the first gates `squash` takes in one go."""
    state: ClassVar[tuple[str, ...]] = ("h",)
    direct: ClassVar[str] = ""
    """The part of the state whose gradient also flows past the matrix, if there is one."""
    keeper: ClassVar[str] = ""
    """The gate whose value multiplies that part on its way past the matrix."""
    keeps_hh: ClassVar[bool] = False
    """Whether `slopes` looks at hh, so that a run has to keep it."""
    nonlinearities: ClassVar[tuple[str, ...]] = ("tanh",)
    graph: ClassVar[Graph]

    def __init__(self, hidden_size: int, nonlinearity: str = "tanh") -> None:
        if nonlinearity not in self.nonlinearities:
            raise UnknownName(f"nonlinearity of {self.name}", nonlinearity, self.nonlinearities)
        self.hidden_size = hidden_size
        self.nonlinearity = nonlinearity
        halves = [0.5 if gate in self.sigmoid else 1.0 for gate in self.gates]
        self.scale: Array = np.repeat(halves, hidden_size)
        self.factor: Array = self.scale[: self.together * hidden_size]
        self.shift: Array = 1.0 - self.factor
        self._places = [(..., slice(k * hidden_size, (k + 1) * hidden_size)) for k in range(len(self.gates))]

    def by_gate(self, rows: Array) -> State:
        """Views of (…, G·H), one a gate, (…, H) each."""
        return tuple([rows[place] for place in self._places])

    def together_and_each(self, row: Array) -> State:
        """Views of (…, G·H): the first gates, which `squash` takes together, then each."""
        return row[..., : len(self.factor)], *self.by_gate(row)

    def squash(self, gates: Array, hh: Array) -> None:
        """From ih, ih + hh squashed in place: by σ in the gates of `sigmoid`, by tanh in the others.

        Both are the first `together` gates in one row (together·H,).
        """
        add(gates, hh, gates)
        tanh(gates, gates)
        multiply(gates, self.factor, gates)
        add(gates, self.shift, gates)

    @abstractmethod
    def forward(self, hh: State, gates: State, state: State, new: State) -> None:
        """One step: from ih, hh and `state` make the gates' values and the `new` state, by ufuncs in place.

        `gates` come holding ih and leave holding the values. They and `hh` are the gates that `squash` takes together
        in one row, then each gate (H,). The parts of `state` and `new` are (H,) each.
        """

    @abstractmethod
    def slopes(self, folded_hh: State, gates: State, state: State, new: State) -> State:
        """The factors of `backward` for any number of steps at once: everything by gate or part, (T, H) each.

        `folded_hh` is hh, with the ½ in the gates of `sigmoid`; empty unless the cell `keeps_hh`.
        """

    @abstractmethod
    def backward(self, slopes: State, d_new: State, d_gates: State, d_state: State) -> None:
        """One step back: from `d_new`, ∂L/∂new, make `d_gates`, ∂L/∂hh gate by gate, and the direct part of `d_state`.

        By ufuncs in place; everything is (H,) each, or (N, H) for N losses at once. Where one part of the new state
        makes another (c' makes h'), `d_new` is completed to be the total derivative.
        """

    def d_ih(self, gates: State, d_new: State, d_hh: Array) -> Array:
        """∂L/∂ih (T, G·H) for all t; the same as `d_hh` wherever a cell only ever uses ih + hh."""
        return d_hh

    def d_direct(self, gates: State, d_new: State) -> Array:
        """What goes to the previous state past the matrix, into its part `direct`, for all t (T, H)."""
        return np.zeros_like(d_new[0])
