"""A run: what a network did with a sentence or with numbers, forward and back. It is what the engine gives out.

Shapes: T steps, I input size, H hidden size, G gates, V vocabulary, L layers, D directions. All arrays are float64 and
read-only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from . import layers
from .cells.base import Array
from .frozen import AnyArray, freeze, lasting, turned
from .losses import Question
from .network import Network
from .scaled import Norms, Scaled
from .trace import Adjoint, Trace


@lasting
@dataclass(frozen=True, slots=True)
class Run:
    """What a network did with T tokens or T vectors of numbers.

    Of the whole run: `network`, `tokens` (T texts; of numbers their labels, or ()), `token_ids` (T,) (−1 for numbers),
    `vocabulary`, `steps` (T), `objective`, `loss`, `output` (T, D·H), `initial_state` and `final_state` (L·D, H) by
    part, in PyTorch's order of layers and directions.

    Of the `layer` and `direction` looked at (`looking_at` gives others): `x` (T, I), `h` and `c` (T, H), `gates` by
    name (T, H), `ih` and `hh` (T, G·H); and carried back `grad` and `cell_grad` (T, H), `grad_norms` and
    `cell_grad_norms` (T,) as doubles (`.value`) and as `.log10`, and `initial_grad` by part. `input_grad` (T, I) comes
    through both directions of the layer. Most are computed each time they are asked for.

    `direction` 1 reads from the last step to the first: its h_t is made of x_t and h_{t+1}, and its initial state comes
    after the last step. Row t of everything is step t all the same; only `trace` and `adjoint` are in the order in
    which the direction reads.

    More is computed by functions of a run: flow.ledger, flow.parameter_gradients, flow.parameter_norms,
    flow.predictions, flow.forecasts, flow.spectrum, flow.jacobian, and check.check, which holds the gradients against
    finite differences. What those return is the caller's own and can be written into.
    """

    network: Network
    tokens: tuple[str, ...]
    token_ids: npt.NDArray[np.int64]
    question: Question
    loss: float
    traces: tuple[Trace, ...]
    adjoints: tuple[Adjoint, ...]
    layer: int
    direction: int = 0

    def looking_at(self, layer: int, direction: int = 0) -> Run:
        """The same run, looked at in another layer (0 … num_layers − 1) and direction (0 forward, 1 backward)."""
        return replace(self, layer=layer, direction=direction)

    @property
    def place(self) -> int:
        """The layer and direction looked at as one number, in PyTorch's order."""
        return self.layer * self.network.directions + self.direction

    def by_step(self, rows: AnyArray) -> AnyArray:
        """Rows (T, …) in the order in which the direction reads → row t for step t, or the other way round."""
        return turned(rows) if self.direction else rows

    @property
    def steps(self) -> int:
        """T."""
        return len(self.token_ids)

    @property
    def trace(self) -> Trace:
        """What the layer looked at did, in the order in which it reads."""
        return self.traces[self.place]

    @property
    def adjoint(self) -> Adjoint:
        """What came back through the layer looked at, in the order in which it reads."""
        return self.adjoints[self.place]

    @property
    def objective(self) -> str:
        """Name of the loss: recall, next-token, sum, forecast, label."""
        return self.question.objective

    @property
    def cell(self) -> str:
        """Name of the cell: rnn, gru, lstm."""
        return self.network.cell.name

    @property
    def nonlinearity(self) -> str:
        """tanh, relu or identity."""
        return self.network.cell.nonlinearity

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The V tokens that `token_ids` point to."""
        return self.network.vocabulary

    @property
    def x(self) -> Array:
        """Inputs (T, I): the embedded tokens or the numbers, or the h of the layer below, of all directions."""
        return self.by_step(self.trace.x)

    @property
    def h(self) -> Array:
        """h_0 … h_{T-1}, (T, H)."""
        return self.by_step(self.trace.h)

    @property
    def output(self) -> Array:
        """What the head reads, (T, D·H): the h of the last layer, of all directions side by side."""
        return layers.output(self.traces[-self.network.directions :])

    @property
    def c(self) -> Array | None:
        """c_0 … c_{T-1}, (T, H); None where the cell has no c."""
        return self.by_step(self.trace.states[1][1:]) if len(self.trace.states) > 1 else None

    @property
    def gates(self) -> dict[str, Array]:
        """Each gate's values by name, (T, H) each; the RNN's one gate `a` is the sum before its nonlinearity."""
        return dict(zip(self.network.cell.gates, map(self.by_step, self.trace.gates), strict=True))

    @property
    def ih(self) -> Array:
        """weight_ih x_t + bias_ih, (T, G·H)."""
        return self.by_step(self.trace.ih)

    @property
    def hh(self) -> Array:
        """weight_hh h_{t-1} + bias_hh, (T, G·H); of h_{t+1} in the backward direction."""
        return self.by_step(self.trace.hh)

    @property
    def initial_state(self) -> dict[str, Array]:
        """The state before the first step that is read, by part, (L·D, H) each."""
        return self._states(0)

    @property
    def final_state(self) -> dict[str, Array]:
        """The state after the last step that is read, by part, (L·D, H) each: give it to a run to continue."""
        return self._states(-1)

    @property
    def grad(self) -> Array:
        """∂L/∂h_t (T, H), the total derivative; ±inf and 0 where a component leaves double range."""
        return self.by_step(self.adjoint.scaled(self.adjoint.d_new[0]).values())

    @property
    def grad_norms(self) -> Norms:
        """‖∂L/∂h_t‖ (T,) as a double and as log10."""
        norms = self.adjoint.norms[0]
        return norms.reversed() if self.direction else norms

    @property
    def cell_grad(self) -> Array | None:
        """∂L/∂c_t (T, H), the total derivative; None where the cell has no c."""
        if len(self.adjoint.d_states) < 2:
            return None
        return self.by_step(self.adjoint.scaled(self.adjoint.d_new[1]).values())

    @property
    def cell_grad_norms(self) -> Norms | None:
        """‖∂L/∂c_t‖ (T,) as a double and as log10; None where the cell has no c."""
        if len(self.adjoint.norms) < 2:
            return None
        norms = self.adjoint.norms[1]
        return norms.reversed() if self.direction else norms

    @property
    def input_grad(self) -> Scaled:
        """∂L/∂x_t of the layer looked at, (T, I): through both directions, and every layer above."""
        first = self.layer * self.network.directions
        places = range(first, first + self.network.directions)
        return layers.d_inputs([self.traces[k] for k in places], [self.adjoints[k] for k in places])

    @property
    def initial_grad(self) -> dict[str, Scaled]:
        """∂L/∂(initial state) of the layer and direction looked at, by part, one vector (1, H) each."""
        parts = self.network.cell.state
        return {
            part: Scaled(rows[:1], self.adjoint.exponents[:1])
            for part, rows in zip(parts, self.adjoint.d_states, strict=True)
        }

    def _states(self, row: int) -> dict[str, Array]:
        parts = self.network.cell.state
        rows = {part: [trace.states[k][row] for trace in self.traces] for k, part in enumerate(parts)}
        return {part: freeze(np.array(values)) for part, values in rows.items()}
