"""The queue of trainings: who is next, and what is left when something goes wrong."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from app.training import kept
from app.training.chunks import Chunk, Done, Plan
from app.training.jobs import Bounds, Full, Job, Queued, Said, Started, Trainings
from app.training.learner import Options
from app.training.tasks.recall import Recall
from tests.events import events, steps

STEPS = 30
PLAN = Plan(Options(Recall(delay=1), hidden_size=2, batch_size=2, steps=STEPS), 1000)
FOR_EVER = Plan(Options(Recall(delay=1), hidden_size=2, batch_size=2, steps=1_000_000), 1_000_000)
SECONDS = 30


def run(work: Coroutine[Any, Any, None]) -> None:
    """In a loop of its own, in bounds."""
    asyncio.run(asyncio.wait_for(work, SECONDS))


@asynccontextmanager
async def trainings(at_once: int = 1, waiting: int = 9, each: int = 9, **bounds: Any) -> AsyncIterator[Trainings]:
    """Some places."""
    limits = {"seconds": 1e9, "turn_seconds": 1e9, "bytes": 10**9, **bounds}
    made = Trainings(Bounds(at_once, waiting, each, **limits), kept.opened("", kept.Bounds(9, 10**9, 1e9)))
    try:
        yield made
    finally:
        made.close()


def job(client: str = "a", plan: Plan = PLAN) -> Job:
    """A training."""
    return Job(client, plan, {"of": client})


async def happened(of: Trainings, each: Job) -> list[Said]:
    """All that happens to a training."""
    of.admit(each)
    try:
        return [said async for said in of.run(each)]
    finally:
        of.leave(each)


async def left_after_a_chunk(of: Trainings, each: Job) -> Chunk:
    """Its first chunk, after which nobody listens."""
    of.admit(each)
    async with aclosing(of.run(each)) as saying:
        async for said in saying:
            if isinstance(said, Chunk):
                break
    of.leave(each)
    assert isinstance(said, Chunk)
    return said


def order(of: Trainings, *waiting: Job) -> list[int]:
    """The places of those that wait."""
    return [of._in_order().index(each) for each in waiting]


def test_a_training_starts_and_ends() -> None:
    async def work() -> None:
        async with trainings() as of:
            said = await happened(of, job())
            assert isinstance(said[0], Started)
            assert isinstance(said[-1], Chunk)
            assert isinstance(said[-1].ended, Done)
            assert said[-1].steps == STEPS

    run(work())


def test_clients_take_turns() -> None:
    async def work() -> None:
        async with trainings() as of:
            first, *rest = [job("a") for _ in range(4)]
            others = [job("b"), job("b"), job("c")]
            for each in (first, *rest, *others):
                of.admit(each)
            assert first.slot is not None
            assert order(of, *others, *rest) == [0, 3, 1, 2, 4, 5]

    run(work())


def test_nobody_waits_beside_a_free_place() -> None:
    async def work() -> None:
        async with trainings(at_once=2) as of:
            every = [job() for _ in range(3)]
            for each in every:
                of.admit(each)
            assert [each.slot is not None for each in every] == [True, True, False]
            of.leave(every[0])
            assert every[2].slot is not None

    run(work())


@pytest.mark.parametrize(("limits", "count"), [({"waiting": 2}, 3), ({"waiting": 0}, 1), ({"each": 2}, 2)])
def test_one_more_is_refused(limits: dict[str, int], count: int) -> None:
    async def work() -> None:
        async with trainings(**limits) as of:
            every = [job() for _ in range(count)]
            for each in every:
                of.admit(each)
            with pytest.raises(Full):
                of.admit(job())
            of.leave(every[-1])
            of.admit(job())

    run(work())


def test_the_share_of_a_client_is_its_own() -> None:
    async def work() -> None:
        async with trainings(each=1) as of:
            of.admit(job("a"))
            of.admit(job("b"))
            with pytest.raises(Full):
                of.admit(job("a"))

    run(work())


def test_all_together_hold_so_many_bytes_and_one_client_three_quarters_of_them() -> None:
    async def work() -> None:
        async with trainings(bytes=100) as of:
            one, two = replace_weight(job("a"), 500), replace_weight(job("a"), 1)
            of.admit(one)  # however large, by itself
            with pytest.raises(Full):
                of.admit(two)
            of.leave(one)
            await one.ended.wait()
            for weight in (40, 35):
                of.admit(replace_weight(job("a"), weight))
            with pytest.raises(Full):
                of.admit(replace_weight(job("a"), 1))
            of.admit(replace_weight(job("b"), 25))
            for client in ("a", "b", "c"):
                with pytest.raises(Full):
                    of.admit(replace_weight(job(client), 1))

    run(work())


def replace_weight(of: Job, weight: int) -> Job:
    """The job, which weighs so much."""
    of.weight = weight
    return of


def test_places_are_told_when_they_change() -> None:
    async def work() -> None:
        async with trainings() as of:
            first, second, third = job(), job(), job()
            for each in (first, second, third):
                of.admit(each)
            async with aclosing(of.run(third)) as saying:
                assert await anext(saying) == Queued(2, 2)
                of.leave(second)
                assert await anext(saying) == Queued(1, 1)
                of.leave(first)
                assert await anext(saying) == Started()
            of.leave(third)

    run(work())


def test_what_is_left_is_kept_to_the_last_step() -> None:
    async def work() -> None:
        async with trainings() as of:
            whole = await happened(of, job())
            left = job(plan=PLAN)
            chunk = await left_after_a_chunk(of, left)
            record = await of.taken(left.id)
            assert record is not None
            assert (record.sent, record.order) == (chunk.steps, {"of": "a"})
            assert await of.taken(left.id) is None
            again = Job("a", PLAN, record.order, id=left.id, state=record.state, sent=record.sent)
            again.keep_events(record.events)
            rest = again.unsent(record.sent) + reports(await happened(of, again))
            assert reports([chunk]) + rest == reports(whole)

    run(work())


def test_the_chunk_under_way_when_its_client_leaves_is_not_lost() -> None:
    """Its reports were never sent: they are kept for the one who goes on."""

    async def work() -> None:
        async with trainings() as of:
            left = job(plan=FOR_EVER)
            of.admit(left)
            seen = asyncio.Event()

            async def listen() -> None:
                async with aclosing(of.run(left)) as saying:
                    async for said in saying:
                        if isinstance(said, Chunk):
                            seen.set()

            listening = asyncio.create_task(listen())
            await seen.wait()
            while left.slot is None or left.slot._under_way is None:  # noqa: ASYNC110  # no event says it
                await asyncio.sleep(0)
            listening.cancel()
            await asyncio.wait([listening])
            of.leave(left)
            record = await of.taken(left.id)
            assert record is not None
            left.events.clear()
            left.keep_events(record.events)
            unsent = steps(events(left.unsent(record.sent).decode()))
            assert unsent[0]["step"] == record.sent + 1
            assert unsent[-1]["step"] == json.loads(record.state)["learner"]["steps_done"]

    run(work())


def reports(said: list[Said]) -> bytes:
    """The reports of all chunks."""
    return b"".join(each.events for each in said if isinstance(each, Chunk))


def test_one_that_never_ran_leaves_nothing() -> None:
    async def work() -> None:
        async with trainings() as of:
            first, second = job(), job()
            of.admit(first)
            of.admit(second)
            of.leave(second)
            assert second.ended.is_set()
            assert await of.taken(second.id) is None

    run(work())


def test_one_that_would_have_gone_on_is_given_back() -> None:
    async def work() -> None:
        async with trainings() as of:
            left = job(plan=FOR_EVER)
            await left_after_a_chunk(of, left)
            record = await of.taken(left.id)
            assert record is not None
            of.admit(job())
            again = Job("a", FOR_EVER, record.order, id=left.id, state=record.state, sent=record.sent)
            again.keep_events(record.events)
            of.admit(again)
            of.leave(again)
            assert await of.taken(left.id) == record

    run(work())


def test_a_place_given_and_left_before_it_began_keeps_nothing_of_another() -> None:
    """The worker still knows the training before."""

    async def work() -> None:
        async with trainings() as of:
            await left_after_a_chunk(of, job(plan=FOR_EVER))
            second = job()
            of.admit(second)
            of.leave(second)
            assert await of.taken(second.id) is None

    run(work())


def test_a_worker_that_dies_is_replaced_and_nothing_is_kept() -> None:
    async def work() -> None:
        async with trainings() as of:
            first = job(plan=FOR_EVER)
            of.admit(first)
            with pytest.raises(Exception, match="died"):  # noqa: PT012
                async for said in of.run(first):
                    if isinstance(said, Chunk) and first.slot is not None:
                        first.slot.process.kill()
            of.leave(first)
            await first.ended.wait()
            assert await of.taken(first.id) is None
            assert (await happened(of, job()))[-1].steps == STEPS  # type: ignore[union-attr]

    run(work())


def test_a_turn_that_is_over_is_gone_on_with() -> None:
    async def work() -> None:
        async with trainings(turn_seconds=0.0) as of:
            long = replace(PLAN, options=replace(PLAN.options, steps=1_500))
            whole = reports(await happened(of, job(plan=long)))
            every = [job(plan=long), job(plan=long), job(plan=long)]
            for each in every:
                of.admit(each)

            async def all_of(each: Job) -> list[Said]:
                try:
                    return [said async for said in of.run(each)]
                finally:
                    of.leave(each)

            found = await asyncio.gather(*map(all_of, every))
            assert [reports(said) for said in found] == [whole] * 3
            assert any(isinstance(said, Queued) for each in found for said in each[each.index(Started()) :])
            assert all(sum(isinstance(said, Started) for said in each) == 1 for each in found)

    run(work())


def test_only_so_many_events_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.training.jobs.MOST_EVENTS", 100)
    each = job()
    for step in range(1, 10):
        each.keep_events(b'event: step\ndata: {"step":%d,"loss":1}\n\n' % step)
    assert each.unsent(0).count(b"event: step") == 2
    assert each.unsent(8) == b'event: step\ndata: {"step":9,"loss":1}\n\n'
    assert each.unsent(9) == b""
