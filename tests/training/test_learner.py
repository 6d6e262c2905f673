"""Learning step by step: the same numbers whatever happens around it, and errors with a name where it cannot go on."""

from __future__ import annotations

import json
import math
import pickle
from dataclasses import fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from app.engine import flow, losses, reader
from app.engine.errors import (
    NoEmbedding,
    NoHead,
    UnknownName,
    UnknownToken,
    WrongHead,
    WrongShape,
    WrongValue,
)
from app.engine.network import Network
from app.training import saved
from app.training.errors import NotTrainable, TrainingDiverged
from app.training.learner import HELD_OUT, TRAINING, Learner, Options
from app.training.tasks import Batch, Task
from app.training.tasks.adding import Adding
from app.training.tasks.brackets import Brackets
from app.training.tasks.forecast import Forecast
from app.training.tasks.parity import Parity
from app.training.tasks.recall import Recall
from app.training.tasks.text import Text

SENTENCE = ("i", "am", "a", "boy", ",")
RECALL = Recall(delay=3, symbols=SENTENCE)
TASKS: tuple[Task, ...] = (
    Adding(length=5),
    Brackets(length=6),
    Forecast(series=tuple(float(k * k % 7) for k in range(40)), window=6),
    Parity(length=4),
    RECALL,
    Text(text="a text that is read", window=4),
)


def small(task: Task = RECALL, **more: Any) -> Options:
    return Options(task, **{"batch_size": 3, "hidden_size": 4, "input_size": 2, **more})


def same(one: Network, other: Network) -> bool:
    first, second = one.state_dict(), other.state_dict()
    return first.keys() == second.keys() and all((first[name] == second[name]).all() for name in first)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
@pytest.mark.parametrize("cell", ["rnn", "lstm"])
def test_going_on_from_a_state_is_going_straight_on(task: Task, cell: str) -> None:
    for optimizer in ("adam", "sgd"):
        options = small(task, cell=cell, optimizer=optimizer)
        straight, halting = Learner(options), Learner(options)
        first = [straight.step() for _ in range(3)]
        assert [halting.step() for _ in range(3)] == first
        state = pickle.loads(pickle.dumps(halting.state()))
        kept = saved.restored(saved.saved(halting.state()))
        halting.step()
        expected = [straight.step() for _ in range(4)]
        assert [report.step for report in expected] == [4, 5, 6, 7]
        for found in (Learner.resume(options, state), Learner.resume(options, kept)):
            assert [found.step() for _ in range(4)] == expected
            assert same(found.network, straight.network)
            assert found.score() == straight.score()


def test_a_state_does_not_change_while_its_learner_goes_on() -> None:
    options = small(cell="gru")
    learner = Learner(options)
    learner.step()
    state = learner.state()
    expected = [learner.step() for _ in range(2)]
    other = Learner.resume(options, state)
    assert [other.step() for _ in range(2)] == expected
    again = Learner.resume(options, state)
    assert [again.step() for _ in range(2)] == expected


def test_learners_side_by_side_do_not_disturb_each_other() -> None:
    options = small(cell="lstm", num_layers=2)
    alone = [Learner(options).step() for _ in range(1)]
    one, other = Learner(options), Learner(replace(options, seed=9))
    reports = []
    for _ in range(4):
        reports.append(one.step())
        other.step()
        other.score(1)
        one.score(2)
        assert one.network is not None
    lonely = Learner(options)
    assert reports == [lonely.step() for _ in range(4)]
    assert reports[:1] == alone


def test_another_seed_is_another_training() -> None:
    assert Learner(small()).step().loss != Learner(small(seed=1)).step().loss


def test_the_network_of_a_sentence_s_tokens_is_the_one_that_is_shown() -> None:
    """As /step draws it: embeddings and rows of the head by token."""
    drawn: dict[str, Any] = {"cell": "gru", "hidden_size": 4, "input_size": 2, "seed": 5, "num_layers": 2}
    learner = Learner(small(**drawn))
    shown = reader.seeded(**drawn, vocabulary=SENTENCE)
    assert same(learner.network, shown)
    assert learner.network.vocabulary == SENTENCE


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_a_learned_network_can_be_read(task: Task) -> None:
    learner = Learner(small(task, cell="lstm"))
    before = learner.network
    learner.step()
    net = learner.network
    assert not same(before, net)
    assert same(before, Learner(small(task, cell="lstm")).network)
    assert len(net.head.bias) == task.outputs
    batch = task.batch(np.random.default_rng(3), 1)
    if batch.ids is not None:
        run = reader.run(net, [task.vocabulary[k] for k in batch.ids[:, 0]], objective="sum")
    else:
        assert batch.numbers is not None
        numbers = np.ascontiguousarray(batch.numbers[:, 0])
        numbers.setflags(write=False)
        ids = np.full(len(numbers), -1)
        run = reader.answer(net, (), ids, losses.ask("sum", ids, x=numbers), x=numbers)
    assert np.isfinite(run.h).all()
    with pytest.raises(ValueError, match="read-only"):
        net.layers[0].weight_hh[0] = 1


def test_a_report_is_of_the_network_before_it_moved() -> None:
    options = small(cell="lstm", clip=None, optimizer="sgd", learning_rate=0.5)
    learner = Learner(options)
    net = learner.network
    batch = RECALL.batch(np.random.default_rng((0, TRAINING)), 3)
    report = learner.step()
    assert batch.ids is not None
    runs = [reader.run(net, [SENTENCE[k] for k in column]) for column in batch.ids.T]
    assert report.step == 1
    assert report.loss == pytest.approx(np.mean([run.loss for run in runs]), rel=1e-12)
    gradients = [flow.parameter_gradients(run) for run in runs]
    mean = {name: np.mean([each[name] for each in gradients], axis=0) for name in gradients[0]}
    norm = math.sqrt(sum(float(np.square(array).sum()) for array in mean.values()))
    assert report.total_grad_norm == pytest.approx(norm, rel=1e-12)
    assert not report.clipped
    likeliest = [int(flow.predictions(run, 1).likeliest_ids[-1, 0]) for run in runs]
    assert report.accuracy == pytest.approx(np.mean(likeliest == batch.ids[0]))
    squares = np.mean([np.square(run.grad_norms.value[::-1]) for run in runs], axis=0)
    np.testing.assert_allclose(np.array(report.log10_grad_norms, float), np.log10(squares) / 2, rtol=1e-10)
    blocks = net.layers[0].weight_hh.reshape(4, 4, 4)
    assert report.spectral_radius == pytest.approx(np.abs(np.linalg.eigvals(blocks)).max(), rel=1e-12)
    for name, array in net.state_dict().items():
        np.testing.assert_allclose(learner.network.state_dict()[name], array - 0.5 * mean[name], rtol=1e-9, atol=1e-14)


def test_the_radius_is_the_last_layer_s() -> None:
    learner = Learner(small(num_layers=3))
    last = learner.network.layers[-1].weight_hh
    assert learner.step().spectral_radius == pytest.approx(np.abs(np.linalg.eigvals(last)).max(), rel=1e-12)


@pytest.mark.parametrize(("hidden_size", "cell", "every"), [(22, "rnn", 1), (32, "rnn", 2), (32, "lstm", 8)])
def test_a_large_network_s_radius_is_measured_now_and_then(hidden_size: int, cell: str, every: int) -> None:
    learner = Learner(small(hidden_size=hidden_size, cell=cell))
    measured = []
    for _ in range(2 * every + 1):
        blocks = learner.network.layers[0].weight_hh.reshape(-1, hidden_size, hidden_size)
        measured.append(float(np.abs(np.linalg.eigvals(blocks)).max()))
        assert learner.step().spectral_radius == measured[len(measured) - 1 - (len(measured) - 1) % every]


def test_a_radius_between_two_measures_outlives_a_break() -> None:
    options = small(hidden_size=32, cell="lstm")
    learner = Learner(options)
    reports = [learner.step() for _ in range(3)]
    assert reports[0].spectral_radius > 0
    assert Learner.resume(options, learner.state()).step() == learner.step()


def test_a_clipped_step_is_as_long_as_the_clip() -> None:
    options = small(optimizer="sgd", learning_rate=1.0, clip=0.01)
    learner = Learner(options)
    before = np.concatenate([array.ravel() for array in learner.network.state_dict().values()])
    report = learner.step()
    after = np.concatenate([array.ravel() for array in learner.network.state_dict().values()])
    assert report.clipped
    assert report.total_grad_norm > 0.01
    assert np.linalg.norm(after - before) == pytest.approx(0.01, rel=1e-4)


def test_a_gradient_that_does_not_arrive_is_none() -> None:
    report = Learner(small(truncate=2)).step()
    assert [value is None for value in report.log10_grad_norms] == [False, False, True, True]


def test_scores_are_of_batches_that_no_step_saw() -> None:
    options = small(Text(text="abcdefghijklmnopqrstuvwxyz" * 2 + "0123456789", window=3))
    seen: list[Batch] = []

    class Watched(Text):
        def batch(self, rng: np.random.Generator, size: int) -> Batch:
            seen.append(super().batch(rng, size))
            return seen[-1]

    task = Watched(options.task.text, window=3)  # type: ignore[attr-defined]
    learner = Learner(replace(options, task=task))
    for _ in range(30):
        learner.step()
    trained = {int(k) for batch in seen for k in np.unique(batch.ids if batch.ids is not None else [])}
    seen.clear()
    first = learner.score(3)
    assert len(seen) == 3
    held = {int(k) for batch in seen for k in np.unique(batch.ids if batch.ids is not None else [])}
    assert not trained & held
    assert learner.score(3) == first
    drawn = task.held_out.batch(np.random.default_rng((0, HELD_OUT)), 3)
    assert drawn.ids is not None
    assert seen[0].ids is not None
    assert (drawn.ids == seen[0].ids).all()


def test_a_score_is_the_mean_of_its_batches() -> None:
    learner = Learner(small())
    rng = np.random.default_rng((0, HELD_OUT))
    found = [learner._batched.score(RECALL.batch(rng, 3), 1) for _ in range(4)]
    score = learner.score(4)
    assert score.loss == pytest.approx(np.mean([loss for loss, _ in found]), rel=1e-14)
    assert score.accuracy == pytest.approx(np.mean([accuracy for _, accuracy in found]), rel=1e-14)


def test_a_network_is_taken_as_it_is_given() -> None:
    given = reader.seeded(cell="gru", hidden_size=3, input_size=2, vocabulary=SENTENCE, seed=8)
    learner = Learner(small(network=given, cell="lstm", hidden_size=9))
    assert same(learner.network, given)
    learner.step()
    assert learner.network.cell.name == "gru"
    assert not same(learner.network, given)


def test_a_vocabulary_in_another_order_is_the_same_task() -> None:
    """A stored network has rows for other words too, and the task's in its own order."""
    words = ("zero", "boy", ",", "i", "one", "am", "a")
    wide = reader.seeded(cell="rnn", hidden_size=4, input_size=2, vocabulary=words)
    learner = Learner(small(network=wide))
    report = learner.step()
    batch = RECALL.batch(np.random.default_rng((0, TRAINING)), 3)
    assert batch.ids is not None
    runs = [reader.run(wide, [SENTENCE[k] for k in column]) for column in batch.ids.T]
    assert report.loss == pytest.approx(np.mean([run.loss for run in runs]), rel=1e-12)
    rows = np.array([words.index(word) for word in SENTENCE])
    moved = np.flatnonzero((learner.network.embedding != wide.embedding).any(axis=1))
    assert set(moved) <= set(rows)


def test_classes_are_not_taken_for_tokens() -> None:
    task = Brackets(length=5, kinds=1)
    net = reader.seeded(hidden_size=4, input_size=2, vocabulary=(")", "x", "("), outputs=2)
    report = Learner(small(task, network=net)).step()
    batch = task.batch(np.random.default_rng((0, TRAINING)), 3)
    assert batch.ids is not None
    single = [
        reader.run(net, [task.vocabulary[k] for k in column], objective="label", loss_at=t, target=int(target)).loss
        for column, targets in zip(batch.ids.T, batch.targets.T, strict=True)
        for t, target in enumerate(targets)
    ]
    assert report.loss == pytest.approx(np.mean(single), rel=1e-12)


def test_tokens_without_names_are_rows() -> None:
    named = reader.seeded(hidden_size=4, input_size=2, vocabulary=SENTENCE)
    unnamed = Network.from_state_dict(named.state_dict())
    assert Learner(small(network=unnamed)).step() == Learner(small(network=named)).step()


def test_the_parameters_that_a_network_has_are_those_that_learn() -> None:
    full = reader.seeded(cell="gru", hidden_size=4, input_size=2, vocabulary=SENTENCE)
    names = [name for name in full.state_dict() if "bias" not in name]
    bare = Network.from_state_dict({name: full.state_dict()[name] for name in names}, vocabulary=SENTENCE)
    learner = Learner(small(network=bare))
    learner.step()
    assert list(learner.network.state_dict()) == names
    assert not learner.network.layers[0].bias_hh.any()
    assert not learner.network.head.bias.any()
    assert (learner.network.bias, learner.network.head_bias) == (False, False)


def test_options_and_what_they_hold_can_be_sent_to_another_process() -> None:
    given = reader.seeded(cell="lstm", hidden_size=4, input_size=2, vocabulary=SENTENCE)
    for options in (small(network=given), small(TASKS[2])):
        sent = pickle.loads(pickle.dumps(options))
        assert Learner(sent).step() == Learner(options).step()
    report = Learner(small()).step()
    assert pickle.loads(pickle.dumps(report)) == report
    assert json.loads(json.dumps({field.name: getattr(report, field.name) for field in fields(report)}))


def unheaded() -> Network:
    return reader.seeded(hidden_size=4, input_size=2, vocabulary=SENTENCE, headless=True)


@pytest.mark.parametrize(
    ("task", "network", "error", "message"),
    [
        (RECALL, reader.seeded(vocabulary=SENTENCE, bidirectional=True), NotTrainable, "bidirectional network is not"),
        (RECALL, unheaded(), NoHead, "has no head"),
        (RECALL, reader.seeded(vocabulary=(), outputs=5), NoEmbedding, "has no embedding"),
        (RECALL, reader.seeded(vocabulary=SENTENCE[:4]), UnknownToken, "','"),
        (RECALL, reader.seeded(vocabulary=SENTENCE, outputs=4), WrongHead, "each of the 5 tokens; it has 4"),
        (Adding(), reader.seeded(input_size=3, vocabulary=(), outputs=1), WrongShape, r"\(G·H, 2\); got \(8, 3\)"),
        (Adding(), reader.seeded(input_size=2, vocabulary=(), outputs=2), WrongHead, "each of the 1 outputs"),
        (Parity(), reader.seeded(vocabulary=("0", "1"), outputs=3), WrongHead, "each of the 2 tokens; it has 3"),
        (
            RECALL,
            Network.from_state_dict(reader.seeded(vocabulary=SENTENCE[:4]).state_dict()),
            NotTrainable,
            "has 5 tokens, and the network's embedding only 4 rows",
        ),
    ],
)
def test_a_network_that_cannot_learn_the_task_is_refused(
    task: Task, network: Network, error: type[ValueError], message: str
) -> None:
    with pytest.raises(error, match=message):
        Learner(small(task, network=network))


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"optimizer": "lion"}, UnknownName),
        ({"cell": "transformer"}, UnknownName),
        ({"learning_rate": 0.0}, WrongValue),
        ({"learning_rate": math.nan}, WrongValue),
        ({"learning_rate": None}, WrongValue),
        ({"clip": 0}, WrongValue),
        ({"clip": math.inf}, WrongValue),
        ({"batch_size": 0}, WrongValue),
        ({"batch_size": 2.5}, WrongValue),
        ({"steps": 0}, WrongValue),
        ({"truncate": 0}, WrongValue),
        ({"truncate": True}, WrongValue),
    ],
)
def test_an_impossible_option_is_refused(fields: dict[str, Any], error: type[ValueError]) -> None:
    with pytest.raises(error):
        Learner(small(**fields))


def test_a_training_that_leaves_the_range_ends_with_a_name() -> None:
    series = tuple(np.sin(np.arange(40.0)).tolist())
    options = small(Forecast(series=series, window=12), nonlinearity="relu", optimizer="sgd", clip=None)
    learner = Learner(replace(options, learning_rate=1e3))

    def go() -> None:
        for _ in range(200):
            report = learner.step()
            numbers = [report.loss, report.total_grad_norm, report.spectral_radius, *report.log10_grad_norms]
            assert all(number is None or math.isfinite(number) for number in numbers)

    with pytest.raises(TrainingDiverged, match="a smaller learning_rate, or a clip") as error:
        go()
    assert error.value.what in {"state", "loss", "gradient", "parameters"}
    assert error.value.step == learner.steps_done + 1
    assert all(np.isfinite(array).all() for array in learner.network.state_dict().values())


def test_parameters_out_of_range_are_named() -> None:
    learner = Learner(small(learning_rate=1e200))
    before = learner.network
    with pytest.raises(TrainingDiverged, match="the parameters left") as error:
        learner.step()
    assert error.value.step == 1
    assert same(learner.network, before)


def test_a_gradient_out_of_range_is_named() -> None:
    """The loss is in range; what goes back through a matrix of 1e150 is not."""
    arrays = {name: array.copy() for name, array in reader.seeded(vocabulary=SENTENCE).state_dict().items()}
    arrays["rnn.weight_hh_l0"] = np.eye(8) * 1e120
    arrays["rnn.weight_ih_l0"] *= 0
    arrays["rnn.bias_ih_l0"] *= 0
    arrays["rnn.bias_hh_l0"] *= 0
    net = Network.from_state_dict(arrays, vocabulary=SENTENCE)
    with pytest.raises(TrainingDiverged, match="the gradient left the range of a double in training step 1;"):
        Learner(small(network=net)).step()


def test_it_learns() -> None:
    """Two symbols, one step later: nobody needs luck for that."""
    learner = Learner(Options(Recall(delay=1, symbols=("a", "b")), cell="gru", learning_rate=0.05, steps=60))
    start = learner.score()
    for _ in range(60):
        learner.step()
    score = learner.score()
    assert score.accuracy == 1.0
    assert score.loss < 0.05 < start.loss


def batch_of(values: npt.ArrayLike) -> Batch:
    return Batch(np.array(values), np.ones(np.shape(values)), np.array(values))


def test_a_batch_knows_its_shape() -> None:
    assert (batch_of([[0, 1, 1], [1, 0, 0]]).steps, batch_of([[0, 1, 1], [1, 0, 0]]).size) == (2, 3)
