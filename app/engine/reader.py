"""Make a network of a seed, and read with it: embedding or numbers → one or more recurrent layers → linear head.

Shapes: T steps, I input size, H hidden size, G gates, V vocabulary, L layers, D directions, C rows of the head. The
names are PyTorch's: embedding.weight (V, I), rnn.weight_ih_l0 (G·H, I), rnn.weight_ih_l0_reverse (G·H, I), …,
linear.weight (C, D·H), linear.bias (C,).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from . import layers, losses, params
from .cache import EMBEDDINGS, HEAD_ROWS, HEADS, LAYERS, VECTORS, remembered, remembered_each
from .cells import cell_class
from .cells.base import Array, State
from .errors import CannotTruncate, NoEmbedding, NoTokens, WrongShape, WrongState
from .frozen import frozen
from .losses import Question
from .network import Ids, Network
from .params import Head
from .run import Run
from .trace import Trace

FORWARD, BOTH = (False,), (False, True)
"""Whether each direction of a layer is the reverse one."""
FEW = 64
"""Up to this many words, rows are cached by word, so that another sentence of known words draws no new ones."""


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
    bidirectional: bool = False,
    bias: bool = True,
    vocabulary: Sequence[str],
    outputs: int | None = None,
    headless: bool = False,
) -> Network:
    """Return the network of a seed. The same word has the same vector whatever else the vocabulary holds.

    `recurrent_init` says how each H×H block of every layer's weight_hh is drawn (params.RECURRENT_INITS; PyTorch's
    U(±1/√H) by default). `spectral_radius` is what each block is rescaled to, None for no rescaling; `forget_bias` is
    added to the forget gate's bias_ih. `bidirectional` adds a backward direction to each layer. Without `bias` neither
    the layers nor the head have biases. The head has a row for each word, or `outputs` rows, each made of the seed and
    its number; `headless` leaves it out, for a network that is only read forward. Raises UnknownName for the cell, its
    nonlinearity or gate, or `recurrent_init`, and NoBias.
    """
    words, directions = tuple(vocabulary), 2 if bidirectional else 1
    middle = _cell(cell, hidden_size, nonlinearity)
    above = directions * hidden_size
    stack = [
        _layer(
            middle,
            above if index else input_size,
            seed,
            index,
            spectral_radius,
            recurrent_init,
            forget_bias,
            back,
            bias,
        )
        for index in range(num_layers)
        for back in (BOTH if bidirectional else FORWARD)
    ]
    rows = () if headless else words if outputs is None else tuple(map(str, range(outputs)))
    head = _head(seed, rows, above)
    if not bias:
        head = Head(head.weight, np.zeros(len(rows)))
    return Network(words, _embedding(seed, words, input_size), tuple(stack), head, directions, bias, bias)


_cell = lru_cache(maxsize=1024)(lambda name, hidden_size, nonlinearity: cell_class(name)(hidden_size, nonlinearity))
_layer = remembered(LAYERS)(params.seeded_layer)


@remembered(EMBEDDINGS)
def _embedding(seed: int, words: tuple[str, ...], size: int) -> Array:
    if len(words) > FEW:
        return frozen(params.seeded_embedding(seed, words, size))
    return frozen(np.array(_vectors((seed, size), words)).reshape(len(words), size))


@remembered(HEADS)
def _head(seed: int, words: tuple[str, ...], size: int) -> Head:
    if len(words) > FEW:
        return params.seeded_head(seed, words, size)
    rows = _head_rows((seed, size), words)
    return Head(np.array([weight for weight, _ in rows]).reshape(-1, size), np.array([bias for _, bias in rows]))


@remembered_each(VECTORS)
def _vectors(of: tuple[int, int], words: Sequence[str]) -> list[Array]:
    seed, size = of
    return [frozen(row.copy()) for row in params.seeded_embedding(seed, words, size)]


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
    truncate: int | None = None,
    state: Mapping[str, npt.ArrayLike] | None = None,
    layer: int | None = None,
    direction: int = 0,
) -> Run:
    """Read the T `tokens` and carry the loss's gradient back to the first.

    `objective`, `loss_at`, `target` and `truncate` make the loss and its way back (see losses.ask). `state` is the
    state to continue from, by part (`h`, and `c` for an LSTM): (H,) for one layer and direction, (L·D, H) for several;
    None is zeros. `layer` and `direction` are those that the run's properties name, None for the last layer.
    Raises UnknownName, UnknownToken, NoSuchStep, WrongValue, WrongState, WrongShape, NotFinite, CannotTruncate, and
    OutOfRange for the first step that leaves the range of a double.
    """
    ids = network.ids(tokens)
    question = losses.ask(objective, ids, loss_at, target, truncate=truncate)
    return answer(network, tokens, ids, question, state=state, layer=layer, direction=direction)


@np.errstate(all="ignore")
def answer(
    network: Network,
    tokens: Sequence[str],
    ids: Ids,
    question: Question,
    *,
    state: Mapping[str, npt.ArrayLike] | None = None,
    layer: int | None = None,
    direction: int = 0,
    x: Array | None = None,
) -> Run:
    """Read the T `tokens`, of these `ids`, and carry back the gradient of what `question` asks for; see run.

    `x` (T, I), read-only, are numbers to read in place of tokens: then `tokens` are their labels or empty, and each of
    the `ids` is −1. The `ids` become read-only. Raises NoEmbedding where there are no numbers and no embedding,
    NoTokens where a token of the numbers is asked for, NoHead, WrongHead or NoSuchClass where the head cannot answer
    the question, and CannotTruncate.
    """
    if x is not None and question.wanted == "token":
        raise NoTokens(question.objective)
    losses.check_head(network.head, len(network.embedding), question)
    if question.truncate and network.bidirectional:
        raise CannotTruncate
    ids.setflags(write=False)
    x = _inputs(network, ids, x)
    initial = _initial(network, state)
    traces, adjoints, loss = layers.run(network.layers, network.head, x, initial, question, network.directions)
    looked_at = len(traces) // network.directions - 1 if layer is None else layer
    return Run(network, tuple(tokens), ids, question, loss, traces, adjoints, looked_at, direction)


@np.errstate(all="ignore")
def read(
    network: Network, ids: Ids, state: Mapping[str, npt.ArrayLike] | None = None, x: Array | None = None
) -> tuple[Trace, ...]:
    """Forward only: what every layer does, in every direction, with the tokens `ids` (T,) or the numbers `x` (T, I).

    `state` and errors are those of `run`.
    """
    return layers.read(network.layers, _inputs(network, ids, x), _initial(network, state), network.directions)


def _inputs(network: Network, ids: Ids, x: Array | None) -> Array:
    """The numbers `x` (T, I), or the embedded tokens. Raises NoEmbedding and WrongShape."""
    if x is None:
        if not len(network.embedding):
            raise NoEmbedding
        x = network.embedding.take(ids, 0)
        x.setflags(write=False)
    elif x.shape[1] != network.input_size:
        raise WrongShape("inputs", (len(x), network.input_size), x.shape)
    return x


def _initial(network: Network, state: Mapping[str, npt.ArrayLike] | None) -> list[State]:
    """The state each layer starts from, in each direction, as a tuple of (H,) parts."""
    cell = network.cell
    parts, shape = cell.state, (len(network.layers), cell.hidden_size)
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
