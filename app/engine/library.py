"""The library: `read` a sentence or numbers in one call, for those who import the package instead of serving it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from . import losses, reader, tokens
from .cells import cell_class
from .cells.base import Array
from .errors import NotFinite, NoTokens, WrongShape, WrongValue
from .frozen import frozen
from .network import Network
from .run import Run

INPUT_SIZE = 4
"""I where neither the network nor the inputs say it."""


def read(
    sentence: str | None = None,
    *,
    inputs: npt.ArrayLike | None = None,
    tokenizer: str = "word",
    network: Network | None = None,
    cell: str = "rnn",
    nonlinearity: str | None = None,
    hidden_size: int = 8,
    input_size: int | None = None,
    num_layers: int = 1,
    seed: int = 0,
    spectral_radius: float | None = None,
    recurrent_init: str = "uniform",
    forget_bias: float | None = None,
    objective: str | None = None,
    loss_at: int | None = None,
    target: int | None = None,
    state: Mapping[str, npt.ArrayLike] | None = None,
    layer: int | None = None,
) -> Run:
    """Read a sentence, or numbers, and carry the gradient of the loss back to the first step.

        run = read("i am a boy", cell="lstm", hidden_size=16)
        run.h                     # (T, H)
        run.grad_norms.log10      # (T,)

    What is read is either of

    - `sentence`, cut into T tokens by the `tokenizer`: word, char or jamo;
    - `inputs`, numbers (T, I), or (T,) for I = 1: x_t is row t. There are no tokens and no head then.

    It is read by `network`, or by one drawn from `seed`: `cell` rnn, gru or lstm; `nonlinearity` tanh (the default) or,
    for the rnn, relu; `hidden_size` H, `input_size` I (4, or that of `inputs`), `num_layers`; `recurrent_init` uniform,
    orthogonal or non-normal; `spectral_radius`, which each H×H block of weight_hh is scaled to; `forget_bias`, added to
    the LSTM's forget gate. A run's `network` can be given to the next call; then none of these may be.

    The loss is the `objective`: recall (the default for a sentence), next-token, or sum (the only one for numbers).
    `loss_at` is the step at which it is taken, `target` the step whose token recall asks for; see losses.ask. `state`
    is the state to continue from: {"h": …} and for the LSTM "c", (H,) for one layer, (num_layers, H) for several.
    `layer` is the one that the run's properties name, None for the last.

    Raises EngineError, a ValueError whose message says what was expected and what came: for an empty sentence, an
    unknown name or token, a number that is out of place, a wrong shape, and for a network whose numbers leave the range
    of a double. TypeError where not exactly one of sentence and inputs is given.
    """
    if (sentence is None) == (inputs is None):
        raise TypeError("read takes a sentence or inputs: exactly one of them")
    drawn = {
        "cell": cell,
        "nonlinearity": nonlinearity,
        "hidden_size": hidden_size,
        "input_size": input_size,
        "num_layers": num_layers,
        "seed": seed,
        "spectral_radius": spectral_radius,
        "recurrent_init": recurrent_init,
        "forget_bias": forget_bias,
    }
    asked: dict[str, Any] = {"loss_at": loss_at, "target": target, "state": state, "layer": layer}
    for name in ("loss_at", "target"):
        _check_whole(name, asked[name], none=True)
    if sentence is None:
        return _read_numbers(np.asarray(inputs), network, drawn, objective or "sum", **asked)
    return _read_sentence(sentence, tokenizer, network, drawn, objective or "recall", **asked)


def _read_sentence(
    sentence: str, tokenizer: str, network: Network | None, drawn: dict[str, Any], objective: str, **asked: Any
) -> Run:
    if not isinstance(sentence, str):
        raise TypeError(f"a sentence is a str; got {type(sentence).__name__}; numbers are given as inputs")
    words = tokens.tokenize(sentence, tokenizer)
    found = _network(network, drawn, tokens.vocabulary(words)[0])
    return _answer(found, words, found.ids(words), objective, None, **asked)


def _read_numbers(
    inputs: npt.NDArray[Any], network: Network | None, drawn: dict[str, Any], objective: str, **asked: Any
) -> Run:
    x = _vectors(inputs)
    if objective in losses.OBJECTIVES and objective != "sum":
        raise NoTokens(objective)
    if network is None and drawn["input_size"] is None:
        drawn["input_size"] = x.shape[1]
    found = _network(network, drawn, ())
    if x.shape[1] != found.input_size:
        raise WrongShape("inputs", (len(x), found.input_size), inputs.shape)
    return _answer(found, (), np.full(len(x), -1, dtype=np.int64), objective, x, **asked)


def _vectors(inputs: npt.NDArray[Any]) -> Array:
    """Numbers (T, I), or (T,) for I = 1, as a read-only (T, I)."""
    if inputs.dtype.kind not in "biuf":
        raise WrongValue("inputs", "an array of real numbers", str(inputs.dtype))
    x = frozen(inputs[:, None] if inputs.ndim == 1 else inputs)
    if x.ndim != 2 or not x.size:
        raise WrongValue("inputs", "numbers of shape (T, I) or (T,), at least one step", inputs.shape)
    if not np.isfinite(x).all():
        raise NotFinite("inputs")
    return x


def _answer(
    network: Network,
    words: Sequence[str],
    ids: npt.NDArray[np.int64],
    objective: str,
    x: Array | None,
    *,
    loss_at: int | None,
    target: int | None,
    state: Mapping[str, npt.ArrayLike] | None,
    layer: int | None,
) -> Run:
    count = len(network.layers)
    if layer is not None and not (_is_whole(layer) and 0 <= layer < count):
        raise WrongValue("layer", f"a layer from 0 to {count - 1}", layer)
    question = losses.ask(objective, ids, loss_at, target)
    return reader.answer(network, words, ids, question, state=state, layer=layer, x=x)


DEFAULTS: dict[str, Any] = {
    name: (read.__kwdefaults__ or {})[name]
    for name in (
        "cell", "nonlinearity", "hidden_size", "input_size", "num_layers", "seed", "spectral_radius", "recurrent_init",
        "forget_bias",
    )
}  # fmt: skip
"""What a network is drawn by, and the values that mean it was not given."""


def _network(network: Network | None, drawn: dict[str, Any], vocabulary: tuple[str, ...]) -> Network:
    """The network given, or the one drawn. Raises WrongValue."""
    if network is not None:
        for name, default in DEFAULTS.items():
            if drawn[name] != default:
                raise WrongValue(name, "left out where a network is given", drawn[name])
        return network
    for name in ("hidden_size", "num_layers"):
        _check_whole(name, drawn[name], 1)
    _check_whole("input_size", drawn["input_size"], 1, none=True)
    _check_whole("seed", drawn["seed"], 0)
    radius, bias = drawn["spectral_radius"], drawn["forget_bias"]
    if radius is not None and not (_is_real(radius) and radius >= 0):
        raise WrongValue("spectral_radius", "a finite number from 0, or None", radius)
    if bias is not None and not _is_real(bias):
        raise WrongValue("forget_bias", "a finite number, or None", bias)
    fields = drawn | {
        "nonlinearity": drawn["nonlinearity"] or cell_class(drawn["cell"]).nonlinearities[0],
        "input_size": drawn["input_size"] or INPUT_SIZE,
    }
    return reader.seeded(**fields, vocabulary=vocabulary)


def _check_whole(name: str, value: Any, least: int | None = None, *, none: bool = False) -> None:
    """Raise WrongValue unless `value` is a whole number from `least` on, or None where that may be."""
    if (none and value is None) or (_is_whole(value) and (least is None or value >= least)):
        return
    raise WrongValue(name, "a whole number" + ("" if least is None else f" from {least}"), value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool)


def _is_real(value: Any) -> bool:
    return isinstance(value, (int, float, np.integer, np.floating)) and math.isfinite(value)
