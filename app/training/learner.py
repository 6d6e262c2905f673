"""A network that learns a task: one batch, one gradient, one move at a time.

Shapes: P parameters, T steps of a sequence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..engine import reader
from ..engine.cells.base import Array
from ..engine.errors import NoEmbedding, NoHead, WrongHead, WrongShape, WrongValue
from ..engine.network import Network
from .batched import Batched
from .errors import NotTrainable, TrainingDiverged
from .optimizers import clip, optimizer_class, total_norm
from .parameters import Parameters
from .tasks.base import Batch, Task, check_whole

TRAINING, HELD_OUT = 0, 1
"""Streams of random numbers of one seed."""
HELD_OUT_BATCHES = 8
RADIUS_WORK = 512
"""The eigenvalues of up to this many numbers are computed at every step; of k times as many at every k-th, because they
cost more than the step itself: 2.3 ms for the four 64×64 blocks of an LSTM, whose step of ten tokens takes 1.4."""


@dataclass(frozen=True)
class Options:
    """What is trained, on what, and how.

    The network is `network`, or it is drawn from the seed as reader.seeded draws it for the task's vocabulary. For a
    task of numbers the input size is the task's. `clip` is the largest norm of the whole gradient, None for any.
    `steps` are the batches to learn from. `truncate` is how many steps back the gradient goes: the sequence is cut
    into stretches of that many steps, counted from its end, and no gradient passes a cut; None cuts nothing.
    """

    task: Task
    cell: str = "rnn"
    nonlinearity: str = "tanh"
    hidden_size: int = 8
    input_size: int = 4
    num_layers: int = 1
    bias: bool = True
    seed: int = 0
    spectral_radius: float | None = None
    recurrent_init: str = "uniform"
    forget_bias: float | None = None
    network: Network | None = None
    optimizer: str = "adam"
    learning_rate: float = 0.01
    clip: float | None = 1.0
    batch_size: int = 32
    steps: int = 500
    truncate: int | None = None

    def __post_init__(self) -> None:
        optimizer_class(self.optimizer)
        check_whole("batch_size", self.batch_size, 1, 4096)
        check_whole("steps", self.steps, 1, 1_000_000)
        if self.truncate is not None:
            check_whole("truncate", self.truncate, 1, 1_000_000)
        for name in ("learning_rate", "clip"):
            value = getattr(self, name)
            if value is None and name == "clip":
                continue
            if not isinstance(value, int | float) or not 0 < value < math.inf:
                raise WrongValue(name, "a number above 0", value)

    def first_network(self) -> Network:
        """The network before the first step. Raises what reader.seeded raises, and NotTrainable for one that cannot."""
        if self.network is not None:
            return _fitting(self.network, self.task)
        task = self.task
        return reader.seeded(
            cell=self.cell,
            nonlinearity=self.nonlinearity,
            hidden_size=self.hidden_size,
            input_size=task.input_size or self.input_size,
            num_layers=self.num_layers,
            seed=self.seed,
            spectral_radius=self.spectral_radius,
            recurrent_init=self.recurrent_init,
            forget_bias=self.forget_bias,
            bias=self.bias,
            vocabulary=task.vocabulary,
            outputs=None if task.asks_for_tokens else task.outputs,
        )


@dataclass(frozen=True)
class Report:
    """What one step was: everything is of the network that read the batch, before it moved.

    `step` counts from 1. `log10_grad_norms` are by distance from the end, the last step first: the root mean square,
    over the sequences, of the norm of ∂L/∂h_t in the last layer, L being the sequence's own loss; None for zero.
    `spectral_radius` is the largest |eigenvalue| of the last layer's H×H blocks of weight_hh; in a large network it is
    measured every few steps only (RADIUS_WORK), and is the last one measured.
    """

    step: int
    loss: float
    accuracy: float
    total_grad_norm: float
    clipped: bool
    log10_grad_norms: list[float | None]
    spectral_radius: float


@dataclass(frozen=True)
class Score:
    """Loss and accuracy on batches that were not trained on."""

    loss: float
    accuracy: float


class Learner:
    """A network in training. The same options give the same numbers to the bit."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.steps_done = 0
        start = options.first_network()
        self._task_rows = _rows(start, options.task)
        self._parameters = Parameters(start)
        self._batched = Batched(
            self._parameters,
            tolerance=options.task.tolerance if options.task.squared else None,
            truncate=options.truncate,
        )
        self._optimizer = optimizer_class(options.optimizer)(len(self._parameters.vector), options.learning_rate)
        self._rng = np.random.default_rng((options.seed, TRAINING))
        self._radius = 0.0
        self._before = np.empty_like(self._parameters.vector)

    @property
    def network(self) -> Network:
        """The network as it is now; it does not change."""
        return self._parameters.network()

    def step(self) -> Report:
        """Learn from one batch.

        Raises TrainingDiverged where a number leaves the range of a double: the training is over, and `network` is the
        last one in range.
        """
        step = self.steps_done + 1
        batch = self._in_rows(self.options.task.batch(self._rng, self.options.batch_size))
        outcome = self._batched.learn(batch, step)
        gradient, vector = self._batched.gradient, self._parameters.vector
        with np.errstate(all="ignore"):
            norm = total_norm(gradient)
            if not math.isfinite(norm):
                raise TrainingDiverged("gradient", step)
            self._measure_radius()
            clipped = clip(gradient, norm, self.options.clip)
            self._before[:] = vector
            self._optimizer.step(vector, gradient)
            if not math.isfinite(float(vector.dot(vector))):
                vector[:] = self._before
                raise TrainingDiverged("parameters", step)
        self.steps_done = step
        log10 = [value if math.isfinite(value) else None for value in outcome.log10_grad_norms.tolist()]
        return Report(step, outcome.loss, outcome.accuracy, norm, clipped, log10, self._radius)

    def score(self, batches: int = HELD_OUT_BATCHES) -> Score:
        """The mean over some batches of another stream of the seed, always the same ones. Raises TrainingDiverged."""
        rng, task = np.random.default_rng((self.options.seed, HELD_OUT)), self.options.task.held_out
        found = [
            self._batched.score(self._in_rows(task.batch(rng, self.options.batch_size)), self.steps_done)
            for _ in range(batches)
        ]
        losses, accuracies = zip(*found, strict=True)
        return Score(math.fsum(losses) / batches, math.fsum(accuracies) / batches)

    def state(self) -> dict[str, Any]:
        """All that changes in training, as a dict that can be pickled: `resume` goes on from it."""
        return {
            "steps_done": self.steps_done,
            "parameters": self._parameters.vector.copy(),
            "optimizer": self._optimizer.state(),
            "rng": self._rng.bit_generator.state,
            "spectral_radius": self._radius,
        }

    @classmethod
    def resume(cls, options: Options, state: dict[str, Any]) -> Learner:
        """Go on from a `state` of a learner with the same options, to the same numbers as without the break."""
        learner = cls(options)
        learner.steps_done = state["steps_done"]
        learner._parameters.vector[:] = state["parameters"]
        learner._optimizer.load(state["optimizer"])
        learner._rng.bit_generator.state = state["rng"]
        learner._radius = state["spectral_radius"]
        return learner

    def _in_rows(self, batch: Batch) -> Batch:
        """The batch with the network's own rows for the task's tokens."""
        rows, task = self._task_rows, self.options.task
        if rows is None or batch.ids is None:
            return batch
        if task.asks_for_tokens:
            return replace(batch, ids=rows[batch.ids], targets=rows[batch.targets])
        return replace(batch, ids=rows[batch.ids])

    def _measure_radius(self) -> None:
        """The last layer's, where it is its turn."""
        size = self._parameters.start.hidden_size
        weight: Array = self._parameters.arrays[f"rnn.weight_hh_l{self._parameters.start.num_layers - 1}"]
        if self.steps_done % max(1, weight.size // RADIUS_WORK) == 0:
            self._radius = float(np.abs(np.linalg.eigvals(weight.reshape(-1, size, size))).max())


def _rows(network: Network, task: Task) -> Any:
    """The network's row for each token of the task; None where they are the same."""
    if not task.vocabulary or network.vocabulary in ((), task.vocabulary):
        return None
    return network.ids(task.vocabulary)


def _fitting(network: Network, task: Task) -> Network:
    """The network, where it can learn the task. Raises NotTrainable, NoHead, NoEmbedding, WrongShape and WrongHead."""
    if network.bidirectional:
        raise NotTrainable(
            "a bidirectional network is not trained here: read from both ends it sees what comes next, which most tasks"
            " ask for, and no step is the last that the gradient starts from"
        )
    if not len(network.head.bias):
        raise NoHead
    if task.vocabulary and not len(network.embedding):
        raise NoEmbedding
    if not network.vocabulary and len(task.vocabulary) > len(network.embedding):
        raise NotTrainable(
            f"the task {task.name} has {len(task.vocabulary)} tokens, and the network's embedding only"
            f" {len(network.embedding)} rows"
        )
    if task.input_size not in (None, network.input_size):
        raise WrongShape("rnn.weight_ih_l0", ("G·H", task.input_size or "I"), network.layers[0].weight_ih.shape)
    named = task.asks_for_tokens
    expected = len(network.embedding) if named else task.outputs
    if len(network.head.bias) != expected:
        raise WrongHead(task.name, "tokens" if named else "outputs", expected, len(network.head.bias))
    return network
