"""A training in chunks: however it is cut, stopped and taken up again, the same numbers to the bit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, repeat

import numpy as np
import pytest

from app.training import chunks
from app.training.chunks import Chunk, Diverged, Done, Plan
from app.training.learner import Learner, Options
from app.training.saved import restored, saved
from app.training.tasks import TASKS, Task
from tests.events import events, steps

FOR_EVER = 1e9
NEVER = repeat(object=False).__next__


def plan(task: Task | None = None, network_every: int = 1000, **options: object) -> Plan:
    """A small training."""
    fields: dict[str, object] = {"hidden_size": 4, "batch_size": 4, "steps": 12, **options}
    return Plan(Options(task or TASKS["recall"](delay=2), **fields), network_every)  # type: ignore[arg-type, call-arg]


def after(looks: int) -> Iterator[bool]:
    """Stopped from that look on, counted from 1."""
    return (look >= looks for look in count(1))


def whole(of: Plan) -> Chunk:
    """All of a training in one chunk."""
    chunks.begin(of, None)
    return chunks.go_on(FOR_EVER, NEVER)


@pytest.mark.parametrize("looks", [1, 2, 7])
def test_a_stop_is_looked_for_after_every_step(looks: int) -> None:
    chunks.begin(plan(), None)
    chunk = chunks.go_on(FOR_EVER, after(looks).__next__)
    assert chunk.steps == looks
    assert [step["step"] for step in steps(events(chunk.events.decode()))] == [*range(1, looks + 1)]


def test_no_time_is_time_for_one_step() -> None:
    chunks.begin(plan(), None)
    assert chunks.go_on(0.0, NEVER).steps == 1
    assert chunks.go_on(0.0, NEVER).steps == 2


def test_a_chunk_ends_where_its_events_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "LONGEST_CHUNK", 500)
    chunks.begin(plan(), None)
    assert 1 <= chunks.go_on(FOR_EVER, NEVER).steps < 12


def test_networks_come_when_they_are_due_and_at_the_end() -> None:
    chunks.begin(plan(network_every=5), None)
    found = [chunks.go_on(FOR_EVER, NEVER) for _ in range(3)]
    assert [chunk.steps for chunk in found] == [5, 10, 12]
    assert all(chunk.network is not None for chunk in found)
    assert [chunk.ended is None for chunk in found] == [True, True, False]
    assert [chunk.state is None for chunk in found] == [True, True, False]


def test_the_end_says_the_last_step_and_what_was_held_out() -> None:
    of = plan()
    chunk = whole(of)
    last = steps(events(chunk.events.decode()))[-1]
    learner = Learner(of.options)
    for _ in range(12):
        learner.step()
    assert chunk.ended == Done(12, last["loss"], last["accuracy"], learner.score())
    assert chunk.network is not None
    for name, array in learner.network.state_dict().items():
        np.testing.assert_array_equal(chunk.network[name], array)


@pytest.mark.parametrize("optimizer", ["adam", "sgd"])
@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_it_goes_on_to_the_same_numbers_to_the_bit(cell: str, optimizer: str) -> None:
    of = plan(cell=cell, optimizer=optimizer)
    expected = whole(of)
    chunks.begin(of, None)
    found = chunks.go_on(FOR_EVER, after(5).__next__).events
    state = chunks.leave()
    assert chunks.begin(of, state) == 5
    rest = chunks.go_on(FOR_EVER, NEVER)
    assert found + rest.events == expected.events
    assert (rest.ended, rest.state) == (expected.ended, expected.state)


def test_one_that_is_done_goes_on_to_more_steps() -> None:
    done = whole(plan(steps=5))
    chunks.begin(plan(steps=12), done.state)
    rest = chunks.go_on(FOR_EVER, NEVER)
    assert done.events + rest.events == whole(plan(steps=12)).events


def test_one_that_is_done_and_goes_on_to_no_more_says_the_same_end() -> None:
    done = whole(plan())
    chunks.begin(plan(), done.state)
    again = chunks.go_on(FOR_EVER, NEVER)
    assert (again.events, again.ended) == (b"", done.ended)


def test_a_number_out_of_range_ends_it() -> None:
    chunks.begin(plan(nonlinearity="relu", optimizer="sgd", clip=None, learning_rate=1e150, steps=50), None)
    chunk = chunks.go_on(FOR_EVER, NEVER)
    assert isinstance(chunk.ended, Diverged)
    assert chunk.ended.step == chunk.steps + 1
    assert len(steps(events(chunk.events.decode()))) == chunk.steps
    assert chunk.state is None
    assert b"NaN" not in chunk.events
    assert b"Infinity" not in chunk.events


def test_nothing_is_held_after_the_end() -> None:
    whole(plan())
    with pytest.raises(ValueError, match="held the training died"):
        chunks.leave()


def test_events_are_server_sent_events() -> None:
    assert chunks.event("queued", {"position": 1}) == b'event: queued\ndata: {"position":1}\n\n'
    assert (
        chunks.event("start", {"vocabulary": ["가\n"]}) == 'event: start\ndata: {"vocabulary":["가\\n"]}\n\n'.encode()
    )


@pytest.mark.parametrize("array", [np.array([0.1, -0.0, 5e-324]), np.eye(2, dtype=bool), np.array(3), np.zeros((0, 2))])
def test_arrays_come_back_to_the_bit(array: np.ndarray) -> None:
    found = restored(saved({"a": [array, {"b": 2**100, "c": "x"}]}))["a"]
    assert found[1] == {"b": 2**100, "c": "x"}
    assert (found[0].dtype, found[0].shape) == (array.dtype, array.shape)
    assert found[0].tobytes() == array.tobytes()


@pytest.mark.parametrize(
    "data", [b"", b"{", b'{"array":[1]}', b'{"array":["O",[1],"AA=="]}', b'{"array":["<f8",[9],"AA=="]}']
)
def test_what_is_no_state_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # any reason will do
        restored(data)


def test_objects_are_not_saved() -> None:
    with pytest.raises(TypeError, match="numbers and texts"):
        saved({"a": object()})


def test_a_process_that_took_the_place_of_another_says_so() -> None:
    """A worker may be killed between two calls; the next one starts a fresh process, which holds nothing."""
    with pytest.raises(ValueError, match="held the training died"):
        chunks.go_on(1.0, lambda: False)
