from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from app.engine import reader, unroll
from app.engine.cells import CELLS
from app.engine.recorder import Desk, Desks, NotRecordable, Recorder, play


class Doubling(Desk):
    """Row k + 1 becomes twice row k."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.rows = np.ones((10, size))
        self.laid_out: list[int] = []

    def lay_out(self, step: int) -> None:
        self.laid_out.append(step)
        row, new = self.recorder.stand_ins(self.rows[step : step + 2])
        new[:] = row + row


def test_calls_are_laid_out_once_and_only_as_far_as_needed() -> None:
    desk = Doubling(2)
    desk.play(3)
    assert desk.rows[:, 0].tolist() == [1, 2, 4, 8, 1, 1, 1, 1, 1, 1]
    desk.play(2)
    desk.play(5)
    assert desk.laid_out == [0, 1, 2, 3, 4]
    assert desk.rows[5].tolist() == [32, 32]


def recorded(*arrays: npt.NDArray[np.float64]) -> tuple[Recorder, Any]:
    recorder = Recorder()
    return recorder, recorder.stand_ins(arrays)


def test_an_operation_is_recorded_and_not_computed() -> None:
    array, factor = np.array([3.0]), np.array([2.0])
    recorder, (row,) = recorded(array)
    assert np.multiply(row, factor, out=row) is row
    assert array.tolist() == [3.0]
    play(recorder.calls)
    assert array.tolist() == [6.0]


def test_a_result_is_made_again_at_every_play() -> None:
    array = np.array([[3.0, 4.0]])
    recorder, (rows,) = recorded(array)
    doubled = (1 + rows) * 2
    for value in (3.0, 5.0):
        array[:] = value
        play(recorder.calls)
        assert doubled.array.tolist() == [[2 * (1 + value)] * 2]


def test_an_assignment_costs_no_call_and_what_is_assigned_may_be_used_on() -> None:
    x, y, z = np.array([1.0, 2.0]), np.zeros(2), np.zeros((2, 2))
    recorder, (a, b, c) = recorded(x, y, z)
    value = a * a + 1
    b[:] = value
    c[1] = value - a
    play(recorder.calls)
    assert len(recorder.calls) == 3
    assert y.tolist() == [2, 5]
    assert z.tolist() == [[0, 0], [1, 3]]


def test_operations_in_place_on_a_whole_and_on_a_part() -> None:
    x, y = np.array([1.0, 2.0]), np.array([10.0, 20.0])
    recorder, (a, b) = recorded(x, y)
    a += b
    a[1:] *= b[:1]
    play(recorder.calls)
    assert len(recorder.calls) == 2
    assert x.tolist() == [11, 220]


def test_steps_share_their_scratch() -> None:
    rows, out = np.arange(6.0).reshape(3, 2), np.zeros((3, 2))
    recorder = Recorder()
    for row, own in zip(rows, out, strict=True):
        recorder.next_step()
        a, b = recorder.stand_ins((row, own))
        b[:] = (a + 1) * (a - 1)
    play(recorder.calls)
    assert out.tolist() == (rows**2 - 1).tolist()
    assert recorder.nbytes == 3 * 2 * 8


def test_a_scratch_array_of_another_shape_or_type_is_not_used_again() -> None:
    wide, out = np.arange(3.0), np.zeros(3)
    recorder, (a, b) = recorded(wide, out)
    kept = a[:1] + 1
    recorder.next_step()
    b[:] = (a > 1) * (a + 1)
    play(recorder.calls)
    assert kept.array.tolist() == [1]
    assert out.tolist() == [0, 0, 3]


def put(target: Any, value: object) -> Any:
    target[:] = value
    return target


WRONG: dict[str, Callable[[Any, Any], object]] = {
    "an argument": lambda a, b: put(b, a),
    "a view of an argument": lambda a, b: put(b, a[:]),
    "a view of the result": lambda a, b: put(b, (a + 1)[:]),
    "an array": lambda a, b: put(b, a.array),
    "a number": lambda a, b: put(b, a.array[0]),
    "an earlier result": lambda a, b: put(b, (a + 1, a + 2)[0]),
    "a result that another array was given": lambda a, b: put(b, np.add(a, 1, out=a)),
    "a result of which a view was taken": lambda a, b: [(c := a + 1)[:1], put(b, c)],
    "a result written already": lambda a, b: [put(a, c := b * 2), put(b, c)],
    "a result of another shape": lambda a, b: put(b, a[:1] + 1),
    "a result of another recording": lambda a, b: put(b, recorded(a.array)[1][0] + 1),
    "an operand of another recording": lambda a, b: a + recorded(b.array)[1][0],
    "a reduction": lambda a, b: put(b, np.add.reduce(a)),
    "a branch": lambda a, b: put(b, a + 1 if a > 0 else a - 1),
    "a function that is no ufunc": lambda a, b: put(b, np.where(a > 0, a, b)),
    "a sort": lambda a, b: put(b, np.sort(a)),
    "an operation with options": lambda a, b: put(b, np.add(a, 1, where=a.array > 0)),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_recorded_is_refused(name: str) -> None:
    _, (a, b) = recorded(np.ones(2), np.zeros(2))
    with pytest.raises(NotRecordable, match=r"recording|recorded|written|write"):
        WRONG[name](a, b)


def test_a_refusal_names_what_came() -> None:
    _, (a, b) = recorded(np.ones(2), np.zeros(2))
    with pytest.raises(NotRecordable, match=r"or x\[:\] = \+a for a copy; got a view, an argument"):
        b[:] = a
    with pytest.raises(NotRecordable, match="not recorded, of type float"):
        b[:] = 1.0


@pytest.mark.parametrize(("cell", "forward", "back"), [("rnn", 3, 2), ("gru", 11, 6), ("lstm", 10, 8)])
def test_how_many_calls_a_step_is(cell: str, forward: int, back: int) -> None:
    """Each costs some 0.4 µs whatever it computes, and they are nearly all that a step costs."""
    run = reader.run(reader.seeded(cell=cell, vocabulary="ab"), "ab")
    made, slopes = run.network.cell, run.trace.slopes(slice(0, 2))
    desks = unroll._ForwardDesk(made), unroll._BackwardDesk(made, len(slopes), entering=False)
    for desk, expected in zip(desks, (forward, back), strict=True):
        with np.errstate(all="ignore"):
            desk.play(5)
        assert desk.count == 5 * expected


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
