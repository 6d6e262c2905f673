"""Arrays that no one can write into: a network's parameters, and what a run holds.

The loop works on copies of the weights, and a run's numbers belong together: a change to one of them would be ignored,
or would make the rest wrong. So writing into one raises ValueError; array.copy() can be changed.
"""

from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
AnyArray = TypeVar("AnyArray", bound=npt.NDArray[Any])


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
