"""The runs whose PyTorch scripts are compiled in every test run, and run where there is PyTorch."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from app.engine import losses, reader
from app.engine.cells import CELLS
from app.engine.frozen import frozen
from app.engine.network import Network
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
    num_layers: int = 1
    bidirectional: bool = False
    bias: bool = True
    layer: int | None = None
    direction: int = 0
    numbers: int = 0
    """How many a step reads in place of a word."""
    outputs: int | None = None
    """Rows of the head, where they are not those of the words."""
    truncate: int | None = None
    nameless: bool = False
    """Whether the words have no names."""

    @property
    def name(self) -> str:
        """What is not as usual."""
        usual = Case(self.cell)
        others = [f"{name}={value}" for name, value in self._asdict().items() if value != getattr(usual, name)]
        return " ".join([self.cell, *others])

    def run(self) -> Run:
        """The run itself."""
        words, net = self._words(), self._network()
        x = self._numbers() if self.numbers else None
        ids = np.full(self.steps, -1) if x is not None else net.ids(words)
        if self.nameless:
            net = replace(net, vocabulary=())
        question = losses.ask(self.objective, ids, self.loss_at, self.target, x, self.truncate)
        state = self._state(net)
        return reader.answer(net, words, ids, question, state=state, layer=self.layer, direction=self.direction, x=x)

    def _words(self) -> tuple[str, ...]:
        return tuple(WORDS[t * t % 11 % min(len(WORDS), self.steps)] for t in range(self.steps))

    def _numbers(self) -> Any:
        """As many a step, between −1 and 1 (T, I)."""
        return frozen([[np.sin(3 * t + k * k) for k in range(self.numbers)] for t in range(self.steps)])

    def _network(self) -> Network:
        return reader.seeded(
            cell=self.cell,
            nonlinearity=self.nonlinearity,
            hidden_size=self.hidden_size,
            input_size=self.numbers or 4,
            num_layers=self.num_layers,
            bidirectional=self.bidirectional,
            bias=self.bias,
            seed=3,
            spectral_radius=self.spectral_radius,
            recurrent_init=self.recurrent_init,
            forget_bias=self.forget_bias,
            vocabulary=() if self.numbers else WORDS[: self.steps],
            outputs=self.outputs,
        )

    def _state(self, net: Network) -> dict[str, Any] | None:
        if not self.with_state:
            return None
        parts = zip(net.cell.state, (-0.2, 0.7), strict=False)
        state = {part: [0.1 * k + first for k in range(self.hidden_size)] for part, first in parts}
        if len(net.layers) == 1:
            return state
        return {
            part: [[value / (k + 1) for value in own] for k in range(len(net.layers))] for part, own in state.items()
        }


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
    *(
        Case(*kind, objective, loss_at=loss_at, steps=12, truncate=truncate, num_layers=layers, with_state=True)
        for kind, objective, loss_at, truncate, layers in product(KINDS, OBJECTIVES, (None, 7), (1, 5), (1, 2))
    ),
    *(Case(*kind, "next-token", steps=300, truncate=7) for kind in KINDS),
    *(Case(*kind, steps=1_500, spectral_radius=radius) for kind, radius in product(KINDS, (0.1, 0.9))),
    *(Case(cell, steps=400, spectral_radius=4.0, hidden_size=32) for cell in CELLS),
    *(Case(*kind, "next-token", steps=60, recurrent_init=init)
      for kind, init in product(KINDS, ("orthogonal", "non-normal"))),
    *(Case("rnn", "relu", objective, steps=steps, spectral_radius=3.0)
      for objective, steps in product(OBJECTIVES, (12, 60, 300))),
    CERTAIN,
    *(Case(*kind, objective, num_layers=2, bidirectional=True, layer=layer, direction=direction, with_state=True)
      for kind, objective, layer, direction in product(KINDS, OBJECTIVES, (0, 1), (0, 1))),
    *(Case(*kind, "next-token", num_layers=3, bias=False, layer=1, steps=20) for kind in KINDS),
    *(Case(*kind, "sum", bidirectional=True, direction=1, steps=200, loss_at=20) for kind in KINDS),
    *(Case(*kind, "forecast", steps=12, numbers=numbers, outputs=numbers, num_layers=layers, bidirectional=layers > 1,
           loss_at=loss_at)
      for kind, numbers, layers, loss_at in product(KINDS, (1, 3), (1, 2), (None, 4))),
    *(Case(*kind, "sum", steps=9, numbers=2, outputs=0, bias=False) for kind in KINDS),
    *(Case(*kind, "label", target=2, outputs=3, nameless=True, bidirectional=both)
      for kind, both in product(KINDS, (False, True))),
    Case("lstm", "tanh", "next-token", nameless=True, num_layers=2, hidden_size=64, steps=40),
    Case("gru", steps=300, spectral_radius=4.0, hidden_size=32, num_layers=2, bidirectional=True, layer=0, direction=1),
    Case("lstm", steps=100, forget_bias=3.0),
    Case("lstm", "tanh", "sum", steps=12_000, hidden_size=5, forget_bias=10.0),
]  # fmt: skip
MODULES = [case for case in CASES if case.num_layers == 1 and not case.bidirectional and case.truncate is None]
"""Those that have a short module."""
