"""The loop over time: the steps of one layer, forward and back, recorded for up to STRETCH steps.

    forward    hh = [h, 1] · recurrent, then the cell
    back       the cell, then weight_hhᵀ d_hh, then what enters at h_{t-1}

Each works on buffers of its own: weights and rows are copied in, results are copied out.
Shapes: n steps (up to STRETCH), I input size, H hidden size, G gates.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .cells.base import Array, Cell, State
from .params import Layer
from .recorder import Recorder, StepRecording

STRETCH = 256
"""The most steps of the loop between two looks at the magnitude; BPTT takes fewer where it changes fast."""


def through_matrix(recorder: Recorder, cell: Cell, d_hh: Array, weight_hh: Array, d_h: Array, spare: Array) -> None:
    """Record what makes ∂L/∂h_{t-1} (H,); `d_h` holds what came past the matrix, if the cell has such a path."""
    if cell.direct != "h":
        recorder.add(d_hh.dot, weight_hh, d_h)
    else:
        recorder.add(d_hh.dot, weight_hh, spare)
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
        recorder, cell = self.recorder, self.cell
        recorder.add(self.h_and_1[step].dot, self.recurrent, self.hh[step])
        cell.forward(
            recorder.arrays(cell.together_and_each(self.hh[step])),
            recorder.arrays(cell.together_and_each(self.gates[step])),
            recorder.arrays(rows[step] for rows in self.states),
            recorder.arrays(rows[step + 1] for rows in self.states),
        )

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
        recorder, row = self.recorder, STRETCH - 1 - step
        d_state = [rows[row] for rows in self.d_states]
        self.cell.backward(
            recorder.arrays(rows[row] for rows in self.slopes),
            recorder.arrays(rows[row + 1] for rows in self.d_states),
            recorder.arrays(self.cell.by_gate(self.d_hh[row])),
            recorder.arrays(d_state),
        )
        through_matrix(recorder, self.cell, self.d_hh[row], self.weight_hh, d_state[0], self.spare)
        if self.entering is not None:
            recorder.add(np.add, d_state[0], self.entering[row], d_state[0])

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
