"""Networks of one to three layers and one or two directions, with and without biases, on words and on numbers.

make.py writes what PyTorch says of them, one vector a case, and test_networks.py holds the engine against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.engine import flow, losses, reader
from app.engine.cells import CELLS
from app.engine.network import Network
from app.engine.run import Run

Array = npt.NDArray[np.float64]
HERE = Path(__file__).parent / "networks"
WORDS = ("i", "am", "a", "boy", ",")
STEPS, HIDDEN_SIZE, INPUT_SIZE, CLASSES = 6, 3, 2, 4
KINDS = (("rnn", "tanh"), ("rnn", "relu"), ("rnn", "identity"), ("gru", "tanh"), ("lstm", "tanh"))
QUESTIONS = (
    ("recall", "words"),
    ("forecast", "numbers"),
    ("label", "words"),
    ("sum", "numbers"),
    ("next-token", "words"),
    ("label", "numbers"),
    ("sum", "words"),
)


class Case(NamedTuple):
    """One run."""

    cell: str
    nonlinearity: str
    num_layers: int
    bidirectional: bool
    bias: bool
    objective: str
    reads: str
    with_state: bool

    @property
    def file(self) -> Path:
        """Where the values are."""
        return HERE / f"{self.cell}-{self.nonlinearity}.npz"

    @property
    def name(self) -> str:
        """Unique in the file."""
        shape = f"layers={self.num_layers} directions={1 + self.bidirectional} bias={int(self.bias)}"
        return f"{self.objective} of {self.reads} {shape} state={int(self.with_state)}"

    def network(self) -> Network:
        """Of a seed; its head has a row for each word, each class, or each number."""
        outputs = {"label": CLASSES, "forecast": INPUT_SIZE}.get(self.objective)
        return reader.seeded(
            cell=self.cell,
            nonlinearity=self.nonlinearity,
            hidden_size=HIDDEN_SIZE,
            input_size=INPUT_SIZE,
            num_layers=self.num_layers,
            bidirectional=self.bidirectional,
            bias=self.bias,
            seed=11,
            spectral_radius=1.1 if self.nonlinearity == "tanh" else 0.8,
            vocabulary=WORDS if self.reads == "words" else (),
            outputs=outputs,
        )

    def tokens(self) -> tuple[str, ...]:
        """Words in an order without a period."""
        return tuple(WORDS[t * t % 7 % len(WORDS)] for t in range(STEPS))

    def numbers(self) -> Array:
        """Numbers (T, I) that repeat nothing."""
        numbers: Array = np.sin(np.arange(1.0, STEPS * INPUT_SIZE + 1)).reshape(STEPS, INPUT_SIZE)
        numbers.setflags(write=False)
        return numbers

    def state(self) -> dict[str, Array] | None:
        """A state to continue from, (L·D, H) a part."""
        if not self.with_state:
            return None
        shape = (2, self.num_layers * (1 + self.bidirectional), HIDDEN_SIZE)
        values = np.cos(np.arange(1.0, np.prod(shape) + 1)).reshape(shape)
        return dict(zip(CELLS[self.cell].state, values, strict=False))

    @property
    def target(self) -> int | None:
        """The class that a label asks for."""
        return 2 if self.objective == "label" else None

    def run(self, network: Network | None = None) -> Run:
        """The engine's run."""
        own = network or self.network()
        if self.reads == "words":
            asked = {"objective": self.objective, "target": self.target}
            return reader.run(own, self.tokens(), state=self.state(), **asked)  # type: ignore[arg-type]
        x, ids = self.numbers(), np.full(STEPS, -1)
        question = losses.ask(self.objective, ids, target=self.target, x=x)
        return reader.answer(own, (), ids, question, state=self.state(), x=x)


def ours(run: Run) -> dict[str, Array]:
    """Everything that the engine says of a run, by name."""
    network = run.network
    places = [run.looking_at(*divmod(place, network.directions)) for place in range(len(network.layers))]
    values = {
        "loss": np.array(run.loss),
        "output": run.output,
        "h": np.array([place.h for place in places]),
        "grad_h": np.array([place.grad for place in places]),
        "total_norm": flow.total_norm(run).value,
    }
    if run.c is not None:
        values["c"] = np.array([place.c for place in places])
        values["grad_c"] = np.array([place.cell_grad for place in places])
    for part in network.cell.state:
        values[f"final_{part}"] = run.final_state[part]
        values[f"grad_initial_{part}"] = np.array([place.initial_grad[part].values() for place in places])
    for layer in range(network.num_layers):
        values[f"input_grad_{layer}"] = run.looking_at(layer).input_grad.values()
    if len(network.head.bias):
        values["said"] = flow.forecasts(run)
    return values | {f"grad {name}": array for name, array in flow.parameter_gradients(run).items()}


def pack(values: Mapping[str, Array]) -> Array:
    """Everything of a case in one vector, in the order of the names."""
    return np.concatenate([np.ravel(values[name]) for name in sorted(values)])


SHAPES = list(product(KINDS, (1, 2, 3), (False, True), (False, True)))
CASES = [
    Case(*kind, num_layers, both, bias, *QUESTIONS[(place + skip) % len(QUESTIONS)], with_state=(place + turn) % 2 == 0)
    for place, (kind, num_layers, both, bias) in enumerate(SHAPES)
    for turn, skip in enumerate((0, 3, 5))
]
"""Every shape with three of the questions, which take turns."""
EVERY_CASE = [
    Case(*kind, num_layers, both, bias, *question, with_state)
    for (kind, num_layers, both, bias), question, with_state in product(SHAPES, QUESTIONS, (False, True))
]
"""All that make.py compares at once, too many to keep."""
