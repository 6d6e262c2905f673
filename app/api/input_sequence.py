"""What a request reads, and by which network: each comes in one of three ways, and they have to fit each other.

Shapes: T steps, I input size, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from ..engine import state_dict, tokens
from ..engine.cells.base import Array
from ..engine.network import UNKNOWN, Ids, Network
from ..settings import Settings
from .problems import Loc, Problem, Problems, Where
from .schemas import INPUTS, StepRequest
from .train_fields import TrainRequest

OF_A_NETWORK = ("vocabulary", "token_ids")
"""Fields that mean nothing without a network that is given."""
Models = Callable[[str], Network | None]
"""A stored network by its id."""


@dataclass(frozen=True, slots=True)
class InputSequence:
    """T steps to read, and the network that is given for it.

    `tokens` stand at the steps. `ids` (T,) are rows of the embedding, −1 for numbers, which are `x` (T, I). A network
    that is drawn, `network` None, is drawn for the `vocabulary`.
    """

    tokens: tuple[str, ...]
    ids: Ids
    vocabulary: tuple[str, ...] = ()
    x: Array | None = None
    network: Network | None = None

    @property
    def steps(self) -> int:
        """T."""
        return len(self.ids)


def of_request(request: StepRequest, settings: Settings, where: Where, models: Models) -> InputSequence:
    """What the request reads. Raises EngineError, and Problems for what does not fit."""
    _check_ways(request, where)
    network = given(request, where, models)
    if request.inputs is not None:
        found = _of_numbers(request, network, settings, where)
    elif request.token_ids is not None and network is not None:
        found = _of_ids(request, network, request.token_ids, where)
    else:
        found = _of_sentence(request, network, where)
    if found.steps > settings.max_tokens:
        raise Problems(_too_many(request, settings.max_tokens, found.steps, where))
    return found


def _check_ways(request: StepRequest, where: Where) -> None:
    """Raise Problems unless there is one thing to read and at most one network for it."""
    inputs = [name for name in INPUTS if getattr(request, name) is not None]
    if not inputs:
        raise Problems(Problem("missing", (where, "sentence"), key="nothing_to_read"))
    if len(inputs) > 1:
        raise Problems(Problem("one_input", (where, inputs[1]), {"names": ", ".join(inputs)}))
    if request.labels is not None and request.sentence is not None:
        raise Problems(Problem("labels_of_a_sentence", (where, "labels")))
    if request.is_drawn:
        idle = [
            Problem("needs_a_network", (where, name)) for name in OF_A_NETWORK if getattr(request, name) is not None
        ]
    elif request.parameters is not None and request.model is not None:
        idle = [Problem("one_network", (where, "model"))]
    else:
        found = {"given": given_as(request)}
        idle = [Problem("of_the_seed", (where, name), found) for name in request.of_the_seed if request.gives(name)]
    if idle:
        raise Problems(*idle)


def given_as(request: StepRequest | TrainRequest) -> str:
    """The field that gives the network."""
    return "parameters" if request.parameters is not None else "model"


def given(request: StepRequest | TrainRequest, where: Where, models: Models) -> Network | None:
    """The network written down or stored; None for one that is drawn."""
    if request.parameters is not None:
        network = Network.from_state_dict(
            request.parameters, vocabulary=request.vocabulary, nonlinearity=request.nonlinearity
        )
    elif request.model is not None:
        stored = models(request.model)
        if stored is None:
            raise Problems(Problem("unknown_model", (where, "model")))
        words = request.vocabulary
        rows = len(stored.embedding)
        network = stored if words is None else replace(stored, vocabulary=state_dict.vocabulary(words, rows))
    else:
        return None
    _check_agrees(request, network, where)
    return network


def _check_agrees(request: StepRequest | TrainRequest, network: Network, where: Where) -> None:
    """Raise Problems for fields that say another network than the one given."""
    has: dict[str, object] = {
        "cell": network.cell.name,
        "nonlinearity": network.cell.nonlinearity,
        "hidden_size": network.hidden_size,
        "input_size": network.input_size,
        "num_layers": network.num_layers,
        "bidirectional": network.bidirectional,
        "bias": network.bias,
    }
    wrong = [name for name, value in has.items() if request.gives(name) and getattr(request, name) != value]
    if wrong:
        given = given_as(request)
        raise Problems(
            *(Problem("contradiction", (where, name), {"has": _said(has[name]), "given": given}) for name in wrong)
        )


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _of_numbers(request: StepRequest, network: Network | None, settings: Settings, where: Where) -> InputSequence:
    x = np.array(request.inputs, dtype=np.float64)
    x.setflags(write=False)
    width = x.shape[1]
    if network is not None and width != network.input_size:
        counts = {"expected": network.input_size, "got": width}
        raise Problems(Problem("input_width", (where, "inputs"), counts))
    if network is None and request.gives("input_size") and request.input_size != width:
        raise Problems(Problem("contradiction", (where, "input_size"), {"has": str(width), "given": "inputs"}))
    if network is None and width > settings.max_input_size:
        counts = {"expected": settings.max_input_size, "got": width}
        raise Problems(Problem("input_width", (where, "inputs"), counts, key="input_width_drawn"))
    texts = [", ".join(map(number, row)) for row in request.inputs or ()]
    return InputSequence(_labels(request, texts, where), np.full(len(x), -1, dtype=np.int64), x=x, network=network)


def number(value: float) -> str:
    """A number as short as it can be written: `1` for 1.0."""
    return repr(value).removesuffix(".0")


def _of_ids(request: StepRequest, network: Network, ids: Sequence[int], where: Where) -> InputSequence:
    rows = len(network.embedding)
    if not rows:
        raise Problems(Problem("no_embedding", (where, "token_ids")))
    for place, row in enumerate(ids):
        if row >= rows:
            raise Problems(Problem("unknown_id", (where, "token_ids", place), {"last": rows - 1}))
    words = network.vocabulary
    texts = [words[row] if words else str(row) for row in ids]
    return InputSequence(_labels(request, texts, where), np.array(ids, dtype=np.int64), words, network=network)


def _labels(request: StepRequest, texts: Sequence[str], where: Where) -> tuple[str, ...]:
    """What stands at the steps: the labels, else the `texts`."""
    if request.labels is None:
        return tuple(texts)
    if len(request.labels) != len(texts):
        raise Problems(
            Problem("labels_length", (where, "labels"), {"expected": len(texts), "got": len(request.labels)})
        )
    return request.labels


def _of_sentence(request: StepRequest, network: Network | None, where: Where) -> InputSequence:
    text = tokens.text(request.sentence or "", request.tokenizer)
    if network is None:
        return InputSequence(text.tokens, text.ids, text.vocabulary)
    if not len(network.embedding):
        raise Problems(Problem("no_embedding", (where, "sentence")))
    if not network.vocabulary:
        raise Problems(Problem("no_vocabulary", (where, "sentence"), {"rows": len(network.embedding)}))
    return InputSequence(
        text.tokens, ids_of(network, text.tokens, (where, "sentence")), network.vocabulary, network=network
    )


def ids_of(network: Network, words: Sequence[str], place: Loc) -> Ids:
    """The rows (T,) of `words` in a network's vocabulary. Raises Problems for one that neither it nor `<unk>` has."""
    index = _index(network.vocabulary)
    unknown = index.get(UNKNOWN)
    found = [index.get(word, unknown) for word in words]
    if None in found:
        raise Problems(Problem("unknown_token", place, {"token": words[found.index(None)]}))
    return np.array(found, dtype=np.int64)


@lru_cache(maxsize=8)
def _index(vocabulary: tuple[str, ...]) -> dict[str, int]:
    """The row of each word as the tokenizers write it; of two that are one in NFC, that of the word so written."""
    composed = {tokens.composed(word): row for row, word in enumerate(vocabulary)}
    return composed | {word: row for row, word in enumerate(vocabulary)}


def _too_many(request: StepRequest, limit: int, count: int, where: Where) -> Problem:
    counts = {"limit": limit, "count": count}
    if request.sentence is not None:
        return Problem("too_many_tokens", (where, "sentence"), counts)
    name = "inputs" if request.inputs is not None else "token_ids"
    return Problem("too_many_tokens", (where, name), counts, key="too_many_steps")


def field_read(request: StepRequest) -> str:
    """The field that is read."""
    return next((name for name in INPUTS if getattr(request, name) is not None), "sentence")
