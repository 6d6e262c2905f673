"""The network: embedding → one or more recurrent layers → linear head, read forward and back.

Shapes: T steps, I input size, H hidden size, G gates, V vocabulary. The names are PyTorch's: embedding.weight (V, I),
rnn.weight_ih_l0 (G·H, I), …, linear.weight (V, H), linear.bias (V,).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from . import fused, losses, params, unroll
from .cache import EMBEDDINGS, HEAD_ROWS, HEADS, LAYERS, VECTORS, remembered, remembered_each
from .cells import cell_class
from .cells.base import Array, State
from .errors import WrongState
from .losses import Question
from .network import Ids, Network
from .params import Head
from .run import Run
from .trace import Adjoint, Entering, Trace

FEW = 64
"""So many words have their rows looked up one by one, so that another sentence of known words draws nothing anew."""


def seeded(
    *,
    cell: str = "rnn",
    nonlinearity: str = "tanh",
    hidden_size: int = 8,
    input_size: int = 4,
    num_layers: int = 1,
    seed: int = 0,
    spectral_radius: float | None = None,
    recurrent_init: str = "uniform",
    forget_bias: float | None = None,
    vocabulary: Sequence[str],
    headless: bool = False,
) -> Network:
    """Return the network of a seed. The same word has the same vector whatever else the vocabulary holds.

    `recurrent_init` says how each H×H block of every layer's weight_hh is drawn (params.RECURRENT_INITS; PyTorch's
    U(±1/√H) by default), `spectral_radius` what it is rescaled to, None nothing; `forget_bias` is added to the forget
    gate's bias_ih. `headless` draws no row of the head, for a network that is only read. Raises UnknownName for the
    cell, its nonlinearity or gate, or `recurrent_init`.
    """
    words = tuple(vocabulary)
    middle = _cell(cell, hidden_size, nonlinearity)
    layers = [
        _layer(middle, hidden_size if index else input_size, seed, index, spectral_radius, recurrent_init, forget_bias)
        for index in range(num_layers)
    ]
    head = _head(seed, () if headless else words, hidden_size)
    return Network(words, _embedding(seed, words, input_size), tuple(layers), head)


_cell = lru_cache(maxsize=1024)(lambda name, hidden_size, nonlinearity: cell_class(name)(hidden_size, nonlinearity))
_layer = remembered(LAYERS)(params.seeded_layer)


@remembered(EMBEDDINGS)
def _embedding(seed: int, words: tuple[str, ...], size: int) -> Array:
    if len(words) > FEW:
        return params.seeded_embedding(seed, words, size)
    return np.array(_vectors((seed, size), words)).reshape(len(words), size)


@remembered(HEADS)
def _head(seed: int, words: tuple[str, ...], size: int) -> Head:
    if len(words) > FEW:
        return params.seeded_head(seed, words, size)
    rows = _head_rows((seed, size), words)
    return Head(np.array([weight for weight, _ in rows]).reshape(-1, size), np.array([bias for _, bias in rows]))


@remembered_each(VECTORS)
def _vectors(of: tuple[int, int], words: Sequence[str]) -> list[Array]:
    seed, size = of
    return [row.copy() for row in params.seeded_embedding(seed, words, size)]


@remembered_each(HEAD_ROWS)
def _head_rows(of: tuple[int, int], words: Sequence[str]) -> list[tuple[Array, float]]:
    seed, size = of
    head = params.seeded_head(seed, words, size)
    return list(zip([row.copy() for row in head.weight], head.bias.tolist(), strict=True))


def run(
    network: Network,
    tokens: Sequence[str],
    *,
    objective: str = "recall",
    loss_at: int | None = None,
    target: int | None = None,
    state: Mapping[str, npt.ArrayLike] | None = None,
    layer: int | None = None,
) -> Run:
    """Read the T `tokens` and carry the loss's gradient back to the first.

    `objective`, `loss_at` and `target` make the loss, as losses.ask says.
    `state` is what to continue from, by part (`h`, and `c` for an LSTM): (H,) for one layer, (layers, H) for several;
    None is zeros. `layer` is the one to look at, None the last.
    Raises UnknownName, UnknownToken, NoSuchStep, WrongState, WrongShape, NotFinite, and OutOfRange for the first step
    that leaves the range of a double.
    """
    ids = network.ids(tokens)
    return answer(network, tokens, ids, losses.ask(objective, ids, loss_at, target), state=state, layer=layer)


@np.errstate(all="ignore")
def answer(
    network: Network,
    tokens: Sequence[str],
    ids: Ids,
    question: Question,
    *,
    state: Mapping[str, npt.ArrayLike] | None = None,
    layer: int | None = None,
) -> Run:
    """Read the T `tokens`, of these `ids`, and carry back the gradient of what `question` asks for; see run."""
    if len(network.layers) == 1 and fused.fits(network.layers[0], len(ids), question):
        x, (initial,) = network.embedding.take(ids, 0), _initial(network, state)
        if found := fused.run(network.layers[0], network.head, x, initial, question):
            trace, loss, adjoint = found
            return Run(network, tuple(tokens), ids, question, loss, (trace,), (adjoint,), 0)
    traces = _read(network, ids, state)
    loss, entering = losses.loss(network.head, traces[-1].h, question)
    adjoints = _backward(traces, entering)
    looked_at = len(traces) - 1 if layer is None else layer
    return Run(network, tuple(tokens), ids, question, loss, traces, adjoints, looked_at)


@np.errstate(all="ignore")
def read(network: Network, ids: Ids, state: Mapping[str, npt.ArrayLike] | None = None) -> tuple[Trace, ...]:
    """Forward only: what every layer does with the tokens `ids` (T,). `state` and errors are those of `run`."""
    return _read(network, ids, state)


def _read(network: Network, ids: Ids, state: Mapping[str, npt.ArrayLike] | None) -> tuple[Trace, ...]:
    traces: list[Trace] = []
    x = network.embedding.take(ids, 0)
    for index, (layer, initial) in enumerate(zip(network.layers, _initial(network, state), strict=True)):
        traces.append(unroll.forward(layer, x, initial, index))
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
        return [(np.zeros(shape[1]),) * len(parts)] * shape[0]
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
