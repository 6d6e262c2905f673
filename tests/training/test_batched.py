"""A batch against single runs of the engine, and its gradient against differences."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.engine import flow, reader
from app.training.batched import Batched
from app.training.parameters import Parameters
from app.training.tasks import Batch

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
names = pytest.mark.parametrize("fields", NETWORKS, ids=lambda fields: "-".join(map(str, fields.values())))


def made(fields: dict[str, Any], **more: Any) -> tuple[Parameters, Batched]:
    net = reader.seeded(hidden_size=H, input_size=I, vocabulary=WORDS, seed=3, spectral_radius=1.2, **fields)
    parameters = Parameters(net)
    return parameters, Batched(parameters, **more)


def recall() -> Batch:
    ids = np.random.default_rng(1).integers(len(WORDS), size=(T, N))
    weights = np.zeros((T, N))
    weights[-1] = 1
    return Batch(np.broadcast_to(ids[0], ids.shape), weights, ids)


@names
def test_a_batch_is_the_mean_of_single_runs(fields: dict[str, Any]) -> None:
    parameters, batched = made(fields)
    batch = recall()
    outcome = batched.learn(batch, 1)
    assert batch.ids is not None
    runs = [reader.run(parameters.start, [WORDS[k] for k in column]) for column in batch.ids.T]
    assert outcome.loss == pytest.approx(np.mean([run.loss for run in runs]), rel=1e-12)
    mean = {name: np.mean([flow.parameter_gradients(run)[name] for run in runs], axis=0) for name in parameters.arrays}
    for name, gradient in parameters.views(batched.gradient).items():
        np.testing.assert_allclose(gradient, mean[name], rtol=1e-10, atol=1e-15, err_msg=name)
    squares = np.mean([np.square(run.grad_norms.value[::-1]) for run in runs], axis=0)
    np.testing.assert_allclose(outcome.log10_grad_norms, np.log10(squares) / 2, rtol=1e-10)


@names
@pytest.mark.parametrize("squared", [False, True])
def test_the_gradient_is_that_of_differences(fields: dict[str, Any], squared: bool) -> None:
    parameters, batched = made(fields, tolerance=0.1 if squared else None)
    rng = np.random.default_rng(2)
    batch = replace(recall(), weights=rng.random((T, N)) * (rng.random((T, N)) > 0.4))
    if squared:
        batch = replace(batch, targets=rng.normal(size=(T, N, len(WORDS))))
    batched.learn(batch, 1)
    direction = rng.normal(size=parameters.vector.shape)
    expected, start, size = float(batched.gradient @ direction), parameters.vector.copy(), 1e-5
    losses = []
    for sign in (1, -1):
        parameters.vector[:] = start + sign * size * direction
        losses.append(batched.score(batch, 1)[0])
    assert (losses[0] - losses[1]) / (2 * size) == pytest.approx(expected, rel=1e-6)
