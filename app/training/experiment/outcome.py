"""What becomes of one training."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field
from typing import Any

from ..errors import TrainingDiverged
from ..learner import Learner, Options
from .experiments import EXPERIMENTS
from .grid import CELLS, Training

LEARNED = 0.99
"""The held-out accuracy of a network that has learned its task."""
IN_A_ROW = 2
"""The checks in succession that must say so; the training then ends."""
CHECK_BATCHES, FINAL_BATCHES = 4, 32
"""How many held-out batches are scored on the way, and at the end."""

Reach = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One training and what became of it.

    `curve` is the held-out accuracy before the first step and after each `check_every` of them. `reach_before` and
    `reach_after` are log10 ‖∂L/∂h‖ by the distance from the last step, nearest first, of the first and the last batch;
    None where the norm is 0. A training whose numbers leave the range ends at step `diverged_at`, without an accuracy.
    """

    cell: str
    delay: int
    seed: int
    accuracy: float | None
    loss: float | None
    learned: bool
    diverged_at: int | None
    steps: int
    curve: tuple[float, ...]
    reach_before: Reach
    reach_after: Reach
    seconds: float = field(compare=False)

    @property
    def key(self) -> tuple[str, int, int]:
        """Which training of the grid it is."""
        return self.cell, self.delay, self.seed

    def plain(self) -> dict[str, Any]:
        """Its fields, as JSON writes them."""
        return asdict(self)


def train(training: Training) -> Outcome:
    """Train one network until it has learned or the recipe's steps are taken, and score it on held-out sequences.

    It has learned when two checks in a row find at least LEARNED of the answers right. Only `seconds` differs from one
    call to the next.
    """
    began = time.thread_time()
    watched = _Watched(Learner(options(training)), training)
    accuracy = loss = diverged_at = None
    try:
        watched.go()
        score = watched.learner.score(FINAL_BATCHES)
        accuracy, loss = score.accuracy, score.loss
    except TrainingDiverged:
        diverged_at = watched.steps + 1
    return Outcome(
        training.cell,
        training.delay,
        training.seed,
        accuracy,
        loss,
        watched.learned and diverged_at is None,
        diverged_at,
        watched.steps,
        tuple(watched.curve),
        watched.before,
        watched.after,
        time.thread_time() - began,
    )


class _Watched:
    """A learner on its way, and what is noted of it."""

    def __init__(self, learner: Learner, training: Training) -> None:
        self.learner, self.recipe = learner, training.recipe
        self.steps = 0
        self.curve: list[float] = []
        self.before: Reach = ()
        self.after: Reach = ()

    @property
    def learned(self) -> bool:
        """Whether the last checks all found that it has."""
        last = self.curve[-IN_A_ROW:]
        return len(last) == IN_A_ROW and min(last) >= LEARNED

    def go(self) -> None:
        """Learn; raises TrainingDiverged."""
        self.curve.append(self.learner.score(CHECK_BATCHES).accuracy)
        while self.steps < self.recipe.steps and not self.learned:
            report = self.learner.step()
            self.steps += 1
            self.after = tuple(report.log10_grad_norms)
            self.before = self.before or self.after
            if self.steps % self.recipe.check_every == 0:
                self.curve.append(self.learner.score(CHECK_BATCHES).accuracy)


def options(training: Training) -> Options:
    """What the learner is given. Raises EngineError where a value is out of its range."""
    recipe = training.recipe
    return Options(
        task=EXPERIMENTS[recipe.experiment].task(training.delay),
        hidden_size=recipe.hidden_size,
        input_size=recipe.input_size,
        seed=training.seed,
        optimizer=recipe.optimizer,
        learning_rate=recipe.learning_rate,
        clip=recipe.clip,
        batch_size=recipe.batch_size,
        steps=recipe.steps,
        truncate=recipe.truncate,
        **CELLS[training.cell],
    )
