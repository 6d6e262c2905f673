"""GET and POST /script and /weights."""

from __future__ import annotations

from typing import Any

import pytest

from app.api import compute, training_fields
from app.api.training_fields import ScriptRequest
from app.engine import reader
from app.exports import pytorch, training_script
from app.settings import Settings
from app.training.learner import Options
from app.training.tasks.recall import Recall
from tests.asgi import Client, client_of, only
from tests.golden.test_scripts import constants, parsed


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
@pytest.mark.parametrize("objective", ["recall", "next-token", "sum"])
def test_the_script_is_the_run_s(client: Client, cell: str, objective: str) -> None:
    fields = {"sentence": "i am a boy", "cell": cell, "objective": objective, "loss_at": 1, "hidden_size": 3}
    response = client.get("/script", params=fields)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/x-python; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="rnn-flow.py"'
    assert response.content == client.post("/script", json=fields).content
    step = client.step(**fields)
    found = constants(response.text)
    assert found["LOSS"] == [step["loss"]]
    assert list(found["H"].values()) == [own["h"] for own in step["steps"]]
    assert list(found["GRAD_NORM"].values()) == [own["grad_norm"] for own in step["steps"]]


def test_the_page_s_address_is_the_script_s(client: Client) -> None:
    page = "sentence=i am&u=2.5&lang=ko&include=gates&digits=4&format=json"
    assert client.get(f"/script?{page}").text == client.get("/script?sentence=i am").text


def test_the_module_is_the_run_s_with_comments_in_the_reader_s_language(client: Client) -> None:
    fields = {"sentence": "i am a boy", "hidden_size": 3}
    english = client.get("/script", params={**fields, "style": "module"})
    assert english.headers["content-disposition"] == 'attachment; filename="rnn-flow.py"'
    korean = client.get("/script", params={**fields, "style": "module", "lang": "ko"})
    assert "# the loop: one step after the other" in english.text
    assert "# 고리: 한 시점씩 차례로" in korean.text
    header = {"accept-language": "ko"}
    assert client.post("/script", json={**fields, "style": "module"}, headers=header).text == korean.text
    step = client.step(**fields)
    for text in (english.text, korean.text):
        found = constants(text)
        assert found["LOSS"] == [step["loss"]]
        assert list(found["H"].values()) == [own["h"] for own in step["steps"]]
        assert list(found["GRAD_NORM"].values()) == [own["grad_norm"] for own in step["steps"]]
    assert client.get("/script", params={**fields, "style": "script"}).text == client.get("/script", params=fields).text


@pytest.mark.parametrize("more", [{"num_layers": 2}, {"bidirectional": True}, {"truncate": 2}])
def test_what_is_no_short_module_is_refused_at_its_style(client: Client, more: dict[str, object]) -> None:
    for fields in ({**more, "sentence": "i am a boy", "style": "module"}, {**TAUGHT, **TRAINED, "style": "module"}):
        problem = only(client.post("/script", json=fields))
        assert problem["loc"] == ["body", "style"]
        assert "style=script" in problem["msg"]
    assert only(client.get("/script?sentence=i&style=poem"))["loc"] == ["query", "style"]


def test_a_large_module_comes_whole_and_in_the_language() -> None:
    fields = {"sentence": "to be or not " * 50, "hidden_size": 40, "style": "module", "lang": "ko"}
    small, large = client_of(large_work=10**9, large_sentence=10**6), client_of(large_work=1, large_sentence=1)
    answer = large.get("/script", params=fields)
    assert "고리" in answer.text
    assert answer.content == small.get("/script", params=fields).content


def test_a_state_is_where_the_script_begins(client: Client) -> None:
    fields = {"sentence": "am", "cell": "lstm", "hidden_size": 2, "state": {"h": [0.25, 0.5], "c": [0.125, 1.0]}}
    text = client.post("/script", json=fields).text
    assert "state = (torch.tensor([[0.25, 0.5]]), torch.tensor([[0.125, 1.0]]))" in text


def test_a_large_network_s_weights_are_in_a_file(client: Client) -> None:
    fields = {"sentence": "i am a boy", "hidden_size": 64, "seed": 5}
    assert pytorch.WEIGHTS in client.get("/script", params=fields).text
    assert pytorch.WEIGHTS not in client.get("/script", params={**fields, "hidden_size": 16}).text
    response = client.get("/weights", params=fields)
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["content-disposition"] == 'attachment; filename="weights.safetensors"'
    net = reader.seeded(hidden_size=64, seed=5, vocabulary=("i", "am", "a", "boy"))
    found = parsed(response.content)
    assert {name: array.tolist() for name, array in found.items()} == {
        name: array.tolist() for name, array in net.state_dict().items()
    }


def test_any_network_has_a_script_and_weights(client: Client) -> None:
    fields = {
        "inputs": [[0.5, 1.0], [0.25, -1.0], [0.0, 2.0]],
        "cell": "gru",
        "hidden_size": 3,
        "input_size": 2,
        "num_layers": 2,
        "bidirectional": True,
        "objective": "forecast",
        "layer": 0,
        "direction": "backward",
    }
    step, answer = client.step(**fields, include=["gradients", "parameters"]), client.post("/script", json=fields)
    assert answer.status_code == 200, answer.text
    found = constants(answer.text)
    assert found["LOSS"] == [step["loss"]]
    for name, of_step in (("H", "h"), ("GRAD_NORM", "grad_norm"), ("INPUT_GRAD_NORM", "input_grad_norm")):
        assert [found[name][t] for t in range(3)] == [own[of_step] for own in step["steps"]]
    assert found["PARAMETER_GRAD_NORM"] == step["parameter_grad_norms"]
    weights = parsed(client.post("/weights", json=fields).content)
    assert {name: array.tolist() for name, array in weights.items()} == step["parameters"]
    assert "rnn.weight_hh_l1_reverse" in weights


def test_large_answers_come_whole() -> None:
    fields = {"sentence": "to be or not " * 50, "hidden_size": 40}
    small, large = client_of(large_work=10**9, large_sentence=10**6), client_of(large_work=1, large_sentence=1)
    for path in ("/script", "/weights"):
        assert large.get(path, params=fields).content == small.get(path, params=fields).content


def test_too_much_work_says_its_formula() -> None:
    client = Client(max_work=200)
    script = only(client.get("/script?sentence=i am a boy"))["msg"]
    assert "tokens 4 × hidden_size 8 × 10 + parameters 164 + drawn 49 = 533;" in script
    assert (
        "parameters 836 + drawn 217 = 1,053;" in only(client.get("/weights?sentence=i am a boy&hidden_size=24"))["msg"]
    )


def test_what_goes_wrong_is_refused_before_anything_is_sent() -> None:
    """The script's own twin runs may leave the range where the run does not."""
    client = Client(large_work=100)
    state = {"h": [1e308] * 8, "c": [1.7976931348623157e308] * 8}
    asked = {"sentence": "x y z " * 200, "cell": "lstm", "seed": 3, "state": state}
    assert client.post("/step", json=asked).status_code == 200
    refused = client.post("/script", json=asked)
    assert refused.status_code == 422
    assert "leaves the range of a double" in refused.json()["detail"][0]["msg"]


TRAINED = {"training": {"task": "recall", "delay": 3, "steps": 4}}
SYMBOLS = [f"s{k}" for k in range(20_000)]
TAUGHT = {"sentence": "i am a boy", "cell": "gru", "hidden_size": 5, "seed": 3}


def test_a_training_is_a_script_too(client: Client) -> None:
    training = {"task": "recall", "delay": 3, "optimizer": "sgd", "learning_rate": 0.5, "clip": None, "steps": 40}
    text = client.post("/script", json={**TAUGHT, "training": training}).text
    task = Recall(delay=3, symbols=("i", "am", "a", "boy"))
    options = Options(task, cell="gru", hidden_size=5, seed=3, optimizer="sgd", learning_rate=0.5, clip=None, steps=40)
    assert text == training_script.script(options)


def test_a_training_of_a_series_and_of_a_network_that_is_given(client: Client) -> None:
    series = [[round(0.1 * t % 1, 3)] for t in range(40)]
    fields = {"inputs": series, "training": {"task": "forecast", "window": 6, "steps": 10}}
    assert "WINDOW, NEAR = 6" in client.post("/script", json=fields).text
    given = client.step(**TAUGHT, include=["parameters"])["parameters"]
    fields = {"parameters": given, "vocabulary": ["i", "am", "a", "boy"], "sentence": "boy i"}
    text = client.post("/script", json={**fields, "training": {"task": "recall", "delay": 1}}).text
    assert "VOCABULARY = ['i', 'am', 'a', 'boy']\nSYMBOLS = ['boy', 'i']" in text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"training": {"task": "parity"}}, "recall"),
        ({"training": {"task": "recall", "delay": 1000}}, "delay"),
        ({"training": {"task": "recall", "symbols": ["a"]}}, "symbols"),
        ({"training": {"task": "recall", "symbols": ["a", "a"]}}, "a"),
        ({"training": {"task": "forecast"}}, "series"),
        ({"training": {"task": "recall", "steps": 0}}, "steps"),
        ({"training": {"task": "recall", "speed": 1}}, "speed"),
        ({"bidirectional": True, "training": {"task": "recall"}}, "bidirectional"),
        ({"training": {"task": "recall", "delay": 999, "batch_size": 4096}}, "work"),
        ({"hidden_size": 1, "training": {"task": "recall", "batch_size": 100, "symbols": SYMBOLS}}, "work"),
        ({"hidden_size": 256, "training": {"task": "recall", "symbols": SYMBOLS}}, "work"),
    ],
)
def test_a_training_that_cannot_be_is_refused(client: Client, fields: dict[str, object], says: str) -> None:
    response = client.post("/script", json={**TAUGHT, **fields})
    assert response.status_code == 422
    assert says in response.text


def test_a_training_is_sent_by_post_only(client: Client) -> None:
    assert client.get("/script?sentence=i am&training=recall").status_code == 422


@pytest.mark.parametrize(
    "training",
    [
        {"task": "recall", "delay": 0, "batch_size": 1, "symbols": [f"s{k}" for k in range(6_000)]},
        {"task": "forecast", "window": 1, "batch_size": 1, "series": [0.5] * 20_000},
    ],
)
def test_what_a_training_brings_is_work(training: dict[str, Any]) -> None:
    """Its own texts and numbers too, so that many of them leave the event loop."""
    few = {name: value[:20] if isinstance(value, list) else value for name, value in training.items()}
    dear, cheap = (
        compute.reading_and_work(
            ScriptRequest.model_validate({**TAUGHT, "training": own}),
            Settings(),
            "body",
            training_fields.work_of_script,
        )[1]
        for own in (training, few)
    )
    assert dear - cheap >= 19_980
