"""Arrays that no one can write into: a network's parameters, and what a run holds.

The loop works on copies of the weights, and a run's numbers belong together: a change to one of them would be ignored,
or would make the rest wrong. So writing into one raises ValueError; array.copy() can be changed.

NumPy makes every copy of an array writable, and so do copy.deepcopy and pickle. A class whose arrays belong together is
a `lasting` one: in a copy of such an object they are read-only too.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
AnyArray = TypeVar("AnyArray", bound=npt.NDArray[Any])
Kind = TypeVar("Kind", bound=type)


def frozen(values: npt.ArrayLike) -> Array:
    """`values` as float64 that can never change: the array itself where no one can write into it, else a copy."""
    array: npt.NDArray[Any] = np.asarray(values)
    base: object = array.base
    is_fixed = base is None or (isinstance(base, np.ndarray) and not base.flags.writeable)
    if is_fixed and not array.flags.writeable and array.dtype == np.float64:
        return array
    return freeze(np.array(array, dtype=np.float64))


def freeze(array: AnyArray) -> AnyArray:
    """Make a new array, and views taken of it from now on, read-only; return it."""
    array.setflags(write=False)
    return array


def turned(array: AnyArray) -> AnyArray:
    """A copy of an array (T, …) with its rows last first, which can never change."""
    copy: AnyArray = array[::-1].copy()  # type: ignore[assignment]
    return freeze(copy)


def lasting(kind: Kind) -> Kind:
    """Make a frozen dataclass or a NamedTuple one whose read-only arrays stay so in deep copies and through a pickle.

    These call the class with its fields. copy.copy returns the object itself, of which nothing can be replaced.
    """
    methods: dict[str, Callable[[Any], Any]] = {"__copy__": _itself, "__reduce__": _reduced}
    for name, method in methods.items():
        setattr(kind, name, method)
    return kind


def _itself(self: Any) -> Any:
    return self


def _reduced(self: Any) -> tuple[Any, ...]:
    names = [field.name for field in fields(self) if field.init] if is_dataclass(self) else self._fields
    return type(self), tuple([_marked(getattr(self, name)) for name in names])


class _Frozen:
    """Stands for a read-only array while it is copied or pickled: what comes out is the array, read-only."""

    def __init__(self, array: npt.NDArray[Any]) -> None:
        self._array = array

    def __reduce__(self) -> tuple[Any, ...]:
        return freeze, (self._array,)


def _marked(value: Any) -> Any:
    """A field with _Frozen in place of its read-only arrays; it may be a tuple of arrays."""
    if type(value) is tuple:
        return tuple(map(_marked, value))
    return _Frozen(value) if isinstance(value, np.ndarray) and not value.flags.writeable else value
