"""The network: embedding → one or more recurrent layers → linear head; and the three losses whose gradients flow back.

Shapes: T steps, I input size, H hidden size, G gates, V vocabulary. The names are PyTorch's: embedding.weight (V, I),
rnn.weight_ih_l0 (G·H, I), …, linear.weight (V, H), linear.bias (V,).
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.engine import params, unroll
from app.engine.cache import remembered
from app.engine.cells import cell_class
from app.engine.cells.base import Array, Cell, State
from app.engine.errors import OutOfRange, UnknownName, UnknownToken, WrongState
from app.engine.params import Head, Layer
from app.engine.run import Run
from app.engine.scaled import unscaled
from app.engine.unroll import Adjoint, Entering, Trace

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Network:
    """A network with its parameters: embedding (V, I), layers, head, and the V tokens its rows belong to."""

    vocabulary: tuple[str, ...]
    embedding: Array
    layers: tuple[Layer, ...]
    head: Head

    @property
    def cell(self) -> Cell:
        """The cell of every layer."""
        return self.layers[0].cell

    def ids(self, tokens: Sequence[str]) -> Ids:
        """The rows (T,) of `tokens` in the vocabulary; raises UnknownToken."""
        index = {word: row for row, word in enumerate(self.vocabulary)}
        try:
            return np.array([index[token] for token in tokens], dtype=np.int64)
        except KeyError as missing:
            raise UnknownToken(missing.args[0]) from None

    def state_dict(self) -> dict[str, Array]:
        """All parameters under PyTorch's names."""
        named = {"embedding.weight": self.embedding}
        for index, layer in enumerate(self.layers):
            for name in params.NAMES:
                named[f"rnn.{name}_l{index}"] = getattr(layer, name)
        return named | {"linear.weight": self.head.weight, "linear.bias": self.head.bias}


def seeded(
    *,
    cell: str = "rnn",
    nonlinearity: str = "tanh",
    hidden_size: int = 8,
    input_size: int = 4,
    num_layers: int = 1,
    seed: int = 0,
    spectral_radius: float | None = None,
    vocabulary: Sequence[str],
) -> Network:
    """Return the network of a seed. The same word has the same vector whatever else the vocabulary holds.

    `spectral_radius` rescales each H×H block of every layer's weight_hh; None leaves PyTorch's U(±1/√H).
    Raises UnknownName for the cell or its nonlinearity.
    """
    words = tuple(vocabulary)
    middle = _cell(cell, hidden_size, nonlinearity)
    layers = tuple(
        _layer(middle, hidden_size if index else input_size, seed, index, spectral_radius)
        for index in range(num_layers)
    )
    return Network(words, _embedding(seed, words, input_size), layers, _head(seed, words, hidden_size))


_cell = lru_cache(maxsize=1024)(lambda name, hidden_size, nonlinearity: cell_class(name)(hidden_size, nonlinearity))
_layer = remembered(64 << 20)(params.seeded_layer)
_embedding = remembered(16 << 20)(params.seeded_embedding)
_head = remembered(16 << 20)(params.seeded_head)


class Objective(NamedTuple):
    """A loss: the mean, over the `scored` steps, of the cross-entropy of each step's target.

    `targets` gives the target's id at each step (T,), −1 where a step has none; `scored` the steps that count.
    """

    targets: Callable[[Ids], Ids]
    scored: Callable[[int], slice]


OBJECTIVES: dict[str, Objective | None] = {
    "recall": Objective(lambda ids: np.full_like(ids, ids[0]), lambda steps: slice(steps - 1, steps)),
    "next-token": Objective(lambda ids: np.append(ids[1:], -1), lambda steps: slice(0, steps - 1)),
    "sum": None,
}
"""`sum` has no target and no head: its loss is the sum of h_{T-1}."""


def run(
    network: Network,
    tokens: Sequence[str],
    *,
    objective: str = "recall",
    state: Mapping[str, npt.ArrayLike] | None = None,
    layer: int | None = None,
) -> Run:
    """Read the T `tokens` and carry the loss's gradient back to the first.

    `state` is what to continue from, by part (`h`, and `c` for an LSTM): (H,) for one layer, (layers, H) for several;
    None is zeros. `layer` is the one to look at, None the last.
    Raises UnknownName, UnknownToken, WrongState, WrongShape, NotFinite, and OutOfRange for the first step that leaves
    the range of a double.
    """
    if objective not in OBJECTIVES:
        raise UnknownName("objective", objective, tuple(OBJECTIVES))
    ids = network.ids(tokens)
    traces = _forward(network, ids, _initial(network, state))
    loss, entering = _loss(network.head, traces[-1].h, OBJECTIVES[objective], ids)
    adjoints = _backward(traces, entering)
    looked_at = len(traces) - 1 if layer is None else layer
    return Run(network, tuple(tokens), ids, objective, loss, traces, adjoints, looked_at)


def _forward(network: Network, ids: Ids, initial: Sequence[State]) -> tuple[Trace, ...]:
    traces: list[Trace] = []
    x = network.embedding[ids]
    for index, (layer, state) in enumerate(zip(network.layers, initial, strict=True)):
        traces.append(unroll.forward(layer, x, state, index))
        x = traces[-1].h
    return tuple(traces)


def _backward(traces: Sequence[Trace], entering: Entering) -> tuple[Adjoint, ...]:
    """From the last layer down: what a layer sends into its inputs enters the h of the layer below."""
    adjoints: list[Adjoint] = []
    for trace in reversed(traces):
        adjoints.append(unroll.backward(trace, entering))
        if trace is not traces[0]:
            entering = Entering(0, unroll.d_x(trace, adjoints[-1]))
    return tuple(reversed(adjoints))


def _initial(network: Network, state: Mapping[str, npt.ArrayLike] | None) -> list[State]:
    """The state each layer starts from, as a tuple of (H,) parts."""
    parts = network.cell.state
    shape = (len(network.layers), network.cell.hidden_size)
    if state is None:
        return [tuple(np.zeros(shape[1]) for _ in parts)] * shape[0]
    if set(state) != set(parts):
        raise WrongState(parts, tuple(state))
    arrays = [_state_part(f"state.{part}", state[part], shape) for part in parts]
    return list(zip(*arrays, strict=True))


def _state_part(name: str, values: npt.ArrayLike, shape: tuple[int, int]) -> Array:
    array = np.asarray(values, dtype=np.float64)
    if shape[0] == 1 and array.shape == shape[1:]:
        array = array[None]
    params.check(name, array, shape)
    return array


@np.errstate(all="ignore")
def _loss(head: Head, h: Array, objective: Objective | None, ids: Ids) -> tuple[float, Entering]:
    """The loss, and what it sends into the h of the steps it looks at."""
    if objective is None:
        loss, entering = float(h[-1].sum()), Entering(len(h) - 1, unscaled(np.ones((1, h.shape[1]))))
    else:
        scored = range(len(h))[objective.scored(len(h))]
        loss, d_h = 0.0, np.empty((len(scored), h.shape[1]))
        for steps, losses, d_logits in _cross_entropies(head, h, objective, ids):
            loss += float(losses.sum())
            np.dot(d_logits, head.weight, out=d_h[steps.start - scored.start : steps.stop - scored.start])
        entering = Entering(scored.start, unscaled(d_h))
    if not math.isfinite(loss):
        raise OutOfRange("loss", len(h) - 1)
    return loss, entering


AT_ONCE = 1 << 20
"""Logits computed at one time: memory stays linear in T however large the vocabulary."""


def targets(objective: str, ids: Ids) -> Ids:
    """The id of the token each step is asked for (T,), −1 where it is asked for none."""
    asked = OBJECTIVES[objective]
    return np.full_like(ids, -1) if asked is None else asked.targets(ids)


def probabilities(head: Head, h: Array) -> Iterator[tuple[slice, Array]]:
    """Softmax of the logits, (n, V), stretch by stretch of all steps."""
    for steps, exps, totals, _ in _softmax(head, h, range(len(h))):
        yield steps, exps / totals


def head_gradients(head: Head, h: Array, objective: str, ids: Ids) -> tuple[Array, Array]:
    """∂L/∂ weight (V, H) and bias (V,) of the head."""
    weight, bias = np.zeros_like(head.weight), np.zeros_like(head.bias)
    asked = OBJECTIVES[objective]
    if asked is not None:
        for steps, _, d_logits in _cross_entropies(head, h, asked, ids):
            weight += np.dot(d_logits.T, h[steps])
            bias += d_logits.sum(axis=0)
    return weight, bias


def _cross_entropies(head: Head, h: Array, objective: Objective, ids: Ids) -> Iterator[tuple[slice, Array, Array]]:
    """Stretch by stretch of the scored steps: their share of the loss (n,), and of its derivative by the logits (n, V).

    −log softmax(logits)[target]; its derivative is softmax − onehot, whose entry at the target is taken as minus the
    sum of the others, which keeps its digits when the network is nearly certain.
    """
    scored = range(len(h))[objective.scored(len(h))]
    targets = objective.targets(ids)
    for steps, exps, totals, shifted in _softmax(head, h, scored):
        own = np.arange(len(exps)), targets[steps]
        losses = (np.log(totals[:, 0]) - shifted[own]) / len(scored)
        exps[own] = 0.0
        exps[own] = -exps.sum(axis=1)
        yield steps, losses, exps / (totals * len(scored))


def _softmax(head: Head, h: Array, steps: range) -> Iterator[tuple[slice, Array, Array, Array]]:
    """Stretch by stretch: exp of the shifted logits (n, V), their sums (n, 1), and the shifted logits, largest 0."""
    stride = max(1, AT_ONCE // len(head.bias))
    for start in range(steps.start, steps.stop, stride):
        stretch = slice(start, min(start + stride, steps.stop))
        logits = np.dot(h[stretch], head.weight.T)
        logits += head.bias
        fine = np.isfinite(logits)
        if not fine.all():
            raise OutOfRange("logits", start + int(fine.all(axis=1).argmin()))
        logits -= logits.max(axis=1, keepdims=True)
        exps = np.exp(logits)
        yield stretch, exps, exps.sum(axis=1, keepdims=True), logits
