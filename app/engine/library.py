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
from .errors import NotFinite, UnknownName, WrongShape, WrongValue
from .frozen import frozen
from .network import Network
from .run import Run

DIRECTIONS = ("forward", "backward")
INPUT_SIZE = 4
"""I where neither the network nor the inputs say it."""


def read(
    sentence: str | None = None,
    *,
    inputs: npt.ArrayLike | None = None,
    labels: Sequence[str] = (),
    token_ids: npt.ArrayLike | None = None,
    tokenizer: str = "word",
    network: Network | None = None,
    cell: str = "rnn",
    nonlinearity: str | None = None,
    hidden_size: int = 8,
    input_size: int | None = None,
    num_layers: int = 1,
    bidirectional: bool = False,
    bias: bool = True,
    outputs: int | None = None,
    seed: int = 0,
    spectral_radius: float | None = None,
    recurrent_init: str = "uniform",
    forget_bias: float | None = None,
    objective: str | None = None,
    loss_at: int | None = None,
    target: int | None = None,
    truncate: int | None = None,
    state: Mapping[str, npt.ArrayLike] | None = None,
    layer: int | None = None,
    direction: str = "forward",
) -> Run:
    """Read a sentence, or numbers, and carry the gradient of the loss back to the first step.

        run = read("i am a boy", cell="lstm", hidden_size=16)
        run.h                     # (T, H)
        run.grad_norms.log10      # (T,)

    What is read is one of

    - `sentence`, cut into T tokens by the `tokenizer`: word, char or jamo;
    - `inputs`, numbers (T, I), or (T,) for I = 1: x_t is row t. The run's tokens are then the `labels`, T texts or ();
    - `token_ids`, T rows of the embedding of a `network`.

    It is read by `network`, your own from Network.from_state_dict or that of a run, or by one drawn from `seed`: `cell`
    rnn, gru or lstm; `nonlinearity` tanh (the default) or, for the rnn, relu or identity; `hidden_size` H, `input_size`
    I (4, or that of `inputs`), `num_layers`, `bidirectional`, `bias`; `recurrent_init` uniform, orthogonal, non-normal
    or identity; `spectral_radius`, which each H×H block of weight_hh is scaled to; `forget_bias`, added to the LSTM's
    forget gate. The head has a row for each word of the sentence; for numbers `outputs` rows, by default none, or I for
    a forecast. Where a `network` is given, these may not be.

    The loss is the `objective`: recall (the default where the head has a row for each token), next-token, forecast (of
    the next numbers), label (a class of the head), or sum (the default otherwise). `loss_at` is the step at which it is
    taken, `target` the step whose token recall asks for, or the class of label; the gradient goes back `truncate`
    steps, None for all; see losses.ask. `state` is the state to
    continue from: {"h": …} and for the LSTM "c", (H,) for one layer and direction, (L·D, H) for several. `layer`, None
    for the last, and `direction`, forward or backward, are those that the run's properties name.

    Raises EngineError, a ValueError whose message says what was expected and what came: for an empty sentence, an
    unknown name or token, a number that is out of place, a wrong shape, and for a network whose numbers leave the range
    of a double. TypeError where not exactly one of sentence, inputs and token_ids is given.
    """
    if sum(given is not None for given in (sentence, inputs, token_ids)) != 1:
        raise TypeError("read takes a sentence, inputs or token_ids: exactly one of them")
    drawn = {
        "cell": cell,
        "nonlinearity": nonlinearity,
        "hidden_size": hidden_size,
        "input_size": input_size,
        "num_layers": num_layers,
        "bidirectional": bidirectional,
        "bias": bias,
        "outputs": outputs,
        "seed": seed,
        "spectral_radius": spectral_radius,
        "recurrent_init": recurrent_init,
        "forget_bias": forget_bias,
    }
    asked: dict[str, Any] = {
        "loss_at": loss_at,
        "target": target,
        "truncate": truncate,
        "state": state,
        "layer": layer,
        "direction": direction,
    }
    for name in ("loss_at", "target", "truncate"):
        _check_whole(name, asked[name], none=True)
    if inputs is not None:
        return _read_numbers(np.asarray(inputs), labels, network, drawn, objective, **asked)
    if len(labels):
        raise WrongValue("labels", "left out where no inputs are given", labels)
    if token_ids is not None:
        return _read_ids(np.asarray(token_ids), network, drawn, objective, **asked)
    return _read_sentence(sentence, tokenizer, network, drawn, objective, **asked)


def _read_sentence(
    sentence: Any, tokenizer: str, network: Network | None, drawn: dict[str, Any], objective: str | None, **asked: Any
) -> Run:
    if not isinstance(sentence, str):
        raise TypeError(f"a sentence is a str; got {type(sentence).__name__}; numbers are given as inputs")
    words = tokens.tokenize(sentence, tokenizer)
    found = _network(network, drawn, tokens.vocabulary(words)[0])
    return _answer(found, words, found.ids(words), objective, None, **asked)


def _read_ids(
    token_ids: npt.NDArray[Any], network: Network | None, drawn: dict[str, Any], objective: str | None, **asked: Any
) -> Run:
    if network is None:
        raise WrongValue("token_ids", "given together with a network that has an embedding", token_ids.tolist())
    if token_ids.dtype.kind not in "iu" or token_ids.ndim != 1 or not token_ids.size:
        raise WrongValue("token_ids", "whole numbers of shape (T,), at least one", token_ids.shape)
    found = _network(network, drawn, ())
    ids = found.checked_ids(token_ids)
    words = [found.vocabulary[k] if found.vocabulary else str(k) for k in ids.tolist()]
    return _answer(found, words, ids, objective, None, **asked)


def _read_numbers(
    inputs: npt.NDArray[Any],
    labels: Sequence[str],
    network: Network | None,
    drawn: dict[str, Any],
    objective: str | None,
    **asked: Any,
) -> Run:
    x = _vectors(inputs)
    if len(labels) not in (0, len(x)):
        raise WrongValue("labels", f"{len(x)} texts, one for each step, or none", labels)
    if network is None:
        drawn["input_size"] = x.shape[1] if drawn["input_size"] is None else drawn["input_size"]
        if objective == "forecast" and drawn["outputs"] is None:
            drawn["outputs"] = x.shape[1]
    found = _network(network, drawn, ())
    if x.shape[1] != found.input_size:
        raise WrongShape("inputs", (len(x), found.input_size), inputs.shape)
    return _answer(found, labels, np.full(len(x), -1, dtype=np.int64), objective, x, **asked)


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
    objective: str | None,
    x: Array | None,
    *,
    loss_at: int | None,
    target: int | None,
    truncate: int | None,
    state: Mapping[str, npt.ArrayLike] | None,
    layer: int | None,
    direction: str,
) -> Run:
    count = network.num_layers
    if layer is not None and not (_is_whole(layer) and 0 <= layer < count):
        raise WrongValue("layer", f"a layer from 0 to {count - 1}", layer)
    known = DIRECTIONS[: network.directions]
    if direction not in known:
        raise UnknownName("direction", direction, known)
    if objective is None:
        objective = "recall" if x is None and len(network.head.bias) == len(network.embedding) else "sum"
    question = losses.ask(objective, ids, loss_at, target, x, truncate)
    looked_at = known.index(direction)
    return reader.answer(network, words, ids, question, state=state, layer=layer, direction=looked_at, x=x)


DEFAULTS: dict[str, Any] = {
    name: (read.__kwdefaults__ or {})[name]
    for name in (
        "cell", "nonlinearity", "hidden_size", "input_size", "num_layers", "bidirectional", "bias", "outputs", "seed",
        "spectral_radius", "recurrent_init", "forget_bias",
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
    _check_drawn(drawn)
    fields = drawn | {
        "nonlinearity": drawn["nonlinearity"] or cell_class(drawn["cell"]).nonlinearities[0],
        "input_size": drawn["input_size"] or INPUT_SIZE,
    }
    return reader.seeded(**fields, vocabulary=vocabulary)


def _check_drawn(drawn: dict[str, Any]) -> None:
    """Raise WrongValue for what no network can be drawn by."""
    for name in ("hidden_size", "num_layers"):
        _check_whole(name, drawn[name], 1)
    for name in ("input_size", "outputs"):
        _check_whole(name, drawn[name], 1, none=True)
    for name in ("bidirectional", "bias"):
        if not isinstance(drawn[name], bool):
            raise WrongValue(name, "True or False", drawn[name])
    _check_whole("seed", drawn["seed"], 0)
    radius, forget = drawn["spectral_radius"], drawn["forget_bias"]
    if radius is not None and not (_is_real(radius) and radius >= 0):
        raise WrongValue("spectral_radius", "a finite number from 0, or None", radius)
    if forget is not None and not _is_real(forget):
        raise WrongValue("forget_bias", "a finite number, or None", forget)


def _check_whole(name: str, value: Any, least: int | None = None, *, none: bool = False) -> None:
    """Raise WrongValue unless `value` is a whole number from `least` on, or None where that may be."""
    if (none and value is None) or (_is_whole(value) and (least is None or value >= least)):
        return
    raise WrongValue(name, "a whole number" + ("" if least is None else f" from {least}"), value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool)


def _is_real(value: Any) -> bool:
    return isinstance(value, (int, float, np.integer, np.floating)) and math.isfinite(value)
