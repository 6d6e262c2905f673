"""Where the loop over time is done: buffers for a stretch of steps, with every call of every step laid out beforehand.

A recurrent step is a handful of NumPy calls, each as short as the line of Python that makes it and the views it works
on. So the lines are run and the views made once, on stand-ins that note each call with its buffers; from then on a
stretch of steps is those calls one after the other, with no Python between them. The cells stay plain NumPy.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from itertools import islice
from operator import call
from threading import Lock
from typing import Any

from numpy.lib.mixins import NDArrayOperatorsMixin

from .cells.base import Array

Calls = list[partial[object]]
Key = tuple[Any, ...]
"""What makes a desk, and what it is made of."""

MAX_BYTES = 32 << 20
"""What the desks that lie ready may weigh together."""
CALL_BYTES = 390
"""What a call laid out weighs, with its views."""


class NotRecordable(TypeError):
    """What a cell does cannot be recorded: the message says what, and what to write instead."""


class Recorder:
    """Calls in the order they were recorded, and scratch arrays for results that are not written into another array.

    The n-th such result of every step has the same scratch array.
    """

    def __init__(self) -> None:
        self.calls: Calls = []
        self._scratch: list[Array] = []
        self._used = 0
        self._last: StandIn | None = None

    @property
    def nbytes(self) -> int:
        """Size in bytes of the scratch arrays."""
        return sum(array.nbytes for array in self._scratch)

    def next_step(self) -> None:
        """Use the scratch arrays again: nothing recorded from now on reads what the step before left in them."""
        self._used, self._last = 0, None

    def stand_ins(self, arrays: Iterable[Array]) -> tuple[Any, ...]:
        """Stand-ins for `arrays`; typed Any, because a cell takes them for arrays."""
        return tuple(StandIn(self, array) for array in arrays)

    def add(self, function: Callable[..., object], *arguments: object) -> None:
        """Record function(*arguments)."""
        self.calls.append(partial(function, *arguments))
        self._last = None

    def result_of(self, ufunc: Callable[..., Any], operands: Sequence[object]) -> StandIn:
        """Record ufunc(*operands) into a scratch array."""
        result = StandIn(self, self._take(ufunc(*operands)))
        self.add(ufunc, *operands, result.array)
        self._last = result
        return result

    def write_last(self, value: object, target: Array) -> None:
        """Make the last call, whose result is `value`, write into `target`; nothing is copied, no call is added.

        Raises NotRecordable for any other value, and where the shapes differ.
        """
        if not isinstance(value, StandIn) or value is not self._last:
            raise NotRecordable(
                "only the result of the operation just before can be written into an array: x[:] = a * b, or x[:] = +a"
                f" for a copy; got {_described(value)}"
            )
        if target.shape != value.array.shape:
            raise NotRecordable(f"cannot write a result of shape {value.array.shape} into {target.shape}")
        made = self.calls.pop()
        self.add(made.func, *made.args[:-1], target)
        value.array = target
        self._used -= 1

    def forget(self, value: StandIn) -> None:
        """Let `value` stay where it is: something else refers to its array."""
        if value is self._last:
            self._last = None

    def _take(self, like: Array) -> Array:
        """The next scratch array, of the shape and type of `like`."""
        taken = slice(self._used, self._used + 1)
        if [(array.shape, array.dtype) for array in self._scratch[taken]] != [(like.shape, like.dtype)]:
            self._scratch[taken] = [like]
        self._used += 1
        return self._scratch[self._used - 1]


class StandIn(NDArrayOperatorsMixin):
    """An array on which operations are recorded, not computed. `x[:] = a * b` makes the product write into x."""

    def __init__(self, recorder: Recorder, array: Array) -> None:
        self.recorder = recorder
        self.array = array

    def __getitem__(self, place: Any) -> StandIn:
        self.recorder.forget(self)
        return StandIn(self.recorder, self.array[place])

    def __setitem__(self, place: Any, value: object) -> None:
        target = self.array[place]
        if isinstance(value, StandIn) and _is_same(value.array, target):
            return  # x[place] += a has recorded its call already
        self.recorder.write_last(value, target)

    def __array_ufunc__(
        self,
        ufunc: Callable[..., Any],
        method: str,
        *inputs: object,
        out: tuple[StandIn, ...] | None = None,
        **options: object,
    ) -> StandIn:
        if method != "__call__" or options:
            raise NotRecordable(f"only elementwise operations without options can be recorded; got {ufunc} {method}")
        operands = [self._array(part) for part in inputs]
        if not out:
            return self.recorder.result_of(ufunc, operands)
        self.recorder.add(ufunc, *operands, self._array(out[0]))
        return out[0]

    def __bool__(self) -> bool:
        raise NotRecordable("a recorded step may not branch on a value: there is none while it is recorded")

    def __array__(self, *_: object, **__: object) -> Array:
        raise NotRecordable("only elementwise operations can be recorded; got one that needs the numbers themselves")

    def _array(self, part: object) -> object:
        """The array of an operand, which has to be of this recording; a constant as it is."""
        if not isinstance(part, StandIn):
            return part
        if part.recorder is not self.recorder:
            raise NotRecordable("an operation takes arrays of one recording only")
        return part.array


def _is_same(one: Array, other: Array) -> bool:
    """Whether both are the same numbers in memory."""
    return one.__array_interface__ == other.__array_interface__


def _described(value: object) -> str:
    """What a value that cannot be written is."""
    if isinstance(value, StandIn):
        return "a view, an argument, or the result of an earlier operation"
    return f"a value that was not recorded, of type {type(value).__name__}"


def play(calls: Iterable[Callable[[], object]]) -> None:
    """Make the calls one after the other."""
    deque(map(call, calls), maxlen=0)


class Buffered(ABC):
    """What is lent by Desks: buffers, and calls laid out on them."""

    @property
    @abstractmethod
    def count(self) -> int:
        """How many calls are recorded."""

    @cached_property
    def _buffers(self) -> int:
        arrays = (part for value in vars(self).values() for part in (value if isinstance(value, tuple) else (value,)))
        return sum(getattr(part, "nbytes", 0) for part in arrays)

    @property
    def nbytes(self) -> int:
        """Size in bytes, of the buffers and of the calls."""
        return self._buffers + CALL_BYTES * self.count


class Desk(Buffered):
    """The calls of a stretch; a subclass has the buffers, and says which calls a step consists of."""

    def __init__(self) -> None:
        self.recorder = Recorder()
        self._ends = [0]

    @property
    def count(self) -> int:
        """How many calls are recorded."""
        return len(self.recorder.calls)

    @abstractmethod
    def lay_out(self, step: int) -> None:
        """Record the calls of step number `step`."""

    def play(self, steps: int) -> None:
        """Do the first `steps` steps, laying out what was not laid out before."""
        for step in range(len(self._ends) - 1, steps):
            self.recorder.next_step()
            self.lay_out(step)
            self._ends.append(len(self.recorder.calls))
        play(islice(self.recorder.calls, self._ends[steps]))


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
