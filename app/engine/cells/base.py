"""What a cell is: the pointwise middle of one recurrent step, and its derivative.

Outside the cell stand two matrix products, the same for every cell (unroll.py says where):

    ih = weight_ih x_t + bias_ih        hh = weight_hh h_{t-1} + bias_hh        each (G·H,), gate after gate

A cell says how ih, hh and the state make the new state (`forward`), and how the loss's derivative by the new state
makes its derivative by hh and by the state (`backward`). A backward step is linear in what arrives: `slopes` gives its
factors, for many t at once. Shapes: T steps, H hidden size, G gates.

Both steps are ufuncs that write into the arrays they are given, and nothing else: they are noted once and then played
for every t (recorder.py). A gate in `sigmoid` is squashed by σ(x) = (1 + tanh(x/2))/2; the ½ inside is already in the
weights (a power of two costs no digit), so that one tanh serves all gates. Far below 0 that sum has lost its digits,
though not its value: where a gate came to lie there (`is_blurred`), the run is read again by the `careful` cell, whose
σ(x) = 1/(1 + exp(−x)) has all of them.

What does not fit: a cell whose matrix product needs a gate first, as the GRU of Cho et al. (2014) with its reset before
the product (here, as in PyTorch, r is applied after W_hn h + b_hn), and a cell whose gates look at c (peephole LSTM).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from types import EllipsisType
from typing import ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt
from numpy import add, divide, exp, minimum, multiply, tanh

from ..errors import UnknownName

BLUR = 2.0**-14
"""Below it (1 + tanh)/2, right to 2**-53, has not ten digits left with something to spare."""

Array = npt.NDArray[np.float64]
State = tuple[Array, ...]
Place = tuple[EllipsisType, slice]
"""Columns of an array by gate."""


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

    def __init__(self, hidden_size: int, nonlinearity: str = "tanh", *, careful: bool = False) -> None:
        if nonlinearity not in self.nonlinearities:
            raise UnknownName(f"nonlinearity of {self.name}", nonlinearity, self.nonlinearities)
        self.hidden_size = hidden_size
        self.nonlinearity = nonlinearity
        self.is_careful = careful
        halves = [0.5 if gate in self.sigmoid else 1.0 for gate in self.gates]
        self.scale: Array = np.repeat(halves, hidden_size)
        self.factor: Array = self.scale[: self.together * hidden_size]
        self.shift: Array = 1.0 - self.factor
        self._places = [(..., slice(k * hidden_size, (k + 1) * hidden_size)) for k in range(len(self.gates))]
        self._sigmoid, self._tanh = self._spans()

    @cached_property
    def careful(self) -> Cell:
        """The same cell with a slower σ that has all digits wherever it lies."""
        return self if self.is_careful else type(self)(self.hidden_size, self.nonlinearity, careful=True)

    def is_blurred(self, gates: Array) -> bool:
        """Whether a σ among the values (T, G·H) is so small that it has lost digits."""
        for place in self._sigmoid:
            if minimum.reduce(gates[place], None) < BLUR:
                return not self.is_careful
        return False

    def _spans(self) -> tuple[list[Place], list[Place]]:
        """Where the gates of `sigmoid` stand, and those of tanh among the first `together`; neighbours in one."""
        found: tuple[list[Place], list[Place]] = [], []
        for gate, (_, own) in zip(self.gates[: self.together], self._places, strict=False):
            kind = found[gate not in self.sigmoid]
            beside = bool(kind) and kind[-1][1].stop == own.start
            kind.append((..., slice(kind.pop()[1].start if beside else own.start, own.stop)))
        return found

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
        if self.is_careful:
            self._squash_each(gates)
            return
        tanh(gates, gates)
        multiply(gates, self.factor, gates)
        add(gates, self.shift, gates)

    def _squash_each(self, gates: Array) -> None:
        """σ as 1/(1 + exp(−x)) and tanh, each in its gates."""
        for place in self._sigmoid:
            half = gates[place]
            multiply(half, -2.0, half)
            exp(half, half)
            add(half, 1.0, half)
            divide(1.0, half, half)
        for place in self._tanh:
            tanh(gates[place], gates[place])

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
