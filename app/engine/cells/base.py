"""What a cell is: the pointwise middle of one recurrent step, and its derivative.

Outside the cell there are two matrix products, the same for every cell (unroll.py says where):

    ih = weight_ih x_t + bias_ih        hh = weight_hh h_{t-1} + bias_hh        each (G·H,), gate after gate

A cell says how ih, hh and the state make the new state (`forward`), and how the loss's derivative by the new state
makes its derivative by hh and by the state (`backward`). A backward step is linear in what arrives: `slopes` gives its
factors, for many t at once. Shapes: T steps, H hidden size, G gates.

Both are written as the paper writes them, and fill in the arrays they are given: `h_new[:] = z * (h - n) + n`. They are
called in two ways: on arrays, and on stand-ins with which recorder.py records the operations of a step once, to replay
them for every t. So a step

- uses elementwise NumPy only (+, *, tanh, exp …), never a value (no `if h > 0`), a reduction or a matrix product;
- writes each result by `x[:] = a * b` (which costs no call: the product is made to write into x), `x += a` or
  `x[part] = …`. What is assigned must be the result of the operation just before; a copy is `x[:] = +a`. Anything else
  raises NotRecordable;
- keeps nothing: not in the cell, and no intermediate result beyond the step.

A gate in `sigmoid` is squashed by σ(x) = (1 + tanh(x/2))/2. The ½ inside is already in the weights (a power of two
costs no digit), so that one tanh serves all gates. Far below 0 that sum loses digits of σ: where a gate has come there
(`is_blurred`), the run is read again by the `careful` cell, whose σ(x) = 1/(1 + exp(−x)) keeps them.

What does not fit: a cell whose matrix product needs a gate first, as the GRU of Cho et al. (2014) with its reset before
the product (here, as in PyTorch, r is applied after W_hn h + b_hn), and a cell whose gates look at c (peephole LSTM).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from types import EllipsisType
from typing import Any, ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt
from numpy import exp, minimum, tanh

from ..errors import UnknownName

BLUR = 2.0**-14
"""Below it (1 + tanh)/2, which is right to 2**-53, may have fewer than ten digits left."""

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
    """How many gates, from the first on, `squash` takes at once."""
    state: ClassVar[tuple[str, ...]] = ("h",)
    direct: ClassVar[str] = ""
    """The part of the state whose gradient also flows past the matrix; "" for none."""
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
        for constant in (self.scale, self.factor, self.shift):
            constant.setflags(write=False)
        self._places = [(..., slice(k * hidden_size, (k + 1) * hidden_size)) for k in range(len(self.gates))]
        self._sigmoid, self._tanh = self._spans()

    def __copy__(self) -> Cell:
        return self

    def __deepcopy__(self, _: object) -> Cell:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _cell, (type(self), self.hidden_size, self.nonlinearity, self.is_careful)

    @cached_property
    def careful(self) -> Cell:
        """The same cell with a slower σ that has all its digits near 0 too."""
        return self if self.is_careful else type(self)(self.hidden_size, self.nonlinearity, careful=True)

    def is_blurred(self, gates: Array) -> bool:
        """Whether a σ among the values (T, G·H) is so small that it has lost digits."""
        for place in self._sigmoid:
            if minimum.reduce(gates[place], None) < BLUR:
                return not self.is_careful
        return False

    def _spans(self) -> tuple[list[Place], list[Place]]:
        """The places of the gates of `sigmoid`, and of tanh, among the first `together`; neighbours are one place."""
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
        if self.is_careful:
            gates += hh
            self._squash_each(gates)
        else:
            gates[:] = tanh(gates + hh) * self.factor + self.shift

    def _squash_each(self, gates: Array) -> None:
        """σ as 1/(1 + exp(−x)) and tanh, each in its gates; where σ will be, the gates hold x/2."""
        for place in self._sigmoid:
            gates[place] = 1 / (1 + exp(-2 * gates[place]))
        for place in self._tanh:
            gates[place] = tanh(gates[place])

    @abstractmethod
    def forward(self, hh: State, gates: State, state: State, new: State) -> None:
        """One step: from ih, hh and `state` make the gates' values and the `new` state.

        `gates` hold ih before and the gates' values after. `gates` and `hh` are each a row of the gates that `squash`
        takes together, then every gate (H,). The parts of `state` and `new` are (H,) each.
        """

    @abstractmethod
    def slopes(self, folded_hh: State, gates: State, state: State, new: State) -> State:
        """The factors of `backward` for any number of steps at once: everything by gate or part, (T, H) each.

        `folded_hh` is hh, with the ½ in the gates of `sigmoid`; empty unless the cell `keeps_hh`.
        """

    @abstractmethod
    def backward(self, slopes: State, d_new: State, d_gates: State, d_state: State) -> None:
        """One step back: from `d_new`, ∂L/∂new, make `d_gates`, ∂L/∂hh gate by gate, and the direct part of `d_state`.

        Everything is (H,) each, or (N, H) for N losses at once. Where one part of the new state makes another (c' makes
        h'), `d_new` is completed to be the total derivative.
        """

    def d_ih(self, gates: State, d_new: State, d_hh: Array) -> Array:
        """∂L/∂ih (T, G·H) for all t; the same as `d_hh` wherever a cell only ever uses ih + hh."""
        return d_hh

    def d_direct(self, gates: State, d_new: State) -> Array:
        """What goes to the previous state past the matrix, into its part `direct`, for all t (T, H)."""
        return np.zeros_like(d_new[0])


def _cell(kind: type[Cell], hidden_size: int, nonlinearity: str, is_careful: bool) -> Cell:
    """The cell that was pickled."""
    return kind(hidden_size, nonlinearity, careful=is_careful)
