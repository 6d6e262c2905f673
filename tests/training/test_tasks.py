"""What each task asks, told a second time in plain Python."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields
from typing import Any

import numpy as np
import pytest

from app.engine import tokens
from app.engine.errors import EmptySentence, RepeatedToken, UnknownName, WrongValue
from app.training.tasks import TASKS, Batch, Task, task_class
from app.training.tasks.adding import Adding
from app.training.tasks.base import LONGEST
from app.training.tasks.brackets import Brackets
from app.training.tasks.forecast import Forecast
from app.training.tasks.parity import Parity
from app.training.tasks.recall import Recall
from app.training.tasks.text import Text

SERIES = tuple(float(k) for k in range(100))
WORDS = "the quick brown fox jumps over the lazy dog and runs away from it"
EVERY: tuple[Task, ...] = (
    Adding(),
    Adding(length=2),
    Brackets(),
    Brackets(length=1, kinds=1, deepest=1),
    Brackets(length=30, kinds=4, deepest=3, asked="depth"),
    Forecast(series=SERIES),
    Forecast(series=SERIES[:6], window=5),
    Parity(),
    Parity(length=1),
    Recall(),
    Recall(delay=0, symbols=("x", "y")),
    Text(text=WORDS, window=5),
    Text(text=WORDS, window=3, tokenizer="word"),
    Text(text="나는 소년이다", window=9, tokenizer="jamo"),
)
every = pytest.mark.parametrize("task", EVERY, ids=lambda task: f"{task.name} {task.steps}")


def drawn(task: Task, size: int = 200, seed: int = 0) -> Batch:
    return task.batch(np.random.default_rng(seed), size)


@every
@pytest.mark.parametrize("size", [1, 7])
def test_a_batch_fits_its_task(task: Task, size: int) -> None:
    batch = drawn(task, size)
    assert (batch.steps, batch.size) == (task.steps, size)
    assert batch.weights.shape == (task.steps, size)
    assert batch.weights[-1].all(), "the last step is asked"
    if task.vocabulary:
        assert batch.numbers is None
        assert batch.ids is not None
        assert batch.ids.shape == (task.steps, size)
        assert batch.ids.min() >= 0
        assert batch.ids.max() < len(task.vocabulary)
        assert task.input_size is None
    else:
        assert batch.ids is None
        assert batch.numbers is not None
        assert batch.numbers.shape == (task.steps, size, task.input_size)
    if task.squared:
        assert batch.targets.shape == (task.steps, size, task.outputs)
        assert task.tolerance > 0
        assert task.classes == ()
    else:
        assert batch.targets.shape == (task.steps, size)
        assert batch.targets.dtype == np.int64
        assert batch.targets.min() >= 0
        assert batch.targets.max() < task.outputs == len(task.classes)


@every
def test_the_same_stream_gives_the_same_batches(task: Task) -> None:
    one, other = np.random.default_rng(5), np.random.default_rng(5)
    for _ in range(2):
        first, second = task.batch(one, 6), task.batch(other, 6)
        for field in fields(Batch):
            np.testing.assert_array_equal(getattr(first, field.name), getattr(second, field.name))


@every
def test_a_task_does_not_change(task: Task) -> None:
    name = fields(task)[0].name  # type: ignore[arg-type]
    with pytest.raises(FrozenInstanceError):
        setattr(task, name, 3)
    assert hash(task) == hash(type(task)(**{each.name: getattr(task, each.name) for each in fields(task)}))  # type: ignore[arg-type]


@every
def test_what_is_held_out_is_the_same_task(task: Task) -> None:
    other = task.held_out
    assert (other.vocabulary, other.classes, other.steps, other.outputs) == (
        task.vocabulary,
        task.classes,
        task.steps,
        task.outputs,
    )
    assert (other.input_size, other.squared, other.tolerance) == (task.input_size, task.squared, task.tolerance)
    assert drawn(other).steps == task.steps


@pytest.mark.parametrize(
    ("task", "tokens_asked"),
    [(Recall(), True), (Parity(), True), (EVERY[-1], True), (Brackets(), False), (Adding(), False)],
    ids=lambda value: str(getattr(value, "name", value)),
)
def test_some_tasks_ask_for_tokens(task: Task, tokens_asked: bool) -> None:
    assert task.asks_for_tokens == tokens_asked


def test_recall_asks_at_the_end_for_the_first() -> None:
    task = Recall(delay=4, symbols=("x", "y", "z"))
    batch = drawn(task)
    assert batch.ids is not None
    assert (batch.targets[-1] == batch.ids[0]).all()
    assert not batch.weights[:-1].any()
    assert (np.bincount(batch.ids.ravel()) > 280).all(), "each symbol is as likely as another"
    assert len({*map(tuple, batch.ids.T.tolist())}) > 100


def test_adding_asks_at_the_end_for_the_sum_of_the_marked() -> None:
    batch = drawn(Adding(length=9))
    assert batch.numbers is not None
    values, marks = np.moveaxis(batch.numbers, -1, 0)
    assert (marks[:4].sum(axis=0) == 1).all()
    assert (marks[4:].sum(axis=0) == 1).all()
    assert set(marks.ravel()) == {0, 1}
    assert marks.any(axis=1).all(), "every place is marked now and then"
    np.testing.assert_allclose(batch.targets[-1, :, 0], (values * marks).sum(axis=0))
    assert 0 <= values.min() < 0.01
    assert 0.99 < values.max() < 1
    assert not batch.weights[:-1].any()


def test_parity_asks_at_every_step_whether_the_ones_are_odd() -> None:
    batch = drawn(Parity(length=6))
    assert batch.ids is not None
    for bits, answers in zip(batch.ids.T, batch.targets.T, strict=True):
        assert [sum(bits[: t + 1]) % 2 for t in range(6)] == list(answers)
    assert (batch.weights == 1).all()
    assert 0.4 < batch.ids.mean() < 0.6


@pytest.mark.parametrize("kinds", [1, 2, 4])
@pytest.mark.parametrize("deepest", [1, 3, 50])
def test_brackets_close_what_was_opened_last(kinds: int, deepest: int) -> None:
    closing, depth = (Brackets(length=40, kinds=kinds, deepest=deepest, asked=asked) for asked in ("closing", "depth"))
    one, other = drawn(closing), drawn(depth)
    assert one.ids is not None
    np.testing.assert_array_equal(one.ids, other.ids)
    fitting = dict(zip("([{<", ")]}>", strict=True))
    seen = set()
    for ids, closes, depths in zip(one.ids.T, one.targets.T, other.targets.T, strict=True):
        stack: list[str] = []
        for k, close, deep in zip(ids, closes, depths, strict=True):
            token = closing.vocabulary[k]
            if token in fitting:
                stack.append(fitting[token])
            else:
                assert stack.pop() == token
            assert len(stack) <= deepest
            assert closing.classes[close] == (stack[-1] if stack else ".")
            assert depth.classes[deep] == str(len(stack))
            seen.add(token)
    assert seen == set(closing.vocabulary)
    assert (one.weights == 1).all()


def test_a_bracket_opens_as_often_as_it_closes_where_both_may_be() -> None:
    task = Brackets(length=30, kinds=1, deepest=100)
    batch = drawn(task, 500)
    assert batch.ids is not None
    depths = np.cumsum(1 - 2 * batch.ids, axis=0)
    free = batch.ids[1:][depths[:-1] > 0]
    assert 0.47 < free.mean() < 0.53


def test_forecast_asks_at_every_step_for_the_next_number() -> None:
    batch = drawn(Forecast(series=SERIES, window=10))
    assert batch.numbers is not None
    np.testing.assert_array_equal(batch.targets, batch.numbers + 1)
    np.testing.assert_array_equal(np.diff(batch.numbers, axis=0), 1)
    assert (batch.weights == 1).all()


def test_the_last_fifth_of_a_series_is_held_out() -> None:
    task = Forecast(series=SERIES, window=10)
    for own, first, last in ((task, 0, 79), (task.held_out, 80, 99)):
        numbers = drawn(own, 2000).targets
        seen = drawn(own, 2000).numbers
        assert seen is not None
        assert (seen.min(), numbers.max()) == (first, last)


def test_a_short_series_is_all_trained_on() -> None:
    """Its last fifth has no window of six numbers."""
    task = Forecast(series=SERIES[:29], window=5)
    for own in (task, task.held_out):
        assert drawn(own).targets.max() == 28
    split = Forecast(series=SERIES[:30], window=5)
    assert drawn(split).targets.max() == 23
    held = drawn(split.held_out).numbers
    assert held is not None
    assert held.min() == 24


def test_close_is_a_share_of_the_series_spread() -> None:
    assert Forecast(series=SERIES).tolerance == pytest.approx(0.25 * np.std(SERIES))


@pytest.mark.parametrize("tokenizer", ["char", "word", "jamo"])
def test_text_asks_at_every_step_for_the_next_token(tokenizer: str) -> None:
    text = WORDS * 4 + " 나는 소년이다"
    task = Text(text=text, window=3, tokenizer=tokenizer)
    expected = tokens.tokenize(text, tokenizer)
    assert task.vocabulary == task.classes == tuple(dict.fromkeys(expected))
    windows = {expected[k : k + 4] for k in range(len(expected))}
    batch = drawn(task)
    assert batch.ids is not None
    for ids, targets in zip(batch.ids.T, batch.targets.T, strict=True):
        assert list(ids[1:]) == list(targets[:-1])
        assert tuple(task.vocabulary[k] for k in [*ids, targets[-1]]) in windows
    assert (batch.weights == 1).all()


def test_the_last_tenth_of_a_text_is_held_out() -> None:
    text = "".join(chr(0x4E00 + k) for k in range(100))
    task = Text(text=text, window=4)
    for own, first, last in ((task, 0, 89), (task.held_out, 90, 99)):
        batch = drawn(own, 2000)
        assert batch.ids is not None
        assert (batch.ids.min(), batch.targets.max()) == (first, last)
    whole = Text(text=text[:49], window=4)
    assert drawn(whole, 2000).targets.max() == drawn(whole.held_out, 2000).targets.max() == 48


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: Recall(delay=-1), WrongValue, f"delay must be a whole number from 0 to {LONGEST - 1}; got -1"),
        (lambda: Recall(delay=LONGEST), WrongValue, "delay must be"),
        (lambda: Recall(delay=2.0), WrongValue, "delay must be"),  # type: ignore[arg-type]
        (lambda: Recall(symbols=("a",)), WrongValue, "at least two texts"),
        (lambda: Recall(symbols=("a", "b", "a")), RepeatedToken, "'a' twice"),
        (lambda: Adding(length=1), WrongValue, f"from 2 to {LONGEST}; got 1"),
        (lambda: Parity(length=0), WrongValue, "from 1 to"),
        (lambda: Parity(length=LONGEST + 1), WrongValue, "length must be"),
        (lambda: Brackets(kinds=5), WrongValue, "kinds must be a whole number from 1 to 4; got 5"),
        (lambda: Brackets(kinds=0), WrongValue, "kinds must be"),
        (lambda: Brackets(deepest=0), WrongValue, "deepest must be"),
        (lambda: Brackets(length=0), WrongValue, "length must be"),
        (lambda: Brackets(asked="both"), UnknownName, "unknown value of asked: both; have closing, depth"),
        (lambda: Forecast(series=SERIES[:5], window=5), WrongValue, "series must be more than window = 5 numbers"),
        (lambda: Forecast(series=(0.0, 1.0, float("nan")), window=1), WrongValue, "series must be finite numbers"),
        (lambda: Forecast(series=SERIES, window=0), WrongValue, "window must be"),
        (lambda: Text(text="abc", window=3), WrongValue, "text must be a text of more than window = 3 tokens; got"),
        (lambda: Text(text=" ", window=1), EmptySentence, "at least one token"),
        (lambda: Text(text=WORDS, window=0), WrongValue, "window must be"),
        (lambda: Text(text=WORDS, tokenizer="byte"), UnknownName, "unknown tokenizer: byte"),
    ],
)
def test_an_impossible_task_is_refused(make: Callable[[], Task], error: type[ValueError], message: str) -> None:
    with pytest.raises(error, match=message):
        make()


def test_tasks_are_found_by_name() -> None:
    assert {"adding", "brackets", "forecast", "parity", "recall", "text"} <= set(TASKS)
    assert task_class("recall") is Recall
    assert all(task_class(name).name == name for name in TASKS)
    with pytest.raises(UnknownName, match="unknown task: copy; have adding"):
        task_class("copy")


def test_lists_from_json_will_do() -> None:
    values: Any = ["x", "y"]
    assert Recall(symbols=values) == Recall(symbols=("x", "y"))
    numbers: Any = [1, 2, 3.5]
    assert Forecast(series=numbers, window=2).series == (1.0, 2.0, 3.5)


class Counted(str):
    """A text that counts how often it is compared."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def test_looking_for_a_symbol_twice_is_linear() -> None:
    Recall(symbols=tuple(Counted(k) for k in range(300)))
    assert Counted.compared <= 300


def test_a_series_at_the_end_of_a_double_warns_nobody() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not Forecast(series=(1e308, -1e308) * 9, window=2).tolerance < math.inf
