from __future__ import annotations

import numpy as np
import numpy.typing as npt

from app.engine.cache import remembered


def test_results_are_kept_until_they_weigh_too_much() -> None:
    made: list[int] = []

    @remembered(3 * 80)
    def ten(value: int) -> npt.NDArray[np.float64]:
        made.append(value)
        return np.full(10, float(value))

    assert ten(1) is ten(1)
    ten(2)
    ten(3)
    ten(1)
    ten(4)
    ten(1)
    assert made == [1, 2, 3, 4]
    ten(2)
    assert made == [1, 2, 3, 4, 2]
    assert ten(2)[0] == 2.0


def test_what_weighs_more_than_all_is_not_kept() -> None:
    made: list[int] = []

    @remembered(8)
    def ten(value: int) -> npt.NDArray[np.float64]:
        made.append(value)
        return np.zeros(10)

    ten(1)
    ten(1)
    assert made == [1, 1]
