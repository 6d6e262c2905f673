"""Who gets a place, who loses it, and what is never computed."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from starlette.requests import ClientDisconnect
from starlette.types import Message, Scope

from app.api.admission import Admission, ServerFull, while_connected


def scope(client: str = "a", aborted: list[str] | None = None) -> Scope:
    """A request of a client, which notes down where its connection is ended."""
    return {"client": (client, 1), "state": {"drop": lambda: (aborted or []).append(client)}}


def admission(at_once: int = 1, at_most: int = 4, each: int = 3, send_seconds: float = 1000.0) -> Admission:
    return Admission(at_once, at_most, each, send_seconds)


def test_a_client_has_its_share_and_leaves_the_rest() -> None:
    house = admission()
    with house.admitted(scope()), house.admitted(scope()), house.admitted(scope()):
        with pytest.raises(ServerFull), house.admitted(scope()):
            pass
        with house.admitted(scope("b")), pytest.raises(ServerFull), house.admitted(scope("c")):
            pass
    with house.admitted(scope()):
        pass


@pytest.mark.parametrize(("newcomer", "each"), [("b", 3), ("a", 2)])
def test_the_slowest_answer_makes_room(newcomer: str, each: int) -> None:
    house = admission(at_most=2 if newcomer == "b" else 9, each=each, send_seconds=0.0)
    aborted: list[str] = ["the list is not empty"]
    ended: list[int] = []

    def number(place: int) -> Scope:
        return {"client": ("a", 1), "state": {"drop": lambda: ended.append(place)}}

    with house.admitted(number(0)) as first, house.admitted(number(1)) as second:
        with pytest.raises(ServerFull), house.admitted(scope(newcomer)):
            pass
        second.sending()
        time.sleep(0.001)
        first.sending()
        time.sleep(0.001)
        with house.admitted(scope(newcomer, aborted)):
            assert ended == [1]
            with house.admitted(scope(newcomer, aborted)):
                assert ended == [1, 0]


def test_an_answer_within_its_time_keeps_its_place() -> None:
    house = admission(at_most=1)
    with house.admitted(scope()) as place:
        place.sending()
        with pytest.raises(ServerFull), house.admitted(scope("b")):
            pass


def test_what_waits_for_nobody_is_never_computed() -> None:
    house, computed, go = admission(), [], threading.Event()

    def compute(name: str) -> str:
        go.wait(10)
        computed.append(name)
        return name

    async def three() -> str:
        tasks = [asyncio.create_task(house.compute(compute, name)) for name in ("first", "second", "third")]
        await asyncio.sleep(0.01)
        tasks[1].cancel()
        go.set()
        return await tasks[2]

    assert asyncio.run(three()) == "third"
    assert computed == ["first", "third"]


def test_a_turn_ends_with_its_thread_and_not_with_its_client() -> None:
    house, at_once, most, go = admission(), [0], [0], threading.Event()

    def compute() -> None:
        at_once[0] += 1
        most[0] = max(most[0], at_once[0])
        go.wait(0.05)
        at_once[0] -= 1

    async def leave_and_come() -> None:
        for _ in range(4):
            leaving = asyncio.create_task(house.compute(compute))
            await asyncio.sleep(0.01)
            leaving.cancel()
        await house.compute(compute)

    asyncio.run(leave_and_come())
    assert most == [1]


def test_an_error_of_the_work_comes_out() -> None:
    async def fail() -> None:
        await admission().compute(int, "x")

    with pytest.raises(ValueError, match="invalid literal"):
        asyncio.run(fail())


def test_work_is_stopped_when_its_client_leaves() -> None:
    stopped: list[bool] = []

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            stopped.append(True)

    messages = [{"type": "http.request"}, {"type": "http.request"}, {"type": "http.disconnect"}]

    async def receive() -> Message:
        return messages.pop(0)

    with pytest.raises(ClientDisconnect):
        asyncio.run(while_connected(receive, work()))
    assert stopped == [True]


def test_and_ends_with_its_client_still_there() -> None:
    async def receive() -> Message:
        await asyncio.sleep(60)
        raise AssertionError

    async def fail() -> None:
        raise LookupError

    asyncio.run(while_connected(receive, asyncio.sleep(0)))
    with pytest.raises(LookupError):
        asyncio.run(while_connected(receive, fail()))
