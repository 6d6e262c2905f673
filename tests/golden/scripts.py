"""The runs whose PyTorch scripts are compiled in every test run, and run where there is PyTorch."""

from __future__ import annotations

from itertools import product
from typing import Any, NamedTuple

from app.engine import reader
from app.engine.cells import CELLS
from app.engine.run import Run

WORDS = ("i", "am", "a", "boy", "나는", "'\"\\", "\u2028")


class Case(NamedTuple):
    """One run."""

    cell: str
    nonlinearity: str = "tanh"
    objective: str = "recall"
    loss_at: int | None = None
    target: int | None = None
    steps: int = 6
    hidden_size: int = 5
    spectral_radius: float | None = None
    recurrent_init: str = "uniform"
    forget_bias: float | None = None
    with_state: bool = False

    @property
    def name(self) -> str:
        """What is not as usual."""
        usual = Case(self.cell)
        others = [f"{name}={value}" for name, value in self._asdict().items() if value != getattr(usual, name)]
        return " ".join([self.cell, *others])

    def run(self) -> Run:
        """The run itself."""
        net = reader.seeded(
            cell=self.cell,
            nonlinearity=self.nonlinearity,
            hidden_size=self.hidden_size,
            seed=3,
            spectral_radius=self.spectral_radius,
            recurrent_init=self.recurrent_init,
            forget_bias=self.forget_bias,
            vocabulary=WORDS[: self.steps],
        )
        words = [WORDS[t * t % 11 % min(len(WORDS), self.steps)] for t in range(self.steps)]
        state: dict[str, Any] | None = None
        if self.with_state:
            parts = zip(net.cell.state, (-0.2, 0.7), strict=False)
            state = {part: [0.1 * k + first for k in range(self.hidden_size)] for part, first in parts}
        asked: dict[str, Any] = {"objective": self.objective, "loss_at": self.loss_at, "target": self.target}
        return reader.run(net, words, state=state, **asked)


CERTAIN = Case("rnn", "relu", target=5, steps=12, spectral_radius=4.0)
"""The head gives the target all but two millionths."""
KINDS = (("gru", "tanh"), ("lstm", "tanh"), ("rnn", "tanh"), ("rnn", "relu"))
OBJECTIVES = ("recall", "next-token", "sum")
CASES = [
    *(
        Case(*kind, objective, loss_at, steps=steps, hidden_size=size)
        for kind, objective, loss_at, steps, size in product(KINDS, OBJECTIVES, (None, 2), (6, 40), (5, 64))
    ),
    *(Case(*kind, objective, steps=1, hidden_size=1) for kind, objective in product(KINDS, OBJECTIVES)),
    *(Case(*kind, loss_at=4, target=3, with_state=True) for kind in KINDS),
    *(Case(*kind, steps=1_500, spectral_radius=radius) for kind, radius in product(KINDS, (0.1, 0.9))),
    *(Case(cell, steps=400, spectral_radius=4.0, hidden_size=32) for cell in CELLS),
    *(Case(*kind, "next-token", steps=60, recurrent_init=init)
      for kind, init in product(KINDS, ("orthogonal", "non-normal"))),
    *(Case("rnn", "relu", objective, steps=steps, spectral_radius=3.0)
      for objective, steps in product(OBJECTIVES, (12, 60, 300))),
    CERTAIN,
    Case("lstm", steps=100, forget_bias=3.0),
    Case("lstm", "tanh", "sum", steps=12_000, hidden_size=5, forget_bias=10.0),
]  # fmt: skip
