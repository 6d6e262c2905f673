from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest

from app.engine import reader
from app.engine.cells import CELLS
from app.engine.recorder import Calls, Desk, Desks, play, stand_ins


class Doubling(Desk):
    """Row k + 1 becomes twice row k."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.rows = np.ones((10, size))
        self.laid_out: list[int] = []

    def lay_out(self, step: int, calls: Calls) -> None:
        self.laid_out.append(step)
        row, new = stand_ins(calls, self.rows[step : step + 2])
        np.add(row, row, out=new)


def test_calls_are_laid_out_once_and_only_as_far_as_needed() -> None:
    desk = Doubling(2)
    desk.play(3)
    assert desk.rows[:, 0].tolist() == [1, 2, 4, 8, 1, 1, 1, 1, 1, 1]
    desk.play(2)
    desk.play(5)
    assert desk.laid_out == [0, 1, 2, 3, 4]
    assert desk.rows[5].tolist() == [32, 32]


def test_a_stand_in_notes_constants_as_they_are() -> None:
    calls: Calls = []
    array, factor = np.array([3.0]), np.array([2.0])
    (row,) = stand_ins(calls, [array])
    assert np.multiply(row, factor, out=row) is row
    assert array.tolist() == [3.0]
    (noted,) = calls
    assert isinstance(noted, partial)
    noted()
    assert array.tolist() == [6.0]


def test_a_result_without_an_array_gets_one_that_is_filled_at_every_play() -> None:
    calls: Calls = []
    array, product = np.array([[3.0, 4.0]]), np.empty((1, 1))
    (rows,) = stand_ins(calls, [array])
    doubled = (1 + rows) * 2
    doubled[:, :1].dot(np.array([[0.5]]), *stand_ins(calls, [product]))
    for value in (3.0, 5.0):
        array[:] = value
        play(calls)
        assert doubled.array.tolist() == [[2 * (1 + value)] * 2]
        assert product.item() == 1 + value


def test_a_desk_is_not_laid_ready_again_after_a_failure() -> None:
    desks = Desks()
    with pytest.raises(KeyError), desks.borrow(Doubling, 1) as broken:
        raise KeyError
    with desks.borrow(Doubling, 1) as other:
        assert other is not broken


def test_a_desk_in_use_is_not_lent_again() -> None:
    desks = Desks()
    with desks.borrow(Doubling, 1) as one, desks.borrow(Doubling, 1) as other, desks.borrow(Doubling, 2) as wider:
        assert one is not other
    with desks.borrow(Doubling, 1) as again, desks.borrow(Doubling, 2) as wider_again:
        assert again in {one, other}
        assert wider_again is wider


def test_the_desk_that_lay_longest_goes_first() -> None:
    desks = Desks(max_bytes=2 * 80)
    with desks.borrow(Doubling, 1) as first:
        pass
    with desks.borrow(Doubling, 2):
        pass
    with desks.borrow(Doubling, 1) as again:
        assert again is not first


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
