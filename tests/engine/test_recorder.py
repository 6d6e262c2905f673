from __future__ import annotations

import doctest
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from app.engine import reader
from app.engine import recorder as module
from app.engine.loop import BackwardLoop, ForwardLoop
from app.engine.recorder import NotRecordable, RecordedArray, Recorder, StepRecording, replay


class Doubling(StepRecording):
    """Row k + 1 becomes twice row k."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.rows = np.ones((10, size))
        self.recorded: list[int] = []

    def record(self, step: int) -> None:
        self.recorded.append(step)
        row, new = self.recorder.arrays(self.rows[step : step + 2])
        new[:] = row + row


def test_steps_are_recorded_once_and_only_as_far_as_needed() -> None:
    doubling = Doubling(2)
    doubling.replay(3)
    assert doubling.rows[:, 0].tolist() == [1, 2, 4, 8, 1, 1, 1, 1, 1, 1]
    doubling.replay(2)
    doubling.replay(5)
    assert doubling.recorded == [0, 1, 2, 3, 4]
    assert doubling.rows[5].tolist() == [32, 32]


def test_the_example_in_the_docstring() -> None:
    assert doctest.testmod(module) == (0, 7)


def recorded(*arrays: npt.NDArray[np.float64]) -> tuple[Recorder, Any]:
    recorder = Recorder()
    return recorder, recorder.arrays(arrays)


def test_an_operation_is_recorded_and_not_computed() -> None:
    array, factor = np.array([3.0]), np.array([2.0])
    recorder, (row,) = recorded(array)
    assert np.multiply(row, factor, out=row) is row
    assert array.tolist() == [3.0]
    replay(recorder.calls)
    assert array.tolist() == [6.0]


def test_a_result_is_made_again_at_every_replay() -> None:
    array = np.array([[3.0, 4.0]])
    recorder, (rows,) = recorded(array)
    doubled = (1 + rows) * 2
    for value in (3.0, 5.0):
        array[:] = value
        replay(recorder.calls)
        assert doubled.array.tolist() == [[2 * (1 + value)] * 2]


def test_an_assignment_costs_no_call() -> None:
    x, y, z = np.array([1.0, 2.0]), np.zeros(2), np.zeros((2, 2))
    recorder, (a, b, c) = recorded(x, y, z)
    b[:] = a * a + 1
    c[1] = b - a
    replay(recorder.calls)
    assert len(recorder.calls) == 3
    assert y.tolist() == [2, 5]
    assert z.tolist() == [[0, 0], [1, 3]]


def test_operations_in_place_on_a_whole_and_on_a_part() -> None:
    x, y = np.array([1.0, 2.0]), np.array([10.0, 20.0])
    recorder, (a, b) = recorded(x, y)
    a += b
    a[1:] *= b[:1]
    replay(recorder.calls)
    assert len(recorder.calls) == 2
    assert x.tolist() == [11, 220]


def test_steps_share_their_scratch() -> None:
    rows, out = np.arange(6.0).reshape(3, 2), np.zeros((3, 2))
    recorder = Recorder()
    for row, own in zip(rows, out, strict=True):
        recorder.next_step()
        a, b = recorder.arrays((row, own))
        b[:] = (a + 1) * (a - 1)
    replay(recorder.calls)
    assert out.tolist() == (rows**2 - 1).tolist()
    assert recorder.nbytes == 3 * 2 * 8


def test_a_scratch_array_of_another_shape_is_not_used_again() -> None:
    wide, out = np.arange(3.0), np.zeros(3)
    recorder, (a, b) = recorded(wide, out)
    kept = a[:1] + 1
    recorder.next_step()
    b[:] = (a > 1) * (a + 1)
    replay(recorder.calls)
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
    "a result before an operation in place": lambda a, b: [c := a + 1, a.__iadd__(1), put(b, c)],
    "a result that another array was given": lambda a, b: put(b, np.add(a, 1, out=a)),
    "a result of which a view was taken": lambda a, b: [(c := a + 1)[:1], put(b, c)],
    "a result written already": lambda a, b: [put(a, c := b * 2), put(b, c)],
    "an operand written already": lambda a, b: [put(a, c := b * 2), c + 1],
    "a view of a result written already": lambda a, b: [put(a, c := b * 2), c[:1]],
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
    loops = ForwardLoop(made), BackwardLoop(made, len(slopes), entering=False)
    for loop, expected in zip(loops, (forward, back), strict=True):
        with np.errstate(all="ignore"):
            loop.replay(5)
        assert loop.count == 5 * expected


def standing(count: int, units: int) -> npt.NDArray[np.float64]:
    """Rows (N, H) of a batch whose units are outermost in memory."""
    return np.arange(float(count * units)).reshape(units, count).T


def test_scratch_lies_in_memory_as_the_operands_do() -> None:
    """So that an operation on a batch is one stretch of numbers; rows of another layout get scratch of their own."""
    recorder = Recorder()
    for rows in (standing(3, 4), np.ones((3, 4)), standing(3, 4)):
        recorder.next_step()
        (row,) = recorder.arrays([rows])
        found = row * 2.0
        assert found.array.strides == rows.strides
        replay(recorder.calls)
        np.testing.assert_array_equal(found.array, rows * 2.0)


def test_a_constant_is_spread_over_a_batch_once_for_each_shape() -> None:
    factor = np.array([1.0, 10.0, 100.0])
    recorder, found = Recorder(), []
    for rows in (standing(2, 3), standing(4, 3), standing(2, 3)):
        (row,) = recorder.arrays([rows])
        found.append((rows, row * factor))
        spread = recorder.calls[-1].args[1]
        assert spread.shape == rows.shape
        assert spread.strides == rows.strides
    replay(recorder.calls)
    for rows, product in found:
        np.testing.assert_array_equal(product.array, rows * factor)
    assert recorder.calls[0].args[1] is recorder.calls[2].args[1]
    assert recorder.nbytes == 8 * (6 + 12 + 6) + 8 * (6 + 12)


def test_a_constant_of_one_run_is_not_copied() -> None:
    factor = np.array([1.0, 10.0])
    recorder = Recorder()
    (row,) = recorder.arrays([np.ones(2)])
    assert isinstance(row * factor, RecordedArray)
    assert recorder.calls[0].args[1] is factor


def test_recorders_may_share_their_calls() -> None:
    """What one has recorded comes between the other's calls, on scratch that neither takes from the other."""
    first = Recorder()
    second = Recorder(first.calls)
    (one,), (other,) = first.arrays([np.ones(2)]), second.arrays([np.full(2, 3.0)])
    sums = one + 1.0, other + 1.0
    replay(first.calls)
    assert [found.array.tolist() for found in sums] == [[2.0, 2.0], [4.0, 4.0]]
