"""The answer of /step: its fields, their order and their values."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from app.api import compute
from app.api.answers import Answer
from app.engine import flow, reader, tokens
from app.exports.columns import INCLUDES
from tests.asgi import Client, client_of

ALWAYS = ["t", "token", "h", "grad_norm", "log10_grad_norm"]
LSTM = [*ALWAYS, "c", "cell_grad_norm", "log10_cell_grad_norm"]
HEAD = [
    "cell",
    "tokens",
    "token_ids",
    "vocabulary",
    "hidden_size",
    "input_size",
    "objective",
    "loss",
    "state",
    "steps",
]


def test_fields_are_in_their_order(client: Client) -> None:
    answer = client.step(sentence="i am a boy")
    assert list(answer) == HEAD
    assert [list(step) for step in answer["steps"]] == [ALWAYS] * 4
    assert answer["tokens"] == ["i", "am", "a", "boy"]
    assert answer["state"] == {"h": answer["steps"][-1]["h"]}


def test_an_lstm_has_c_beside_h(client: Client) -> None:
    answer = client.step(sentence="i am", cell="lstm")
    assert [list(step) for step in answer["steps"]] == [LSTM] * 2
    assert answer["state"] == {"h": answer["steps"][-1]["h"], "c": answer["steps"][-1]["c"]}


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
@pytest.mark.parametrize("objective", ["recall", "next-token", "sum"])
def test_numbers_are_the_engine_s(client: Client, cell: str, objective: str) -> None:
    words = tokens.tokenize("to be or not to be", "word")
    net = reader.seeded(cell=cell, hidden_size=5, seed=7, vocabulary=tokens.vocabulary(words)[0])
    run = reader.run(net, words, objective=objective)
    answer = client.step(sentence="to be or not to be", cell=cell, hidden_size=5, seed=7, objective=objective)
    assert answer["loss"] == run.loss
    assert [step["h"] for step in answer["steps"]] == run.h.tolist()
    assert [step["grad_norm"] for step in answer["steps"]] == run.grad_norms.value.tolist()


def test_get_and_post_give_the_same_bytes(client: Client) -> None:
    fields = {"sentence": "나는 소년이다", "tokenizer": "jamo", "hidden_size": 3, "include": ["inputs", "gates"]}
    got = client.get("/step", params={**fields, "include": "inputs,gates"})
    assert got.content == client.post("/step", json=fields).content
    assert got.headers["content-type"] == "application/json"
    repeated = "/step?sentence=나는 소년이다&tokenizer=jamo&hidden_size=3&include=gates&include=inputs"
    assert got.json() == client.get(repeated).json()


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_everything_included_fits_the_documented_models(client: Client, cell: str) -> None:
    answer = client.step(sentence="i am a boy", cell=cell, hidden_size=3, include=list(INCLUDES))
    Answer.model_validate(answer, strict=False)
    gates = {"rnn": ["a"], "gru": ["r", "z", "n"], "lstm": ["i", "f", "g", "o"]}[cell]
    for step in answer["steps"]:
        assert list(step["gates"]) == gates
        assert len(step["ih"]) == len(step["hh"]) == 3 * len(gates)
        assert len(step["x"]) == 4
    assert len(answer["spectrum"]["eigenvalues"]) == 3 * len(gates)
    assert list(answer["parameters"]) == [
        "embedding.weight",
        "rnn.weight_ih_l0",
        "rnn.weight_hh_l0",
        "rnn.bias_ih_l0",
        "rnn.bias_hh_l0",
        "linear.weight",
        "linear.bias",
    ]


def test_gradients_sum_up(client: Client) -> None:
    """For the RNN: log10‖Wᵀ d_hh‖ − log10‖δ_t‖ is the sum of the two gains' logarithms."""
    for step in client.step(sentence="i am a boy", include=["gradients"])["steps"]:
        change = step["log10_recurrent_norm"] - step["log10_grad_norm"]
        assert change == pytest.approx(math.log10(step["pointwise_gain"]) + math.log10(step["weight_gain"]), abs=1e-12)
        assert step["grad_norm"] == pytest.approx(math.hypot(*step["grad"]), rel=1e-12)


def test_predictions_are_probabilities(client: Client) -> None:
    answer = client.step(sentence="a b c d e f", objective="next-token", include=["predictions"])
    for step, following in zip(answer["steps"], [*answer["tokens"][1:], None], strict=True):
        said = step["predictions"]
        assert said["target"] == following
        assert len(said["likeliest"]) == len(said["likeliest_probability"]) == 5
        assert said["likeliest_probability"] == sorted(said["likeliest_probability"], reverse=True)
        assert (said["target_probability"] is None) == (following is None)


def test_jacobian_is_the_engine_s(client: Client) -> None:
    words = tokens.tokenize("i am a boy", "word")
    run = reader.run(reader.seeded(vocabulary=words), words)
    answer = client.step(sentence="i am a boy", include=["jacobian"])
    assert [step["log10_jacobian_norm"] for step in answer["steps"]] == flow.jacobian(run).h.tolist()
    (spectrum,) = flow.spectrum(run).values()
    assert answer["spectrum"]["eigenvalues"] == [[v.real, v.imag] for v in spectrum.eigenvalues.tolist()]
    assert answer["spectrum"]["largest_singular_value"] == pytest.approx(spectrum.largest_singular_value, rel=1e-12)


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_step_3_by_hand(client: Client, cell: str) -> None:
    whole = client.step(sentence="i am", cell=cell)
    first = client.step(sentence="i", cell=cell)
    second = client.step(sentence="am", cell=cell, state=first["state"])
    assert second["steps"][0]["h"] == pytest.approx(whole["steps"][1]["h"], rel=1e-13, abs=1e-15)
    rounded = client.step(sentence="am", cell=cell, state=first["state"], digits=12)
    assert rounded["steps"][0]["h"] == client.step(sentence="i am", cell=cell, digits=12)["steps"][1]["h"]


def test_a_vanished_gradient_keeps_its_logarithm(client: Client) -> None:
    first = client.step(sentence="never" + " so" * 1500, spectral_radius=0.2, include=["gradients"])["steps"][0]
    assert first["grad_norm"] is None
    assert first["grad"] is None
    assert first["log10_grad_norm"] < -324


def test_a_zero_gradient_has_norm_0_and_no_logarithm(client: Client) -> None:
    last = client.step(sentence="i am", objective="next-token", include=["gradients"])["steps"][-1]
    assert (last["grad_norm"], last["log10_grad_norm"], last["grad"]) == (0, None, [0] * 8)


def test_digits_round_every_number(client: Client) -> None:
    exact = client.step(sentence="i am", include=["parameters", "jacobian"])
    rounded = client.step(sentence="i am", include=["parameters", "jacobian"], digits=4)
    assert rounded == _rounded(exact, 4)
    assert rounded != exact
    assert client.step(sentence="i am", digits=17) == client.step(sentence="i am")


def _rounded(value: object, digits: int) -> object:
    if isinstance(value, float):
        return float(f"{value:.{digits}g}")
    if isinstance(value, list):
        return [_rounded(item, digits) for item in value]
    return {k: _rounded(v, digits) for k, v in value.items()} if isinstance(value, dict) else value


def test_an_empty_value_is_the_default(client: Client) -> None:
    plain = client.get("/step?sentence=i").json()
    assert client.get("/step?sentence=i&spectral_radius=&digits=&hidden_size=&include=&cell=").json() == plain
    assert client.get("/step?sentence=i&u=3.5&lang=ko&view=cell&unit=2&speed=1").json() == plain


def test_large_answers_are_the_same_in_pieces() -> None:
    fields = {"sentence": "to be or not " * 200, "cell": "lstm", "include": ["inputs", "gates", "parameters"]}
    small, large = client_of(large_work=10**9, large_sentence=10**6), client_of(large_work=1, large_sentence=1)
    assert large.step(**fields) == small.step(**fields)


@pytest.mark.parametrize(("settings", "runs"), [({}, 1), ({"answer_cache": 0}, 2), ({"large_work": 1}, 2)])
def test_a_small_answer_is_computed_once(monkeypatch: pytest.MonkeyPatch, settings: dict[str, int], runs: int) -> None:
    computed, run = [], compute.run

    def counted(*arguments: Any) -> Any:
        computed.append(arguments)
        return run(*arguments)

    client = Client(**settings)
    monkeypatch.setattr(compute, "run", counted)
    got = client.get("/step?sentence=i am")
    assert client.post("/step", json={"sentence": "i am"}).content == got.content
    assert len(computed) == runs


def test_a_kept_answer_is_the_same() -> None:
    keeping, forgetful = Client(), Client(answer_cache=0)
    fields = {"sentence": "i am", "state": {"h": [0.5] * 8}}
    assert keeping.step(**fields) == keeping.step(**fields) == forgetful.step(**fields)
    assert keeping.step(sentence="i am") != keeping.step(**fields)


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_the_loss_may_be_at_any_step_and_ask_for_any_token(client: Client, cell: str) -> None:
    words = ("i", "am", "a", "boy")
    run = reader.run(reader.seeded(cell=cell, vocabulary=words), words, loss_at=1, target=2)
    answer = client.step(sentence="i am a boy", cell=cell, loss_at=1, target=2, include=["predictions"])
    assert answer["loss"] == run.loss
    assert [step["grad_norm"] for step in answer["steps"]] == run.grad_norms.value.tolist()
    assert [step["log10_grad_norm"] for step in answer["steps"]][2:] == [None, None]
    assert [step["predictions"]["target"] for step in answer["steps"]] == ["a"] * 4


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_the_gradient_goes_back_as_far_as_it_may(client: Client, cell: str) -> None:
    steps = client.step(sentence="i am a boy", cell=cell, truncate=2, include=["gradients"])["steps"]
    assert [step["log10_grad_norm"] is None for step in steps] == [True, True, False, False]
    assert [any(step["input_grad"]) for step in steps] == [False, False, True, True]
    words = tokens.tokenize("i am a boy")
    run = reader.run(reader.seeded(cell=cell, vocabulary=words), words, truncate=2)
    assert [step["grad"] for step in steps] == run.grad.tolist()


def test_the_last_step_and_the_first_token_are_the_defaults(client: Client) -> None:
    plain = client.step(sentence="i am a boy")
    assert client.step(sentence="i am a boy", loss_at=3, target=0) == plain
    assert client.get("/step?sentence=i am a boy&loss_at=&target=&recurrent_init=&forget_bias=").json() == plain


def test_the_ways_to_draw_are_the_engine_s(client: Client) -> None:
    fields: dict[str, Any] = {"cell": "lstm", "recurrent_init": "orthogonal", "spectral_radius": 0.9, "forget_bias": 3}
    net = reader.seeded(**fields, vocabulary=("i",))
    answer = client.step(sentence="i", include=["parameters"], **fields)["parameters"]
    assert answer == {name: values.tolist() for name, values in net.state_dict().items()}


@pytest.mark.parametrize("cell", ["gru", "lstm"])
def test_gated_cells_have_a_highway_and_the_lstm_a_jacobian_of_c(client: Client, cell: str) -> None:
    words = ("i", "am", "a", "boy")
    found = flow.jacobian(reader.run(reader.seeded(cell=cell, vocabulary=words), words))
    steps = client.step(sentence="i am a boy", cell=cell, include=["jacobian"])["steps"]
    assert found.highway is not None
    assert [step["log10_highway"] for step in steps] == found.highway.tolist()
    if found.c is not None:
        assert [step["log10_cell_jacobian_norm"] for step in steps] == found.c.tolist()
    assert ("log10_cell_jacobian_norm" in steps[0]) == (cell == "lstm")


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_every_gate_has_a_spectrum_of_its_own(client: Client, cell: str) -> None:
    fields: dict[str, Any] = {"cell": cell, "hidden_size": 3, "spectral_radius": 1.5}
    answer = client.step(sentence="i", include=["jacobian", "parameters"], **fields)
    spectrum, weight = answer["spectrum"], np.array(answer["parameters"]["rnn.weight_hh_l0"])
    assert [pair for own in spectrum["gates"].values() for pair in own["eigenvalues"]] == spectrum["eigenvalues"]
    assert spectrum["largest_singular_value"] == pytest.approx(np.linalg.norm(weight, 2))  # of the whole
    for block, own in zip(weight.reshape(-1, 3, 3), spectrum["gates"].values(), strict=True):
        assert own["spectral_radius"] == pytest.approx(1.5)
        assert own["largest_singular_value"] == pytest.approx(np.linalg.norm(block, 2))
