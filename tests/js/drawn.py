"""Runs of every kind for the tests of what the page says, what follows from their matrices and states alone, and what
the page's own code says of them (in Node).
"""

from __future__ import annotations

import json
import math
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from app.engine import flow, reader
from app.engine import losses as questions
from app.engine.errors import EngineError
from app.engine.network import Network
from app.engine.run import Run
from app.exports import json as as_json
from app.exports.columns import answer_columns
from tests.quick import examples

HERE = Path(__file__).parent
SENTENCE = [f"w{k}" for k in range(20)]
RUNS = examples(3000)
INCLUDE = ["inputs", "gates", "gradients", "parameters", "predictions"]
RADII = [None, 0.3, 0.5, 0.8, 0.9, 0.997, 1.0, 1.003, 1.1, 1.5, 2.5, 4.0, 12.0, 30.0]
FIELDS = {"cell", "hidden_size", "seed", "spectral_radius", "nonlinearity", "num_layers", "bidirectional", "objective"}
FIELDS |= {"loss_at", "layer", "recurrent_init", "forget_bias", "truncate"}
OF_EVERY_STEP = {"next-token", "forecast"}
"""The objectives that ask every state but the last, unless one is chosen."""
NUMBERS = [1, 2, 4]
"""I of a forecast."""
CLASSES = 3
"""C of a label."""
HELD_BY_A_DOUBLE = -150
"""A linear state grows until the answer is certain: squares of a gradient below this power of ten are 0 as doubles."""
ROUNDING = 0.0051
"""Of a power of ten that is written with two decimals."""

Array = npt.NDArray[np.float64]
Saying = list[Any]


@dataclass
class Drawn:
    """A run, and what follows from its matrix and its states without back-propagation.

    All is in the order of reading, as on the page: step 0 of a backward direction is the last of the sentence.
    """

    run: Run
    asked: dict[str, Any]

    @property
    def w(self) -> Array:
        """W_hᵀ as the gradient meets it: weight_hh of the first gate transposed, (H, H)."""
        return self.run.trace.layer.weight_hh[: self.run.h.shape[1]].T

    @property
    def below(self) -> bool:
        """Whether a layer above reads this one."""
        return self.run.layer < self.run.network.num_layers - 1

    def read(self, values: Array) -> Array:
        """What is told by place in the sentence, in the order of reading."""
        return values[::-1] if self.run.direction else values

    @property
    def rho(self) -> float:
        return float(np.abs(np.linalg.eigvals(self.w)).max())

    @property
    def slopes(self) -> Array:
        """f′ at every step and unit (T, H)."""
        h = self.read(self.run.h)
        if self.run.nonlinearity == "identity":
            return np.ones_like(h)
        return np.where(h > 0, 1.0, 0.0) if self.run.nonlinearity == "relu" else 1 - h**2

    @property
    def jacobians(self) -> list[float]:
        """‖∂h_{T-1}/∂h_t‖₂ for every t, by multiplying it out."""
        product = np.eye(len(self.w))
        norms = [1.0]
        for slope in self.slopes[:0:-1]:
            product = self.w @ (slope[:, None] * product)
            norms.append(float(np.linalg.norm(product, 2)))
        return norms[::-1]

    @property
    def levels(self) -> list[float | None]:
        return [None if math.isinf(level) else float(level) for level in self.read(self.run.grad_norms.log10)]

    @property
    def set_out(self) -> int:
        """The last step that a gradient reaches."""
        return max(t for t, level in enumerate(self.levels) if level is not None)


def draw(random: np.random.Generator) -> Drawn | None:
    """A run of any kind, or None where it has no gradient, or one that no double holds, or leaves the range."""
    T = int(random.integers(1, len(SENTENCE) + 1))
    cell = str(random.choice(["rnn", "rnn", "rnn", "gru", "lstm"]))
    objective = str(random.choice(["recall", "recall", "sum", "next-token", "label", "forecast"]))
    asked: dict[str, Any] = {
        "cell": cell,
        "hidden_size": int(random.choice([1, 2, 3, 5, 8, 32])),
        "seed": int(random.integers(1 << 32)),
        "spectral_radius": RADII[random.integers(len(RADII))],
        "recurrent_init": str(random.choice(["uniform", "uniform", "orthogonal", "non-normal", "identity"])),
        "nonlinearity": str(random.choice(["tanh", "relu", "identity"])) if cell == "rnn" else "tanh",
        "num_layers": int(random.choice([1, 1, 2, 3])),
        "bidirectional": bool(random.random() < 0.3),
    }
    layer = int(random.integers(asked["num_layers"]))
    direction = int(random.integers(1 + asked["bidirectional"]))
    last = T - 1 - (objective in OF_EVERY_STEP)
    loss_at = int(random.integers(0, last + 1)) if last >= 0 and random.random() < 0.3 else None
    one_way = not asked["bidirectional"]
    truncate = int(random.integers(1, T + 1)) if one_way and random.random() < 0.2 else None
    try:
        numbers = int(random.choice(NUMBERS))
        outputs = {"label": CLASSES, "forecast": numbers}.get(objective)
        network = reader.seeded(vocabulary=sorted(set(SENTENCE)), input_size=numbers, outputs=outputs, **asked)
        x = random.normal(size=(T, numbers)) if objective == "forecast" else None
        run = asking_for(network, T, objective, loss_at, x, layer=layer, direction=direction, truncate=truncate)
    except EngineError:
        return None
    places = {"layer": layer, "direction": direction}
    drawn = Drawn(run, {**asked, "T": T, "objective": objective, "loss_at": loss_at, "truncate": truncate, **places})
    if all(level is None for level in drawn.levels):
        return None
    return drawn if (drawn.levels[drawn.set_out] or 0) > HELD_BY_A_DOUBLE else None


def asking_for(
    network: Network,
    T: int,
    objective: str,
    loss_at: int | None,
    x: Array | None,
    *,
    layer: int,
    direction: int,
    truncate: int | None = None,
) -> Run:
    """The run of T words, or of the rows of x (T, I), with the last class as a label's target."""
    tokens = SENTENCE[:T]
    ids = network.ids(tokens) if x is None else np.full(T, -1)
    target = CLASSES - 1 if objective == "label" else None
    question = questions.ask(objective, ids, loss_at, target, x, truncate)
    return reader.answer(network, tokens, ids, question, x=x, layer=layer, direction=direction)


def told_to_the_page(drawn: Drawn) -> dict[str, Any]:
    """The parts of the answer of /step and of the spectrum that the sentences are chosen by."""
    run = drawn.run
    ledger, jacobian = flow.ledger(run), flow.jacobian(run)
    gate = run.network.cell.gates[0]
    spectrum = flow.spectrum(run)[gate]
    pointwise, weight, of_h = (drawn.read(each) for each in (ledger.pointwise_gain, ledger.weight_gain, jacobian.h))
    steps = [
        {
            "t": t,
            "log10_grad_norm": level,
            "pointwise_gain": finite(pointwise[t]),
            "weight_gain": finite(weight[t]),
            "log10_jacobian_norm": finite(of_h[t]),
        }
        for t, level in enumerate(drawn.levels)
    ]
    return {
        "run": {
            "cell": run.cell,
            "nonlinearity": run.nonlinearity,
            "objective": run.objective,
            "loss_at": drawn.asked["loss_at"],
            "truncate": drawn.asked["truncate"],
            "steps": steps,
            "tokens": drawn.run.tokens,
            "layer": run.layer,
            "num_layers": run.network.num_layers,
            "direction": "backward" if run.direction else "forward",
        },
        "block": {
            "eigenvalues": [[value.real, value.imag] for value in spectrum.eigenvalues.tolist()],
            "spectral_radius": float(np.abs(spectrum.eigenvalues).max()),
            "largest_singular_value": spectrum.largest_singular_value,
        },
    }


def answered(drawn: Drawn) -> dict[str, Any]:
    """A question of support/sayings.mjs with the whole answer of /step."""
    fields = {key: drawn.asked[key] for key in drawn.asked.keys() & FIELDS}
    fields["direction"] = "backward" if drawn.run.direction else "forward"
    if drawn.run.objective == "forecast":
        fields |= {"inputs": drawn.run.traces[0].x.tolist(), "labels": list(drawn.run.tokens)}
    if drawn.run.objective == "label":
        fields["target"] = CLASSES - 1
    answer = b"".join(as_json.pieces(answer_columns(drawn.run, INCLUDE)))
    return {"answer": orjson.loads(answer), "fields": fields}


def finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def chosen(asked: list[dict[str, Any]], by: str = "sayings") -> list[Any]:
    """What the page's own code says of each; `by` is the script of support/ that asks it."""
    node = subprocess.run(
        ["node", str(HERE / f"support/{by}.mjs")], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    said: list[Any] = json.loads(node.stdout)
    return said


def power(text: str) -> float:
    """`10^{−1.25}` → −1.25, `0` → −inf."""
    if text == "0":
        return -math.inf
    found = re.fullmatch(r"10\^\{(−?)([\d.]+)\}", text)
    assert found, text
    return float(found[2]) * (-1 if found[1] else 1)


def says(text: str, exact: float) -> bool:
    """Whether a power of ten is right to its last written decimal."""
    decimals = len(text.rstrip("}").partition(".")[2])
    return power(text) == exact or abs(power(text) - exact) <= 0.51 * 10**-decimals


def change(drawn: Drawn) -> float:
    """log10 of the gradient at h_0 over that where it sets out; −inf where nothing arrives."""
    start, end = drawn.levels[drawn.set_out], drawn.levels[0]
    assert start is not None
    return -math.inf if end is None else end - start


def losses(drawn: Drawn) -> int:
    """At how many steps a gradient enters: from a loss, or from the layer above."""
    if drawn.below:
        return len(drawn.run.tokens)
    whole = drawn.run.objective in OF_EVERY_STEP and drawn.asked["loss_at"] is None
    return len(drawn.run.tokens) - 1 if whole else 1


def gains(drawn: Drawn) -> tuple[Array, Array]:
    """log10 of what the slopes and W_h multiplied the one gradient by, between set_out and 0, carried by hand."""
    at = drawn.set_out
    grad = drawn.read(drawn.run.grad)
    delta = grad[at] / np.linalg.norm(grad[at])
    slopes, weights = [], []
    for t in range(at, 0, -1):
        through = drawn.slopes[t] * delta
        delta = drawn.w @ through
        slopes.append(math.log10(np.linalg.norm(through)))
        weights.append(math.log10(np.linalg.norm(delta) / np.linalg.norm(through)))
        delta = delta / np.linalg.norm(delta)
    return np.array(slopes), np.array(weights)
