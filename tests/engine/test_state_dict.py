"""A state_dict becomes a network, or is refused by the name of what does not fit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from app.engine import errors, flow, reader
from app.engine.cells import CELLS
from app.engine.network import Network

WORDS = ("a", "b", "c")
LSTM: dict[str, tuple[int, ...]] = {
    "embedding.weight": (3, 2),
    "rnn.weight_ih_l0": (16, 2),
    "rnn.weight_hh_l0": (16, 4),
    "rnn.bias_ih_l0": (16,),
    "rnn.bias_hh_l0": (16,),
    "linear.weight": (3, 4),
    "linear.bias": (3,),
}
BOTH_WAYS = {
    **{
        f"rnn.weight_{kind}_l0{end}": (4, 2 if kind == "ih" else 4) for kind in ("ih", "hh") for end in ("", "_reverse")
    },
    **{
        f"rnn.weight_{kind}_l1{end}": (4, 8 if kind == "ih" else 4) for kind in ("ih", "hh") for end in ("", "_reverse")
    },
}


def zeros(shapes: Mapping[str, tuple[int, ...]]) -> dict[str, Any]:
    return {name: np.zeros(shape) for name, shape in shapes.items()}


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize(
    ("num_layers", "bidirectional", "bias"), [(1, False, True), (2, True, False), (3, False, True)]
)
def test_sizes_and_cell_follow_from_the_shapes(cell: str, num_layers: int, bidirectional: bool, bias: bool) -> None:
    fields: dict[str, Any] = {"num_layers": num_layers, "bidirectional": bidirectional, "bias": bias}
    drawn = reader.seeded(cell=cell, hidden_size=3, input_size=2, vocabulary=WORDS, **fields)
    net = Network.from_state_dict(drawn.state_dict(), vocabulary=WORDS)
    assert (net.cell.name, net.hidden_size, net.input_size) == (cell, 3, 2)
    assert (net.num_layers, net.bidirectional, net.bias) == (num_layers, bidirectional, bias)
    assert net.output_size == (6 if bidirectional else 3)
    assert net.vocabulary == WORDS
    run, same = (reader.run(each, tuple("abcb")).looking_at(0) for each in (net, drawn))
    np.testing.assert_array_equal(run.grad, same.grad)
    assert run.loss == same.loss
    gradients = flow.parameter_gradients(run)
    assert list(gradients) == list(drawn.state_dict())
    assert any("bias" in name for name in gradients) == bias


def test_what_is_absent_is_zero_or_not_there() -> None:
    bare = Network.from_state_dict({name: array for name, array in zeros(LSTM).items() if name.startswith("rnn.w")})
    assert (len(bare.embedding), len(bare.head.bias), bare.vocabulary, bare.bias) == (0, 0, (), False)
    assert list(bare.state_dict()) == ["rnn.weight_ih_l0", "rnn.weight_hh_l0"]
    half = Network.from_state_dict({name: array for name, array in zeros(LSTM).items() if name != "rnn.bias_hh_l0"})
    assert "rnn.bias_hh_l0" in half.state_dict()
    without = Network.from_state_dict({name: array for name, array in zeros(LSTM).items() if name != "linear.bias"})
    assert list(without.state_dict())[-1] == "linear.weight"
    assert without.head.bias.tolist() == [0.0] * 3


def test_a_head_may_have_any_number_of_rows_and_an_embedding_no_names() -> None:
    net = Network.from_state_dict(zeros(LSTM | {"linear.weight": (7, 4), "linear.bias": (7,)}))
    assert (len(net.head.bias), net.vocabulary, len(net.embedding)) == (7, (), 3)
    assert net.checked_ids([0, 2]).tolist() == [0, 2]
    with pytest.raises(errors.WrongHead, match="recall needs a head with a row for each of the 3 tokens; it has 7"):
        reader.run(Network(WORDS, net.embedding, net.layers, net.head), ("a",))


WRONG: list[tuple[dict[str, Any], type[errors.EngineError], str]] = [
    ({"rnn.weight_hh_l0": None}, errors.MissingParameter, "rnn.weight_hh_l0 is missing; there is rnn.weight_ih_l0"),
    ({"rnn.weight_ih_l0": None}, errors.MissingParameter, "rnn.weight_ih_l0 is missing; there is rnn.weight_hh_l0"),
    ({"linear.weight": None}, errors.MissingParameter, "linear.weight is missing; there is linear.bias"),
    ({"rnn.weight_hh_l2": (16, 4)}, errors.MissingParameter, "rnn.weight_hh_l1 is missing"),
    ({"rnn.weight_hh_l0_reverse": (16, 4)}, errors.MissingParameter, "rnn.weight_ih_l0_reverse is missing"),
    ({"rnn.wieght_ih_l1": (16, 4)}, errors.UnknownParameter, "rnn.wieght_ih_l1; did you mean rnn.weight_ih_l1?"),
    ({"embeding.weight": (3, 2)}, errors.UnknownParameter, "embeding.weight; did you mean embedding.weight?"),
    ({"rnn.weight_ih_l1_revers": (16, 4)}, errors.UnknownParameter, "did you mean rnn.weight_ih_l1_reverse?"),
    ({"dropout": (1,)}, errors.UnknownParameter, "unknown parameter: dropout$"),
    ({"x" * 5_000: (1,)}, errors.UnknownParameter, "unknown parameter: x{60}$"),
    ({"rnn.weight_ih_l00": (16, 2)}, errors.UnknownParameter, "rnn.weight_ih_l00; did you mean"),
    ({f"rnn.weight_ih_l{'9' * 5_000}": (16, 2)}, errors.UnknownParameter, "rnn.weight_ih_l9999"),
    (
        {"rnn.weight_hh_l0": (16, 5)},
        errors.NoSuchCell,
        r"5 columns, so it must have 5 \(rnn\), 15 \(gru\), 20 \(lstm\)",
    ),
    ({"rnn.weight_hh_l0": (16,)}, errors.WrongShape, r"weight_hh_l0 must have shape \(G·H, H\); got \(16,\)"),
    ({"rnn.weight_hh_l0": (0, 0)}, errors.WrongShape, r"weight_hh_l0 must have shape \(G·H, H\); got \(0, 0\)"),
    ({"rnn.weight_ih_l0": (12, 2)}, errors.WrongShape, r"weight_ih_l0 must have shape \(16, 2\); got \(12, 2\)"),
    ({"rnn.weight_ih_l0": (16,)}, errors.WrongShape, r"weight_ih_l0 must have shape \(16, I\); got \(16,\)"),
    ({"rnn.weight_ih_l0": (16, 0)}, errors.WrongShape, r"weight_ih_l0 must have shape \(16, I\); got \(16, 0\)"),
    ({"rnn.bias_hh_l0": (15,)}, errors.WrongShape, r"bias_hh_l0 must have shape \(16,\); got \(15,\)"),
    ({"embedding.weight": (3, 3)}, errors.WrongShape, r"embedding.weight must have shape \(V, 2\); got \(3, 3\)"),
    ({"linear.weight": (3, 5)}, errors.WrongShape, r"linear.weight must have shape \(C, 4\); got \(3, 5\)"),
    ({"linear.bias": (2,)}, errors.WrongShape, r"linear.bias must have shape \(3,\); got \(2,\)"),
    (
        {"rnn.weight_ih_l1": (16, 5), "rnn.weight_hh_l1": (16, 4)},
        errors.WrongShape,
        r"weight_ih_l1 must have shape \(16, 4\); got \(16, 5\)",
    ),
]


@pytest.mark.parametrize(("changed", "error", "message"), WRONG, ids=lambda value: str(value)[:40])
def test_what_does_not_fit_is_named(changed: dict[str, Any], error: type[Exception], message: str) -> None:
    shapes = {name: shape for name, shape in (LSTM | changed).items() if shape is not None}
    with pytest.raises(error, match=message):
        Network.from_state_dict(zeros(shapes))


def test_both_directions_have_to_be_complete() -> None:
    assert Network.from_state_dict(zeros(BOTH_WAYS)).directions == 2
    for name in BOTH_WAYS:
        with pytest.raises(errors.MissingParameter) as caught:
            Network.from_state_dict(zeros({other: shape for other, shape in BOTH_WAYS.items() if other != name}))
        assert caught.value.name == name
    with pytest.raises(errors.WrongShape, match=r"weight_ih_l1_reverse must have shape \(4, 8\); got \(4, 4\)"):
        Network.from_state_dict(zeros(BOTH_WAYS | {"rnn.weight_ih_l1_reverse": (4, 4)}))


@pytest.mark.parametrize(
    ("array", "error"),
    [
        ([[1.0, 2.0], [3.0]], errors.NotNumbers),
        ([["a", "b"]] * 16, errors.NotNumbers),
        (np.zeros((16, 2), dtype=complex), errors.NotNumbers),
        (np.zeros((16, 2), dtype=bool), errors.NotNumbers),
        (np.full((16, 2), None), errors.NotNumbers),
        (np.full((16, 2), math.nan), errors.NotFinite),
        (np.full((16, 2), math.inf, dtype=np.float32), errors.NotFinite),
    ],
    ids=["ragged", "texts", "complex", "bool", "objects", "nan", "inf"],
)
def test_only_finite_numbers_are_parameters(array: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"rnn\.weight_ih_l0"):
        Network.from_state_dict(zeros(LSTM) | {"rnn.weight_ih_l0": array})


def test_nothing_is_no_network() -> None:
    nothing: list[dict[str, Any]] = [{}, {"linear.weight": [[1.0]]}]
    for arrays in nothing:
        with pytest.raises(errors.MissingParameter, match=r"the parameter rnn\.weight_hh_l0 is missing$"):
            Network.from_state_dict(arrays)


def test_integers_and_small_floats_are_widened() -> None:
    arrays: dict[str, Any] = {"rnn.weight_ih_l0": [[1]], "rnn.weight_hh_l0": np.array([[0.5]], dtype=np.float16)}
    net = Network.from_state_dict(arrays, nonlinearity="identity")
    assert net.state_dict()["rnn.weight_hh_l0"].dtype == np.float64
    assert net.cell.nonlinearity == "identity"


def test_a_vocabulary_names_every_row_once() -> None:
    assert Network.from_state_dict(zeros(LSTM), vocabulary=list(WORDS)).vocabulary == WORDS
    with pytest.raises(errors.NoVocabulary, match="one text for each of the 3 rows of the embedding; got 2"):
        Network.from_state_dict(zeros(LSTM), vocabulary=("a", "b"))
    with pytest.raises(errors.RepeatedToken, match="the vocabulary holds 'a' twice"):
        Network.from_state_dict(zeros(LSTM), vocabulary=("a", "b", "a"))


def test_the_cell_may_be_named() -> None:
    with pytest.raises(errors.NoSuchCell, match=r"so it must have 12 \(gru\) rows; got 16"):
        Network.from_state_dict(zeros(LSTM), cell="gru")
    with pytest.raises(errors.UnknownName, match="unknown cell: mgu"):
        Network.from_state_dict(zeros(LSTM), cell="mgu")
    with pytest.raises(errors.UnknownName, match="unknown nonlinearity of lstm: relu"):
        Network.from_state_dict(zeros(LSTM), nonlinearity="relu")
