"""One layer and a batch: its steps forward and back, and its gradient, recorded once as a list of calls each.

The cells' own steps are recorded, row by row, as for one run (engine/loop.py). A row is that of N sequences, a view
(N, H) whose units are outermost in memory; here, outside the cell, arrays are named by how they lie: (T, H, N).

    forward    ih = [weight_ih, bias_ih] [x; 1] for all t at once, then step after step
    back       stretch after stretch, from the last: the slopes, the steps, and what the stretch adds to the gradient

A stretch is as many steps as stay in the processor's cache together. Numbers are plain doubles, without the powers of
two of engine/scaled.py: what leaves the range is an error of training, and never a number.

Shapes: T steps, n steps of a stretch, N sequences, I input size, H hidden size, G gates.
"""

from __future__ import annotations

import numpy as np

from ..engine.cells.base import Array, Cell, State
from ..engine.loop import step_back, step_forward
from ..engine.recorder import Calls, Recorder, Recording, replay
from ..engine.scaled import all_finite

STRETCH = 1 << 14
"""Numbers of h in a stretch, about."""


class Weights:
    """The arrays of layer `index`, as views of the parameters and of their gradient; biases may be absent.

    For the loop there are `input` (G·H, I+1) and `recurrent` (G·H, H+1), the biases in the last column, with the ½ of
    the sigmoid gates inside; `load` makes them, and `keep` puts their gradients where they belong.
    """

    def __init__(self, cell: Cell, arrays: dict[str, Array], gradient: dict[str, Array], index: int) -> None:
        self.scale = cell.scale[:, None]
        self.weight_ih, self.weight_hh = (arrays[f"rnn.{name}_l{index}"] for name in ("weight_ih", "weight_hh"))
        self._biases = [arrays.get(f"rnn.{name}_l{index}") for name in ("bias_ih", "bias_hh")]
        self._gradients = [gradient[f"rnn.{name}_l{index}"] for name in ("weight_ih", "weight_hh")]
        self._bias_gradients = [gradient.get(f"rnn.{name}_l{index}") for name in ("bias_ih", "bias_hh")]
        self.input, self.recurrent = (_with_column(weight) for weight in (self.weight_ih, self.weight_hh))
        self.d_input, self.d_recurrent = np.empty_like(self.input), np.empty_like(self.recurrent)

    def load(self) -> None:
        """Make `input` and `recurrent` of the parameters as they are now."""
        for weight, bias, own in zip(
            (self.weight_ih, self.weight_hh), self._biases, (self.input, self.recurrent), strict=True
        ):
            np.multiply(weight, self.scale, out=own[:, :-1])
            if bias is not None:
                np.multiply(bias, self.scale[:, 0], out=own[:, -1])

    def keep(self) -> None:
        """Write the gradients of the arrays, from `d_input` and `d_recurrent`."""
        for own, weight, bias in zip(
            (self.d_input, self.d_recurrent), self._gradients, self._bias_gradients, strict=True
        ):
            weight[:] = own[:, :-1]
            if bias is not None:
                bias[:] = own[:, -1]


def _with_column(weight: Array) -> Array:
    """Zeros in the shape of a weight, and one column more."""
    return np.zeros((weight.shape[0], weight.shape[1] + 1))


def turned(array: Array) -> Array:
    """(…, H, N) as the (…, N, H) that a cell reads, or the other way round."""
    return array.swapaxes(-1, -2)


class LayerLoop(Recording):
    """The calls of one layer for batches of T `steps` and `size` sequences, and the buffers that they work on.

    `x_and_1` (T, I+1, N) is read; `h_and_1` (T+1, H+1, N) is made, row 0 the start. Back, `entering` is added to each
    ∂L/∂h_t: (T, H, N), or (1, H, N) where something enters at the last step only. ∂L/∂x is written into `d_x`, which is
    (T, I, N); True makes one, False leaves it out. `squares` (T,) are the squares of ‖∂L/∂h_t‖ over the batch. After
    every `truncate` steps back from the last one, nothing is passed on.
    """

    def __init__(
        self, cell: Cell, weights: Weights, x_and_1: Array, entering: Array, truncate: int | None, d_x: Array | bool
    ) -> None:
        self.cell, self.weights = cell, weights
        self.x_and_1, self.entering, self.truncate = x_and_1, entering, truncate
        (steps, inputs, size), height, width = x_and_1.shape, cell.hidden_size, len(cell.scale)
        self.h_and_1 = np.ones((steps + 1, height + 1, size))
        others = [np.empty((steps + 1, height, size)) for _ in cell.state[1:]]
        self.states = (self.h_and_1[:, :-1], *others)
        self.gates = np.empty((steps, width, size))
        self.hh = np.empty((steps if cell.keeps_hh else 1, width, size))
        self.d_x = _written(d_x, (steps, inputs - 1, size))
        self.squares = np.empty(steps)
        stretch = max(1, min(steps, STRETCH // (height * size)))
        self.d_states = tuple([np.empty((stretch + 1, height, size)) for _ in cell.state])
        self.d_hh = np.empty((stretch, width, size))
        self.d_ih = np.empty_like(self.d_hh) if cell.keeps_hh else self.d_hh
        self.forward_calls, self.backward_calls = self._forward(), self._back(stretch)

    @property
    def count(self) -> int:
        """The number of calls recorded."""
        return len(self.forward_calls) + len(self.backward_calls)

    def is_finite(self) -> bool:
        """Whether every h is, and every sum before a nonlinearity that might hide one that is not."""
        bounded = self.cell.nonlinearity == "tanh"
        return all_finite(self.h_and_1) and (bounded or all_finite(self.gates))

    def forward(self) -> None:
        """Make `h_and_1` of `x_and_1`."""
        replay(self.forward_calls)

    def back(self) -> None:
        """Make `d_x` and the gradient of what is entering."""
        replay(self.backward_calls)
        self.weights.keep()

    def _forward(self) -> Calls:
        recorder = Recorder()
        for rows in self.states:
            recorder.add(rows[0].fill, 0.0)
        recorder.add(np.matmul, self.weights.input, self.x_and_1, self.gates)
        for t in range(len(self.gates)):
            recorder.next_step()
            step_forward(
                recorder,
                self.cell,
                turned(self.h_and_1[t]),
                turned(self.weights.recurrent),
                turned(self.hh[t if self.cell.keeps_hh else 0]),
                turned(self.gates[t]),
                _rows(self.states, t),
                _rows(self.states, t + 1),
            )
        return recorder.calls

    def _back(self, stretch: int) -> Calls:
        calls: Calls = []
        slopes, steps = Recorder(calls), Recorder(calls)
        spare = turned(np.empty(self.states[0].shape[1:]))
        columns = _Columns(self, stretch)
        for top in range(len(self.gates), 0, -stretch):
            bottom = max(0, top - stretch)
            self._enter(steps, top, top - bottom, stretch)
            slopes.next_step()
            factors = self._slopes(slopes, slice(bottom, top))
            for t in range(top - 1, bottom - 1, -1):
                steps.next_step()
                self._step_back(steps, t, t - bottom, factors, spare)
            self._finish(steps, slice(bottom, top), columns)
        return calls

    def _enter(self, recorder: Recorder, top: int, row: int, stretch: int) -> None:
        """What has come back to step top-1, or enters at the last step, into a row of `d_states`."""
        if top < len(self.gates):
            for rows in self.d_states:
                recorder.add(np.copyto, rows[row], rows[0])
            return
        recorder.add(np.copyto, self.d_states[0][row], self.entering[-1])
        for rows in self.d_states[1:]:
            recorder.add(rows[row].fill, 0.0)

    def _slopes(self, recorder: Recorder, steps: slice) -> State:
        """The cell's factors for a stretch, (n, N, H) each."""
        cell, after = self.cell, slice(steps.start + 1, steps.stop + 1)
        hh = cell.by_gate(turned(self.hh[steps])) if cell.keeps_hh else ()
        found = cell.slopes(
            recorder.arrays(hh),
            recorder.arrays(cell.by_gate(turned(self.gates[steps]))),
            recorder.arrays(_rows(self.states, steps)),
            recorder.arrays(_rows(self.states, after)),
        )
        return tuple([rows.array for rows in found])  # type: ignore[attr-defined]

    def _step_back(self, recorder: Recorder, t: int, row: int, slopes: State, spare: Array) -> None:
        """Step t, whose state is in row + 1 of `d_states`."""
        d_new, d_state = _rows(self.d_states, row + 1), _rows(self.d_states, row)
        own = tuple([factor[row] for factor in slopes])
        step_back(recorder, self.cell, own, d_new, turned(self.d_hh[row]), d_state, self.weights.weight_hh, spare)
        if self.truncate and (len(self.gates) - t) % self.truncate == 0:
            for part in self.d_states:
                recorder.add(part[row].fill, 0.0)
        if t and len(self.entering) > 1:
            recorder.add(np.add, self.d_states[0][row], self.entering[t - 1], self.d_states[0][row])

    def _finish(self, recorder: Recorder, steps: slice, columns: _Columns) -> None:
        """What a stretch adds to the gradient and sends below, and its norms."""
        count = steps.stop - steps.start
        if self.cell.keeps_hh:
            recorder.add(self._make_d_ih, steps)
        if self.d_x is not None:
            recorder.add(np.matmul, self.weights.weight_ih.T, self.d_ih[:count], self.d_x[steps])
        flat = self.d_states[0].reshape(len(self.d_states[0]), -1)[1 : count + 1]
        recorder.add(np.vecdot, flat, flat, self.squares[steps])
        columns.add_up(recorder, steps, is_first=steps.stop == len(self.gates))

    def _make_d_ih(self, steps: slice) -> None:
        """∂L/∂ih of a stretch."""
        cell, count = self.cell, steps.stop - steps.start
        gates, d_new = cell.by_gate(turned(self.gates[steps])), _rows(self.d_states, slice(1, count + 1))
        turned(self.d_ih[:count])[:] = cell.d_ih(gates, d_new, turned(self.d_hh[:count]))


class _Columns:
    """A stretch of ∂L/∂hh, h and x with all its positions in one row, (·, n·N), for the products over them."""

    def __init__(self, loop: LayerLoop, stretch: int) -> None:
        self.loop = loop
        pairs = [(loop.d_hh, loop.h_and_1, loop.weights.d_recurrent), (loop.d_ih, loop.x_and_1, loop.weights.d_input)]
        self.parts = [(vectors, rows, target, np.empty_like(target)) for vectors, rows, target in pairs]
        size = loop.d_hh.shape[-1] * stretch
        self.buffers = {id(part): np.empty(part.shape[1] * size) for pair in pairs for part in pair[:2]}

    def add_up(self, recorder: Recorder, steps: slice, *, is_first: bool) -> None:
        """Record the sums over a stretch of d ⊗ [h, 1] and d ⊗ [x, 1], added to the targets, or set where first."""
        placed: dict[int, Array] = {}
        for vectors, rows, target, spare in self.parts:
            for part, own in ((vectors, slice(0, steps.stop - steps.start)), (rows, steps)):
                if id(part) not in placed:
                    placed[id(part)] = self._place(recorder, part, own)
            left, right = placed[id(vectors)], placed[id(rows)].T
            recorder.add(left.dot, right, target if is_first else spare)
            if not is_first:
                recorder.add(np.add, target, spare, target)

    def _place(self, recorder: Recorder, part: Array, steps: slice) -> Array:
        """Record the copy of some steps of a part (·, ·, N) into its buffer, (·, n·N)."""
        source = part[steps].swapaxes(0, 1)
        target = self.buffers[id(part)][: source.size].reshape(source.shape)
        recorder.add(np.copyto, target, source)
        return target.reshape(len(source), -1)


def _written(d_x: Array | bool, shape: tuple[int, ...]) -> Array | None:
    """An array to write into: the one given, a new one for True, none for False."""
    if isinstance(d_x, bool):
        return np.empty(shape) if d_x else None
    return d_x


def _rows(parts: State, place: int | slice) -> State:
    """A row, or some, of each part, as a cell reads them."""
    return tuple([turned(rows[place]) for rows in parts])
