"""POST /what-if."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from app.api.answers import WhatIf
from tests.asgi import Client, only

ALWAYS = ["t", "token", "h", "edited_h", "delta_norm", "log10_delta_norm"]
LSTM = ["c", "edited_c", "cell_delta_norm", "log10_cell_delta_norm"]


def ask(client: Client, *edits: dict[str, Any], **fields: Any) -> dict[str, Any]:
    response = client.post("/what-if", json={"sentence": "i am a boy", **fields, "edits": edits})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    WhatIf.model_validate(answer)
    return answer


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_the_run_without_edits_is_step_s(client: Client, cell: str) -> None:
    step = client.step(sentence="i am a boy", cell=cell, objective="next-token")
    answer = ask(client, {"t": 2, "token": "girl"}, cell=cell, objective="next-token")
    assert answer["loss"] == step["loss"]
    assert answer["tokens"] == step["tokens"]
    assert answer["edited_tokens"] == ["i", "am", "girl", "boy"]
    for ours, theirs in zip(answer["steps"], step["steps"], strict=True):
        assert list(ours) == [*ALWAYS, *(LSTM if cell == "lstm" else []), "log10_grad_norm"]
        for name in ("t", "token", "h", "log10_grad_norm", *(["c"] if cell == "lstm" else [])):
            assert ours[name] == theirs[name]
        apart = math.dist(ours["h"], ours["edited_h"])
        assert ours["delta_norm"] == pytest.approx(apart, rel=1e-12)
        assert (ours["log10_delta_norm"] is None) == (apart == 0) == (ours["t"] < 2)
    assert answer["change"] == answer["edited_loss"] - answer["loss"]


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_another_word_is_the_same_network_s_reading_of_it(client: Client, cell: str) -> None:
    """With the loss on h itself no vocabulary is involved: the edited sentence read by /step is the edited run."""
    answer = ask(client, {"t": 2, "token": "girl"}, cell=cell, objective="sum")
    expected = client.step(sentence="i am girl boy", cell=cell, objective="sum")
    for ours, theirs in zip(answer["steps"], expected["steps"], strict=True):
        assert ours["edited_h"] == pytest.approx(theirs["h"], rel=1e-12, abs=1e-14)
    assert answer["edited_loss"] == pytest.approx(expected["loss"], rel=1e-12)


def test_the_question_stays_the_same(client: Client) -> None:
    """The first word is replaced, but recall still asks for the one that was there, among the words that were."""
    answer = ask(client, {"t": 0, "token": "we"}, objective="recall")
    said = client.step(sentence="i am a boy", include=["parameters"])["parameters"]
    logits = np.array(said["linear.weight"]) @ answer["steps"][-1]["edited_h"] + said["linear.bias"]
    assert answer["edited_loss"] == pytest.approx(float(np.log(np.exp(logits).sum()) - logits[0]), rel=1e-12)


def test_a_unit_is_set_once_or_from_then_on(client: Client) -> None:
    once = ask(client, {"t": 1, "unit": 3, "set": 0.5})["steps"]
    onward = ask(client, {"t": 1, "unit": 3, "clamp": 0})["steps"]
    assert [step["edited_h"][3] == 0.5 for step in once] == [False, True, False, False]
    assert [step["edited_h"][3] == 0.0 for step in onward] == [False, True, True, True]


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_a_transplant_is_the_state_of_the_other_sentence(client: Client, cell: str) -> None:
    edit = {"t": 1, "from": {"sentence": "we are two", "t": 1}}
    answer = ask(client, edit, cell=cell)["steps"]
    other = client.step(sentence="we are two", cell=cell)["steps"][1]
    assert answer[1]["edited_h"] == pytest.approx(other["h"], rel=1e-13)
    if cell == "lstm":
        assert answer[1]["edited_c"] == pytest.approx(other["c"], rel=1e-13)
    state = {part: other[part] for part in (("h", "c") if cell == "lstm" else ("h",))}
    rest = client.step(sentence="a boy", cell=cell, state=state)["steps"]
    for ours, theirs in zip(answer[2:], rest, strict=True):
        assert ours["edited_h"] == pytest.approx(theirs["h"], rel=1e-12, abs=1e-14)


def test_all_of_h_leaves_c_alone(client: Client) -> None:
    step = ask(client, {"t": 1, "h": [0.5] * 8}, cell="lstm")["steps"][1]
    assert step["edited_h"] == [0.5] * 8
    assert step["edited_c"] == step["c"]
    assert (step["cell_delta_norm"], step["log10_cell_delta_norm"]) == (0, None)


def test_what_changes_nothing_is_exactly_nothing(client: Client) -> None:
    answer = ask(client, {"t": 1, "token": "am"}, {"t": 2, "token": "a"})
    assert (answer["change"], answer["predicted"]) == (0, 0)
    assert [step["log10_delta_norm"] for step in answer["steps"]] == [None] * 4


def test_the_prediction_is_the_gradient_times_the_change(client: Client) -> None:
    gradient = client.step(sentence="i am a boy", include=["gradients"])["steps"][1]["grad"]
    answer = ask(client, {"t": 1, "h": [0.1] * 8})
    delta = np.full(8, 0.1) - answer["steps"][1]["h"]
    assert answer["predicted"] == pytest.approx(float(np.dot(gradient, delta)), rel=1e-12)


def test_the_loss_may_be_before_the_edit(client: Client) -> None:
    answer = ask(client, {"t": 2, "token": "girl"}, loss_at=1, target=3)
    assert (answer["change"], answer["predicted"]) == (0, 0)
    assert answer["steps"][3]["delta_norm"] > 0


def test_the_token_is_as_the_tokenizer_has_it(client: Client) -> None:
    assert ask(client, {"t": 1, "token": " girl "})["edited_tokens"][1] == "girl"
    letters = ask(client, {"t": 0, "token": "ㅎ"}, sentence="나는", tokenizer="jamo")
    assert letters["edited_tokens"] == ["ㅎ", "ㅏ", "ㄴ", "ㅡ", "ㄴ"]


@pytest.mark.parametrize(
    ("edits", "loc", "words"),
    [
        ([], ["body", "edits"], ["1 to 100", "got []"]),
        ([{"t": 0, "unit": 0, "set": 1}] * 101, ["body", "edits"], ["1 to 100"]),
        (5, ["body", "edits"], ["list", "got 5"]),
        ([{}], ["body", "edits", 0, "t"], ["edits.t is missing"]),
        ([{"t": -1, "token": "x"}], ["body", "edits", 0, "t"], ["got -1"]),
        ([{"t": 4, "token": "x"}], ["body", "edits", 0, "t"], ["from 0 to 3; got 4"]),
        ([{"t": 0}], ["body", "edits", 0], ['"token": "girl"']),
        ([{"t": 0, "token": "x", "h": [0] * 8}], ["body", "edits", 0], ['"clamp"']),
        ([{"t": 0, "unit": 0}], ["body", "edits", 0], ['"set": 0.5']),
        ([{"t": 0, "unit": 0, "set": 1, "clamp": 1}], ["body", "edits", 0], ['"set": 0.5']),
        ([{"t": 0, "set": 1}], ["body", "edits", 0], ['"set": 0.5']),
        ([{"t": 0, "token": "two words"}], ["body", "edits", 0, "token"], ["one word", "tokenizer word", "two words"]),
        ([{"t": 0, "token": " "}], ["body", "edits", 0, "token"], ["one word"]),
        ([{"t": 0, "token": "a\x00"}], ["body", "edits", 0, "token"], ["U+0000"]),
        ([{"t": 0, "unit": 8, "set": 1}], ["body", "edits", 0, "unit"], ["from 0 to 7; got 8"]),
        ([{"t": 0, "h": [0.5]}], ["body", "edits", 0, "h"], ["8 numbers", "got 1"]),
        ([{"t": 0, "from": {"sentence": "a", "t": 1}}], ["body", "edits", 0, "from", "t"], ["from 0 to 0; got 1"]),
        ([{"t": 0, "from": {"sentence": " ", "t": 0}}], ["body", "edits", 0, "from", "sentence"], ["no token"]),
        ([{"t": 0, "token": "x", "why": 1}], ["body", "edits", 0, "why"], ["Unknown field: edits.why"]),
    ],
)
def test_an_invalid_edit_is_refused(client: Client, edits: object, loc: list[str | int], words: list[str]) -> None:
    detail = only(client.post("/what-if", json={"sentence": "i am a boy", "edits": edits}))
    assert detail["loc"] == loc
    for word in words:
        assert word in detail["msg"]


def test_edits_are_asked_for(client: Client) -> None:
    assert only(client.post("/what-if", json={"sentence": "i"}))["loc"] == ["body", "edits"]
    assert client.get("/what-if?sentence=i").status_code == 405


def test_too_much_work_says_its_formula() -> None:
    fields = {"sentence": "i am a boy", "edits": [{"t": 0, "from": {"sentence": "we are", "t": 0}}]}
    detail = only(Client(max_work=100).post("/what-if", json=fields))
    assert "hidden_size 8 × (tokens 4 × 8 + other_characters 6 × 2) + steps 256 + drawn 68 = 676;" in detail["msg"]


def test_long_and_short_requests_are_answered_alike() -> None:
    fields = {"sentence": "i am a boy " * 30, "edits": [{"t": 7, "token": "girl"}]}
    small, large = Client(), Client(large_work=1, large_sentence=1)
    assert small.post("/what-if", json=fields).json() == large.post("/what-if", json=fields).json()
