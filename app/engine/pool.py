"""A pool of recordings: each is lent to one user at a time and kept for the next one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from .recorder import Recording

Key = tuple[Any, ...]
"""The function that makes a recording, and its arguments."""

MAX_BYTES = 32 << 20
"""The most that the recordings in a pool may weigh together."""


class Pool:
    """Recordings that are ready for use. Beyond `max_bytes` the least recently used are dropped first."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._ready: OrderedDict[Key, list[tuple[Recording, int]]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def borrow(self, make: Callable[..., Recording], *arguments: object) -> Borrowed:
        """For the length of a block, a recording that no one else is using: a ready one, or make(*arguments)."""
        return Borrowed(self, (make, *arguments))

    def take(self, key: Key) -> Recording:
        """Take a recording out of the pool, or make one."""
        with self._lock:
            if ready := self._ready.get(key):
                recording, weight = ready.pop()
                self._weight -= weight
                return recording
        make: Callable[..., Recording] = key[0]
        return make(*key[1:])

    def give_back(self, key: Key, recording: Recording) -> None:
        """Put a recording into the pool."""
        weight = recording.nbytes
        with self._lock:
            self._ready.setdefault(key, []).append((recording, weight))
            self._ready.move_to_end(key)
            self._weight += weight
            while self._weight > self._max_bytes:
                oldest, ready = next(iter(self._ready.items()))
                self._weight -= ready.pop()[1] if ready else 0
                if not ready:
                    del self._ready[oldest]


class Borrowed:
    """A recording taken for the length of a block. If the block raises, the recording is not given back."""

    __slots__ = ("_key", "_pool", "_recording")

    def __init__(self, pool: Pool, key: Key) -> None:
        self._pool = pool
        self._key = key

    def __enter__(self) -> Any:
        self._recording = self._pool.take(self._key)
        return self._recording

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if failed is None:
            self._pool.give_back(self._key, self._recording)
