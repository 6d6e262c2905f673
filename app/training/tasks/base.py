"""What a task is: batches of sequences, and what is asked at each step of them.

Shapes: T steps, N sequences of a batch, I numbers a step, C outputs (classes, or numbers that are asked for).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from ...engine.cells.base import Array
from ...engine.errors import WrongValue

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Batch:
    """N sequences of T steps: `ids` (T, N) of tokens or `numbers` (T, N, I), one of the two.

    `targets` are classes (T, N) or numbers (T, N, C). `weights` (T, N) say how much each position counts in the loss,
    which is the mean by these weights; 0 where nothing is asked (what `targets` holds there is not looked at, but a
    class must be one). A sequence shorter than T is filled up at its end, with weights of 0.
    """

    targets: Ids | Array
    weights: Array
    ids: Ids | None = None
    numbers: Array | None = None

    @property
    def steps(self) -> int:
        """T."""
        return len(self.weights)

    @property
    def size(self) -> int:
        """N."""
        return int(self.weights.shape[1])


class Task(ABC):
    """A source of batches. A subclass is a frozen dataclass, whose fields are the task's own fields of /train."""

    name: ClassVar[str]
    squared: ClassVar[bool] = False
    """Whether the loss of a position is ½‖y − target‖²; else it is the cross-entropy of the target's class."""

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The tokens that `ids` point to; () for a task of numbers."""
        return ()

    @property
    def input_size(self) -> int | None:
        """I for a task of numbers; None where tokens are read through an embedding."""
        return None

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of the C classes; () where numbers are asked for."""
        return ()

    @property
    def asks_for_tokens(self) -> bool:
        """Whether the classes are the tokens themselves, so that the head has a row for each token of the network."""
        return bool(self.vocabulary) and self.classes == self.vocabulary

    @property
    def outputs(self) -> int:
        """C: the rows of the head."""
        return len(self.classes)

    @property
    @abstractmethod
    def steps(self) -> int:
        """T, or the largest T."""

    @property
    def tolerance(self) -> float:
        """How far a number may be from its target and count as right, in `accuracy`. For tasks that ask for numbers."""
        return 0.0

    @property
    def held_out(self) -> Task:
        """The task that held-out batches are drawn from: itself, unless a part of it is never trained on.

        Its vocabulary, sizes and classes are the same.
        """
        return self

    @abstractmethod
    def batch(self, rng: np.random.Generator, size: int) -> Batch:
        """Draw N = `size` sequences. The same state of `rng` gives the same batch."""


def check_whole(name: str, value: object, least: int, most: int) -> None:
    """Raise WrongValue unless `value` is a whole number from `least` to `most`."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise WrongValue(name, f"a whole number from {least} to {most}", value)


def weights_at_end(steps: int, size: int) -> Array:
    """Weights (T, N) of a question at the last step."""
    weights = np.zeros((steps, size))
    weights[-1] = 1.0
    return weights


LONGEST = 1000
"""The most steps of a sequence."""
