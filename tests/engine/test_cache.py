from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from app.engine.cache import ENTRY, PART, remembered, remembered_each


def test_results_are_kept_until_they_weigh_too_much() -> None:
    made: list[int] = []

    @remembered(3 * (80 + ENTRY))
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


def test_the_words_of_a_key_have_their_weight() -> None:
    made: list[tuple[str, ...]] = []

    @remembered(2 * (8 + ENTRY) + 5 * PART)
    def one(words: tuple[str, ...]) -> npt.NDArray[np.float64]:
        made.append(words)
        return np.zeros(1)

    for words in (("a", "b"), ("c", "d", "e"), ("a", "b"), ("f",), ("c", "d", "e")):
        one(words)
    assert made == [("a", "b"), ("c", "d", "e"), ("f",), ("c", "d", "e")]


def test_what_weighs_more_than_all_is_not_kept() -> None:
    made: list[int] = []

    @remembered(8)
    def ten(value: int) -> npt.NDArray[np.float64]:
        made.append(value)
        return np.zeros(10)

    ten(1)
    ten(1)
    assert made == [1, 1]


def test_only_new_words_are_made_and_too_many_are_forgotten() -> None:
    asked: list[str] = []

    @remembered_each(3)
    def times(of: int, words: Sequence[str]) -> list[str]:
        asked.append("".join(words))
        return [of * word for word in words]

    assert times(2, "ab") == ["aa", "bb"]
    assert times(2, "bca") == ["bb", "cc", "aa"]
    assert times(3, "c") == ["ccc"]
    assert times(2, "ad") == ["aa", "dd"]
    assert asked == ["ab", "c", "c", "ad"]
