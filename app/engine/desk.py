"""Where the loop over time is done: buffers for a stretch of steps, with every call of every step laid out beforehand.

A recurrent step is a handful of NumPy calls, each as short as the line of Python that makes it and the views it works
on. So the lines are run and the views made once, on stand-ins that note each call with its buffers; from then on a
stretch of steps is those calls one after the other, with no Python between them. The cells stay plain NumPy.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from itertools import islice
from operator import call
from threading import Lock
from typing import Any

from app.engine.cells.base import Array

Calls = list[Callable[[], object]]

MAX_BYTES = 64 << 20
"""What the desks that lie ready may weigh together."""
CALL_BYTES = 300
"""What a call laid out weighs, with its views."""


class StandIn:
    """An array on which a ufunc is not computed but noted."""

    def __init__(self, calls: Calls, array: Array) -> None:
        self.calls = calls
        self.array = array

    def __array_ufunc__(
        self, ufunc: Callable[..., object], method: str, *inputs: object, out: tuple[StandIn, ...]
    ) -> StandIn:
        operands = (part.array if isinstance(part, StandIn) else part for part in (*inputs, *out))
        self.calls.append(partial(ufunc, *operands))
        return out[0]


def stand_ins(calls: Calls, arrays: Iterable[Array]) -> tuple[Any, ...]:
    """Stand-ins for `arrays`; typed Any, for they stand where arrays do."""
    return tuple(StandIn(calls, array) for array in arrays)


class Desk:
    """The calls of a stretch; a subclass has the buffers, and says which calls a step consists of."""

    def __init__(self) -> None:
        self._calls: Calls = []
        self._ends = [0]

    @cached_property
    def _buffers(self) -> int:
        arrays = (part for value in vars(self).values() for part in (value if isinstance(value, tuple) else (value,)))
        return sum(getattr(array, "nbytes", 0) for array in arrays)

    @property
    def nbytes(self) -> int:
        """Size in bytes, of the buffers and of the calls."""
        return self._buffers + CALL_BYTES * len(self._calls)

    def lay_out(self, step: int, calls: Calls) -> None:
        """Append the calls of step number `step`."""
        raise NotImplementedError

    def play(self, steps: int) -> None:
        """Do the first `steps` steps, laying out what was not laid out before."""
        for step in range(len(self._ends) - 1, steps):
            self.lay_out(step, self._calls)
            self._ends.append(len(self._calls))
        deque(map(call, islice(self._calls, self._ends[steps])), maxlen=0)


class Desks:
    """Desks that lie ready, for one user at a time each; the least recently used go first once they weigh too much."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._ready: OrderedDict[object, list[tuple[Desk, int]]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    @contextmanager
    def borrow(self, make: Callable[..., Desk], *key: object) -> Iterator[Any]:
        """A desk that nobody else uses meanwhile: one that lies ready for this `key`, or `make(*key)`."""
        desk = self._take((make, *key)) or make(*key)
        yield desk
        self._give((make, *key), desk)

    def _take(self, key: object) -> Desk | None:
        with self._lock:
            if not self._ready.get(key):
                return None
            desk, weight = self._ready[key].pop()
            self._weight -= weight
            return desk

    def _give(self, key: object, desk: Desk) -> None:
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
