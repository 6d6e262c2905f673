"""Room for large requests: few are computed at once, some wait, one more is turned away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Full(Exception):
    """No room for one more large request."""


class Room:
    """Counts the large requests from their arrival to the last byte of their answer."""

    def __init__(self, at_once: int, in_house: int) -> None:
        """`at_once` are computed at the same time; `in_house` wait, are computed or are being sent."""
        self._slots = asyncio.Semaphore(at_once)
        self._free = in_house

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place in the room while the block runs. Raises Full where none is free."""
        if not self._free:
            raise Full
        self._free -= 1
        try:
            yield
        finally:
            self._free += 1

    async def compute(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`work(…)` in a thread, once its turn has come."""
        async with self._slots:
            return await asyncio.to_thread(work, *args, **kwargs)
