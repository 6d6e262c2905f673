"""Write on: a network that says the next token is read on what it says.

Shapes: T steps of the prompt, n tokens sampled, V vocabulary, D·H what the head reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from . import layers, losses, reader
from .cells.base import Array, State
from .errors import NoHead, OutOfRange, ReadsBackward, WrongHead
from .network import UNKNOWN, Ids, Network
from .scaled import all_finite
from .trace import Trace

LIKELIEST = 5


class Sampled(NamedTuple):
    """n tokens and what the network said of each before it came.

    `ids` (n,), their `probability` (n,), and that with which each was `drawn` (n,), which the temperature makes.
    `likeliest` (n, k) are the ids of the k likeliest tokens, of this `likeliest_probability` (n, k).
    """

    ids: Ids
    probability: Array
    drawn: Array
    likeliest: Ids
    likeliest_probability: Array


@np.errstate(all="ignore")
def sample(
    network: Network,
    ids: Ids,
    count: int,
    *,
    temperature: float = 1.0,
    seed: int = 0,
    state: Mapping[str, npt.ArrayLike] | None = None,
) -> Sampled:
    """Read the T tokens `ids`, then sample `count` tokens, reading each before the next.

    A token comes with probability ∝ p^(1/temperature), p what the network says; at temperature 0 the likeliest comes,
    of two alike the one that is first in the vocabulary. `<unk>` is not text, so it never comes. The same `seed` gives
    the same tokens. `probability` and `likeliest` are those of reading the whole text at once, to the bit.
    Raises NoHead, WrongHead and ReadsBackward for a network that says no next token, and what reader.run raises.
    """
    check(network)
    draw = _Draw(network, temperature, seed)
    traces = reader.read(network, ids, state)
    found, drawn = [], []
    try:
        for _ in range(count):
            token, chance = draw.token(traces)
            found.append(token)
            drawn.append(chance)
            traces = _read_on(network, token, traces)
    except OutOfRange as error:
        raise OutOfRange(error.what, len(ids) - 1 + len(found), error.layer) from None
    whole = np.array([*ids.tolist(), *found], dtype=np.int64)
    said = _said(network, reader.read(network, whole, state))[len(ids) - 1 : -1]
    return _sampled(said, np.array(found, dtype=np.int64), np.array(drawn))


def check(network: Network) -> None:
    """Raise NoHead, WrongHead or ReadsBackward unless the network says the next token."""
    rows, words = len(network.head.bias), len(network.embedding)
    if not rows:
        raise NoHead
    if rows != words:
        raise WrongHead("next-token", "tokens", words, rows)
    if network.bidirectional:
        raise ReadsBackward


class _Draw:
    """How the next token is drawn."""

    def __init__(self, network: Network, temperature: float, seed: int) -> None:
        self.head, self.temperature = network.head, temperature
        self.random = np.random.Generator(np.random.PCG64(seed))
        alone = len(network.embedding) == 1
        self.never = [row for row, word in enumerate(network.vocabulary) if word == UNKNOWN and not alone]

    def token(self, traces: tuple[Trace, ...]) -> tuple[int, float]:
        """The next token after what was read, and the probability with which it was drawn."""
        logits: Array = self.head.weight.dot(traces[-1].h[-1]) + self.head.bias
        if not all_finite(logits):
            raise OutOfRange("logits", 0)
        logits[self.never] = -np.inf
        chance = self.random.random()
        if not self.temperature:
            return int(logits.argmax()), 1.0
        weights = np.exp((logits - logits.max()) / self.temperature)
        bounds = np.cumsum(weights)
        token = min(int(np.searchsorted(bounds, chance * bounds[-1], side="right")), _last(weights))
        return token, float(weights[token] / bounds[-1])


def _last(weights: Array) -> int:
    """The last token that can come at all."""
    return int(np.flatnonzero(weights)[-1])


def _read_on(network: Network, token: int, traces: tuple[Trace, ...]) -> tuple[Trace, ...]:
    """One step more."""
    states: list[State] = [tuple(part[-1] for part in trace.states) for trace in traces]
    return layers.read(network.layers, network.embedding[token : token + 1], states)


def _said(network: Network, traces: tuple[Trace, ...]) -> Array:
    """What the head says after each step, (T, V)."""
    return np.concatenate([said for _, said in losses.probabilities(network.head, traces[-1].h)])


def _sampled(said: Array, ids: Ids, drawn: Array) -> Sampled:
    likeliest = np.argsort(-said, axis=1, kind="stable")[:, :LIKELIEST]
    own = said[np.arange(len(ids)), ids]
    return Sampled(ids, own, drawn, likeliest, np.take_along_axis(said, likeliest, 1))
