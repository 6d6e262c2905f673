"""A copy is as the original: what cannot be written into stays so, or a change would be ignored in silence."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import app
from app.engine import errors, features, params, reader, tokens
from app.engine.cells import CELLS
from app.engine.scaled import Norms
from tests.engine.arrays import arrays_of

Way = Callable[[Any], Any]


def through_pickle(protocol: int) -> Way:
    return lambda value: pickle.loads(pickle.dumps(value, protocol))


WAYS: dict[str, Way] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{f"pickle {protocol}": through_pickle(protocol) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)},
}
RUNS: dict[str, dict[str, Any]] = {
    "short": {"sentence": "i am a boy"},
    "two layers": {"sentence": "a b a", "num_layers": 2, "objective": "next-token"},
    "long": {"sentence": "a b " * 300, "spectral_radius": 0.1},
    "numbers, backward": {
        "inputs": [1.0, 2.0],
        "bidirectional": True,
        "direction": "backward",
        "objective": "forecast",
    },
}
PUBLIC: dict[str, Callable[[app.Run], Any]] = {
    "EngineError": lambda _: errors.NotFinite("x"),
    "Network": lambda run: run.network,
    "Run": lambda run: run,
    "__version__": lambda _: app.__version__,
    "check": app.check,
    "forecasts": app.forecasts,
    "jacobian": app.jacobian,
    "ledger": app.ledger,
    "parameter_gradients": app.parameter_gradients,
    "parameter_norms": app.parameter_norms,
    "predictions": app.predictions,
    "read": lambda _: app.read("i am"),
    "spectrum": app.spectrum,
    "total_norm": app.total_norm,
}
"""What each name of the library is, or gives of a run."""
PARTS: dict[str, Callable[[app.Run], Any]] = {
    "layers": lambda run: run.network.layers,
    "careful layer": lambda run: run.network.layers[0].careful(),
    "head": lambda run: run.network.head,
    "cell": lambda run: run.network.cell,
    "question": lambda run: run.question,
    "trace": lambda run: run.trace,
    "adjoint": lambda run: run.adjoint,
    "grad_norms": lambda run: run.grad_norms,
    "input_grad": lambda run: run.input_grad,
    "initial_grad": lambda run: run.initial_grad,
    "text": lambda _: tokens.text("a b a"),
    "features": lambda _: tuple(features.of_tokens(("a", "b"), "word")),
}
FIXED = {"Network", "Run", "read", *PARTS}
"""What no one can write into. The rest is the caller's own."""


@pytest.fixture(scope="module", params=CELLS)
def cell(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=RUNS)
def run(request: pytest.FixtureRequest, cell: str) -> app.Run:
    return app.read(cell=cell, **RUNS[request.param])


def test_every_name_of_the_library_is_here() -> None:
    assert PUBLIC.keys() == set(app.__all__)


@pytest.mark.parametrize("name", [*PUBLIC, *PARTS])
def test_a_copy_can_be_written_into_only_where_the_original_can(run: app.Run, name: str) -> None:
    value = (PUBLIC | PARTS)[name](run)
    own = arrays_of(value)
    assert name not in FIXED or not any(array.flags.writeable for array in own)
    for way in WAYS.values():
        copied = way(value)
        assert type(copied) is type(value)
        found = arrays_of(copied)
        assert [array.flags.writeable for array in found] == [array.flags.writeable for array in own]
        for one, other in zip(found, own, strict=True):
            assert one.dtype == other.dtype
            np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_copied_network_reads_as_its_parameters_say(cell: str, way: Way) -> None:
    drawn = app.read("i am a boy", cell=cell, num_layers=2, bidirectional=True)
    net = way(drawn.network)
    parts = (*(getattr(layer, name) for layer in net.layers for name in params.NAMES), net.head.weight, net.embedding)
    for array in (*parts, *net.state_dict().values(), net.cell.scale):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0.0
    again = app.read("i am a boy", network=net)
    assert again.loss == drawn.loss
    np.testing.assert_array_equal(again.h, drawn.h)
    np.testing.assert_array_equal(again.grad, drawn.grad)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_copied_run_still_belongs_together(run: app.Run, way: Way) -> None:
    copied = way(run)
    with pytest.raises(ValueError, match="read-only"):
        copied.h[:] = 7
    assert (copied.loss, copied.tokens, copied.place) == (run.loss, run.tokens, run.place)
    assert [trace.layer for trace in copied.traces] == list(copied.network.layers)
    np.testing.assert_array_equal(app.ledger(copied).weight_gain, app.ledger(run).weight_gain)
    assert app.total_norm(copied).value == app.total_norm(run).value


@pytest.mark.parametrize("name", CELLS)
def test_a_copied_cell_keeps_its_careful_sigmoid(name: str) -> None:
    cell = reader.seeded(cell=name, vocabulary="ab").cell
    for own in (cell, cell.careful):
        assert copy.copy(own) is copy.deepcopy(own) is own
        again = pickle.loads(pickle.dumps(own))
        assert (again.hidden_size, again.nonlinearity, again.is_careful) == (8, "tanh", own.is_careful)


def test_what_can_be_written_into_is_copied_by_deepcopy() -> None:
    own = Norms(np.ones(2), np.zeros(2, dtype=np.intc))
    copied = copy.deepcopy(own)
    copied.mantissas[:] = 3.0
    assert (own.value.tolist(), copied.value.tolist()) == ([1.0, 1.0], [3.0, 3.0])


@pytest.mark.parametrize(
    "error",
    [
        errors.NoHead(),
        errors.UnknownToken("a"),
        errors.WrongShape("h", ("T", 2), (1,)),
        errors.OutOfRange("h", 3, 1, backward=True),
    ],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_copied_error_says_the_same(error: errors.EngineError, way: Way) -> None:
    copied = way(error)
    assert (type(copied), str(copied), copied.__dict__) == (type(error), str(error), error.__dict__)
