"""A batch against single runs of the engine, and its gradient against differences."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from app.engine import flow, losses, reader
from app.engine.errors import NoEmbedding, WrongValue
from app.engine.run import Run
from app.training import batched as batches
from app.training import layer_loop
from app.training import losses as losses_of_batches
from app.training.batched import Batched
from app.training.errors import TrainingDiverged
from app.training.parameters import Parameters
from app.training.tasks import Batch

Array = npt.NDArray[np.float64]

T, N, I, H, WORDS = 7, 5, 3, 4, ("a", "b", "c", "d", "e")
NETWORKS: list[dict[str, Any]] = [
    {"cell": "rnn"},
    {"cell": "rnn", "nonlinearity": "relu"},
    {"cell": "rnn", "nonlinearity": "identity", "bias": False},
    {"cell": "gru"},
    {"cell": "lstm", "forget_bias": 1.0},
    {"cell": "gru", "num_layers": 3, "bias": False},
    {"cell": "lstm", "num_layers": 2},
]
networks = pytest.mark.parametrize("fields", NETWORKS, ids=lambda fields: "-".join(map(str, fields.values())))


@pytest.fixture(params=[1, 3, None], ids=lambda steps: f"stretches of {steps or 'all'}")
def stretch(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many steps the way back takes at a time."""
    if request.param:
        monkeypatch.setattr(layer_loop, "STRETCH", request.param * N * H)


def made(fields: dict[str, Any], **more: Any) -> tuple[Parameters, Batched]:
    net = reader.seeded(hidden_size=H, input_size=I, vocabulary=WORDS, seed=3, spectral_radius=1.2, **fields)
    parameters = Parameters(net)
    return parameters, Batched(parameters, **more)


def recall(size: int = N, seed: int = 1) -> Batch:
    """The first token is asked at the last step."""
    ids = np.random.default_rng(seed).integers(len(WORDS), size=(T, size))
    weights = np.zeros((T, size))
    weights[-1] = 1
    return Batch(np.broadcast_to(ids[0], ids.shape), weights, ids)


def here_and_there(seed: int = 2) -> Batch:
    """Any class is asked at some places, by weights of many sizes; nothing at the first step or the last."""
    rng = np.random.default_rng(seed)
    weights = rng.random((T, N)) * (rng.random((T, N)) > 0.4)
    weights[0] = weights[-1] = 0
    return replace(recall(), targets=rng.integers(len(WORDS), size=(T, N)), weights=weights)


def runs(parameters: Parameters, batch: Batch, **question: Any) -> list[Run]:
    assert batch.ids is not None
    return [reader.run(parameters.network(), [WORDS[k] for k in column], **question) for column in batch.ids.T]


def mean_gradient(parameters: Parameters, own: list[Run]) -> dict[str, Array]:
    found = [flow.parameter_gradients(run) for run in own]
    return {name: np.mean([each[name] for each in found], axis=0) for name in parameters.arrays}


def assert_gradient(parameters: Parameters, batched: Batched, expected: dict[str, Array]) -> None:
    for name, gradient in parameters.views(batched.gradient).items():
        np.testing.assert_allclose(gradient, expected[name], rtol=1e-10, atol=1e-15, err_msg=name)


@networks
@pytest.mark.parametrize("size", [1, N])
@pytest.mark.usefixtures("stretch")
def test_a_batch_is_the_mean_of_single_runs(fields: dict[str, Any], size: int) -> None:
    parameters, batched = made(fields)
    batch = recall(size)
    outcome, own = batched.learn(batch, 1), runs(parameters, batch)
    assert outcome.loss == pytest.approx(np.mean([run.loss for run in own]), rel=1e-12)
    assert_gradient(parameters, batched, mean_gradient(parameters, own))
    squares = np.mean([np.square(run.grad_norms.value[::-1]) for run in own], axis=0)
    np.testing.assert_allclose(outcome.log10_grad_norms, np.log10(squares) / 2, rtol=1e-10)


@networks
@pytest.mark.usefixtures("stretch")
def test_asking_at_every_step_is_the_engine_s_next_token(fields: dict[str, Any]) -> None:
    parameters, batched = made(fields)
    batch = recall()
    assert batch.ids is not None
    weights = np.ones((T, N))
    weights[-1] = 0
    outcome = batched.learn(replace(batch, targets=np.roll(batch.ids, -1, axis=0), weights=weights), 1)
    own = runs(parameters, batch, objective="next-token")
    assert outcome.loss == pytest.approx(np.mean([run.loss for run in own]), rel=1e-12)
    assert_gradient(parameters, batched, mean_gradient(parameters, own))


@networks
def test_numbers_are_read_as_the_engine_s_forecast(fields: dict[str, Any]) -> None:
    net = reader.seeded(hidden_size=H, input_size=2, vocabulary=(), outputs=2, seed=5, **fields)
    parameters = Parameters(net)
    batched = Batched(parameters, tolerance=0.1)
    rows = np.random.default_rng(4).normal(size=(T, N, 2))
    weights = np.ones((T, N))
    weights[-1] = 0
    outcome = batched.learn(Batch(np.roll(rows, -1, axis=0), weights, numbers=rows), 1)
    own = []
    for series in rows.swapaxes(0, 1):
        series.setflags(write=False)
        ids = np.full(T, -1)
        own.append(reader.answer(net, (), ids, losses.ask("forecast", ids, x=series), x=series))
    assert outcome.loss == pytest.approx(np.mean([run.loss for run in own]), rel=1e-12)
    assert_gradient(parameters, batched, mean_gradient(parameters, own))


@networks
@pytest.mark.parametrize("squared", [False, True])
@pytest.mark.usefixtures("stretch")
def test_the_gradient_is_that_of_differences(fields: dict[str, Any], squared: bool) -> None:
    parameters, batched = made(fields, tolerance=0.1 if squared else None)
    rng, batch = np.random.default_rng(2), here_and_there()
    if squared:
        batch = replace(batch, targets=rng.normal(size=(T, N, len(WORDS))))
    batched.learn(batch, 1)
    direction = rng.normal(size=parameters.vector.shape)
    expected, start, size = float(batched.gradient @ direction), parameters.vector.copy(), 1e-5
    found = []
    for sign in (1, -1):
        parameters.vector[:] = start + sign * size * direction
        found.append(batched.score(batch, 1)[0])
    assert (found[0] - found[1]) / (2 * size) == pytest.approx(expected, rel=1e-6)


@networks
@pytest.mark.parametrize("truncate", [1, 2, 3, T, T + 1])
@pytest.mark.usefixtures("stretch")
def test_a_truncated_gradient_is_that_of_the_last_steps(fields: dict[str, Any], truncate: int) -> None:
    """Of a loss at the end: the run is read on from the state before its last steps, which then is a constant."""
    parameters, batched = made(fields, truncate=truncate)
    batch = recall()
    outcome, kept = batched.learn(batch, 1), min(T, truncate)
    assert batch.ids is not None
    net, own = parameters.network(), []
    for column in batch.ids.T:
        tokens, state = [WORDS[k] for k in column], None
        if kept < T:
            state = reader.run(net, tokens[:-kept], objective="sum").final_state
        own.append(reader.run(net, tokens[-kept:], objective="label", target=int(column[0]), state=state))
    assert outcome.loss == pytest.approx(np.mean([run.loss for run in own]), rel=1e-12)
    assert_gradient(parameters, batched, mean_gradient(parameters, own))
    squares = np.mean([np.square(run.grad_norms.value[::-1]) for run in own], axis=0)
    np.testing.assert_allclose(outcome.log10_grad_norms[:kept], np.log10(squares) / 2, rtol=1e-10)
    assert (outcome.log10_grad_norms[kept:] == -math.inf).all()


@networks
def test_the_order_of_a_batch_does_not_matter(fields: dict[str, Any]) -> None:
    _, batched = made(fields)
    batch, order = here_and_there(), np.array([3, 0, 4, 1, 2])
    assert batch.ids is not None
    first = batched.learn(batch, 1)
    gradient = batched.gradient.copy()
    turned = Batch(batch.targets[:, order], batch.weights[:, order], batch.ids[:, order])
    second = batched.learn(turned, 1)
    assert second.loss == pytest.approx(first.loss, rel=1e-13)
    assert second.accuracy == pytest.approx(first.accuracy, rel=1e-13)
    np.testing.assert_allclose(batched.gradient, gradient, rtol=1e-11, atol=1e-15)


def test_the_loss_is_the_mean_by_the_weights() -> None:
    _, batched = made({"cell": "gru"})
    batch = here_and_there()
    terms = []
    for t, n in np.argwhere(batch.weights > 0):
        single = np.zeros((T, N))
        single[t, n] = 0.3
        terms.append((batch.weights[t, n], *batched.score(replace(batch, weights=single), 1)))
    weights, single, right = np.array(terms).T
    loss, accuracy = batched.score(batch, 1)
    assert loss == pytest.approx(weights @ single / weights.sum(), rel=1e-12)
    assert accuracy == pytest.approx(weights @ right / weights.sum(), rel=1e-12)
    assert 0 < accuracy < 1


def test_numbers_are_right_within_the_tolerance() -> None:
    parameters, batched = made({"cell": "rnn"}, tolerance=0.25)
    assert parameters.arrays["linear.weight"].shape == (len(WORDS), H)
    parameters.arrays["linear.weight"][:] = 0.0
    parameters.arrays["linear.bias"][:] = 1.0
    targets = np.ones((T, N, len(WORDS)))
    targets[-1, 1, 3] = 1.25
    targets[-1, 2, 0] = 0.74
    loss, accuracy = batched.score(replace(recall(), targets=targets), 1)
    assert accuracy == pytest.approx(4 / 5)
    assert loss == pytest.approx((0.25**2 + 0.26**2) / 2 / N)


def test_what_a_batch_leaves_behind_does_not_reach_the_next() -> None:
    """Buffers are used again, for batches of other shapes and other questions too."""
    kinds = [recall(), here_and_there(), replace(recall(), weights=np.ones((T, N))), recall(2), here_and_there(9)]
    _, batched = made({"cell": "lstm", "num_layers": 2})
    for batch in [*kinds, *kinds[::-1], *kinds]:
        _, fresh = made({"cell": "lstm", "num_layers": 2})
        assert batched.learn(batch, 1).loss == fresh.learn(batch, 1).loss
        assert (batched.gradient == fresh.gradient).all()


def test_recordings_of_few_shapes_are_kept() -> None:
    _, batched = made({"cell": "rnn"})
    for size in range(1, 9):
        batched.learn(recall(size), 1)
    assert len(batched._stacks) == batches.SHAPES


def test_the_recordings_last_used_are_kept() -> None:
    _, batched = made({"cell": "rnn"})
    for size in (1, 2, 3, 4, 1, 5):
        batched.learn(recall(size), 1)
    assert [key[1] for key in batched._stacks] == [3, 4, 1, 5]


def test_only_the_steps_that_are_asked_are_looked_at() -> None:
    assert losses_of_batches.asked_steps(recall()) == slice(T - 1, T)
    assert losses_of_batches.asked_steps(here_and_there()) == slice(1, T - 1)
    weights = np.zeros((T, N))
    weights[2, 1] = weights[4, 0] = 1
    assert losses_of_batches.asked_steps(replace(recall(), weights=weights)) == slice(2, 5)


def test_an_embedding_that_is_not_read_gets_no_gradient() -> None:
    parameters, batched = made({"cell": "gru"}, tolerance=0.1)
    targets = np.zeros((T, N, len(WORDS)))
    tokens = replace(recall(), targets=targets, weights=np.ones((T, N)))
    numbers = Batch(targets, np.ones((T, N)), numbers=np.random.default_rng(1).normal(size=(T, N, I)))
    for batch in (numbers, tokens, numbers):
        batched.learn(batch, 1)
        assert parameters.views(batched.gradient)["embedding.weight"].any() == (batch is tokens)
        assert parameters.views(batched.gradient)["linear.weight"].any()


def test_a_word_s_row_gets_the_sum_of_its_places() -> None:
    parameters, batched = made({"cell": "rnn"})
    batch = replace(recall(), ids=np.full((T, N), 2), targets=np.full((T, N), 2))
    batched.learn(batch, 1)
    rows = parameters.views(batched.gradient)["embedding.weight"]
    assert rows[2].all()
    assert not rows[[0, 1, 3, 4]].any()


def test_nothing_asked_is_an_error() -> None:
    _, batched = made({"cell": "rnn"})
    with pytest.raises(WrongValue, match="weights must be above 0 somewhere"):
        batched.learn(replace(recall(), weights=np.zeros((T, N))), 1)


def test_tokens_without_an_embedding_are_an_error() -> None:
    net = reader.seeded(hidden_size=H, input_size=2, vocabulary=(), outputs=2)
    with pytest.raises(NoEmbedding):
        Batched(Parameters(net)).learn(recall(), 1)


@pytest.mark.parametrize("nonlinearity", ["relu", "identity"])
@pytest.mark.parametrize("sign", [-1.0, 1.0])
def test_a_state_out_of_range_is_an_error(nonlinearity: str, sign: float) -> None:
    """Also where relu makes 0 of it: −∞ and NaN."""
    parameters, batched = made({"cell": "rnn", "nonlinearity": nonlinearity})
    parameters.arrays["rnn.weight_ih_l0"][:] = sign * 1e200
    parameters.arrays["rnn.bias_ih_l0"][:] = sign * 1e308
    parameters.arrays["rnn.bias_hh_l0"][:] = sign * 1e308
    with pytest.raises(TrainingDiverged, match="the state left the range of a double in training step 17;") as error:
        batched.learn(recall(), 17)
    assert (error.value.what, error.value.step) == ("state", 17)


@pytest.mark.parametrize("cell", ["rnn", "lstm"])
def test_a_state_that_is_no_number_is_an_error(cell: str) -> None:
    """Of ∞ − ∞, which no tanh brings back."""
    parameters, batched = made({"cell": cell})
    parameters.arrays["embedding.weight"][:] = 1e10
    parameters.arrays["rnn.weight_ih_l0"][:] = 1e308
    parameters.arrays["rnn.weight_hh_l0"][:] = -1.7e308
    with pytest.raises(TrainingDiverged, match="the state left"):
        batched.learn(recall(), 1)


def test_a_loss_out_of_range_is_an_error() -> None:
    parameters, batched = made({"cell": "rnn"})
    parameters.arrays["linear.weight"][0] = 1e308
    parameters.arrays["linear.bias"][0] = 1.7e308
    with pytest.raises(TrainingDiverged, match="the loss left"):
        batched.learn(recall(), 1)


def test_gradients_stay_exact_where_the_network_is_nearly_certain() -> None:
    parameters, batched = made({"cell": "rnn"})
    batch = replace(recall(), targets=np.full((T, N), 1))
    parameters.arrays["linear.weight"][:] = 0.0
    parameters.arrays["linear.bias"][:] = 0.0
    parameters.arrays["linear.bias"][1] = 50.0
    batched.learn(batch, 1)
    found = parameters.views(batched.gradient)["linear.bias"]
    small = math.exp(-50.0)
    np.testing.assert_allclose(found, [small, -4 * small, small, small, small], rtol=1e-12)
