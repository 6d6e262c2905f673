"""The loss of a batch and its gradient by every parameter: embedding or numbers → layers → head, and back.

Shapes: T steps, N sequences, I input size, H hidden size, C outputs, V vocabulary, P parameters.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import NamedTuple

import numpy as np

from ..engine.cells.base import Array
from ..engine.errors import NoEmbedding
from .errors import TrainingDiverged
from .layer_loop import LayerLoop, Weights
from .losses import Answers, Head, asked_steps
from .parameters import Parameters
from .tasks.base import Batch, Ids

SHAPES = 4
"""Shapes of batches whose recordings are kept; the least recently used goes first."""


class Outcome(NamedTuple):
    """What a batch came to: its loss, the accuracy, and log10 of the last layer's gradient by distance from the end.

    `log10_grad_norms` (T,) are the root mean squares, over the sequences, of ‖∂Lₙ/∂h_t‖, where Lₙ is the loss of
    sequence n alone and all have the same weights; −inf for zero.
    """

    loss: float
    accuracy: float
    log10_grad_norms: Array


class _Stack:
    """The layers' recordings for batches of one shape, and what enters them at both ends."""

    def __init__(
        self, parameters: Parameters, weights: list[Weights], batch: Batch, truncate: int | None, entries: int
    ):
        network = parameters.start
        height, size = network.hidden_size, batch.size
        reads_tokens = batch.ids is not None
        self.x_and_1 = np.ones((batch.steps, network.input_size + 1, size))
        self.entering = np.zeros((entries, height, size))
        self.loops: list[LayerLoop] = []
        below = self.x_and_1
        for index, own in enumerate(weights):
            top = index + 1 == len(weights)
            entering = self.entering if top else np.empty((batch.steps, height, size))
            d_x = reads_tokens if not index else self.loops[-1].entering
            self.loops.append(LayerLoop(network.cell, own, below, entering, truncate, d_x))
            below = self.loops[-1].h_and_1[1:]


class Batched:
    """Losses and gradients of batches, by the parameters as they are; `gradient` (P,) is the last one.

    `tolerance` is that of the task, None for one of classes. `truncate` is how many steps back the gradient goes.
    """

    def __init__(self, parameters: Parameters, *, tolerance: float | None = None, truncate: int | None = None) -> None:
        self.parameters = parameters
        self.gradient = np.zeros_like(parameters.vector)
        self.truncate = truncate
        arrays, gradient, network = parameters.arrays, parameters.views(self.gradient), parameters.start
        self._embedding, self._d_embedding = (views.get("embedding.weight") for views in (arrays, gradient))
        self._weights = [Weights(network.cell, arrays, gradient, index) for index in range(network.num_layers)]
        self._head = Head(arrays, gradient, tolerance)
        self._stacks: OrderedDict[tuple[int, int, int, bool], _Stack] = OrderedDict()

    @np.errstate(all="ignore")
    def score(self, batch: Batch, step: int) -> tuple[float, float]:
        """Loss and accuracy. Raises TrainingDiverged."""
        asked = asked_steps(batch)
        answers = self._read(self._stack(batch, asked), batch, asked, step)
        return answers.loss, answers.accuracy

    @np.errstate(all="ignore")
    def learn(self, batch: Batch, step: int) -> Outcome:
        """Loss and accuracy; the gradient is left in `gradient`. Raises TrainingDiverged."""
        asked = asked_steps(batch)
        stack = self._stack(batch, asked)
        answers = self._read(stack, batch, asked, step)
        self._back(stack, batch, asked, answers)
        squares = stack.loops[-1].squares[::-1] * batch.size
        return Outcome(answers.loss, answers.accuracy, np.log10(squares) / 2)

    def _stack(self, batch: Batch, asked: slice) -> _Stack:
        """The recordings for a batch of this shape; something enters at the last step only, or may at all."""
        entries = 1 if asked.start == batch.steps - 1 else batch.steps
        key = batch.steps, batch.size, entries, batch.ids is not None
        if key not in self._stacks:
            self._stacks[key] = _Stack(self.parameters, self._weights, batch, self.truncate, entries)
            if len(self._stacks) > SHAPES:
                self._stacks.popitem(last=False)
        self._stacks.move_to_end(key)
        return self._stacks[key]

    def _read(self, stack: _Stack, batch: Batch, asked: slice, step: int) -> Answers:
        """Forward. Raises TrainingDiverged, and NoEmbedding."""
        x = stack.x_and_1[:, :-1]
        if batch.numbers is not None:
            x[:] = batch.numbers.swapaxes(1, 2)
        elif self._embedding is None or batch.ids is None:
            raise NoEmbedding
        else:
            x[:] = self._embedding.take(batch.ids, 0).swapaxes(1, 2)
        for weights, loop in zip(self._weights, stack.loops, strict=True):
            weights.load()
            loop.forward()
            if not loop.is_finite():
                raise TrainingDiverged("state", step)
        answers = self._head.read(_h(stack, asked), batch, asked)
        if not math.isfinite(answers.loss):
            raise TrainingDiverged("loss", step)
        return answers

    def _back(self, stack: _Stack, batch: Batch, asked: slice, answers: Answers) -> None:
        if len(stack.entering) > 1:
            stack.entering[: asked.start] = stack.entering[asked.stop :] = 0.0
            self._head.back(_h(stack, asked), answers.d_y, stack.entering[asked])
        else:
            self._head.back(_h(stack, asked), answers.d_y, stack.entering)
        for loop in reversed(stack.loops):
            loop.back()
        d_x = stack.loops[0].d_x
        if self._d_embedding is None:
            return
        if batch.ids is None or d_x is None:
            self._d_embedding[:] = 0.0
        else:
            self._d_embedding[:] = _gathered(d_x, batch.ids, len(self._d_embedding))


def _h(stack: _Stack, steps: slice) -> Array:
    """h of the last layer at some steps, (n, H, N)."""
    return stack.loops[-1].h_and_1[1:, :-1][steps]


def _gathered(d_x: Array, ids: Ids, count: int) -> Array:
    """The sums (V, I) of d_x (T, I, N) of each id (T, N) of 0 … V−1."""
    inputs = d_x.shape[1]
    places = ids[:, None] * inputs + np.arange(inputs)[:, None]
    sums = np.bincount(places.ravel(), d_x.ravel(), count * inputs).astype(np.float64, copy=False)
    return sums.reshape(count, inputs)
