"""A connection's transport that is closed with courtesy and does not wait for ever for its reader."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

LINGER_IDLE = 2.0
"""Seconds after which a lingering client that sends nothing more is thought to have read the answer."""
TICKS = 8
"""How often a reader's pace is looked at, within the time that it may fall behind."""


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


class Door(asyncio.Transport):
    """A transport as uvicorn uses it, around the one of the event loop.

    A close while the client is still sending would reset the connection, and the answer would be lost with it. So the
    answer's end is told first; then what comes is thrown away, in bounds, until the client closes.
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
        """`pace` is looked at every `tick` seconds; `unread` tells whether the client may still be sending."""
        super().__init__()
        self._inner = inner
        self._pace = pace
        self._tick = tick
        self._linger_seconds = linger_seconds
        self._linger_bytes = linger_bytes
        self._unread = unread
        self._loop = asyncio.get_running_loop()
        self._written = 0  # bytes given to the transport
        self._read = 0  # of them, bytes that have left it at the last look
        self._looked = 0.0
        self._watch: asyncio.TimerHandle | None = None
        self._end: asyncio.TimerHandle | None = None  # of lingering, at the latest
        self._idle: asyncio.TimerHandle | None = None  # of lingering, where nothing comes
        self._lost = False
        self.lingering = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Send on."""
        self._written += len(data)
        self._inner.write(data)

    def close(self) -> None:
        """Close once everything is sent and, where the client may still be sending, once it has stopped."""
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
        """The transport has more to send than it likes to hold: see that the reader keeps pace."""
        if self._watch is None and not self._lost:
            self._looked, self._read = self._loop.time(), self._sent()
            self._watch = self._loop.call_later(self._tick, self._look)

    def unwatch(self) -> None:
        """The reader has taken what was waiting."""
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
            self._keeps_pace()

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
        """The connection is no more."""
        self._lost = True
        for timer in (self._watch, self._end, self._idle):
            if timer is not None:
                timer.cancel()

    def is_closing(self) -> bool:
        """Whether no further request is taken."""
        return self.lingering or self._inner.is_closing()

    def pause_reading(self) -> None:
        """Take nothing more for now."""
        self._inner.pause_reading()

    def resume_reading(self) -> None:
        """Go on taking."""
        self._inner.resume_reading()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """What the event loop knows of the connection."""
        return self._inner.get_extra_info(name, default)
