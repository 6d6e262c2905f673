"""Uniform numbers one by one, as fast as Python can take them, and choices made by them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np

AT_ONCE = 1024
Item = TypeVar("Item")


def uniforms(rng: np.random.Generator) -> Iterator[float]:
    """Numbers from [0, 1) without end; the generator moves on by a block at a time."""
    while True:
        yield from rng.random(AT_ONCE).tolist()


def chosen(draws: Iterator[float], items: Sequence[Item]) -> Item:
    """One of some items, each as likely."""
    return items[int(next(draws) * len(items))]
