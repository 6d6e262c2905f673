"""How far a reader may fall behind, and how a connection is closed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from app.web import door
from app.web.door import Door, Pace


def test_a_reader_at_the_rate_is_on_time_for_ever() -> None:
    pace = Pace(seconds=10, rate=1000)
    assert all(pace.passed(1, 1000) for _ in range(1000))


@pytest.mark.parametrize(("each", "seconds"), [(0, 10), (500, 20), (900, 100)])
def test_a_slower_one_falls_behind_in_proportion(each: int, seconds: int) -> None:
    pace = Pace(seconds=10, rate=1000)
    assert all(pace.passed(1, each) for _ in range(seconds - 1))
    assert not all(pace.passed(1, each) for _ in range(2))


def test_it_catches_up_but_saves_nothing() -> None:
    pace = Pace(seconds=10, rate=1000)
    assert pace.passed(9, 0)
    assert pace.passed(1, 5_000)
    assert pace.passed(4, 0)
    assert pace.passed(1, 1_000_000)
    assert not pace.passed(10, 0)


def test_a_stream_with_pauses_is_kept_by_a_reader_who_waits_for_it() -> None:
    """Each burst is read at half the rate; until the next one nothing is left to read."""
    pace = Pace(seconds=10, rate=1000)
    for _ in range(100):
        assert pace.passed(2, 1_000)
        pace.rested(1)
    assert all(pace.passed(1, 500) for _ in range(17))
    assert not all(pace.passed(1, 500) for _ in range(3))


class Line(asyncio.Transport):
    """A transport whose other end reads nothing by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = 0
        self.calls: list[str] = []

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.waiting += len(data)

    def get_write_buffer_size(self) -> int:
        return self.waiting

    def __getattribute__(self, name: str) -> object:
        if name in {"close", "abort", "write_eof", "resume_reading"}:
            return lambda: self.calls.append(name)
        return super().__getattribute__(name)

    def is_closing(self) -> bool:
        return not {"close", "abort"}.isdisjoint(self.calls)


def after(
    act: Callable[[Door, Line], None], *, unread: bool = False, seconds: float = 0.1, linger: float = 60
) -> list[str]:
    """What is done to a transport in some seconds after `act`; other limits are 10 ms, and 1,000 bytes."""

    async def run() -> list[str]:
        line = Line()
        limits = {"tick": 0.002, "linger_seconds": linger, "linger_bytes": 1000}
        opened = Door(line, pace=Pace(0.01, 1e6), unread=lambda: unread, **limits)  # type: ignore[arg-type]
        act(opened, line)
        await asyncio.sleep(seconds)
        opened.lost()
        return line.calls

    return asyncio.run(run())


def closed_with(written: int) -> Callable[[Door, Line], None]:
    def act(opened: Door, _: Line) -> None:
        opened.write(b"a" * written)
        opened.close()

    return act


def test_a_close_waits_for_its_reader_but_not_for_ever() -> None:
    assert after(closed_with(1)) == ["close", "abort"]


def test_a_reader_in_time_is_not_hurried() -> None:
    def act(opened: Door, line: Line) -> None:
        opened.write(b"a" * 100)
        opened.watch()
        line.waiting = 0
        opened.unwatch()

    assert after(act) == []


def test_a_reader_that_stops_is_dropped() -> None:
    def act(opened: Door, _: Line) -> None:
        opened.write(b"a" * 100)
        opened.watch()

    assert after(act) == ["abort"]


def test_the_time_between_two_watches_is_no_time_behind() -> None:
    """Ten times 4 ms without a byte, of 10 ms that are allowed, and 4 ms between them with nothing left to read."""

    async def run() -> list[str]:
        line = Line()
        opened = Door(line, pace=Pace(0.01, 1e9), tick=1, linger_seconds=60, linger_bytes=1, unread=lambda: False)
        clock = iter(range(0, 4_000, 4))
        opened._loop = type("Loop", (), {"time": lambda _: next(clock) / 1e3, "call_later": lambda *_: Timer()})()
        opened.write(b"a" * 100)
        for _ in range(10):
            opened.watch()
            opened.unwatch()
        opened.watch()
        opened._look()
        return line.calls

    assert asyncio.run(run()) == []


class Timer:
    """A timer that never rings."""

    def cancel(self) -> None:
        """It is stopped."""


def test_a_close_in_the_middle_of_a_request_lingers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "LINGER_IDLE", 60)
    assert after(closed_with(1), unread=True, linger=0.01) == ["write_eof", "resume_reading", "abort"]


def test_lingering_ends_where_nothing_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "LINGER_IDLE", 0.001)
    assert after(closed_with(1), unread=True) == ["write_eof", "resume_reading", "abort"]


@pytest.mark.parametrize("count", [1000, 1001])
def test_lingering_ends_where_too_much_comes(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(door, "LINGER_IDLE", 60)

    def act(opened: Door, _: Line) -> None:
        opened.close()
        assert opened.is_closing()
        opened.discard(500)
        opened.discard(count - 500)

    assert after(act, unread=True, seconds=0) == ["write_eof", "resume_reading", *["abort"] * (count - 1000)]


def test_a_second_close_is_final() -> None:
    def act(opened: Door, _: Line) -> None:
        opened.close()
        opened.close()

    assert after(act, unread=True, seconds=0) == ["write_eof", "resume_reading", "close"]
