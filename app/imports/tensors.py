"""Arrays out of a file: by name, widened to float64, finite, and of a bounded size.

A file's own numbers may be float16, bfloat16, float32 or float64; which they were is kept, to be said.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from ..engine.cells.base import Array
from .errors import BadFile

MOST_NUMBERS = 32_000_000
"""Numbers of all arrays of a file together: 256 MB once widened."""
MOST_ARRAYS = 4_096
LONGEST_NAME = 512


@dataclass
class Tensors:
    """Arrays by the file's own names, and the names of the types they had."""

    arrays: dict[str, Array] = field(default_factory=dict)
    dtypes: set[str] = field(default_factory=set)

    def add(self, name: str, array: Array, dtype: str) -> None:
        """Keep one array. Raises BadFile where it holds NaN or inf."""
        if not np.isfinite(array).all():
            raise BadFile("file-not-finite", name=name)
        self.arrays[name] = array
        self.dtypes.add(dtype)

    @property
    def dtype(self) -> str:
        """The types of the arrays, such as `float32`."""
        return ", ".join(sorted(self.dtypes))


def check_sizes(sizes: Iterable[tuple[str, tuple[int, ...]]]) -> None:
    """Raise BadFile where the named shapes are too many or hold too many numbers; to be called before they are read."""
    total = 0
    for count, (name, shape) in enumerate(sizes, 1):
        if count > MOST_ARRAYS:
            raise BadFile("file-too-many-arrays", limit=MOST_ARRAYS)
        if len(name) > LONGEST_NAME:
            raise BadFile("file-name-too-long", limit=LONGEST_NAME)
        if any(side < 0 for side in shape):
            raise BadFile("file-damaged", what=name)
        total += math.prod(shape)
        if total > MOST_NUMBERS:
            raise BadFile("file-too-large", limit=MOST_NUMBERS)
