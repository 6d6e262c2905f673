from __future__ import annotations

import gc
import inspect
import sys
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import pytest

from app.engine import cache, params, reader
from app.engine.cache import ENTRY, SHARE, remembered, remembered_each, weight
from app.engine.cells import CELLS
from app.engine.params import Head

TEN = ENTRY + weight((1,)) + weight(np.zeros(10))
"""What the ten numbers made for one number weigh."""


def test_results_are_kept_until_they_weigh_too_much() -> None:
    made: list[int] = []

    @remembered(4 * TEN)
    def ten(value: int) -> npt.NDArray[np.float64]:
        made.append(value)
        return np.full(10, float(value))

    assert ten(1) is ten(1)
    for value in (2, 3, 4, 1, 5, 1):
        ten(value)
    assert made == [1, 2, 3, 4, 5]
    ten(2)
    assert made == [1, 2, 3, 4, 5, 2]
    assert ten(2)[0] == 2.0


def test_what_weighs_more_than_its_share_is_not_kept() -> None:
    made: list[int] = []

    def ten(value: int) -> npt.NDArray[np.float64]:
        made.append(value)
        return np.zeros(10)

    for most in (SHARE * TEN - 1, SHARE * TEN):
        kept = remembered(most)(ten)
        kept(1)
        kept(1)
    assert made == [1, 1, 1]


def test_two_threads_may_make_the_same() -> None:
    """The second to come is not counted again."""
    made: list[int] = []

    @remembered(4 * TEN)
    def ten(value: int) -> npt.NDArray[np.float64]:
        made.append(value)
        if len(made) == 1:
            for _ in range(9):
                ten(value)
        return np.zeros(10)

    for value in (1, 2, 3, 4, 1):
        ten(value)
    assert made == [1, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("value", "least"),
    [
        ("가" * 1000, 2000),
        (("a" * 500, ("b" * 500,)), 1000),
        (np.zeros(100), 800),
        (np.zeros((100, 2))[:, :1], 1600),
        (Head(np.zeros((3, 100)), np.zeros(3)), 2424),
        ((1, 2.0), sys.getsizeof((1, 2.0)) + sys.getsizeof(1) + sys.getsizeof(2.0)),
    ],
)
def test_a_weight_is_all_that_is_kept_alive(value: object, least: int) -> None:
    assert least <= weight(value) <= least + 600


def test_only_new_words_are_made() -> None:
    asked: list[str] = []

    @remembered_each(1 << 20)
    def times(of: int, words: Sequence[str]) -> list[str]:
        asked.append("".join(words))
        return [of * word for word in words]

    assert times(2, "ab") == ["aa", "bb"]
    assert times(2, "bcab") == ["bb", "cc", "aa", "bb"]
    assert times(3, "c") == ["ccc"]
    assert times(2, "abc") == ["aa", "bb", "cc"]
    assert asked == ["ab", "c", "c"]


def test_the_word_that_was_asked_least_recently_goes_first() -> None:
    asked: list[str] = []
    one = ENTRY + weight((1, "a")) + weight("a")

    @remembered_each(4 * one)
    def same(_: int, words: Sequence[str]) -> list[str]:
        asked.append("".join(words))
        return list(words)

    for words in ("abcd", "a", "e", "acd", "b"):
        assert same(1, words) == list(words)
    assert asked == ["abcd", "e", "b"]


def _held(work: Callable[[], None]) -> int:
    """Bytes that `work` leaves behind."""
    gc.collect()
    gc.freeze()  # what is there now need not be looked through again
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    work()
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return after - before


@pytest.fixture
def drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Numbers are the same for every name: drawing each would be most of these tests' time. Nothing of it is kept."""
    monkeypatch.setattr(params, "_random", lambda keys, size: np.full((len(keys), size), 0.5))
    yield
    for function in (reader._layer, reader._embedding, reader._head, reader._vectors, reader._head_rows):
        kept = inspect.getclosurevars(function).nonlocals["kept"]
        kept._entries.clear()
        kept._weight = 0


LIMIT = 1 << 17
WORDS: dict[str, Callable[[int], list[str]]] = {
    "short": lambda n: [f"w{n}x{i}" for i in range(40)],
    "long": lambda n: [f"w{n}" + "\U0001d400" * 4000],
    "too long": lambda n: [f"w{n}" + "a" * (LIMIT // 2)],
    "long beside short": lambda n: [f"s{n}", f"l{n}" + "가" * (LIMIT // 4)],
}


@pytest.mark.usefixtures("drawn_at_once")
@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize("size", [1, 64])
def test_a_cache_holds_no_more_than_its_limit(words: Callable[[int], list[str]], size: int) -> None:
    of = remembered(LIMIT)(params.seeded_head)
    each = remembered_each(LIMIT)(
        lambda seed, words: [row.copy() for row in params.seeded_embedding(seed, words, size)]
    )

    def ask() -> None:
        for n in range(70):
            of(n, tuple(words(n)), size)
            each(n % 7, words(n))

    held = _held(ask)
    assert held < 2 * LIMIT * 1.05
    assert held > LIMIT // 2 or words(0)[0].startswith(("w0a", "s"))


@pytest.mark.usefixtures("drawn_at_once")
def test_the_engine_s_caches_hold_no_more_than_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long words, many words, many seeds; small networks too, since the most of these fit in."""
    limits = (cache.LAYERS, cache.EMBEDDINGS, cache.HEADS, cache.VECTORS, cache.HEAD_ROWS)
    assert sum(limits) == 80 << 20

    def ask() -> None:
        for n in range(200):
            reader.seeded(seed=n, hidden_size=64, vocabulary=[f"w{n}" + "\U0001d400" * 50_000, f"w{n}"])
            reader.seeded(seed=n, hidden_size=1, input_size=1, vocabulary=[f"{n}.{i}" for i in range(100)])

    assert _held(ask) < sum(limits) * 1.05


PLAIN = (False, True)
"""A forward direction, with biases."""

WIDE: dict[str, tuple[int, Callable[[int], object]]] = {
    "layers": (
        cache.LAYERS,
        lambda n: reader._layer(CELLS["lstm"](128), 128, n, 0, None, "uniform", None, *PLAIN),
    ),
    "embeddings": (cache.EMBEDDINGS, lambda n: reader._embedding(n, _many(n), 256)),
    "heads": (cache.HEADS, lambda n: reader._head(n, _many(n), 256)),
    "vectors": (cache.VECTORS, lambda n: reader._vectors((n, 256), _many(n))),
    "rows of heads": (cache.HEAD_ROWS, lambda n: reader._head_rows((n, 256), _many(n))),
}


def _many(n: int) -> tuple[str, ...]:
    return tuple(f"{n}.{i}" for i in range(100))


@pytest.mark.usefixtures("drawn_at_once")
@pytest.mark.parametrize(("limit", "ask"), WIDE.values(), ids=WIDE)
def test_each_cache_of_the_reader_has_its_own_limit(limit: int, ask: Callable[[int], object]) -> None:
    def fill() -> None:
        for n in range(limit // 170_000):
            ask(n)

    assert limit * 0.5 < _held(fill) < limit * 1.05


def test_the_largest_layer_is_kept() -> None:
    cell = CELLS["lstm"](256)
    layers = [reader._layer(cell, 256, 5, 0, None, "uniform", None, *PLAIN) for _ in range(2)]
    assert layers[0] is layers[1]


def test_a_row_keeps_no_other_row_alive() -> None:
    (vector,) = reader._vectors((1, 8), ["a row"])
    ((weight_row, _),) = reader._head_rows((1, 8), ["a row"])
    assert vector.base is None
    assert weight_row.base is None


def test_many_threads_get_the_right_results() -> None:
    @remembered_each(4 * TEN)
    def double(of: int, words: Sequence[str]) -> list[str]:
        return [word * of for word in words]

    def ask(n: int) -> bool:
        words = [str((n * k) % 13) for k in range(9)]
        return double(2, words) == [word * 2 for word in words]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(2000)))
