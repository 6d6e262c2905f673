"""Trainings in worker processes: a few run, some wait in a fair queue, and those that were left are kept for a while.

A training is cut into chunks of some milliseconds (chunks.py). The next one begins when the last one's reports are
taken, so that a slow reader slows its own training and fills no memory. All of it runs on one event loop; what computes
runs in the workers, what touches a disk in threads.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from collections import Counter, deque
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import Future
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from . import chunks
from .chunks import Chunk, Plan
from .kept import Kept, Record
from .process import OneProcess

P = ParamSpec("P")
R = TypeVar("R")
FIRST_SECONDS, CHUNK_SECONDS = 0.02, 0.08
"""How long a chunk takes: the first one is short, so that something is seen at once."""
KEEP_ALIVE = 10.0
"""Seconds after which one that waits is told that it still does."""
MOST_EVENTS = 1 << 18
"""Bytes of the last events that are kept with a training that is left, to be sent again."""
HAND_OVER = 3.0
"""Seconds that a training which goes on waits for the end of the connection that it was left by."""
LOOK_AGAIN = 0.1
CLIENT_SHARE = 3 / 4
STEP = re.compile(rb'event: step\ndata: \{"step":(\d+),')


class Full(Exception):
    """One training more than there may be."""


@dataclass(frozen=True)
class Bounds:
    """How many trainings run `at_once`, how many wait, how many of both are of one client, and how long one may run.

    One that has run for `turn_seconds` while others wait goes to the end of the queue. `bytes` is what all that run or
    wait may hold in this process, those of one client CLIENT_SHARE of it; one by itself is never too large.
    """

    at_once: int
    waiting: int
    each: int
    seconds: float
    turn_seconds: float
    bytes: int


@dataclass(frozen=True)
class Queued:
    """The place in the queue, from 1, and how many wait."""

    position: int
    waiting: int


@dataclass(frozen=True)
class Started:
    """It has its worker."""


@dataclass(frozen=True)
class Waiting:
    """Nothing new."""


@dataclass(frozen=True)
class TimeUp:
    """It has run for as long as it may, in `seconds`."""

    seconds: float


Said = Queued | Started | Waiting | Chunk | TimeUp


@dataclass(eq=False)
class Job:
    """A training and its client: what is trained, the `order` that says so, and where it goes on from.

    `abort` ends the connection to the client, who then finds the training kept. `sent` is the step of the last report
    that was taken, `events` are the last reports. `begun` is whether its worker holds it, `over` whether it has ended.
    `weight` is the bytes that it may hold in this process.
    """

    client: str
    plan: Plan
    order: dict[str, Any]
    abort: Callable[[], None] = lambda: None
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    state: bytes | None = None
    sent: int = 0
    events: deque[bytes] = field(default_factory=deque)
    slot: Slot | None = None
    started: bool = False
    begun: bool = False
    over: bool = False
    ran: float = 0.0
    weight: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def keep_events(self, events: bytes) -> None:
        """Add to the last events; the oldest of too many are dropped."""
        self.events.append(events)
        while sum(map(len, self.events)) > MOST_EVENTS and len(self.events) > 1:
            self.events.popleft()

    def unsent(self, after: int) -> bytes:
        """The reports of the steps after that one, of those that are kept."""
        every = b"".join(self.events)
        starts = [found.start() for found in STEP.finditer(every) if int(found[1]) > after]
        return every[starts[0] :] if starts else b""


class Slot:
    """A worker process for one training at a time."""

    def __init__(self) -> None:
        self.process = OneProcess()
        self.job: Job | None = None
        self._under_way: Future[Any] | None = None

    async def call(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call it in the worker. Raises BrokenProcessPool and CallFailed. One that is cancelled goes on there."""
        self._under_way = future = self.process.submit(function, *args, **kwargs)
        result = await asyncio.shield(asyncio.wrap_future(future))
        self._under_way = None
        return result

    async def stopped(self) -> Any:
        """Stop a call that was cancelled, within one step; what it returned. None where there is no such call."""
        self.process.stop()
        under_way, self._under_way = self._under_way, None
        return None if under_way is None else await asyncio.shield(asyncio.wrap_future(under_way))


class Trainings:
    """All trainings of one server process."""

    def __init__(self, bounds: Bounds, kept: Kept, clock: Callable[[], float] = time.monotonic) -> None:
        self._bounds = bounds
        self._kept = kept
        self._clock = clock
        self._slots: list[Slot] = []
        self._waiting: list[Job] = []
        self._jobs: dict[str, Job] = {}
        self._ends: set[asyncio.Task[None]] = set()

    def admit(self, job: Job) -> None:
        """Take a training in, until it is left: it runs, or waits for its turn. Raises Full."""
        of_client = sum(other.client == job.client for other in self._jobs.values())
        full = len(self._waiting) >= self._bounds.waiting and not self._has_room()
        if full or of_client >= self._bounds.each or not self._has_bytes(job):
            raise Full
        self._jobs[job.id] = job
        self._queue(job)

    async def taken(self, job_id: str) -> Record | None:
        """What is kept of a training that was left, for the one who goes on with it; None where nothing is.

        One that still runs ends first: its client may have left without our knowing it yet, here or in the process
        that shares what is kept.
        """
        running = self._jobs.get(job_id)
        if running is not None:
            running.abort()
            with suppress(TimeoutError):
                async with asyncio.timeout(HAND_OVER):
                    await running.ended.wait()
        end = self._clock() + (HAND_OVER if self._kept.shared else 0.0)
        while True:
            record = await asyncio.to_thread(self._kept.take, job_id)
            if record is not None or self._clock() >= end:
                return record
            await asyncio.sleep(LOOK_AGAIN)

    async def give_back(self, job_id: str, record: Record) -> None:
        """Keep what was taken, as it was."""
        await asyncio.to_thread(self._kept.put, job_id, record)

    def close(self) -> None:
        """End all workers."""
        for slot in self._slots:
            slot.process.shutdown(wait=False)

    async def run(self, job: Job) -> AsyncGenerator[Said]:
        """What happens to a training that is admitted, until its end.

        Raises BrokenProcessPool where its worker dies, and CallFailed.
        """
        while True:
            async with aclosing(self._wait(job)) as places:
                async for place in places:
                    yield place
            if job.slot is None:
                continue
            async with aclosing(self._turn(job, job.slot)) as turn:
                async for said in turn:
                    yield said
                    if isinstance(said, Chunk):
                        job.sent = said.steps
            if job.over or job.begun:
                return
            self._queue(job)

    def leave(self, job: Job) -> None:
        """The client has gone, or the training is over: keep its state, and give its worker to the next."""
        if job in self._waiting:
            self._waiting.remove(job)
        if job.over or not (job.begun or job.state):
            self._forget(job)
            return
        ending = asyncio.get_running_loop().create_task(self._end(job))
        self._ends.add(ending)
        ending.add_done_callback(lambda ended: self._ended(job, ended))

    async def _wait(self, job: Job) -> AsyncGenerator[Queued | Waiting]:
        """The places in the queue, until the training has a worker."""
        told: Queued | None = None
        while job.slot is None:
            job.changed.clear()
            place = Queued(self._in_order().index(job) + 1, len(self._waiting))
            if place != told:
                told = place
                yield place
                continue
            try:
                async with asyncio.timeout(KEEP_ALIVE):
                    await job.changed.wait()
            except TimeoutError:
                yield Waiting()

    async def _turn(self, job: Job, slot: Slot) -> AsyncGenerator[Started | Chunk | TimeUp]:
        """Chunk after chunk, until the training ends or another one's turn has come."""
        job.begun = True
        await slot.call(chunks.begin, job.plan, job.state)
        if not job.started:
            job.started = True
            yield Started()
        before, began, seconds = job.ran, self._clock(), FIRST_SECONDS
        while True:
            chunk = await slot.call(chunks.go_on, seconds)
            seconds = CHUNK_SECONDS
            job.keep_events(chunk.events)
            if chunk.ended is not None:
                await self._finish(job, chunk)
            yield chunk
            job.ran = before + self._clock() - began
            if chunk.ended is not None:
                return
            if job.ran > self._bounds.seconds:
                yield TimeUp(self._bounds.seconds)
                return
            if self._waiting and job.ran - before > self._bounds.turn_seconds:
                job.state = await slot.call(chunks.leave)
                job.begun = False
                self._release(job)
                return

    async def _finish(self, job: Job, chunk: Chunk) -> None:
        """Keep what can go on, before its client knows that it has ended."""
        job.over = True
        self._release(job)
        if chunk.state is not None:
            job.sent = chunk.steps
            await self._keep(job, chunk.state)

    async def _keep(self, job: Job, state: bytes) -> None:
        record = Record(job.order, state, b"".join(job.events), job.sent)
        await asyncio.to_thread(self._kept.put, job.id, record)

    def _has_bytes(self, job: Job) -> bool:
        """Whether one more training may be held, among all and among those of its client."""
        every = [(other.client, other.weight) for other in self._jobs.values()]
        of_client = [weight for client, weight in every if client == job.client]
        held = ((sum(weight for _, weight in every), 1.0), (sum(of_client), CLIENT_SHARE))
        return all(not others or others + job.weight <= self._bounds.bytes * share for others, share in held)

    def _has_room(self) -> bool:
        return sum(slot.job is not None for slot in self._slots) < self._bounds.at_once

    def _queue(self, job: Job) -> None:
        self._waiting.append(job)
        self._advance()

    def _advance(self) -> None:
        """Give free workers to those that are next, and tell the others that the queue has changed."""
        while self._waiting and self._has_room():
            job = self._in_order()[0]
            self._waiting.remove(job)
            job.slot = next((slot for slot in self._slots if slot.job is None), None) or self._new_slot()
            job.slot.job = job
            job.changed.set()
        for job in self._waiting:
            job.changed.set()

    def _new_slot(self) -> Slot:
        self._slots.append(Slot())
        return self._slots[-1]

    def _in_order(self) -> list[Job]:
        """Those that wait, the next one first: the clients take turns, and one that has trainings running comes later.

        Of one client, those that came first go first.
        """
        turns = Counter(slot.job.client for slot in self._slots if slot.job is not None)
        ranks: dict[Job, tuple[int, int]] = {}
        for arrival, job in enumerate(self._waiting):
            ranks[job] = turns[job.client], arrival
            turns[job.client] += 1
        return sorted(self._waiting, key=ranks.__getitem__)

    def _release(self, job: Job) -> None:
        """Give the worker to the next."""
        if job.slot is not None:
            job.slot.job = None
            job.slot = None
        self._advance()

    async def _end(self, job: Job) -> None:
        """Stop within one step, and keep the state, or give back what there was to go on from."""
        state = await self._stop(job, job.slot) if job.begun and job.slot is not None else job.state
        if state is not None:
            await self._keep(job, state)

    async def _stop(self, job: Job, slot: Slot) -> bytes | None:
        """The state of a training whose client left in the middle of a call; None where no number is left of it."""
        last = await slot.stopped()
        if isinstance(last, bytes):  # its turn was over
            return last
        if isinstance(last, Chunk):
            job.keep_events(last.events)
            if last.ended is not None:
                return last.state
        return await slot.call(chunks.leave)

    def _ended(self, job: Job, ending: asyncio.Task[None]) -> None:
        """A worker that could not say its state is replaced."""
        self._ends.discard(ending)
        if (ending.cancelled() or ending.exception()) and job.slot is not None:
            job.slot.process.kill()
        self._forget(job)

    def _forget(self, job: Job) -> None:
        self._release(job)
        self._jobs.pop(job.id, None)
        job.ended.set()
