"""Admission of large requests: few are computed at once, some wait, one more is turned away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from starlette.types import Message, Scope, Send

P = ParamSpec("P")
R = TypeVar("R")


class ServerFull(Exception):
    """One more large request than the server admits."""


class ClientNotReading(Exception):
    """The client does not take its answer."""


def send_with_timeout(send: Send, seconds: float) -> Send:
    """`send` that raises ClientNotReading where a message is not taken within `seconds`."""

    async def send_in_time(message: Message) -> None:
        try:
            async with asyncio.timeout(seconds):
                await send(message)
        except TimeoutError:
            raise ClientNotReading from None

    return send_in_time


def abort_connection(scope: Scope) -> None:
    """End the connection of a request at once, where the server can (web/protocol.py)."""
    abort: Callable[[], None] | None = scope.get("state", {}).get("drop")
    if abort:
        abort()


class Admission:
    """Counts the large requests from their arrival to the last byte of their answer."""

    def __init__(self, at_once: int, at_most: int) -> None:
        """`at_once` are computed at the same time; `at_most` wait, are computed or are being sent."""
        self._turns = asyncio.Semaphore(at_once)
        self._free = at_most

    @contextmanager
    def admitted(self) -> Iterator[None]:
        """Count one request while the block runs. Raises ServerFull where no more is admitted."""
        if not self._free:
            raise ServerFull
        self._free -= 1
        try:
            yield
        finally:
            self._free += 1

    async def compute(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`function(…)` in a thread, once its turn has come."""
        async with self._turns:
            return await asyncio.to_thread(function, *args, **kwargs)
