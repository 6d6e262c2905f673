"""Caches for what is made over and over, bounded by the bytes that they hold.

The caches of reader.py hold at most LAYERS + EMBEDDINGS + HEADS + VECTORS + HEAD_ROWS together, 80 MiB. A result counts
with everything that it keeps alive: its key, the words in it, and its arrays. What is heavier than a third of its
cache is not kept. The least recently used goes first. The buffers of a run are not among them; recorder.py has the
limit of each of their two stores, MAX_BYTES.

cachetools has such caches, but NumPy and regex are all that the engine imports.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields, is_dataclass
from functools import wraps
from sys import getsizeof
from threading import Lock
from typing import Any, Generic, TypeAlias, TypeVar, TypeVarTuple

import numpy as np

As = TypeVarTuple("As")
V = TypeVar("V")
Each: TypeAlias = Callable[[Any, Sequence[str]], list[V]]
"""A pure function of something and of many words, which has a result for each word that no other word changes."""

LAYERS = 32 << 20
EMBEDDINGS = 16 << 20
HEADS = 16 << 20
VECTORS = 8 << 20
HEAD_ROWS = 8 << 20

SHARE = 3
"""An entry may weigh 1/SHARE of its cache: the largest layer, 8 MiB and its biases, is kept."""
ENTRY = 200
"""Bytes of the cache's own around an entry, roughly."""


def weight(value: object) -> int:
    """Return the bytes of `value` and of what it alone keeps alive: parts of tuples and dataclasses, a view's array."""
    own = getsizeof(value)
    if isinstance(value, np.ndarray):
        return own + (value.base.nbytes if isinstance(value.base, np.ndarray) else 0)
    if isinstance(value, tuple):
        return own + sum(map(weight, value))
    if is_dataclass(value):
        return own + sum(weight(getattr(value, field.name)) for field in fields(value))
    return own


class _Kept(Generic[V]):
    """Up to `max_bytes` of keys and values, for one thread at a time."""

    def __init__(self, max_bytes: int) -> None:
        self._max = max_bytes
        self._entries: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._weight = 0

    def get(self, key: Hashable) -> V | None:
        """Return the value of `key`, which is now the last to go, or None."""
        found = self._entries.get(key)
        if found is None:
            return None
        self._entries.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, value: V, heavy: int) -> None:
        """Keep `value`, of the weight `heavy` with its key, and let go what there is no room for."""
        if key in self._entries or heavy > self._max // SHARE:
            return
        self._entries[key] = value, heavy
        self._weight += heavy
        while self._weight > self._max:
            self._weight -= self._entries.popitem(last=False)[1][1]


def _entry(key: object, value: object) -> int:
    return ENTRY + weight(key) + weight(value)


def remembered(max_bytes: int) -> Callable[[Callable[[*As], V]], Callable[[*As], V]]:
    """Decorate a pure function of hashable positional arguments to keep up to `max_bytes` of its results.

    It may run twice at once for the same arguments, and never returns None.
    """

    def decorate(function: Callable[[*As], V]) -> Callable[[*As], V]:
        kept: _Kept[V] = _Kept(max_bytes)
        lock = Lock()

        @wraps(function)
        def wrapper(*args: *As) -> V:
            with lock:
                found = kept.get(args)
            if found is not None:
                return found
            value = function(*args)
            heavy = _entry(args, value)
            with lock:
                kept.put(args, value, heavy)
            return value

        return wrapper

    return decorate


def remembered_each(max_bytes: int) -> Callable[[Each[V]], Each[V]]:
    """Decorate such a function to be asked only for words without a kept result, for all of them at once.

    Each result is kept by itself, so it must not be a view of an array that all share.
    """

    def decorate(function: Each[V]) -> Each[V]:
        kept: _Kept[V] = _Kept(max_bytes)
        lock = Lock()

        @wraps(function)
        def wrapper(of: Hashable, words: Sequence[str]) -> list[V]:
            with lock:
                found = {word: kept.get((of, word)) for word in words}
            if new := [word for word, value in found.items() if value is None]:
                made = dict(zip(new, function(of, new), strict=True))
                weights = [_entry((of, word), value) for word, value in made.items()]
                with lock:
                    for word, heavy in zip(new, weights, strict=True):
                        kept.put((of, word), made[word], heavy)
                found |= made
            return [value for word in words if (value := found[word]) is not None]

        return wrapper

    return decorate
