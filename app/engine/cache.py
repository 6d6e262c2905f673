"""A memory for what is made again and again: arrays, of which the least recently used go first, and rows by key."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from functools import wraps
from threading import Lock
from typing import Any, Protocol, TypeAlias, TypeVar, TypeVarTuple


class Weighed(Protocol):
    """Anything that knows its size, as an array does."""

    @property
    def nbytes(self) -> int:
        """Size in bytes."""


As = TypeVarTuple("As")
V = TypeVar("V")
Each: TypeAlias = Callable[[Any, Sequence[str]], list[V]]
"""A pure function of something and of many words, which has a result for each word that no other word changes."""
W = TypeVar("W", bound=Weighed)


ENTRY, PART = 640, 72
"""Bytes of what is around a result, and of a word of its key, roughly."""


def _weight(key: tuple[Hashable, ...], value: Weighed) -> int:
    return value.nbytes + ENTRY + PART * sum(len(part) for part in key if isinstance(part, tuple))


def remembered(max_bytes: int) -> Callable[[Callable[[*As], W]], Callable[[*As], W]]:
    """Decorate a pure function of hashable positional arguments to keep up to `max_bytes` of its results."""

    def decorate(function: Callable[[*As], W]) -> Callable[[*As], W]:
        kept: OrderedDict[tuple[Hashable, ...], W] = OrderedDict()
        lock = Lock()
        weight = 0

        def keep(key: tuple[Hashable, ...], value: W) -> None:
            nonlocal weight
            if key in kept:
                return
            kept[key] = value
            weight += _weight(key, value)
            while weight > max_bytes:
                weight -= _weight(*kept.popitem(last=False))

        @wraps(function)
        def wrapper(*args: *As) -> W:
            with lock:
                found = kept.get(args)
                if found is not None:
                    kept.move_to_end(args)
                    return found
            value = function(*args)
            with lock:
                keep(args, value)
            return value

        return wrapper

    return decorate


def remembered_each(most: int) -> Callable[[Each[V]], Each[V]]:
    """Decorate such a function to be asked for new words only, together; of more than `most` results all are let go."""

    def decorate(function: Each[V]) -> Each[V]:
        kept: dict[tuple[Hashable, str], V] = {}
        lock = Lock()

        def wrapper(of: Hashable, words: Sequence[str]) -> list[V]:
            with lock:
                if len(kept) > most:
                    kept.clear()
                if new := [word for word in words if (of, word) not in kept]:
                    kept.update(zip([(of, word) for word in new], function(of, new), strict=True))
                return [kept[of, word] for word in words]

        return wrapper

    return decorate
