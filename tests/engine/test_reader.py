from __future__ import annotations

import math
from dataclasses import astuple
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import flow, losses, params, reader, tokens
from app.engine.cells import CELLS
from app.engine.errors import EmptySentence, NotFinite, OutOfRange, UnknownName, UnknownToken, WrongShape, WrongState
from app.engine.network import Network
from app.engine.params import Head
from app.engine.run import Run
from tests.engine.objectives import OF_TOKENS

KINDS = [(name, nonlinearity) for name, kind in CELLS.items() for nonlinearity in kind.nonlinearities]
sentences = st.text(st.characters(), min_size=1, max_size=30)


def read(sentence: str, tokenizer: str = "word", **fields: Any) -> Run:
    found = tokens.tokenize(sentence, tokenizer)
    run = {name: fields.pop(name) for name in ("objective", "state", "layer") if name in fields}
    return reader.run(reader.seeded(vocabulary=tokens.vocabulary(found)[0], **fields), found, **run)


@settings(deadline=None)
@given(
    sentence=sentences,
    tokenizer=st.sampled_from(list(tokens.TOKENIZERS)),
    kind=st.sampled_from(KINDS),
    objective=st.sampled_from(OF_TOKENS),
    hidden_size=st.integers(1, 9),
    input_size=st.integers(1, 9),
    seed=st.integers(0, 2**32 - 1),
    radius=st.none() | st.floats(0, 4),
    num_layers=st.integers(1, 3),
    bidirectional=st.booleans(),
    bias=st.booleans(),
    recurrent_init=st.sampled_from(list(params.RECURRENT_INITS)),
    looked_at=st.tuples(st.integers(0, 2), st.integers(0, 1)),
)
def test_no_valid_input_gives_nan(
    sentence: str,
    tokenizer: str,
    kind: tuple[str, str],
    objective: str,
    hidden_size: int,
    input_size: int,
    seed: int,
    radius: float | None,
    num_layers: int,
    bidirectional: bool,
    bias: bool,
    recurrent_init: str,
    looked_at: tuple[int, int],
) -> None:
    cell, nonlinearity = kind
    try:
        run = read(
            sentence,
            tokenizer,
            cell=cell,
            nonlinearity=nonlinearity,
            objective=objective,
            hidden_size=hidden_size,
            input_size=input_size,
            seed=seed,
            spectral_radius=radius,
            num_layers=num_layers,
            bidirectional=bidirectional,
            bias=bias,
            recurrent_init=recurrent_init,
        ).looking_at(looked_at[0] % num_layers, looked_at[1] * bidirectional)
    except EmptySentence:
        return
    ledger = flow.ledger(run)
    norms = [run.grad_norms, ledger.direct, ledger.recurrent, ledger.injected, ledger.weight_hh_grad]
    norms += [run.input_grad.norms(), flow.total_norm(run), *flow.parameter_norms(run).values()]
    assert math.isfinite(run.loss)
    for values in (
        run.x,
        run.h,
        run.ih,
        run.hh,
        run.grad,
        run.input_grad.values(),
        *run.gates.values(),
        *flow.parameter_gradients(run).values(),
    ):
        assert np.isfinite(values).all()
    for norm in norms:
        assert not np.isnan(norm.log10).any()
        assert ((norm.log10 == -math.inf) == (norm.value == 0)).all()
    assert not any(np.isnan(values).any() for values in astuple(flow.jacobian(run)) if values is not None)
    assert np.isfinite(flow.predictions(run).likeliest_probability).all()


@settings(deadline=None)
@given(
    kind=st.sampled_from(KINDS),
    words=st.lists(st.sampled_from("abcde"), min_size=2, max_size=12),
    split=st.integers(1, 11),
    num_layers=st.integers(1, 3),
)
def test_continuing_from_a_state_equals_one_run(
    kind: tuple[str, str], words: list[str], split: int, num_layers: int
) -> None:
    cell, nonlinearity = kind
    net = reader.seeded(cell=cell, nonlinearity=nonlinearity, num_layers=num_layers, vocabulary=tuple("abcde"))
    whole = reader.run(net, words)
    split = min(split, len(words) - 1)
    first = reader.run(net, words[:split])
    second = reader.run(net, words[split:], state=first.final_state)
    for layer in range(num_layers):
        halves = np.vstack([first.looking_at(layer).h, second.looking_at(layer).h])
        np.testing.assert_allclose(halves, whole.looking_at(layer).h, rtol=0, atol=1e-14)
    for part, values in whole.final_state.items():
        np.testing.assert_allclose(second.final_state[part], values, rtol=0, atol=1e-14)
        np.testing.assert_allclose(second.initial_state[part], first.final_state[part], rtol=0, atol=0)


def test_one_layers_state_may_be_flat() -> None:
    flat = read("i am", state={"h": [0.5] * 8})
    stacked = read("i am", state={"h": [[0.5] * 8]})
    assert (flat.h == stacked.h).all()


@pytest.mark.parametrize(
    ("state", "error", "message"),
    [
        ({"c": [0] * 8}, WrongState, "the state must hold h; got c"),
        ({}, WrongState, "the state must hold h; got nothing"),
        ({"h": [0] * 8, "c": [0] * 8}, WrongState, "the state must hold h; got h, c"),
        ({"h": [0] * 7}, WrongShape, r"state\.h must have shape \(1, 8\); got \(7,\)"),
        ({"h": [math.nan] * 8}, NotFinite, "state.h must hold finite numbers only"),
    ],
)
def test_a_state_that_does_not_fit_is_refused(
    state: dict[str, list[float]], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        read("i am", state=state)


def test_unknown_names_are_refused() -> None:
    with pytest.raises(UnknownName, match="unknown objective: guess; have recall, next-token, sum"):
        read("i am", objective="guess")
    with pytest.raises(UnknownToken, match="the vocabulary has no token 'c'"):
        reader.run(reader.seeded(vocabulary=("a", "b")), ["a", "c"])


def test_the_losses_are_what_the_table_says() -> None:
    run = read("to be or not to be", seed=2)
    head, ids = run.network.head, run.token_ids
    logits = run.h @ head.weight.T + head.bias
    minus_log = np.log(np.exp(logits).sum(axis=1))[:, None] - logits
    assert run.loss == pytest.approx(minus_log[-1, ids[0]])
    assert read("to be or not to be", seed=2, objective="sum").loss == pytest.approx(run.h[-1].sum())
    expected = minus_log[np.arange(len(ids) - 1), ids[1:]].mean()
    assert read("to be or not to be", seed=2, objective="next-token").loss == pytest.approx(expected)


@pytest.mark.parametrize("cell", CELLS)
def test_one_token_has_nothing_to_predict(cell: str) -> None:
    run = read("boy", cell=cell, objective="next-token")
    assert run.loss == 0.0
    assert not run.grad.any()
    assert run.grad_norms.log10.tolist() == [-math.inf]


def test_the_vocabulary_in_stretches_is_the_vocabulary_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "to be or not to be that is the question"
    at_once = read(sentence, objective="next-token")
    expected, said = flow.parameter_gradients(at_once), flow.predictions(at_once)
    monkeypatch.setattr(losses, "AT_ONCE", 20)
    in_stretches = read(sentence, objective="next-token")
    assert in_stretches.loss == pytest.approx(at_once.loss, rel=1e-14)
    for name, values in flow.parameter_gradients(in_stretches).items():
        np.testing.assert_allclose(values, expected[name], atol=1e-15)
    np.testing.assert_allclose(flow.predictions(in_stretches).likeliest_probability, said.likeliest_probability)


def test_a_certain_network_still_knows_its_gradient() -> None:
    """softmax − onehot of a nearly certain head is 1e-30, not the 0 that 1 − 1 would give."""
    run = read("a b", cell="rnn", hidden_size=1, input_size=1)
    head = Head(np.array([[0.0], [0.0]]), np.array([69.0, 0.0]))
    certain = reader.run(Network(run.vocabulary, run.network.embedding, run.network.layers, head), run.tokens)
    bias = flow.parameter_gradients(certain)["linear.bias"]
    assert bias[0] == pytest.approx(-math.exp(-69), rel=1e-12)
    assert bias[0] == -bias[1]


def test_logits_that_leave_the_range_are_refused() -> None:
    run = read("a b", nonlinearity="relu", hidden_size=2)
    head = Head(np.full((2, 2), 1e308), np.zeros(2))
    net = Network(run.vocabulary, run.network.embedding, run.network.layers, head)
    with pytest.raises(OutOfRange, match="leaves the range of a double at t = 1"):
        reader.run(net, run.tokens, state={"h": [1e5, 1e5]})


def test_parameters_carry_pytorchs_names_and_shapes() -> None:
    net = read("i am a boy", cell="gru", num_layers=2).network
    assert {name: values.shape for name, values in net.state_dict().items()} == {
        "embedding.weight": (4, 4),
        "rnn.weight_ih_l0": (24, 4),
        "rnn.weight_hh_l0": (24, 8),
        "rnn.bias_ih_l0": (24,),
        "rnn.bias_hh_l0": (24,),
        "rnn.weight_ih_l1": (24, 8),
        "rnn.weight_hh_l1": (24, 8),
        "rnn.bias_ih_l1": (24,),
        "rnn.bias_hh_l1": (24,),
        "linear.weight": (4, 8),
        "linear.bias": (4,),
    }


def test_a_word_has_the_same_rows_in_a_small_and_in_a_large_vocabulary() -> None:
    words = [f"w{k}" for k in range(reader.FEW + 1)]
    small, large = reader.seeded(vocabulary=words[:3]), reader.seeded(vocabulary=words)
    np.testing.assert_array_equal(small.embedding, large.embedding[:3])
    np.testing.assert_array_equal(small.head.weight, large.head.weight[:3])
    np.testing.assert_array_equal(small.head.bias, large.head.bias[:3])
