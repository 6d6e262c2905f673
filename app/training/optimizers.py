"""Optimizers, on all parameters as one vector: the arithmetic of torch.optim.SGD and Adam, and of clip_grad_norm_.

Shape: P parameters.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import ClassVar

import numpy as np

from ..engine.cells.base import Array
from ..engine.errors import UnknownName

CLIP_EPSILON = 1e-6
"""What torch.nn.utils.clip_grad_norm_ adds to the norm that it divides by."""


def total_norm(gradient: Array) -> float:
    """The norm of the whole gradient (P,); inf where its square leaves the range of a double."""
    return math.sqrt(float(gradient.dot(gradient)))


def clip(gradient: Array, norm: float, most: float | None) -> bool:
    """Shorten the gradient (P,), whose norm is `norm`, to the norm `most`, in place; return whether it was longer.

    As torch.nn.utils.clip_grad_norm_: by the factor most / (norm + 1e-6), where that is below 1. None clips nothing.
    """
    if most is None or most >= norm + CLIP_EPSILON:
        return False
    gradient *= most / (norm + CLIP_EPSILON)
    return True


class Optimizer(ABC):
    """Moves parameters against their gradient. What it keeps between steps is in `state`."""

    name: ClassVar[str]

    def __init__(self, count: int, learning_rate: float) -> None:
        self.learning_rate = learning_rate

    @abstractmethod
    def step(self, parameters: Array, gradient: Array) -> None:
        """Move `parameters` (P,) in place; `gradient` (P,) may be written over."""

    def state(self) -> dict[str, Array]:
        """Copies of what is kept between steps."""
        return {}

    def load(self, state: dict[str, Array]) -> None:  # noqa: B027  one that keeps nothing has nothing to load
        """Go on from a `state`."""


class Sgd(Optimizer):
    """θ ← θ − η g: torch.optim.SGD without momentum."""

    name = "sgd"

    def step(self, parameters: Array, gradient: Array) -> None:
        gradient *= self.learning_rate
        parameters -= gradient


class Adam(Optimizer):
    """Kingma & Ba (2015), Algorithm 1, with β = (0.9, 0.999) and ε = 1e-8: torch.optim.Adam as it is by default.

    m ← β₁ m + (1−β₁) g      v ← β₂ v + (1−β₂) g²      θ ← θ − η/(1−β₁ᵏ) · m / (√v/√(1−β₂ᵏ) + ε)
    """

    name = "adam"
    betas = 0.9, 0.999
    epsilon = 1e-8

    def __init__(self, count: int, learning_rate: float) -> None:
        super().__init__(count, learning_rate)
        self.steps = 0
        self.mean, self.square, self._spare = np.zeros(count), np.zeros(count), np.empty(count)

    def step(self, parameters: Array, gradient: Array) -> None:
        self.steps += 1
        (first, second), spare = self.betas, self._spare
        np.subtract(gradient, self.mean, out=spare)
        spare *= 1 - first
        self.mean += spare
        np.multiply(gradient, gradient, out=gradient)
        gradient *= 1 - second
        self.square *= second
        self.square += gradient
        np.sqrt(self.square, out=spare)
        spare /= math.sqrt(1 - second**self.steps)
        spare += self.epsilon
        np.divide(self.mean, spare, out=spare)
        spare *= self.learning_rate / (1 - first**self.steps)
        parameters -= spare

    def state(self) -> dict[str, Array]:
        return {"steps": np.array(float(self.steps)), "mean": self.mean.copy(), "square": self.square.copy()}

    def load(self, state: dict[str, Array]) -> None:
        self.steps = int(state["steps"])
        self.mean[:], self.square[:] = state["mean"], state["square"]


OPTIMIZERS: dict[str, type[Optimizer]] = {kind.name: kind for kind in (Adam, Sgd)}


def optimizer_class(name: str) -> type[Optimizer]:
    """Return the class of the optimizer called `name`; raises UnknownName."""
    if name not in OPTIMIZERS:
        raise UnknownName("optimizer", name, tuple(OPTIMIZERS))
    return OPTIMIZERS[name]
