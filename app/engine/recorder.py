"""Record the NumPy operations of a step once; replay them for every run.

A recurrent step is a few NumPy calls, each about as short as the line of Python that makes it and the views it works
on. So the lines run once, on RecordedArrays, which note each call with its buffers. From then on a stretch of steps is
those calls one after the other, with no Python between them:

    >>> import numpy as np
    >>> h, h_new = np.array([0.0, 1.0]), np.empty(2)
    >>> recorder = Recorder()
    >>> old, new = recorder.arrays([h, h_new])
    >>> new[:] = np.tanh(2 * old)         # recorded: nothing is computed yet
    >>> len(recorder.calls)               # 2 * old into a scratch array; tanh straight into h_new
    2
    >>> for h[:] in ([0.0, 1.0], [0.5, -0.5]):
    ...     replay(recorder.calls)
    ...     print(h_new.round(3))
    [0.    0.964]
    [ 0.762 -0.762]
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from itertools import islice
from operator import call
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from .cells.base import Array

Calls = list[partial[object]]

CALL_BYTES = 390
"""What a recorded call weighs, with its views."""


class NotRecordable(TypeError):
    """What a cell does cannot be recorded: the message says what, and what to write instead."""


class Recorder:
    """Calls in the order they were recorded, and scratch arrays for results that are not written into another array.

    The n-th such result of every step has the same scratch array. It lies in memory as the operands do, so that rows
    with a batch axis (N, H) whose units are outermost in memory are one stretch of numbers in every call. Recorders may
    share one list of `calls`.
    """

    def __init__(self, calls: Calls | None = None) -> None:
        self.calls: Calls = [] if calls is None else calls
        self._scratch: list[Array] = []
        self._spread: dict[tuple[int, tuple[int, ...]], tuple[Array, Array]] = {}
        self._used = 0
        self._last: RecordedArray | None = None

    @property
    def nbytes(self) -> int:
        """Size in bytes of the scratch arrays, and of constants spread over a batch."""
        return sum(array.nbytes for array in (*self._scratch, *(spread for _, spread in self._spread.values())))

    def next_step(self) -> None:
        """Use the scratch arrays again: nothing recorded from now on reads what the step before left in them."""
        self._used, self._last = 0, None

    def arrays(self, arrays: Iterable[Array]) -> tuple[Any, ...]:
        """`arrays`, to be recorded on. They are typed Any, because a cell takes them for arrays."""
        return tuple(RecordedArray(self, array) for array in arrays)

    def add(self, function: Callable[..., object], *arguments: object) -> None:
        """Record function(*arguments)."""
        self.calls.append(partial(function, *arguments))
        self._last = None

    def result_of(self, ufunc: Callable[..., Any], operands: Sequence[Any]) -> RecordedArray:
        """Record ufunc(*operands) into a scratch array."""
        shape = np.broadcast_shapes(*[np.shape(part) for part in operands])
        like = next((part for part in operands if np.shape(part) == shape), None)
        result = RecordedArray(self, self._take(np.empty(shape) if like is None else np.empty_like(like)))
        self.add(ufunc, *[self._spread_like(part, result.array) for part in operands], result.array)
        self._last = result
        return result

    def write_last(self, value: object, target: Array) -> None:
        """Make the last call, whose result is `value`, write into `target`; nothing is copied, no call is added.

        Raises NotRecordable for any other value, and where the shapes differ.
        """
        if not isinstance(value, RecordedArray) or value is not self._last:
            raise NotRecordable(
                "only the result of the operation just before can be written into an array: x[:] = a * b, or x[:] = +a"
                f" for a copy; got {_described(value)}"
            )
        if target.shape != value.array.shape:
            raise NotRecordable(f"cannot write a result of shape {value.array.shape} into {target.shape}")
        last = self.calls[-1]
        self.calls[-1] = partial(last.func, *last.args[:-1], target)
        self._last, value.is_written = None, True
        self._used -= 1

    def keep(self, value: RecordedArray) -> None:
        """Let `value` stay where it is: a view of its array was taken."""
        if value is self._last:
            self._last = None

    def _take(self, fresh: Array) -> Array:
        """The next scratch array, which is `fresh` unless there is one like it."""
        taken = slice(self._used, self._used + 1)
        if [(array.shape, array.strides) for array in self._scratch[taken]] != [(fresh.shape, fresh.strides)]:
            self._scratch[taken] = [fresh]
        self._used += 1
        return self._scratch[self._used - 1]

    def _spread_like(self, part: Any, result: Array) -> Any:
        """A constant of fewer axes than the result, repeated once and for all in its shape; any other part as it is."""
        if not isinstance(part, np.ndarray) or not 0 < part.ndim < result.ndim:
            return part
        key = id(part), result.shape
        if key not in self._spread:
            spread = np.empty_like(result)
            spread[...] = part
            self._spread[key] = part, spread
        return self._spread[key][1]


class RecordedArray(NDArrayOperatorsMixin):
    """An array on which operations are recorded, not computed. `x[:] = a * b` makes the product write into x."""

    def __init__(self, recorder: Recorder, array: Array) -> None:
        self.recorder = recorder
        self.array = array
        self.is_written = False

    def __getitem__(self, place: Any) -> RecordedArray:
        self.recorder.keep(self)
        return RecordedArray(self.recorder, self._array(self)[place])

    def __setitem__(self, place: Any, value: object) -> None:
        target = self.array if place == slice(None) else self.array[place]
        if isinstance(value, RecordedArray) and _is_same(value.array, target):
            return  # x[place] += a has recorded its call already
        self.recorder.write_last(value, target)

    def __array_ufunc__(
        self,
        ufunc: Callable[..., Any],
        method: str,
        *inputs: object,
        out: tuple[RecordedArray, ...] | None = None,
        **options: object,
    ) -> RecordedArray:
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

    def _array(self, part: object) -> Any:
        """The array of an operand, which has to be of this recording; a constant as it is."""
        if not isinstance(part, RecordedArray):
            return part
        if part.is_written:
            raise NotRecordable("a result that was written into an array is in that array only: use the array")
        if part.recorder is not self.recorder:
            raise NotRecordable("an operation takes arrays of one recording only")
        return part.array


def _is_same(one: Array, other: Array) -> bool:
    """Whether both are the same numbers in memory."""
    return one.__array_interface__ == other.__array_interface__


def _described(value: object) -> str:
    """What a value that cannot be written is."""
    if isinstance(value, RecordedArray):
        return "a view, an argument, or the result of an earlier operation"
    return f"a value that was not recorded, of type {type(value).__name__}"


def replay(calls: Iterable[Callable[[], object]]) -> None:
    """Make the calls one after the other."""
    deque(map(call, calls), maxlen=0)


class Recording(ABC):
    """Buffers, and the calls recorded on them."""

    @property
    @abstractmethod
    def count(self) -> int:
        """The number of calls recorded."""

    @cached_property
    def _buffers(self) -> int:
        arrays = (part for value in vars(self).values() for part in (value if isinstance(value, tuple) else (value,)))
        return sum(getattr(part, "nbytes", 0) for part in arrays)

    @property
    def nbytes(self) -> int:
        """Size in bytes, of the buffers and of the calls."""
        return self._buffers + CALL_BYTES * self.count


class StepRecording(Recording):
    """A recording of steps. A subclass has the buffers, and `record` says which calls a step consists of."""

    def __init__(self) -> None:
        self.recorder = Recorder()
        self._ends = [0]

    @property
    def count(self) -> int:
        """The number of calls recorded."""
        return len(self.recorder.calls)

    @abstractmethod
    def record(self, step: int) -> None:
        """Record the calls of step number `step`."""

    def replay(self, steps: int) -> None:
        """Do the first `steps` steps. Those that are not recorded yet are recorded first."""
        for step in range(len(self._ends) - 1, steps):
            self.recorder.next_step()
            self.record(step)
            self._ends.append(len(self.recorder.calls))
        replay(islice(self.recorder.calls, self._ends[steps]))
