"""Where the loop over time is done: buffers for a stretch of steps, with every call of every step laid out beforehand.

A recurrent step is a handful of NumPy calls, each as short as the line of Python that makes it and the views it works
on. So the lines are run and the views made once, on stand-ins that note each call with its buffers; from then on a
stretch of steps is those calls one after the other, with no Python between them. The cells stay plain NumPy.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from functools import cached_property, partial
from itertools import islice
from operator import call
from threading import Lock
from typing import Any

from numpy.lib.mixins import NDArrayOperatorsMixin

from .cells.base import Array

Calls = list[Callable[[], object]]
Key = tuple[Any, ...]
"""What makes a desk, and what it is made of."""

MAX_BYTES = 32 << 20
"""What the desks that lie ready may weigh together."""
CALL_BYTES = 390
"""What a call laid out weighs, with its views."""


class StandIn(NDArrayOperatorsMixin):
    """An array on which a ufunc is not computed but noted; a result that is given no array has one of its own."""

    def __init__(self, calls: Calls, array: Array) -> None:
        self.calls = calls
        self.array = array

    def __getitem__(self, place: Any) -> StandIn:
        return StandIn(self.calls, self.array[place])

    def __array_ufunc__(
        self, ufunc: Callable[..., Any], method: str, *inputs: object, out: tuple[StandIn, ...] | None = None
    ) -> StandIn:
        operands = [part.array if isinstance(part, StandIn) else part for part in inputs]
        result = out[0] if out else StandIn(self.calls, ufunc(*operands))
        self.calls.append(partial(ufunc, *operands, result.array))
        return result

    def dot(self, matrix: Array, out: StandIn) -> None:
        """The product with a matrix, noted."""
        self.calls.append(partial(self.array.dot, matrix, out.array))


def stand_ins(calls: Calls, arrays: Iterable[Array]) -> tuple[Any, ...]:
    """Stand-ins for `arrays`; typed Any, for they stand where arrays do."""
    return tuple(StandIn(calls, array) for array in arrays)


def play(calls: Iterable[Callable[[], object]]) -> None:
    """Make the calls one after the other."""
    deque(map(call, calls), maxlen=0)


class Buffered(ABC):
    """What is lent by Desks: buffers, and calls laid out on them."""

    @property
    @abstractmethod
    def count(self) -> int:
        """How many calls are laid out."""

    @cached_property
    def _buffers(self) -> int:
        arrays = (part for value in vars(self).values() for part in (value if isinstance(value, tuple) else (value,)))
        return sum(getattr(array, "nbytes", 0) for array in arrays)

    @property
    def nbytes(self) -> int:
        """Size in bytes, of the buffers and of the calls."""
        return self._buffers + CALL_BYTES * self.count


class Desk(Buffered):
    """The calls of a stretch; a subclass has the buffers, and says which calls a step consists of."""

    def __init__(self) -> None:
        self._calls: Calls = []
        self._ends = [0]

    @property
    def count(self) -> int:
        """How many calls are laid out."""
        return len(self._calls)

    @abstractmethod
    def lay_out(self, step: int, calls: Calls) -> None:
        """Append the calls of step number `step`."""

    def play(self, steps: int) -> None:
        """Do the first `steps` steps, laying out what was not laid out before."""
        for step in range(len(self._ends) - 1, steps):
            self.lay_out(step, self._calls)
            self._ends.append(len(self._calls))
        play(islice(self._calls, self._ends[steps]))


class Desks:
    """Desks that lie ready, for one user at a time each; the least recently used go first once they weigh too much."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._ready: OrderedDict[Key, list[tuple[Buffered, int]]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def borrow(self, make: Callable[..., Buffered], *key: object) -> Loan:
        """A desk that nobody else uses meanwhile: one that lies ready for this `key`, or `make(*key)`."""
        return Loan(self, (make, *key))

    def take(self, key: Key) -> Buffered:
        """A desk for `key`, to be given back."""
        with self._lock:
            if desks := self._ready.get(key):
                desk, weight = desks.pop()
                self._weight -= weight
                return desk
        make: Callable[..., Buffered] = key[0]
        return make(*key[1:])

    def give(self, key: Key, desk: Buffered) -> None:
        """Lay a desk ready again."""
        weight = desk.nbytes
        with self._lock:
            self._ready.setdefault(key, []).append((desk, weight))
            self._ready.move_to_end(key)
            self._weight += weight
            while self._weight > self._max_bytes:
                oldest, desks = next(iter(self._ready.items()))
                self._weight -= desks.pop()[1] if desks else 0
                if not desks:
                    del self._ready[oldest]


class Loan:
    """A desk taken for the length of a block; where the block fails it is not laid ready again."""

    __slots__ = ("_desk", "_desks", "_key")

    def __init__(self, desks: Desks, key: Key) -> None:
        self._desks = desks
        self._key = key

    def __enter__(self) -> Any:
        self._desk = self._desks.take(self._key)
        return self._desk

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if failed is None:
            self._desks.give(self._key, self._desk)
