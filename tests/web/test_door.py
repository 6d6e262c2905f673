"""How far a reader may fall behind."""

from __future__ import annotations

import pytest

from app.web.door import Pace


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
