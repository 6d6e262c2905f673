"""What a worker process is asked for: one training, some milliseconds at a time.

The functions here run in the worker. It holds one training, from `begin` to `leave`; between two chunks the server may
do with it what it likes: go on, keep its state, or go on with it later and in another process.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any

from ..engine.cells.base import Array
from . import worker
from .errors import TrainingDiverged
from .learner import Learner, Options, Report, Score
from .saved import restored, saved

LONGEST_CHUNK = 1 << 18
"""Bytes of events after which a chunk ends, whatever its time."""


@dataclass(frozen=True)
class Plan:
    """What is trained. After every `network_every` steps, and after the last, the network is handed out."""

    options: Options
    network_every: int


@dataclass(frozen=True)
class Diverged:
    """`what` left the range of a double in training step `step`."""

    what: str
    step: int


@dataclass(frozen=True)
class Done:
    """The end: the last step, its loss and accuracy, and those on what was held out."""

    step: int
    loss: float
    accuracy: float
    held_out: Score


@dataclass(frozen=True)
class Chunk:
    """Some steps of a training: `events` are their reports as server-sent events, `steps` are done in all.

    `network`, where one is due, is the state_dict after the last of them. `ended` is how the training ended, None where
    it goes on; `state` is what goes on from here, None where there is no way on, or it was not asked for.
    """

    events: bytes
    steps: int
    network: dict[str, Array] | None = None
    ended: Done | Diverged | None = None
    state: bytes | None = None


class _Training:
    """The learner that the worker holds, and its last report."""

    def __init__(self, plan: Plan, state: bytes | None) -> None:
        self.plan = plan
        self.last: tuple[float, float] | None = None
        if state is None:
            self.learner = Learner(plan.options)
        else:
            kept = restored(state)
            self.last = (kept["last"][0], kept["last"][1]) if kept["last"] else None
            self.learner = Learner.resume(plan.options, kept["learner"])

    @property
    def steps(self) -> int:
        """How many are done."""
        return self.learner.steps_done

    def is_over(self) -> bool:
        """Whether no step is left."""
        return self.steps >= self.plan.options.steps

    def step(self) -> Report:
        """Learn from one batch. Raises TrainingDiverged."""
        report = self.learner.step()
        self.last = report.loss, report.accuracy
        return report

    def network(self) -> dict[str, Array]:
        """The network as it is now."""
        return self.learner.network.state_dict()

    def state(self) -> bytes:
        """What goes on from here."""
        return saved({"last": self.last, "learner": self.learner.state()})


_held: list[_Training] = []


def begin(plan: Plan, state: bytes | None) -> int:
    """Hold a training, from its beginning or from a state; the steps that are done. Raises EngineError, ValueError."""
    _held[:] = [_Training(plan, state)]
    return _held[0].steps


def go_on(seconds: float, stopped: Callable[[], bool] = worker.stopped) -> Chunk:
    """Train for that long at least one step, until a network is due, until the end, or until `stopped`.

    Raises ValueError where no training is held.
    """
    training = _the_held()
    end = perf_counter() + seconds
    events = bytearray()
    try:
        while not training.is_over():
            events += event("step", asdict(training.step()))
            if training.is_over():
                break
            if training.steps % training.plan.network_every == 0:
                return Chunk(bytes(events), training.steps, training.network())
            if stopped() or perf_counter() > end or len(events) > LONGEST_CHUNK:
                return Chunk(bytes(events), training.steps)
        return _last(training, bytes(events))
    except TrainingDiverged as error:
        _held.clear()
        return Chunk(bytes(events), training.steps, ended=Diverged(error.what, error.step))


def _last(training: _Training, events: bytes) -> Chunk:
    """The chunk with the last step in it. Raises TrainingDiverged."""
    loss, accuracy = training.last or (0.0, 0.0)
    _held.clear()
    done = Done(training.steps, loss, accuracy, training.learner.score())
    return Chunk(events, training.steps, training.network(), done, training.state())


def leave() -> bytes:
    """The state of the training, which is not held any longer. Raises ValueError where none is held."""
    training = _the_held()
    _held.clear()
    return training.state()


def _the_held() -> _Training:
    """The training that is held: another process may have taken the place of one that died between two calls."""
    if not _held:
        raise ValueError("the worker process that held the training died, or it was left")
    return _held[0]


def event(name: str, data: dict[str, Any]) -> bytes:
    """A server-sent event."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()
