from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import app
from app.engine import params, reader
from app.engine.cells import CELLS
from app.engine.params import Head, Layer
from tests.engine.arrays import arrays_of

ONLY_NUMPY = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in {"numpy", "app", *sys.stdlib_module_names}:
            raise ImportError(f"imported {name}")
sys.meta_path.insert(0, Blocked())
import app
assert "numpy" not in sys.modules
run = app.read("i am a boy")
print(run.h.shape, float(app.check(run).worst) < 1e-6, sorted(app.ledger(run).__slots__)[0], app.__version__)
"""


def test_numpy_is_all_that_it_imports() -> None:
    root = Path(app.__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", ONLY_NUMPY], capture_output=True, text=True, cwd=root, check=False)
    assert done.stderr == ""
    assert done.stdout == f"(4, 8) True direct {app.__version__}\n"


def test_every_name_of_the_surface_is_there_and_no_other() -> None:
    assert dir(app) == sorted(app.__all__)
    for name in app.__all__:
        assert getattr(app, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'foo'"):
        _ = app.foo
    assert (Path(app.__file__).parent / "py.typed").exists()


def test_a_sentence_is_read_as_the_engine_reads_it() -> None:
    fields: dict[str, Any] = {"cell": "lstm", "hidden_size": 3, "input_size": 2, "num_layers": 2, "seed": 5}
    state = {"h": np.ones((2, 3)), "c": np.zeros((2, 3))}
    run = app.read("a b a", **fields, forget_bias=1.0, objective="next-token", loss_at=1, state=state, layer=0)
    net = reader.seeded(**fields, forget_bias=1.0, vocabulary=("a", "b"))
    same = reader.run(net, ("a", "b", "a"), objective="next-token", loss_at=1, state=state, layer=0)
    assert run.loss == same.loss
    assert (run.tokens, run.layer, run.steps) == (("a", "b", "a"), 0, 3)
    np.testing.assert_array_equal(run.grad, same.grad)
    assert app.read("가", tokenizer="jamo").tokens == ("ㄱ", "ㅏ")
    assert app.read("a", nonlinearity="relu").nonlinearity == "relu"
    assert app.read("a b", target=1).question.targets.tolist() == [1, 1]


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("steps", [3, 40])
def test_numbers_are_read_in_place_of_the_tokens_vectors(cell: str, steps: int) -> None:
    """The same numbers by way of an embedding give the same run."""
    words = [f"w{t % 3}" for t in range(steps)]
    by_words = app.read(" ".join(words), cell=cell, num_layers=2, objective="sum")
    run = app.read(inputs=by_words.traces[0].x, cell=cell, num_layers=2)
    assert run.loss == by_words.loss
    np.testing.assert_array_equal(run.h, by_words.h)
    np.testing.assert_array_equal(run.grad, by_words.grad)
    assert (run.tokens, run.steps, run.token_ids.tolist(), run.objective) == ((), steps, [-1] * steps, "sum")
    gradients, expected = app.parameter_gradients(run), app.parameter_gradients(by_words)
    assert list(gradients) == list(run.network.state_dict())
    assert not {"embedding.weight", "linear.weight", "linear.bias"} & set(gradients)
    for name, gradient in gradients.items():
        np.testing.assert_array_equal(gradient, expected[name])
    assert app.check(run).worst < 1e-6
    again = app.read(inputs=by_words.traces[0].x, network=by_words.network, objective="sum")
    assert again.loss == run.loss
    assert not app.parameter_gradients(again)["embedding.weight"].any()
    assert app.check(again).worst < 1e-6


def test_a_series_of_numbers_is_t_inputs_of_size_1() -> None:
    run = app.read(inputs=[0.5, 1, 1.5])
    assert (run.x.tolist(), run.network.input_size) == ([[0.5], [1], [1.5]], 1)


def test_a_run_s_network_reads_on() -> None:
    first = app.read("a b", seed=3)
    second = app.read("b", network=first.network, state=first.final_state)
    whole = app.read("b", network=first.network)
    assert second.network is first.network
    assert second.loss != whole.loss
    np.testing.assert_array_equal(second.initial_state["h"], first.final_state["h"])


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"sentence": " "}, "at least one token"),
    ({"sentence": "a", "tokenizer": "foo"}, "unknown tokenizer: foo; have word, char, jamo"),
    ({"sentence": "a", "cell": "foo"}, "unknown cell: foo; have gru, lstm, rnn"),
    ({"sentence": "a", "cell": "gru", "nonlinearity": "relu"}, "unknown nonlinearity of gru: relu"),
    ({"sentence": "a", "hidden_size": 0}, "hidden_size must be a whole number from 1; got 0"),
    ({"sentence": "a", "hidden_size": 2.0}, r"hidden_size must be a whole number from 1; got 2\.0"),
    ({"sentence": "a", "num_layers": True}, "num_layers must be a whole number from 1; got True"),
    ({"sentence": "a", "input_size": -1}, "input_size must be a whole number from 1; got -1"),
    ({"sentence": "a", "seed": -1}, "seed must be a whole number from 0; got -1"),
    ({"sentence": "a", "spectral_radius": -0.5}, "spectral_radius must be a finite number from 0"),
    ({"sentence": "a", "spectral_radius": np.nan}, "spectral_radius must be a finite number from 0"),
    ({"sentence": "a", "forget_bias": np.inf, "cell": "lstm"}, "forget_bias must be a finite number"),
    ({"sentence": "a", "forget_bias": 1.0}, "unknown gate of rnn: f; have a"),
    ({"sentence": "a", "recurrent_init": "foo"}, "unknown recurrent_init: foo"),
    ({"sentence": "a", "objective": "foo"}, "unknown objective: foo; have recall, next-token, sum"),
    ({"sentence": "a", "loss_at": 1}, "loss_at must be a step from 0 to 0; got 1"),
    ({"sentence": "a", "loss_at": 0.0}, r"loss_at must be a whole number; got 0\.0"),
    ({"sentence": "a", "target": 2}, "target must be a step from 0 to 0; got 2"),
    ({"sentence": "a", "layer": 1}, "layer must be a layer from 0 to 0; got 1"),
    ({"sentence": "a", "state": {"c": [1.0]}}, "the state must hold h; got c"),
    ({"sentence": "a", "state": {"h": [1.0]}}, r"state\.h must have shape \(1, 8\); got \(1,\)"),
    ({"inputs": []}, r"at least one step; got \(0,\)"),
    ({"inputs": 1.0}, r"numbers of shape \(T, I\) or \(T,\), at least one step; got \(\)"),
    ({"inputs": ["a"]}, "inputs must be an array of real numbers"),
    ({"inputs": [1j]}, "inputs must be an array of real numbers; got 'complex128'"),
    ({"inputs": [np.nan]}, "inputs must hold finite numbers only"),
    ({"inputs": [[1.0, 2.0]], "input_size": 3}, r"inputs must have shape \(1, 3\); got \(1, 2\)"),
    ({"inputs": [1.0], "objective": "recall"}, "the objective recall asks for a token, but numbers were read"),
    ({"inputs": [1.0], "objective": "next-token"}, "the objective next-token asks for a token"),
    ({"inputs": [1.0], "objective": "foo"}, "unknown objective: foo"),
    ({"inputs": [1.0], "target": 0}, "only the objectives recall and label take a target; got sum"),
]


@pytest.mark.parametrize(("fields", "message"), WRONG, ids=lambda part: str(part)[:60])
def test_what_is_wrong_is_said(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(app.EngineError, match=message):
        app.read(**fields)


def test_a_network_given_is_not_drawn_again() -> None:
    net = app.read("a b").network
    with pytest.raises(app.EngineError, match="seed must be left out where a network is given; got 1"):
        app.read("a", network=net, seed=1)
    with pytest.raises(app.EngineError, match="the vocabulary has no token 'c'"):
        app.read("a c", network=net)
    with pytest.raises(app.EngineError, match=r"inputs must have shape \(2, 4\); got \(2,\)"):
        app.read(inputs=[1.0, 2.0], network=net)


def test_one_of_a_sentence_and_inputs_is_read() -> None:
    for given in ({}, {"sentence": "a", "inputs": [1.0]}):
        with pytest.raises(TypeError, match="exactly one of them"):
            app.read(**given)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a sentence is a str; got list"):
        app.read(["a"])  # type: ignore[arg-type]


def test_without_a_head_only_the_sum_can_be_asked() -> None:
    headless = app.read(inputs=[1.0]).network
    with pytest.raises(app.EngineError, match="has no head"):
        app.predictions(app.read(inputs=[1.0], network=headless))
    net = reader.seeded(vocabulary="a", headless=True)
    with pytest.raises(app.EngineError, match="has no head"):
        reader.run(net, "a")


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"num_layers": 2, "objective": "next-token"},
        {"sentence": "a b " * 300, "spectral_radius": 0.1},
        {"sentence": None, "inputs": [1.0, 2.0]},
    ],
    ids=str,
)
def test_no_array_of_a_run_can_be_written_into(cell: str, fields: dict[str, Any]) -> None:
    run = app.read(**({"sentence": "i am a boy", "cell": cell} | fields))
    found = arrays_of(run)
    assert len(found) > 40
    for array in found:
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_what_was_given_is_neither_changed_nor_followed() -> None:
    """A network made of someone's arrays keeps its numbers, and the arrays stay writable."""
    made = reader.seeded(vocabulary="ab", hidden_size=2, input_size=2)
    given = {name: getattr(made.layers[0], name).copy() for name in params.NAMES}
    weight, bias, embedding = made.head.weight.copy(), made.head.bias.copy(), made.embedding.copy()
    view = embedding[:]
    view.setflags(write=False)
    net = app.Network(made.vocabulary, view, (Layer(made.cell, **given),), Head(weight, bias))
    inputs = np.ones((2, 2))
    before = reader.run(net, "ab").loss, app.read(inputs=inputs, network=net, objective="sum")
    for array in (*given.values(), weight, bias, embedding, inputs):
        array[...] = 7.0
    assert reader.run(net, "ab").loss == before[0]
    assert (before[1].x == 1.0).all()
    assert net.layers[0].weight_hh.base is None or not net.layers[0].weight_hh.base.flags.writeable


def test_a_read_only_array_is_not_copied() -> None:
    layer = reader.seeded(vocabulary="ab").layers[0]
    assert layer.careful().weight_hh is layer.weight_hh
    assert Layer(layer.cell, layer.weight_ih, layer.weight_hh, [0] * 8, layer.bias_hh).bias_ih.dtype == np.float64  # type: ignore[arg-type]


def test_what_functions_of_a_run_return_is_the_caller_s_own() -> None:
    run = app.read("i am a boy")
    before = run.grad.copy()
    for gradient in app.parameter_gradients(run).values():
        gradient[...] = 0.0
    np.testing.assert_array_equal(run.grad, before)


@pytest.mark.parametrize("cell", CELLS)
def test_numbers_can_be_forecast_and_classified(cell: str) -> None:
    series = np.sin(np.arange(7.0))
    run = app.read(inputs=series, cell=cell, objective="forecast", bidirectional=True, labels=list("abcdefg"))
    assert (run.tokens, run.network.head.weight.shape) == (tuple("abcdefg"), (1, 16))
    assert app.forecasts(run).shape == (7, 1)
    assert app.check(run).worst < 1e-6
    assert app.total_norm(run).value == pytest.approx(
        np.sqrt(sum(norm.value[0] ** 2 for norm in app.parameter_norms(run).values()))
    )
    assert app.read(inputs=series, cell=cell, objective="label", outputs=3, target=2).loss > 0


def test_a_network_of_one_s_own_reads_words_ids_and_numbers() -> None:
    drawn = app.read("a b c", num_layers=2, bidirectional=True, bias=False)
    net = app.Network.from_state_dict(drawn.network.state_dict(), vocabulary=("a", "b", "c"))
    words = app.read("a b c", network=net, direction="backward", layer=0)
    ids = app.read(token_ids=[0, 1, 2], network=net, direction="backward", layer=0)
    numbers = app.read(inputs=words.x, network=net, objective="sum")
    assert (words.loss, words.objective, words.direction) == (drawn.loss, "recall", 1)
    assert (ids.loss, ids.tokens) == (words.loss, ("a", "b", "c"))
    np.testing.assert_array_equal(ids.h, drawn.looking_at(0, 1).h)
    np.testing.assert_array_equal(numbers.h, words.looking_at(1).h)


def test_a_head_that_is_not_of_the_words_is_asked_nothing_unless_told() -> None:
    drawn = app.read("a b c", outputs=2)
    assert drawn.objective == "sum"
    assert app.read("a b c", outputs=2, objective="label", target=1).loss != drawn.loss
    nameless = app.Network.from_state_dict(app.read("a b").network.state_dict())
    assert app.read(token_ids=(1, 0), network=nameless).tokens == ("1", "0")


MORE_WRONG: list[tuple[dict[str, Any], str]] = [
    ({"inputs": [1.0, 2.0], "labels": ["a"]}, "labels must be 2 texts, one for each step, or none"),
    ({"sentence": "a", "labels": ["a"]}, "labels must be left out where no inputs are given"),
    ({"token_ids": [0]}, "token_ids must be given together with a network"),
    ({"sentence": "a", "direction": "backward"}, "unknown direction: backward; have forward$"),
    ({"sentence": "a", "bidirectional": True, "direction": "up"}, "unknown direction: up; have forward, backward"),
    ({"sentence": "a", "bidirectional": 1}, "bidirectional must be True or False; got 1"),
    ({"sentence": "a", "bias": None}, "bias must be True or False; got None"),
    ({"sentence": "a", "outputs": 0}, "outputs must be a whole number from 1; got 0"),
    ({"inputs": [1.0], "objective": "forecast"}, "after the last step, 0, there are no next numbers"),
    ({"inputs": [1.0, 2.0], "objective": "label"}, "the network has no head"),
    ({"sentence": "a", "objective": "forecast"}, "asks for numbers, but tokens were read"),
    ({"sentence": "a", "cell": "lstm", "bias": False, "forget_bias": 1.0}, "cannot have a forget_bias"),
]


@pytest.mark.parametrize(("fields", "message"), MORE_WRONG, ids=lambda value: str(value)[:40])
def test_what_is_wrong_with_inputs_and_directions_is_said(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(app.EngineError, match=message):
        app.read(**fields)


@pytest.mark.parametrize("ids", [[], [[0]], [0.5], [True]])
def test_ids_are_a_row_of_whole_numbers(ids: Any) -> None:
    with pytest.raises(app.EngineError, match="token_ids must be whole numbers"):
        app.read(token_ids=ids, network=app.read("a b").network)
