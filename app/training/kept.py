"""Trainings that were left, kept for a while to go on with: in memory, or in a directory that servers share."""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

JOB = re.compile(r"[0-9a-f]{32}")
SUFFIX, UNFINISHED = ".training", ".part"
PARTS = 3


@dataclass(frozen=True)
class Record:
    """A training that was left: the `order` as it came, its `state`, and the last `events`, of which `sent` were sent.

    `sent` is the step of the last report that was handed to the client.
    """

    order: dict[str, Any]
    state: bytes
    events: bytes
    sent: int

    def encoded(self) -> bytes:
        """A line of JSON, the state, which is another, and the events."""
        head = json.dumps({"order": self.order, "sent": self.sent}).encode()
        return b"\n".join((head, self.state, self.events))

    @classmethod
    def decoded(cls, data: bytes) -> Record | None:
        """The record in what `encoded` wrote; None for anything else."""
        parts = data.split(b"\n", PARTS - 1)
        try:
            head = json.loads(parts[0])
            return cls(head["order"], parts[1], parts[2], head["sent"])
        except (ValueError, LookupError, TypeError):
            return None


@dataclass(frozen=True)
class Bounds:
    """How many trainings are kept, of how many bytes together, and for how long."""

    count: int
    bytes: int
    seconds: float


class Kept(Protocol):
    """Records by job, of which the oldest go first. Every method may be called in any thread."""

    shared: bool
    """Whether other processes may put records here."""

    def put(self, job: str, record: Record) -> None:
        """Keep a record; one that is larger than all that may be kept is not kept."""

    def take(self, job: str) -> Record | None:
        """The record of a job, which is not kept any longer; None where there is none."""


def opened(directory: str, bounds: Bounds) -> Kept:
    """What keeps records in a directory, or in memory where none is named."""
    return InDirectory(Path(directory), bounds) if directory else InMemory(bounds)


class InMemory:
    """Records of one process."""

    shared = False

    def __init__(self, bounds: Bounds, clock: Callable[[], float] = time.monotonic) -> None:
        self._bounds = bounds
        self._clock = clock
        self._records: OrderedDict[str, tuple[bytes, float]] = OrderedDict()
        self._lock = Lock()

    def put(self, job: str, record: Record) -> None:
        """Keep a record."""
        data = record.encoded()
        with self._lock:
            self._records.pop(job, None)
            if len(data) <= self._bounds.bytes:
                self._records[job] = data, self._clock()
            self._sweep()

    def take(self, job: str) -> Record | None:
        """Give a record back."""
        with self._lock:
            self._sweep()
            found = self._records.pop(job, None)
        return Record.decoded(found[0]) if found else None

    def _sweep(self) -> None:
        oldest = self._clock() - self._bounds.seconds
        total = sum(len(data) for data, _ in self._records.values())
        for job, (data, since) in [*self._records.items()]:
            if since >= oldest and len(self._records) <= self._bounds.count and total <= self._bounds.bytes:
                break
            del self._records[job]
            total -= len(data)


class InDirectory:
    """Records in a directory, a file each. A directory that cannot be written keeps nothing."""

    shared = True

    def __init__(self, directory: Path, bounds: Bounds) -> None:
        self._directory = directory
        self._bounds = bounds

    def put(self, job: str, record: Record) -> None:
        """Write a record under another name and rename it, so that nobody reads half of one."""
        data = record.encoded()
        if len(data) > self._bounds.bytes:
            return
        unfinished = self._directory / f"{job}.{secrets.token_hex(8)}{UNFINISHED}"
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(data)
            unfinished.replace(self._path(job))
        except OSError:
            _remove(unfinished)
        self._sweep()

    def take(self, job: str) -> Record | None:
        """Give a record back and remove its file; of several that ask at the same time one gets it."""
        if not JOB.fullmatch(job):
            return None
        self._sweep()
        taken = self._directory / f"{job}.{secrets.token_hex(8)}{UNFINISHED}"
        try:
            self._path(job).replace(taken)
            data = taken.read_bytes()
        except OSError:
            return None
        finally:
            _remove(taken)
        return Record.decoded(data)

    def _path(self, job: str) -> Path:
        return self._directory / f"{job}{SUFFIX}"

    def _sweep(self) -> None:
        """Remove the oldest records past the bounds, and what a writer that died left behind."""
        found = []
        for ending in (SUFFIX, UNFINISHED):
            for path in self._directory.glob(f"*{ending}"):
                with contextlib.suppress(OSError):
                    status = path.stat()
                    found.append((status.st_mtime, status.st_size, path))
        found.sort()
        count, total = len(found), sum(size for _, size, _ in found)
        oldest = time.time() - self._bounds.seconds
        for since, size, path in found:
            if since >= oldest and count <= self._bounds.count and total <= self._bounds.bytes:
                break
            _remove(path)
            count, total = count - 1, total - size


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
