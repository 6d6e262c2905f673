"""What a network is worth, measured by reading with the engine: nothing here knows how it was trained.

Shapes: T steps, N sequences, H hidden size, C outputs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from ..engine import losses, reader
from ..engine.cells.base import Array
from ..engine.network import Ids, Network
from ..engine.trace import Trace
from ..training.tasks import Batch


def traces(network: Network, batch: Batch) -> Iterable[tuple[int, Trace]]:
    """Each sequence n of a batch of tokens, and what the last layer does with it. Steps after its last are left out."""
    if batch.ids is None:
        return
    for n in range(batch.size):
        steps = 1 + int(np.flatnonzero(batch.weights[:, n])[-1])
        yield n, reader.read(network, np.ascontiguousarray(batch.ids[:steps, n]))[-1]


def accuracy(network: Network, batch: Batch) -> tuple[float, int]:
    """The share of the asked positions whose likeliest class is right, and how many there are."""
    right = asked = 0
    for n, trace in traces(network, batch):
        at = np.flatnonzero(batch.weights[: len(trace.h), n])
        likeliest = losses.forecasts(network.head, trace.h[at]).argmax(axis=1)
        right += int((likeliest == batch.targets[at, n]).sum())
        asked += len(at)
    return right / asked, asked


def cross_entropies(network: Network, ids: Ids) -> Array:
    """−log p of each token but the first, in nats, (T−1,), read in one go."""
    logits = log_softmax(losses.forecasts(network.head, reader.read(network, ids)[-1].h[:-1]))
    found: Array = -logits[np.arange(len(logits)), ids[1:]]
    return found


def log_softmax(logits: Array) -> Array:
    """Along the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    found: Array = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return found


def forecasts(network: Network, series: Array) -> Array:
    """What the network says of the number after each of `series` (T,): (T,)."""
    x = np.array(series)[:, None]
    x.setflags(write=False)
    trace = reader.read(network, np.full(len(x), -1, dtype=np.int64), None, x)[-1]
    return losses.forecasts(network.head, trace.h)[:, 0]


def root_mean_square(errors: Array) -> float:
    """√ of the mean square."""
    return math.sqrt(float(np.square(errors).mean()))


def best_unit(states: Array, feature: npt.ArrayLike) -> tuple[int, float]:
    """The unit of `states` (T, H) whose correlation with a feature (T,) is furthest from zero, and that correlation."""
    found = correlations(states, np.asarray(feature, dtype=np.float64))
    unit = int(np.abs(found).argmax())
    return unit, float(found[unit])


def correlations(states: Array, feature: Array) -> Array:
    """Pearson's r of each unit of `states` (T, H) with a feature (T,); 0 for one that never changes: (H,)."""
    states, feature = states - states.mean(axis=0), feature - feature.mean()
    scale = np.sqrt(np.square(states).sum(axis=0) * np.square(feature).sum())
    r: Array = np.divide(feature @ states, scale, out=np.zeros(states.shape[1]), where=scale > 0)
    return r


def explained(states: Array, groups: Ids) -> Array:
    """η², the share of each unit's variance in `states` (T, H) that its group explains: (H,)."""
    total = np.square(states - states.mean(axis=0)).sum(axis=0)
    within = np.zeros(states.shape[1])
    for group in np.unique(groups):
        own = states[groups == group]
        within += np.square(own - own.mean(axis=0)).sum(axis=0)
    eta: Array = np.where(total > 0, 1 - within / np.where(total > 0, total, 1), 0.0)
    return eta


def unigram(train: Ids, test: Ids, classes: int) -> float:
    """Nats a token of `test` by the frequencies in `train`, one added to each."""
    counts = np.bincount(train, minlength=classes) + 1.0
    return float(-np.log(counts / counts.sum())[test].mean())


def bigram(train: Ids, test: Ids, classes: int) -> float:
    """Nats a token of `test`, its first left out, by the frequencies of pairs in `train`, a tenth added to each."""
    counts = np.full((classes, classes), 0.1)
    np.add.at(counts, (train[:-1], train[1:]), 1.0)
    return float(-np.log(counts / counts.sum(axis=1, keepdims=True))[test[:-1], test[1:]].mean())
