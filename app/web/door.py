"""A connection's transport that closes without a reset and drops readers that are too slow."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

LINGER_IDLE = 2.0
"""Seconds of silence after which lingering ends: by then the client has read the answer."""
TICKS = 8
"""Checks of a reader's pace within the time that it may fall behind."""


class Pace:
    """How far a reader is behind a rate.

    It may fall behind by `seconds`, and catches up by reading faster; what it saves by that is forgotten.
    """

    def __init__(self, seconds: float, rate: float) -> None:
        """`rate` is in bytes a second."""
        self._seconds = self._left = seconds
        self._rate = rate

    def passed(self, seconds: float, count: int) -> bool:
        """Whether the reader that took `count` bytes in the last `seconds` is still on time."""
        self._left = min(self._seconds, self._left + count / self._rate - seconds)
        return self._left > 0

    def rested(self, seconds: float) -> None:
        """For so long nothing was left to read: the reader may fall behind by as much more again."""
        self._left = min(self._seconds, self._left + seconds)


class Door(asyncio.Transport):
    """A transport as uvicorn uses it, around the one of the event loop.

    Closing while the client is still sending would reset the connection, and the client would lose the answer. So the
    sending side is closed first; what comes is discarded, within limits, until the client closes (lingering close).
    """

    def __init__(
        self,
        inner: asyncio.Transport,
        *,
        pace: Pace,
        tick: float,
        linger_seconds: float,
        linger_bytes: int,
        unread: Callable[[], bool],
    ) -> None:
        """`pace` is checked every `tick` seconds; `unread` says whether the client may still be sending."""
        super().__init__()
        self._inner = inner
        self._pace = pace
        self._tick = tick
        self._linger_seconds = linger_seconds
        self._linger_bytes = linger_bytes
        self._unread = unread
        self._loop = asyncio.get_running_loop()
        self._written = 0  # bytes given to the transport
        self._read = 0  # of them, bytes that had left it at the last check
        self._looked = 0.0
        self._rested = 0.0  # since when it has not been watched
        self._watch: asyncio.TimerHandle | None = None
        self._end: asyncio.TimerHandle | None = None  # of lingering, at the latest
        self._idle: asyncio.TimerHandle | None = None  # of lingering, where nothing comes
        self._lost = False
        self.lingering = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Send, and count."""
        self._written += len(data)
        self._inner.write(data)

    def close(self) -> None:
        """Close once everything is sent; where the client may still be sending, linger first."""
        if self.lingering or self._lost or self._inner.is_closing() or not self._unread():
            self.close_now()
            return
        self.lingering = True
        self._inner.write_eof()
        self._inner.resume_reading()
        self._end = self._loop.call_later(self._linger_seconds, self.abort)
        self.discard(0)

    def close_now(self) -> None:
        """Close once everything is sent."""
        self._inner.close()
        self.watch()

    def discard(self, count: int) -> None:
        """`count` bytes more came while lingering."""
        self._linger_bytes -= count
        if self._idle is not None:
            self._idle.cancel()
        self._idle = self._loop.call_later(LINGER_IDLE, self.abort)
        if self._linger_bytes < 0:
            self.abort()

    def abort(self) -> None:
        """Close now; what is not sent is lost."""
        self._inner.abort()

    def watch(self) -> None:
        """Check the reader's pace from now on: the transport holds more than it should."""
        if self._watch is None and not self._lost:
            self._looked, self._read = self._loop.time(), self._sent()
            if self._rested:
                self._pace.rested(self._looked - self._rested)
                self._rested = 0.0
            self._watch = self._loop.call_later(self._tick, self._look)

    def unwatch(self) -> None:
        """Stop checking: the reader has caught up."""
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
            self._keeps_pace()
            self._rested = self._loop.time()

    def _look(self) -> None:
        self._watch = None
        if self._keeps_pace():
            self.watch()
        else:
            self.abort()

    def _keeps_pace(self) -> bool:
        now, sent = self._loop.time(), self._sent()
        return self._pace.passed(now - self._looked, sent - self._read)

    def _sent(self) -> int:
        return self._written - self._inner.get_write_buffer_size()

    def lost(self) -> None:
        """The connection is closed; cancel all timers."""
        self._lost = True
        for timer in (self._watch, self._end, self._idle):
            if timer is not None:
                timer.cancel()

    def is_closing(self) -> bool:
        """Whether the connection takes no further request."""
        return self.lingering or self._inner.is_closing()

    def pause_reading(self) -> None:
        """Stop reading for now."""
        self._inner.pause_reading()

    def resume_reading(self) -> None:
        """Read again."""
        self._inner.resume_reading()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """As the wrapped transport."""
        return self._inner.get_extra_info(name, default)
