from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from app.engine import reader
from app.engine.cells import CELLS
from app.engine.pool import Pool
from app.engine.recorder import Recording


class Row(Recording):
    """80 bytes for each unit of size, and no calls."""

    count = 0

    def __init__(self, size: int) -> None:
        self.row = np.ones(10 * size)


def test_a_recording_is_not_given_back_after_a_failure() -> None:
    pool = Pool()
    with pytest.raises(KeyError), pool.borrow(Row, 1) as broken:
        raise KeyError
    with pool.borrow(Row, 1) as other:
        assert other is not broken


def test_a_recording_in_use_is_not_lent_again() -> None:
    pool = Pool()
    with pool.borrow(Row, 1) as one, pool.borrow(Row, 1) as other, pool.borrow(Row, 2) as wider:
        assert one is not other
    with pool.borrow(Row, 1) as again, pool.borrow(Row, 2) as wider_again:
        assert again in {one, other}
        assert wider_again is wider


def test_the_least_recently_used_is_dropped_first() -> None:
    pool = Pool(max_bytes=2 * 80)
    with pool.borrow(Row, 1) as first:
        pass
    with pool.borrow(Row, 2):
        pass
    with pool.borrow(Row, 1) as again:
        assert again is not first


def test_what_is_lent_again_and_again_weighs_once() -> None:
    pool = Pool(max_bytes=2 * 80)
    with pool.borrow(Row, 1) as first:
        pass
    for _ in range(5):
        with pool.borrow(Row, 1) as again:
            assert again is first


@pytest.mark.parametrize("cell", CELLS)
def test_threads_do_not_disturb_each_other(cell: str) -> None:
    nets = [reader.seeded(cell=cell, seed=seed, vocabulary=("a", "b")) for seed in range(8)]
    words = ["a", "b", "b"] * 150
    alone = [reader.run(net, words, objective="next-token") for net in nets]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda net: reader.run(net, words, objective="next-token"), nets * 4))
    for k, run in enumerate(together):
        assert (run.h == alone[k % 8].h).all()
        assert (run.grad == alone[k % 8].grad).all()
