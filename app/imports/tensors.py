"""Arrays of a file: their names, shapes and types first, their numbers only where a network needs them.

A file's own numbers may be float16, bfloat16, float32 or float64; they are widened to float64, which changes no value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from ..engine.cells.base import Array
from .errors import BadFile

MOST_NUMBERS = 16_777_216
"""Numbers of all arrays of a file together: 128 MiB once widened."""
MOST_ARRAYS = 4_096
LONGEST_NAME = 512
FLOATS = ("float16", "bfloat16", "float32", "float64")

Raw = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an array came from: its name in the file, and its shape and type there."""

    name: str
    shape: tuple[int, ...]
    dtype: str


@dataclass(frozen=True, slots=True)
class Tensor:
    """One array of a file: its shape, its type there, how to get its numbers, and where it came from.

    `load` gives an array of that shape; the numbers of a bfloat16 are the upper halves of float32, as uint16.
    """

    shape: tuple[int, ...]
    dtype: str
    load: Callable[[], Raw]
    origin: Origin

    @property
    def ndim(self) -> int:
        """Number of axes."""
        return len(self.shape)

    def widened(self, name: str) -> Array:
        """The numbers in float64, C-contiguous. Raises BadFile where one is NaN or infinite; `name` is for it."""
        raw = self.load()
        if self.dtype == "bfloat16":
            raw = (raw.astype("<u4") << 16).view("<f4")
        # a NaN that signals is told below, not by a warning
        with np.errstate(invalid="ignore"):
            array: Array = np.ascontiguousarray(raw, dtype=np.float64).reshape(self.shape)
        if not np.isfinite(array).all():
            raise BadFile("file_not_finite", name=name)
        return array

    def reshaped(self, shape: tuple[int, ...], change: Callable[[Raw], Raw]) -> Tensor:
        """The same numbers in another order: `change` gives them in `shape`."""
        return replace(self, shape=shape, load=lambda: change(self.load()))


def check_sizes(sizes: Iterable[tuple[str, tuple[int, ...]]]) -> None:
    """Raise BadFile where the named shapes are too many or hold too many numbers; to be called before they are read."""
    total = 0
    for count, (name, shape) in enumerate(sizes, 1):
        if count > MOST_ARRAYS:
            raise BadFile("file_too_many_arrays", limit=MOST_ARRAYS)
        if len(name) > LONGEST_NAME:
            raise BadFile("file_name_too_long", limit=LONGEST_NAME)
        if any(side < 0 for side in shape):
            raise BadFile("file_damaged", what=f"the shape of {name}")
        total += math.prod(shape)
        if total > MOST_NUMBERS:
            raise BadFile("file_too_large", limit=MOST_NUMBERS)
