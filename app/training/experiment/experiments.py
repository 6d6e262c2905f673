"""The experiments: what each asks of a network, by how far back the answer lies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..tasks.base import Task
from ..tasks.recall import Recall


@dataclass(frozen=True, slots=True)
class Experiment:
    """The task for a delay, and the accuracy of a network that guesses."""

    task: Callable[[int], Task]
    chance: float


EXPERIMENTS: Mapping[str, Experiment] = {
    "recall": Experiment(Recall, 1 / len(Recall().symbols)),
}
"""By name."""
