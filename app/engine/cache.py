"""A memory for arrays that are made again and again: the least recently used go first once they weigh too much."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import ParamSpec, Protocol, TypeVar


class Weighed(Protocol):
    """Anything that knows its size, as an array does."""

    @property
    def nbytes(self) -> int:
        """Size in bytes."""


P = ParamSpec("P")
W = TypeVar("W", bound=Weighed)


def remembered(max_bytes: int) -> Callable[[Callable[P, W]], Callable[P, W]]:
    """Decorate a pure function of hashable positional arguments to keep up to `max_bytes` of its results."""

    def decorate(function: Callable[P, W]) -> Callable[P, W]:
        kept: OrderedDict[Hashable, W] = OrderedDict()
        lock = Lock()
        weight = 0

        def keep(key: Hashable, value: W) -> None:
            nonlocal weight
            if key in kept:
                return
            kept[key] = value
            weight += value.nbytes
            while weight > max_bytes:
                weight -= kept.popitem(last=False)[1].nbytes

        @wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> W:
            with lock:
                if args in kept:
                    kept.move_to_end(args)
                    return kept[args]
            value = function(*args, **kwargs)
            with lock:
                keep(args, value)
            return value

        return wrapper

    return decorate
