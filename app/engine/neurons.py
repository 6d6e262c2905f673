"""The neuron that …: what each unit follows in what is read.

Shapes: T steps, I input size, H hidden size, C rows of the head.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from . import features, layers, losses, reader
from .cells.base import Array
from .correlation import Correlations, correlations
from .features import Feature
from .losses import Question
from .network import Ids, Network

SAID = frozenset({"token", "class"})
"""What a head may be asked for that has a probability."""


class Neurons(NamedTuple):
    """The features of what is read, and the correlations (H, F) with them of the units of a layer and a direction."""

    network: Network
    layer: int
    direction: int
    features: tuple[Feature, ...]
    found: Correlations


def neurons(
    network: Network,
    tokens: Sequence[str],
    ids: Ids,
    question: Question,
    *,
    tokenizer: str = "word",
    x: Array | None = None,
    state: Mapping[str, npt.ArrayLike] | None = None,
    layer: int | None = None,
    direction: int = 0,
) -> Neurons:
    """Read the T `tokens`, of these `ids`, or the numbers `x` (T, I), and hold each unit's h against each feature.

    `tokenizer` made the tokens; `layer` and `direction` are looked at, None for the last layer. The probability of what
    `question` asks for is a feature too. A text has a sentiment where the network's head says classes, not tokens: of
    any other network nobody would ask it. Raises what reader.answer raises.
    """
    losses.check_head(network.head, len(network.embedding), question)
    traces = reader.read(network, ids, state, x)
    shown = network.num_layers - 1 if layer is None else layer
    trace = traces[shown * network.directions + direction]
    h = trace.h[::-1] if direction else trace.h
    if x is None:
        judged = len(network.head.bias) not in (0, len(network.embedding))
        said = features.of_tokens(tokens, tokenizer, named=bool(network.vocabulary), judged=judged)
    else:
        said = features.of_numbers(x)
    said += _of_target(network, layers.output(traces[-network.directions :]), question)
    return Neurons(network, shown, direction, tuple(said), correlations(h, said))


@np.errstate(all="ignore")
def _of_target(network: Network, output: Array, question: Question) -> list[Feature]:
    """The probability of the target at each step, where the question has one."""
    if question.wanted not in SAID:
        return []
    targets = question.targets
    parts = [said[np.arange(len(said)), targets[steps]] for steps, said in losses.probabilities(network.head, output)]
    own = np.where(targets < 0, np.nan, np.concatenate(parts))
    own.setflags(write=False)
    return [Feature("target_probability", own)]
