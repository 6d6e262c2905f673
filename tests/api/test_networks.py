"""Any network, any numbers: what is written down, sent and answered, and what does not fit."""

from __future__ import annotations

import json
import threading
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.api import body, compute
from app.engine import losses, reader
from app.engine.network import Network
from app.exports.columns import INCLUDES
from tests.asgi import Client, only
from tests.quick import examples

CLIENT = Client()
EVERYTHING = list(INCLUDES)
LINEAR = {"rnn.weight_ih_l0": [[0.5], [0.6]], "rnn.weight_hh_l0": [[0.1, 0.2], [0.3, 0.4]]}
WORDS = {**LINEAR, "embedding.weight": [[1.0], [-1.0], [0.5]], "linear.weight": [[1, 0], [0, 1], [1, 1]]}
VOCABULARY = ["a", "b", "c"]


def address(parameters: dict[str, Any], **fields: str) -> str:
    """A network in an address."""

    def rows(values: list[Any]) -> str:
        whole = values if isinstance(values[0], list) else [values]
        return ";".join(",".join(map(repr, row)) for row in whole)

    return urlencode({**fields, **{name: rows(values) for name, values in parameters.items()}})


networks = st.fixed_dictionaries(
    {
        "cell": st.sampled_from(["rnn", "gru", "lstm"]),
        "hidden_size": st.integers(1, 3),
        "num_layers": st.integers(1, 3),
        "bidirectional": st.booleans(),
        "bias": st.booleans(),
        "seed": st.integers(0, 99),
    }
)
rows = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(st.floats(-3, 3), min_size=width, max_size=width), min_size=1, max_size=4)
)
read = st.one_of(
    rows.map(lambda inputs: {"inputs": inputs}),
    st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(lambda words: {"sentence": " ".join(words)}),
)


@settings(max_examples=examples(60), deadline=None)
@given(networks, read, st.sampled_from(["sum", "label"]), st.booleans())
def test_the_parameters_of_an_answer_sent_back_are_the_same_run(
    drawn: dict[str, Any], what: dict[str, Any], objective: str, in_address: bool
) -> None:
    """To the last bit, whatever is asked: steps, gradients, parameters themselves."""
    asked = {**what, "objective": objective, "include": EVERYTHING}
    first = CLIENT.step(**drawn, **asked)
    words = {"vocabulary": first["vocabulary"]} if "sentence" in what else {}
    if in_address:
        texts = {
            "objective": objective,
            "include": ",".join(EVERYTHING),
            **{name: ";".join(v) for name, v in words.items()},
        }
        inputs = ";".join(",".join(map(repr, row)) for row in what.get("inputs", ()))
        texts |= {"inputs": inputs} if inputs else what
        again = CLIENT.get(f"/step?{address(first['parameters'], **texts)}").json()
    else:
        again = CLIENT.step(**asked, **words, parameters=first["parameters"])
    assert (again["num_layers"], again["bidirectional"]) == (drawn["num_layers"], drawn["bidirectional"])
    assert {name: again[name] for name in first} == first


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_the_steps_show_the_layer_and_the_direction_asked_for(cell: str) -> None:
    drawn: dict[str, Any] = {"cell": cell, "hidden_size": 3, "num_layers": 2, "bidirectional": True}
    network = reader.seeded(**drawn, vocabulary=("i", "am"))
    ids = np.array([0, 1, 0])
    for layer in (0, 1):
        for direction, name in enumerate(("forward", "backward")):
            run = reader.answer(
                network, ("i", "am", "i"), ids.copy(), losses.ask("recall", ids), layer=layer, direction=direction
            )
            answer = CLIENT.step(
                **drawn, sentence="i am i", layer=layer, direction=name, include=["inputs", "gradients"]
            )
            assert (answer["layer"], answer["direction"], answer["loss"]) == (layer, name, run.loss)
            assert [step["h"] for step in answer["steps"]] == run.h.tolist()
            assert [step["x"] for step in answer["steps"]] == run.x.tolist()
            assert [step["grad_norm"] for step in answer["steps"]] == run.grad_norms.value.tolist()
            assert [step["input_grad"] for step in answer["steps"]] == run.input_grad.values().tolist()
    assert CLIENT.step(**drawn, sentence="i am i") == CLIENT.step(**drawn, sentence="i am i", layer=1)


@pytest.mark.parametrize("cell", ["rnn", "lstm"])
@pytest.mark.parametrize("drawn", [{"num_layers": 3}, {"bidirectional": True}])
def test_the_state_of_several_layers_can_be_sent_back(cell: str, drawn: dict[str, Any]) -> None:
    fields = {"cell": cell, "hidden_size": 2, **drawn}
    first = CLIENT.step(sentence="i am", **fields)
    places = drawn.get("num_layers", 1) * (1 + drawn.get("bidirectional", False))
    assert [len(part) for part in first["state"].values()] == [places] * len(first["state"])
    second = CLIENT.step(sentence="a boy", state=first["state"], **fields)
    assert second != CLIENT.step(sentence="a boy", **fields)
    if "num_layers" in drawn:
        whole = CLIENT.step(sentence="i am a boy", **fields)
        assert second["steps"][-1]["h"] == pytest.approx(whole["steps"][-1]["h"], rel=1e-12)
    wrong = only(CLIENT.post("/step", json={"sentence": "a", **fields, "state": {**first["state"], "h": [0, 0]}}))
    assert wrong["loc"] == ["body", "state", "h"]
    assert f"{places} × 2" in wrong["msg"]


def test_an_answer_of_a_network_drawn_with_one_layer_says_what_it_always_said() -> None:
    answer = CLIENT.step(sentence="i am", num_layers=1, bidirectional=False, bias=True, direction="forward", layer=0)
    assert answer == CLIENT.step(sentence="i am")
    assert "num_layers" not in answer


def test_a_forecast_of_numbers() -> None:
    parameters = {**LINEAR, "linear.weight": [[2, -1]], "linear.bias": [0.5]}
    answer = CLIENT.step(inputs=[1, 2, 4], parameters=parameters, objective="forecast", include=["predictions"])
    said = [step["predictions"]["forecast"][0] for step in answer["steps"]]
    assert said == pytest.approx([2 * step["h"][0] - step["h"][1] + 0.5 for step in answer["steps"]])
    assert answer["loss"] == pytest.approx(((said[0] - 2) ** 2 + (said[1] - 4) ** 2) / 4)
    assert [step["predictions"]["target"] for step in answer["steps"]] == [[2.0], [4.0], None]


def test_a_label_of_a_class_without_a_word() -> None:
    parameters = {**LINEAR, "linear.weight": [[1, 0], [0, 1], [1, 1], [-1, 0]]}
    fields = {"inputs": [1, 2], "parameters": parameters, "objective": "label"}
    answer = CLIENT.step(**fields, target=3, include=["predictions"])
    said = answer["steps"][-1]["predictions"]
    assert said["target"] == "3"
    assert said["likeliest"] == ["2", "1", "0", "3"]
    assert answer["loss"] == pytest.approx(-np.log(said["target_probability"]))
    assert CLIENT.step(**fields) == CLIENT.step(**fields, target=0)


def test_a_head_that_says_other_than_the_next_numbers_has_classes() -> None:
    parameters = {**LINEAR, "linear.weight": [[1, 0], [0, 1]]}
    said = CLIENT.step(inputs=[1], parameters=parameters, include=["predictions"])["steps"][0]["predictions"]
    assert (said["target"], said["likeliest"]) == (None, ["1", "0"])


def test_a_gradient_beyond_a_double_keeps_its_logarithm() -> None:
    parameters = {"rnn.weight_ih_l0": [[0]], "rnn.weight_hh_l0": [[1e200]], "rnn.bias_ih_l0": [0]}
    fields = {"inputs": [0] * 3, "parameters": parameters, "nonlinearity": "identity"}
    answer = CLIENT.step(**fields, include=["gradients", "parameter_gradients"])
    assert answer["parameter_gradients"]["rnn.bias_ih_l0"] is None
    assert answer["parameter_grad_norms"]["rnn.bias_ih_l0"] is answer["total_grad_norm"] is None
    assert answer["log10_parameter_grad_norms"]["rnn.bias_ih_l0"] == pytest.approx(400)
    assert answer["initial_grad"] == answer["initial_grad_norm"] == {"h": None}
    assert answer["log10_initial_grad_norm"] == {"h": pytest.approx(600)}


def test_a_null_beside_parameters_is_not_a_value() -> None:
    plain = CLIENT.step(inputs=[1], parameters=LINEAR)
    assert CLIENT.step(inputs=[1], parameters=LINEAR, spectral_radius=None, forget_bias=None, sentence=None) == plain


def test_a_drawn_network_reads_numbers_and_forecasts_them() -> None:
    answer = CLIENT.step(inputs=[[1, 0], [0, 1]], objective="forecast", include=["parameters"])
    assert (answer["input_size"], answer["tokens"]) == (2, ["1, 0", "0, 1"])
    assert np.shape(answer["parameters"]["linear.weight"]) == (2, 8)


def test_ids_and_words_read_the_same_rows() -> None:
    words = CLIENT.step(sentence="b a b", parameters=WORDS, vocabulary=VOCABULARY)
    ids = CLIENT.step(token_ids=[1, 0, 1], parameters=WORDS)
    assert words["token_ids"] == ids["token_ids"] == [1, 0, 1]
    assert (words["tokens"], ids["tokens"], ids["vocabulary"]) == (["b", "a", "b"], ["1", "0", "1"], [])
    assert words["loss"] == ids["loss"]
    assert (words["objective"], ids["objective"]) == ("recall", "recall")
    named = CLIENT.step(token_ids=[1, 0, 1], parameters=WORDS, vocabulary=VOCABULARY)
    assert named == words
    assert CLIENT.step(token_ids=[1], labels=["x"], parameters=WORDS)["tokens"] == ["x"]
    assert CLIENT.get(f"/step?token_ids=1,0,1&{address(WORDS)}").json() == ids


def test_an_unknown_token_is_read_as_unk_where_there_is_one() -> None:
    answer = CLIENT.step(sentence="a zebra", parameters=WORDS, vocabulary=["<unk>", "a", "b"])
    assert (answer["tokens"], answer["token_ids"]) == (["a", "zebra"], [1, 0])


def test_a_vocabulary_is_compared_as_the_tokenizers_write_it() -> None:
    decomposed = ["\u1112\u1161\u11ab", "e\u0301", "c"]
    answer = CLIENT.step(sentence="é 한", parameters=WORDS, vocabulary=decomposed)
    assert answer["token_ids"] == [1, 0]


def test_without_an_objective_numbers_have_the_sum() -> None:
    assert CLIENT.step(inputs=[1])["objective"] == "sum"
    assert CLIENT.step(inputs=[1], objective="sum") == CLIENT.step(inputs=[1])
    assert CLIENT.step(token_ids=[0], parameters={**WORDS, "linear.weight": [[1, 0]]})["objective"] == "sum"
    refused = only(CLIENT.post("/step", json={"inputs": [1], "objective": "recall"}))
    assert (refused["type"], refused["loc"]) == ("no_tokens", ["body", "objective"])


def test_a_large_network_is_refused_by_its_work_alone() -> None:
    client = Client(max_body=10**8)
    size = 300
    weight = np.round(np.eye(size), 1)
    parameters = {"rnn.weight_ih_l0": weight[:, :1].tolist(), "rnn.weight_hh_l0": weight.tolist()}
    assert client.step(inputs=[1, 2], parameters=parameters)["hidden_size"] == size
    refused = only(
        Client(max_body=10**8, max_work=1000).post("/step", json={"inputs": [1, 2], "parameters": parameters})
    )
    assert (refused["type"], refused["loc"]) == ("too_much_work", ["body", "inputs"])
    assert "+ products 705 = 1,905" in refused["msg"]


def test_the_other_addresses_take_any_network() -> None:
    deep = CLIENT.step(sentence="a b", num_layers=2, bidirectional=True, hidden_size=2, include=["parameters"])
    for what in (
        {"inputs": [1, 2, 3], "parameters": LINEAR},
        {"sentence": "a b c", "parameters": WORDS, "vocabulary": VOCABULARY},
        {"token_ids": [0, 1, 2], "parameters": WORDS},
        {"sentence": "a b a", "parameters": deep["parameters"], "vocabulary": ["a", "b"], "layer": 0},
        {"inputs": [[1, 2], [3, 4]], "num_layers": 2, "bidirectional": True, "direction": "backward"},
    ):
        for path in ("/step", "/check", "/memory"):
            response = CLIENT.post(path, json=what)
            assert response.status_code == 200, (path, what, response.text)
        edited = CLIENT.post("/what-if", json={**what, "edits": [{"t": 1, "unit": 0, "set": 0.5}]})
        assert edited.status_code == 200, edited.text
        assert CLIENT.post("/weights", json=what).status_code == 200


def test_memory_of_a_given_network_has_no_seeds() -> None:
    answer = CLIENT.post("/memory", json={"inputs": [1, 2, 3], "parameters": LINEAR}).json()
    assert (answer["seed"], answer["seeds"]) == (None, 1)
    refused = only(CLIENT.post("/memory", json={"inputs": [1], "parameters": LINEAR, "seeds": 2}))
    assert (refused["type"], refused["loc"]) == ("of_the_seed", ["body", "seeds"])


def test_the_memory_of_a_backward_reading_ends_at_the_first_step() -> None:
    asked = {"sentence": "i am a boy", "bidirectional": True, "seeds": 1}
    backward = CLIENT.post("/memory", json={**asked, "direction": "backward"}).json()["distances"]
    assert [each["t"] for each in backward] == [0, 1, 2, 3]
    assert [each["t"] for each in CLIENT.post("/memory", json=asked).json()["distances"]] == [3, 2, 1, 0]
    steps = CLIENT.step(sentence="i am a boy", bidirectional=True, direction="backward", include=["jacobian"])["steps"]
    assert [each["log10_norm"] for each in backward] == [step["log10_jacobian_norm"] for step in steps]


def test_what_if_edits_numbers_and_words_of_a_given_network() -> None:
    numbers = {"inputs": [1, 2], "parameters": LINEAR}
    edited = CLIENT.post("/what-if", json={**numbers, "edits": [{"t": 1, "x": [5]}]}).json()
    assert edited["edited_tokens"] == ["1", "5"]
    assert edited["edited_loss"] == pytest.approx(CLIENT.step(inputs=[1, 5], parameters=LINEAR)["loss"])
    words = {"sentence": "a b", "parameters": WORDS, "vocabulary": VOCABULARY}
    edited = CLIENT.post("/what-if", json={**words, "edits": [{"t": 1, "token": "c"}]}).json()
    other = CLIENT.step(**{**words, "sentence": "a c"}, include=["predictions"])
    assert [step["edited_h"] for step in edited["steps"]] == [step["h"] for step in other["steps"]]
    moved = {**words, "edits": [{"t": 1, "from": {"sentence": "c c", "t": 1}}]}
    transplanted = CLIENT.post("/what-if", json=moved).json()["steps"][1]["edited_h"]
    assert transplanted == CLIENT.step(**{**words, "sentence": "c c"})["state"]["h"]
    for edit, place in (
        ({"t": 0, "token": "a"}, ["token"]),
        ({"t": 0, "from": {"sentence": "a", "t": 0}}, ["from", "sentence"]),
        ({"t": 0, "x": [1, 2]}, ["x"]),
    ):
        refused = only(CLIENT.post("/what-if", json={**numbers, "edits": [edit]}))
        assert refused["loc"] == ["body", "edits", 0, *place]
    unknown = only(CLIENT.post("/what-if", json={**words, "edits": [{"t": 0, "token": "z"}]}))
    assert unknown["type"] == "unknown_token"


def test_a_state_taken_from_a_backward_reading_is_that_of_its_place() -> None:
    fields = {"num_layers": 2, "bidirectional": True, "hidden_size": 2, "layer": 0, "direction": "backward"}
    edits = [{"t": 1, "from": {"sentence": "we are here", "t": 0}}]
    edited = CLIENT.post("/what-if", json={"sentence": "i am", **fields, "edits": edits}).json()
    assert edited["steps"][1]["edited_h"] == CLIENT.step(sentence="we are here", **fields)["steps"][0]["h"]


GATED = {"rnn.weight_ih_l0": [[1]] * 3, "rnn.weight_hh_l0": [[1]] * 3}
TWICE = ["a", "b", "a"]
BIAS = "rnn.bias_ih_l0"
BESIDE = {"inputs": [1], "parameters": LINEAR}


@pytest.mark.parametrize(
    ("fields", "loc", "words"),
    [
        ({"inputs": [1], "sentence": "a"}, ["inputs"], ["Only one", "sentence, inputs"]),
        ({"parameters": LINEAR}, ["sentence"], ["missing", "inputs"]),
        ({"sentence": "a", "token_ids": [0]}, ["token_ids"], ["sentence, token_ids"]),
        ({"token_ids": [0]}, ["token_ids"], ["parameters or model"]),
        ({"sentence": "a", "vocabulary": ["a"]}, ["vocabulary"], ["parameters or model"]),
        ({"sentence": "a", "labels": ["a"]}, ["labels"], ["own words"]),
        ({**BESIDE, "model": "x"}, ["model"], ["not both"]),
        ({**BESIDE, "seed": 0}, ["seed"], ["seed", "parameters"]),
        ({**BESIDE, "spectral_radius": 1}, ["spectral_radius"], ["parameters", "Leave"]),
        ({**BESIDE, "cell": "gru"}, ["cell"], ["gru", "parameters", "rnn"]),
        ({**BESIDE, "hidden_size": 8}, ["hidden_size"], ["8", "2"]),
        ({**BESIDE, "input_size": 4}, ["input_size"], ["4", "1"]),
        ({**BESIDE, "num_layers": 2}, ["num_layers"], ["2", "1"]),
        ({**BESIDE, "bidirectional": True}, ["bidirectional"], ["true", "false"]),
        ({**BESIDE, "bias": True}, ["bias"], ["true", "false"]),
        ({"inputs": [[1, 2]], "input_size": 4}, ["input_size"], ["4", "inputs", "2"]),
        ({"inputs": [[1, 2]], "parameters": LINEAR}, ["inputs"], ["1 number", "got 2"]),
        ({"inputs": [[1] * 257]}, ["inputs"], ["256", "257"]),
        ({"inputs": []}, ["inputs"], ["empty list"]),
        ({"inputs": [[]]}, ["inputs", 0], ["empty list"]),
        ({"inputs": 5}, ["inputs"], ["list", "5"]),
        ({"inputs": [1], "labels": []}, ["labels"], ["labels is an empty list"]),
        ({"parameters": WORDS, "token_ids": []}, ["token_ids"], ["token_ids is an empty list"]),
        ({"sentence": "a", "parameters": WORDS, "vocabulary": []}, ["vocabulary"], ["vocabulary is an empty list"]),
        ({"inputs": [1, "2"]}, ["inputs", 1], ["finite", '"2"']),
        ({"inputs": [1, None]}, ["inputs", 1], ["finite", "null"]),
        ({"inputs": [1, True]}, ["inputs", 1], ["finite", "true"]),
        ({"inputs": [[1, 2], [3]]}, ["inputs", 1], ["as the first, 2", "1"]),
        ({"inputs": [[1, 2], 3]}, ["inputs", 1], ["list", "3"]),
        ({"inputs": [[1, [2]]]}, ["inputs", 0, 1], ["finite", "[2]"]),
        ({"inputs": [10**400]}, ["inputs", 0], ["finite"]),
        ({"inputs": [1, 2], "labels": ["a"]}, ["labels"], ["2", "got 1"]),
        ({"inputs": [1], "labels": [5]}, ["labels", 0], ["texts", "5"]),
        ({"inputs": [1], "labels": ["a\0"]}, ["labels", 0], ["U+0000"]),
        ({"inputs": [1], "labels": ["a" * 201]}, ["labels", 0], ["200", "201"]),
        ({"inputs": [1], "layer": 1}, ["layer"], ["from 0 to 0", "1"]),
        ({"inputs": [1], "direction": "backward"}, ["direction"], ["forward", "backward"]),
        ({"inputs": [1], "objective": "next-token"}, ["objective"], ["next-token", "forecast"]),
        ({"inputs": [1], "objective": "forecast"}, ["inputs"], ["two steps"]),
        ({"sentence": "a b", "objective": "forecast"}, ["objective"], ["forecast", "inputs"]),
        ({**BESIDE, "objective": "label"}, ["objective"], ["linear.weight"]),
        ({**BESIDE, "include": ["predictions"]}, ["include"], ["linear.weight"]),
        ({"inputs": [1], "objective": "label", "target": 1}, ["target"], ["from 0 to 0", "1"]),
        ({"inputs": [1], "objective": "sum", "target": 0}, ["target"], ["recall or label"]),
        ({"inputs": [1, 2], "parameters": {**LINEAR, "linear.weight": [[1, 2]] * 2}, "objective": "forecast"},
         ["objective"], ["1 row", "it has 2"]),
        ({"token_ids": [0], "parameters": LINEAR}, ["token_ids"], ["embedding.weight", "inputs"]),
        ({"sentence": "a", "parameters": LINEAR}, ["sentence"], ["embedding.weight", "inputs"]),
        ({"sentence": "a", "parameters": WORDS}, ["sentence"], ["vocabulary", "token_ids"]),
        ({"sentence": "a z", "parameters": WORDS, "vocabulary": VOCABULARY}, ["sentence"], ["“z”", "<unk>"]),
        ({"token_ids": [0, 3], "parameters": WORDS}, ["token_ids", 1], ["from 0 to 2", "3"]),
        ({"token_ids": [-1], "parameters": WORDS}, ["token_ids", 0], ["from 0", "-1"]),
        ({"token_ids": [0.5], "parameters": WORDS}, ["token_ids", 0], ["whole numbers", "0.5"]),
        ({"token_ids": [0], "parameters": WORDS, "vocabulary": ["a"]}, ["vocabulary"], ["3", "got 1"]),
        ({"token_ids": [0], "parameters": WORDS, "vocabulary": TWICE}, ["vocabulary"], ["“a”", "more than once"]),
        ({"inputs": [1], "parameters": []}, ["parameters"], ["rnn.weight_hh_l0", "[]"]),
        ({"inputs": [1], "parameters": {}}, ["parameters", "rnn.weight_hh_l0"], ["missing"]),
        ({"inputs": [1], "parameters": {"rnn.weight_ih_l0": [[1]]}}, ["parameters", "rnn.weight_hh_l0"], ["needs it"]),
        ({"inputs": [1], "parameters": {**LINEAR, "rnn.weight_hh_10": [[1]]}},
         ["parameters", "rnn.weight_hh_10"], ["Unknown", "rnn.weight_hh_l"]),
        ({"inputs": [1], "parameters": {**LINEAR, "q": [[1]]}}, ["parameters", "q"], ["Unknown", "PyTorch"]),
        ({"inputs": [1], "parameters": {**LINEAR, "linear.bias": [1]}},
         ["parameters", "linear.weight"], ["linear.bias"]),
        ({"inputs": [1], "parameters": {**LINEAR, BIAS: [1]}}, ["parameters", BIAS], ["2", "got 1"]),
        ({"inputs": [1], "parameters": {**LINEAR, "rnn.weight_hh_l0": [[1, 2]]}},
         ["parameters", "rnn.weight_hh_l0"], ["2 (rnn), 6 (gru), 8 (lstm)", "got 1"]),
        ({"inputs": [1], "parameters": {**LINEAR, "rnn.weight_hh_l0": [1, 2]}},
         ["parameters", "rnn.weight_hh_l0"], ["G·H × H", "got 2"]),
        ({"inputs": [1], "parameters": {**LINEAR, "rnn.weight_hh_l0": [[1, 2], [3]]}},
         ["parameters", "rnn.weight_hh_l0", 1], ["2", "got one with 1"]),
        ({"inputs": [1], "parameters": {**LINEAR, "rnn.weight_hh_l0": [[1, "x"], [3, 4]]}},
         ["parameters", "rnn.weight_hh_l0", 0, 1], ["finite", '"x"']),
        ({"inputs": [1], "parameters": {**LINEAR, "rnn.weight_hh_l0": None}},
         ["parameters", "rnn.weight_hh_l0"], ["list", "null"]),
        ({"inputs": [1], "parameters": GATED, "nonlinearity": "relu"}, ["nonlinearity"], ["relu", "rnn", "gru"]),
        ({"inputs": [1e308], "parameters": {**LINEAR, "rnn.weight_ih_l0": [[10], [1]]}, "nonlinearity": "relu"},
         ["inputs"], ["range of a double", "t = 0"]),
        ({"sentence": "a", "bias": False, "cell": "lstm", "forget_bias": 1}, ["forget_bias"], ["bias is false"]),
        ({"sentence": "a", "bidirectional": 1}, ["bidirectional"], ["true or false", "1"]),
    ],
)  # fmt: skip
def test_what_does_not_fit(fields: dict[str, Any], loc: list[str | int], words: list[str]) -> None:
    detail = only(CLIENT.post("/step", json=fields))
    assert detail["loc"] == ["body", *loc]
    for word in words:
        assert word in detail["msg"]
    korean = only(CLIENT.post("/step?lang=ko", json=fields))
    assert korean["msg"] != detail["msg"]
    assert "error-" not in korean["msg"] + detail["msg"]


@pytest.mark.parametrize(
    ("query", "loc", "words"),
    [
        ("inputs=1;x", ["inputs", 1, 0], ["semicolons", "x"]),
        ("inputs=1,2;3", ["inputs", 1], ["as the first, 2", "1"]),
        ("inputs=1;;2", ["inputs", 1, 0], ["semicolons"]),
        ("inputs=.5", ["inputs", 0, 0], [".5"]),
        ("inputs=nan", ["inputs", 0, 0], ["nan"]),
        ("inputs=1e999", ["inputs", 0, 0], ["beyond the range of a double"]),
        ("inputs=1&rnn.weight_ih_l0=1", ["rnn.weight_hh_l0"], ["missing"]),
        ("inputs=1&rnn.weight_ih_l0=1&rnn.weight_hh_l0=1,2", ["rnn.weight_hh_l0"], ["2 columns", "got 1"]),
        ("inputs=1&rnn.weight_ih_l0=1&rnn.weight_hh_l0=x", ["rnn.weight_hh_l0", 0, 0], ["semicolons", "x"]),
        ("inputs=1&rnn.weight_ih_l0=1&rnn.weight_hh_l0=1,2;3", ["rnn.weight_hh_l0", 1], ["2", "1"]),
        ("inputs=1&rnn.weight_ih_l0=1&rnn.weigth_hh_l0=1", ["rnn.weigth_hh_l0"], ["nearest", "rnn.weight_hh_l0"]),
        ("inputs=1&rnn.weight_hh_l0=1&rnn.weight_hh_l0=2", ["rnn.weight_hh_l0"], ["more than once"]),
        ("inputs=1&a.b=1", ["a.b"], ["Unknown parameter", "a.b"]),
        ("inputs=1&parameters={}", ["parameters"], ["field of its own", "POST"]),
        ("inputs=1,", ["inputs", 0, 1], ['got ""']),
        ("token_ids=1,,2", ["token_ids", 1], ['got ""']),
        ("token_ids=1,x", ["token_ids", 1], ["whole numbers", "x"]),
        ("sentence=a&bidirectional=yes", ["bidirectional"], ["true or false", "yes"]),
        ("sentence=a&num_layers=5", ["num_layers"], ["1 to 4", "5"]),
        ("sentence=a&layer=-1", ["layer"], ["from 0", "-1"]),
    ],
)
def test_what_an_address_cannot_say(query: str, loc: list[str | int], words: list[str]) -> None:
    detail = only(CLIENT.get(f"/step?{query}"))
    assert detail["loc"] == ["query", *loc]
    for word in words:
        assert word in detail["msg"]


@pytest.mark.parametrize(("size", "inputs"), [(300, 1), (2, 300)])
def test_the_limits_of_a_drawn_network_do_not_bind_one_that_is_given(size: int, inputs: int) -> None:
    sizes = {"hidden_size": size, "input_size": inputs}
    parameters = {"rnn.weight_ih_l0": [[0.01] * inputs] * size, "rnn.weight_hh_l0": [[0.001] * size] * size}
    found = CLIENT.step(inputs=[[1] * inputs] * 2, parameters=parameters, **sizes)
    assert {name: found[name] for name in sizes} == sizes
    said = only(CLIENT.post("/step", json={"inputs": [1], "parameters": parameters, "hidden_size": 301}))
    assert said["type"] == "contradiction"
    assert {"301", str(size)} <= set(said["msg"].replace(";", " ").replace(".", " ").replace(",", " ").split())


@pytest.mark.parametrize("name", ["hidden_size", "input_size"])
def test_the_limits_of_a_drawn_network_are_told_as_they_were(name: str) -> None:
    for answer in (CLIENT.post("/step", json={"sentence": "a", name: 257}), CLIENT.get(f"/step?sentence=a&{name}=257")):
        detail = only(answer)
        assert (detail["type"], detail["loc"][1]) == ("less_than_equal", name)
        assert detail["msg"] == f"{name} must be a whole number from 1 to 256; got 257."


def test_of_two_spellings_of_a_word_the_one_that_is_written_so_is_read() -> None:
    spellings = ["\u00e9", "e\u0301"]
    parameters = {**LINEAR, "embedding.weight": [[1], [2]]}
    for words, row in ((spellings, 0), (spellings[::-1], 1)):
        found = CLIENT.step(sentence="e\u0301", parameters=parameters, vocabulary=words)
        assert found["token_ids"] == [row]


def test_an_unknown_model_is_not_found() -> None:
    for response in (CLIENT.get("/step?sentence=a&model=x"), CLIENT.post("/step", json={"inputs": [1], "model": "x"})):
        detail = only(response, 404)
        assert (detail["type"], detail["loc"][1], detail["input"]) == ("unknown_model", "model", "x")


def test_an_empty_parameter_is_not_sent() -> None:
    query = address(LINEAR, inputs="1;2")
    assert CLIENT.get(f"/step?{query}&rnn.bias_ih_l0=&labels=&token_ids=").json() == CLIENT.get(f"/step?{query}").json()


def test_a_network_in_an_address_that_is_long_is_read_too() -> None:
    parameters = reader.seeded(hidden_size=24, input_size=2, vocabulary=()).state_dict()
    written = {name: values.tolist() for name, values in parameters.items()}
    found = CLIENT.get(f"/step?{address(written, inputs='1,2;3,4')}")
    assert found.json() == CLIENT.step(inputs=[[1, 2], [3, 4]], parameters=written)
    assert Network.from_state_dict(parameters).hidden_size == 24


def test_a_large_network_is_parsed_and_made_off_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that small requests are answered in between."""
    here_first, own = dict[str, bool](), threading.current_thread()

    def noted(name: str, call: Any) -> Any:
        def function(*arguments: Any) -> Any:
            here_first[name] = threading.current_thread() is own
            return call(*arguments)

        return function

    client = Client()
    monkeypatch.setattr(body, "_parsed", noted("parsed", body._parsed))
    monkeypatch.setattr(compute, "reading_and_work", noted("made", compute.reading_and_work))
    for size, here in ((2, True), (60, False)):
        weight = np.eye(size).tolist()
        parameters = {"rnn.weight_ih_l0": [[1.0]] * size, "rnn.weight_hh_l0": weight}
        client.step(inputs=[1], parameters=parameters)
        assert here_first == {"parsed": here, "made": here}


parts = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=8,
)
matrices = st.lists(st.lists(st.floats(-9, 9), min_size=1, max_size=3), min_size=1, max_size=6)


@settings(max_examples=examples(100), deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*WORDS, BIAS, "rnn.weight_hh_l1", "rnn.weight_ih_l0_reverse", "q"]), parts | matrices
    )
)
def test_any_parameters_are_read_or_refused(parameters: dict[str, Any]) -> None:
    sent = json.dumps({"inputs": [1], "parameters": {**LINEAR, **parameters}, "include": EVERYTHING[:-3]})
    response = CLIENT.post("/step", content=sent.encode(), headers={"content-type": "application/json"})
    assert response.status_code in (200, 422), response.text
    assert "error-" not in response.text
    assert "NaN" not in response.text or response.status_code == 422
