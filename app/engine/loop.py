"""The loop over time: the steps of one layer, forward and back, recorded for up to STRETCH steps.

    forward    hh = [h, 1] · recurrent, then the cell
    back       the cell, then weight_hhᵀ d_hh, then what enters at h_{t-1}

`step_forward` and `step_back` record one step of these, and are all that fused.py and the training of batches record of
them too. Each loop works on buffers of its own: weights and rows are copied in, results are copied out.

A row is a vector of one run, (H,) or (G·H,). It may be that of N sequences side by side, (N, H) or (N, G·H): a view
whose units are outermost in memory, (H, N), so that a gate of all sequences is one stretch of numbers, and the step is
as many calls as for one run. The product is written for both: of the transposes, which for a vector are itself.

Shapes: n steps (up to STRETCH), N sequences of a batch, I input size, H hidden size, G gates.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .cells.base import Array, Cell, State
from .params import Layer
from .recorder import Recorder, StepRecording

STRETCH = 256
"""The most steps of the loop between two looks at the magnitude; BPTT takes fewer where it changes fast."""


def step_forward(
    recorder: Recorder, cell: Cell, h_and_1: Array, recurrent: Array, hh: Array, gates: Array, state: State, new: State
) -> None:
    """Record what makes the `new` state of `state`, whose h is followed by a 1 in `h_and_1`, and of ih in `gates`."""
    recorder.add(recurrent.T.dot, h_and_1.T, hh.T)
    cell.forward(
        recorder.arrays(cell.together_and_each(hh)),
        recorder.arrays(cell.together_and_each(gates)),
        recorder.arrays(state),
        recorder.arrays(new),
    )


def step_back(
    recorder: Recorder,
    cell: Cell,
    slopes: State,
    d_new: State,
    d_hh: Array,
    d_state: State,
    weight_hh: Array,
    spare: Array,
) -> None:
    """Record what makes `d_hh` and `d_state`, ∂L/∂ the state before, of `d_new`; `spare` is like h."""
    cell.backward(
        recorder.arrays(slopes),
        recorder.arrays(d_new),
        recorder.arrays(cell.by_gate(d_hh)),
        recorder.arrays(d_state),
    )
    d_h = d_state[0]
    if cell.direct != "h":
        recorder.add(weight_hh.T.dot, d_hh.T, d_h.T)
    else:
        recorder.add(weight_hh.T.dot, d_hh.T, spare.T)
        recorder.add(np.add, d_h, spare, d_h)


class ForwardLoop(StepRecording):
    """Steps forward. Row t of each buffer belongs to step t; the states have a row for the start before them."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        size, width = cell.hidden_size, len(cell.gates) * cell.hidden_size
        self.cell = cell
        self.layer: Layer | None = None
        self.recurrent = np.empty((size + 1, width))
        self.h_and_1 = np.ones((STRETCH + 1, size + 1))
        self.states = (self.h_and_1[:, :size], *(np.empty((STRETCH + 1, size)) for _ in cell.state[1:]))
        self.gates, self.hh = np.empty((STRETCH, width)), np.empty((STRETCH, width))

    def record(self, step: int) -> None:
        state, new = (tuple([rows[row] for rows in self.states]) for row in (step, step + 1))
        hh, gates = self.hh[step], self.gates[step]
        step_forward(self.recorder, self.cell, self.h_and_1[step], self.recurrent, hh, gates, state, new)

    def run(self, layer: Layer, x: Array, gates: Array, states: State) -> Array:
        """Read x (n, I) from row 0 of `states`: fill in `gates` (n, G·H) and rows 1 … n of `states` (n+1, H) each.

        Returns hh (n, G·H), a view of the buffer. ih is one product for all steps.
        """
        if layer is not self.layer:
            self.layer = layer
            self.recurrent[:] = layer.recurrent
        count = len(x)
        ih = x.dot(layer.input, self.gates[:count])
        ih += layer.input_bias
        for rows, buffer in zip(states, self.states, strict=True):
            buffer[0] = rows[0]
        self.replay(count)
        gates[:] = self.gates[:count]
        for rows, buffer in zip(states, self.states, strict=True):
            rows[1:] = buffer[1 : count + 1]
        return self.hh[:count]


class BackwardLoop(StepRecording):
    """Steps back. The last step is in the last row of each buffer, the step before it in the row above, and so on."""

    def __init__(self, cell: Cell, slopes: int, entering: bool) -> None:
        super().__init__()
        size, width = cell.hidden_size, len(cell.gates) * cell.hidden_size
        self.cell = cell
        self.layer: Layer | None = None
        self.weight_hh = np.empty((width, size))
        self.d_states = tuple(np.empty((STRETCH + 1, size)) for _ in cell.state)
        self.d_hh = np.empty((STRETCH, width))
        self.slopes = tuple(np.empty((STRETCH, size)) for _ in range(slopes))
        self.entering = np.empty((STRETCH, size)) if entering else None
        self.spare = np.empty(size)

    def record(self, step: int) -> None:
        row = STRETCH - 1 - step
        slopes = tuple([rows[row] for rows in self.slopes])
        d_state, d_new = (tuple([rows[place] for rows in self.d_states]) for place in (row, row + 1))
        step_back(self.recorder, self.cell, slopes, d_new, self.d_hh[row], d_state, self.weight_hh, self.spare)
        if self.entering is not None:
            self.recorder.add(np.add, d_state[0], self.entering[row], d_state[0])

    def run(
        self,
        layer: Layer,
        slopes: State,
        incoming: Sequence[Array],
        entering: Array | None,
        d_states: State,
        d_hh: Array,
    ) -> None:
        """Carry `incoming`, ∂L/∂ the last state (H,) each, back: fill in `d_states` (n+1, H) each and `d_hh` (n, G·H).

        `slopes` are the cell's, (n, H) each. `entering` (n-1, H) is what enters at the h of all but the last step;
        None for nothing.
        """
        if layer is not self.layer:
            self.layer = layer
            self.weight_hh[:] = layer.weight_hh
        first = STRETCH - len(d_hh)
        for rows, buffer in zip(slopes, self.slopes, strict=True):
            buffer[first:] = rows
        for row, buffer in zip(incoming, self.d_states, strict=True):
            buffer[STRETCH] = row
        if self.entering is not None and entering is not None:
            self.entering[first] = 0.0
            self.entering[first + 1 :] = entering
        self.replay(len(d_hh))
        d_hh[:] = self.d_hh[first:]
        for rows, buffer in zip(d_states, self.d_states, strict=True):
            rows[:] = buffer[first:]
