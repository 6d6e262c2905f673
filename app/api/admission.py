"""Admission of large requests: few are computed at once, some wait, one more is turned away.

A request whose client has left is stopped: it is not computed where it still waits, and holds its seat no longer.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope

P = ParamSpec("P")
R = TypeVar("R")


class ServerFull(Exception):
    """One more large request than the server admits."""


def abort_connection(scope: Scope) -> None:
    """End the connection of a request at once, where the server can (web/protocol.py)."""
    abort: Callable[[], None] | None = scope.get("state", {}).get("drop")
    if abort:
        abort()


async def while_connected(receive: Receive, work: Coroutine[Any, Any, None]) -> None:
    """Do `work`, whose request has been read. Where the client leaves first, stop it and raise ClientDisconnect."""
    working, leaving = asyncio.ensure_future(work), asyncio.ensure_future(_left(receive))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        working.result()
    finally:
        leaving.cancel()
        working.cancel()
        await asyncio.wait((working, leaving))
        del working, leaving  # an error in one of them knows this frame: no circle keeps what it read


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


@dataclass(eq=False, slots=True)
class Seat:
    """One large request that is admitted."""

    client: str
    abort: Callable[[], None]
    sending_since: float | None = None

    def sending(self) -> None:
        """It is computed; from now on it depends on its reader how long it takes."""
        self.sending_since = time.monotonic()


class Admission:
    """Counts the large requests from their arrival to the last byte of their answer."""

    def __init__(self, at_once: int, at_most: int, each: int, send_seconds: float) -> None:
        """`at_once` are computed at the same time; `at_most` wait, are computed or are being sent.

        Of these, `each` are of one client. Where one more comes, an answer that has been sent for longer than
        `send_seconds` makes room for it.
        """
        self._turns = asyncio.Semaphore(at_once)
        self._at_most = at_most
        self._each = each
        self._send_seconds = send_seconds
        self._seats: set[Seat] = set()

    @contextmanager
    def admitted(self, scope: Scope) -> Iterator[Seat]:
        """A seat for a request while the block runs. Raises ServerFull where no seat is free."""
        client = (scope.get("client") or ("",))[0]
        self._make_room(client)
        seat = Seat(client, lambda: abort_connection(scope))
        self._seats.add(seat)
        try:
            yield seat
        finally:
            self._seats.discard(seat)

    def _make_room(self, client: str) -> None:
        clients = Counter(seat.client for seat in self._seats)
        if clients[client] >= self._each:
            self._give_up_slowest(seat for seat in self._seats if seat.client == client)
        elif len(self._seats) >= self._at_most:
            self._give_up_slowest(iter(self._seats))

    def _give_up_slowest(self, seats: Iterator[Seat]) -> None:
        """Take the seat from the answer that is being sent for the longest, if that is too long."""
        latest = time.monotonic() - self._send_seconds
        slow = [seat for seat in seats if seat.sending_since is not None and seat.sending_since < latest]
        if not slow:
            raise ServerFull
        slowest = min(slow, key=lambda seat: seat.sending_since or 0)
        self._seats.discard(slowest)
        slowest.abort()

    async def compute(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`function(…)` in a thread, once its turn has come.

        A turn ends with the thread, which goes on where nobody waits for it any longer.
        """
        await self._turns.acquire()
        running = asyncio.ensure_future(asyncio.to_thread(function, *args, **kwargs))
        running.add_done_callback(self._turn_ends)
        try:
            return await asyncio.shield(running)
        finally:
            del running  # as above

    def _turn_ends(self, running: asyncio.Future[Any]) -> None:
        self._turns.release()
        if not running.cancelled():
            running.exception()  # whoever waits for it gets it too
