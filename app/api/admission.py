"""Room for large requests: few are computed at once, some wait, one more is turned away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from starlette.types import Message, Scope, Send

P = ParamSpec("P")
R = TypeVar("R")


class Full(Exception):
    """No room for one more large request."""


class Unread(Exception):
    """Nobody reads the answer."""


def patient(send: Send, seconds: float) -> Send:
    """`send`, which waits no longer than `seconds` until a message is taken; then it raises Unread."""

    async def send_in_time(message: Message) -> None:
        try:
            async with asyncio.timeout(seconds):
                await send(message)
        except TimeoutError:
            raise Unread from None

    return send_in_time


def drop(scope: Scope) -> None:
    """End the connection of a request at once, where the server lets us (web/protocol.py)."""
    end: Callable[[], None] | None = scope.get("state", {}).get("drop")
    if end:
        end()


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
