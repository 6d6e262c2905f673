"""Small named failures of training. Each says in one sentence what was expected and what came."""

from __future__ import annotations

from ..engine.errors import EngineError


class TrainingDiverged(EngineError):
    """`what` (the loss, a state, the gradient or a parameter) left the range of a double in training step `step`."""

    def __init__(self, what: str, step: int) -> None:
        self.what = what
        self.step = step
        super().__init__(
            f"the {what} left the range of a double in training step {step};"
            " a smaller learning_rate, or a clip, may keep it in"
        )


class NotTrainable(EngineError):
    """A network that cannot learn a task, or cannot learn here at all; `reason` is the whole sentence."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
