"""POST /train: what it takes, what it refuses, and the events that it answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.api import train, train_fields, train_plan, work
from app.api.compute import no_models
from app.engine.cells.rnn import Rnn
from app.settings import Settings
from app.training.chunks import Plan
from app.training.jobs import Job
from app.training.learner import Learner, Options
from app.training.saved import saved
from app.training.tasks import TASKS
from app.training.tasks.recall import Recall
from tests.asgi import Client, only
from tests.events import Event, events, only_event, steps
from tests.quick import examples

SMALL: dict[str, Any] = {"task": "recall", "delay": 2, "hidden_size": 4, "batch_size": 4, "steps": 6}
OWN: dict[str, dict[str, Any]] = {
    "adding": {"length": 4},
    "brackets": {"length": 4, "kinds": 2},
    "forecast": {"series": [0.1, 0.5, 0.2, 0.9, 0.4, 0.3], "window": 3},
    "parity": {"length": 4},
    "recall": {"delay": 2},
    "text": {"text": "to be or not to be", "window": 4},
}
"""Small fields of each task."""
TASK = {"task": "recall"}


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    made = Client()
    yield made
    made.app.state.trainings.close()


def answered(client: Client, **fields: Any) -> list[Event]:
    """The events of a training, which must begin."""
    response = client.post("/train", json=fields)
    assert response.status_code == 200, response.text
    return events(response.text)


def refused(client: Client, status: int = 422, /, **fields: Any) -> dict[str, Any]:
    """The one thing that is wrong."""
    return only(client.post("/train", json=fields), status)


def test_the_events_of_a_training_in_order(client: Client) -> None:
    found = answered(client, **SMALL, cell="gru", network_every=4)
    names = [name for name, _ in found]
    assert names == ["start", *["step"] * 4, "network", *["step"] * 2, "network", "done"]
    start, done = found[0][1], found[-1][1]
    assert list(start) == ["job", "task", "steps", "vocabulary", "cell", "hidden_size"]
    assert (start["task"], start["steps"], start["cell"], start["hidden_size"]) == ("recall", 6, "gru", 4)
    assert start["vocabulary"] == list("abcdefgh")
    assert list(steps(found)[0]) == [
        "step", "loss", "accuracy", "total_grad_norm", "clipped", "log10_grad_norms", "spectral_radius",
    ]  # fmt: skip
    assert [step["step"] for step in steps(found)] == [1, 2, 3, 4, 5, 6]
    assert all(len(step["log10_grad_norms"]) == 3 for step in steps(found))
    assert [data["step"] for name, data in found if name == "network"] == [4, 6]
    assert list(done) == ["step", "loss", "accuracy", "model", "held_out"]
    last = steps(found)[-1]
    assert (done["step"], done["loss"], done["accuracy"]) == (6, last["loss"], last["accuracy"])
    assert list(done["held_out"]) == ["loss", "accuracy"]


def test_the_answer_is_an_event_stream_that_nobody_collects(client: Client) -> None:
    headers = client.post("/train", json=SMALL).headers
    assert headers["content-type"] == "text/event-stream"
    assert headers["x-accel-buffering"] == "no"
    assert headers["cache-control"] == "no-store"
    assert "content-security-policy" in headers


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br", "zstd"])
def test_compressed_it_is_the_same(client: Client, encoding: str) -> None:
    response = client.post("/train", json=SMALL, headers={"accept-encoding": encoding})
    assert response.headers.get("content-encoding", "identity") == encoding
    assert without_ids(events(response.text)) == without_ids(answered(client, **SMALL))


def without_ids(found: list[Event]) -> list[Event]:
    """The events without the job, which is another each time."""
    return [(name, {key: value for key, value in data.items() if key != "job"}) for name, data in found]


@pytest.mark.parametrize("task", TASKS)
def test_every_task_is_learned_twice_to_the_same_bytes(client: Client, task: str) -> None:
    fields = {"task": task, "hidden_size": 4, "batch_size": 4, "steps": 6, **OWN.get(task, {})}
    first, second = answered(client, **fields), answered(client, **fields)
    assert without_ids(first) == without_ids(second)
    assert json.dumps(steps(first)) == json.dumps(steps(second))
    assert first[-1][0] == "done"


def test_another_seed_gives_other_numbers(client: Client) -> None:
    assert steps(answered(client, **SMALL, seed=1)) != steps(answered(client, **SMALL))


def test_a_network_of_a_training_works_at_once(client: Client) -> None:
    model = only_event(answered(client, **SMALL, cell="lstm"), "done")["model"]
    run = client.step(sentence="a b c", model=model, objective="recall")
    assert (run["cell"], run["hidden_size"], run["vocabulary"]) == ("lstm", 4, list("abcdefgh"))
    card = client.get(f"/models/{model}").json()
    assert (card["format"], card["name"], card["found"]["parameters"]) == ("trained", "recall lstm 6", 232)
    weights = client.get(f"/models/{model}/weights")
    assert client.post("/models", content=weights.content).json()["id"] == model


def test_the_networks_of_trainings_push_out_none_that_was_sent() -> None:
    client = Client(store_models=1)
    weights = client.post("/weights", json={"sentence": "a b"})
    sent = client.post("/models", content=weights.content).json()["id"]
    done = only_event(answered(client, **SMALL, network_every=1), "done")
    assert client.get(f"/models/{sent}").status_code == 200
    assert client.get(f"/models/{done['model']}").status_code == 200
    assert [card["id"] for card in client.get("/models").json()["models"] if card["format"] != "box"][:1] == [sent]
    client.app.state.trainings.close()


def test_of_one_training_the_last_networks_stay(client: Client) -> None:
    found = answered(client, **SMALL | {"seed": 77, "steps": train.LATEST + 8}, network_every=1)
    models = [data["model"] for name, data in found if name == "network"]
    there = [client.get(f"/models/{model}").status_code == 200 for model in models]
    assert there == [*[False] * 8, *[True] * train.LATEST]


def test_what_another_training_still_has_is_not_forgotten(client: Client) -> None:
    fields = SMALL | {"seed": 78, "steps": 4}
    first = [data["model"] for name, data in answered(client, **fields, network_every=1) if name == "network"]
    again = [data["model"] for name, data in answered(client, **fields, network_every=1) if name == "network"]
    assert first == again
    assert all(client.get(f"/models/{model}").status_code == 200 for model in first)


def test_a_network_that_is_stored_learns_on(client: Client) -> None:
    model = only_event(answered(client, **SMALL), "done")["model"]
    found = answered(client, **SMALL, model=model)
    assert only_event(found, "start")["hidden_size"] == 4
    assert steps(found)[0]["loss"] != steps(answered(client, **SMALL))[0]["loss"]


def test_a_network_that_is_written_down_learns_like_the_one_drawn(client: Client) -> None:
    drawn = client.step(sentence="a b", hidden_size=4, include=["parameters"])
    fields = {**SMALL, "symbols": ["a", "b"]}
    given = answered(client, **fields, parameters=drawn["parameters"], vocabulary=["a", "b"])
    assert steps(given) == steps(answered(client, **fields))


def test_it_goes_on_after_the_end_to_more_steps(client: Client) -> None:
    first = answered(client, **SMALL)
    rest = answered(client, resume=first[0][1]["job"], steps=9)
    assert only_event(rest, "start")["job"] == first[0][1]["job"]
    assert [step["step"] for step in steps(rest)] == [7, 8, 9]
    assert steps(first) + steps(rest) == steps(answered(client, **SMALL | {"steps": 9}))
    assert only_event(rest, "done") == only_event(answered(client, **SMALL | {"steps": 9}), "done")


def test_the_last_steps_are_sent_again_to_one_who_missed_them(client: Client) -> None:
    first = answered(client, **SMALL)
    rest = answered(client, resume=first[0][1]["job"], steps=8, after=4)
    assert [step["step"] for step in steps(rest)] == [5, 6, 7, 8]
    assert steps(rest)[:2] == steps(first)[4:]


def test_a_given_network_goes_on_although_it_is_forgotten(client: Client) -> None:
    model = only_event(answered(client, **SMALL), "done")["model"]
    expected = answered(client, **SMALL | {"steps": 9}, model=model)
    first = answered(client, **SMALL, model=model)
    client.request("DELETE", f"/models/{model}")
    rest = answered(client, resume=first[0][1]["job"], steps=9)
    assert steps(first) + steps(rest) == steps(expected)


def test_it_goes_on_once(client: Client) -> None:
    job = answered(client, **SMALL)[0][1]["job"]
    answered(client, resume=job, steps=7)
    answered(client, resume=job, steps=8)
    detail = refused(client, 404, resume="0" * 32)
    assert (detail["type"], detail["loc"], detail["input"]) == ("unknown_job", ["body", "resume"], "0" * 32)


def test_what_diverges_is_an_error_with_a_sentence(client: Client) -> None:
    wild = {**SMALL, "hidden_size": 16, "nonlinearity": "relu", "spectral_radius": 4, "steps": 300}
    wild |= {"optimizer": "sgd", "learning_rate": 10, "clip": None}
    found = answered(client, **wild)
    assert [name for name, _ in found][-1] == "error"
    assert "left the range of a double" in only_event(found, "error")["detail"]
    korean = events(client.post("/train?lang=ko", json=wild).text)
    assert "배정밀도 실수의 범위를" in only_event(korean, "error")["detail"]


REFUSED: list[tuple[dict[str, Any], str, list[Any], str]] = [
    ({}, "missing", ["body", "task"], "task is missing."),
    ({"task": "recal"}, "literal_error", ["body", "task"], "task must be one of adding, "),
    ({**TASK, "length": 4}, "of_another_task", ["body", "length"], "length belongs to adding, brackets, "),
    ({**TASK, "nonsense": 1}, "extra_forbidden", ["body", "nonsense"], "Unknown field: nonsense."),
    ({**TASK, "delay": 1000}, "less_than_equal", ["body", "delay"], "delay must be a whole number from 0 to 999"),
    ({**TASK, "delay": -1}, "greater_than_equal", ["body", "delay"], "delay must be a whole number from 0 to 999"),
    ({**TASK, "delay": "3"}, "int_type", ["body", "delay"], "without quotes"),
    ({"task": "adding", "length": 1}, "wrong_value", ["body", "length"], "length must be a whole number from 2 to"),
    ({**TASK, "symbols": ["a"]}, "too_few_symbols", ["body", "symbols"], "at least two texts"),
    ({**TASK, "symbols": ["a", "a"]}, "vocabulary_repeated", ["body", "symbols"], "symbols holds “a” more"),
    ({**TASK, "symbols": ["a", 3]}, "string_type", ["body", "symbols", 1], "symbols must hold texts only"),
    ({"task": "forecast"}, "missing", ["body", "series"], "series is missing."),
    ({"task": "forecast", "series": [1, "x"]}, "wrong_number", ["body", "series", 1], "finite numbers only"),
    ({"task": "forecast", "series": [1, 2]}, "too_short", ["body", "series"], "more numbers than window, 24; got 2"),
    ({"task": "text"}, "missing", ["body", "text"], "text is missing."),
    ({"task": "text", "text": "ab", "window": 5}, "too_short", ["body", "text"], "more tokens than window, 5; got 2"),
    ({"task": "text", "text": "  ", "tokenizer": "word"}, "empty_sentence", ["body", "text"], "text is empty"),
    ({"task": "brackets", "asked": "x"}, "literal_error", ["body", "asked"], "one of closing, depth"),
    ({**TASK, "cell": "gru", "nonlinearity": "relu"}, "relu_needs_rnn", ["body", "nonlinearity"], "cell rnn only"),
    ({**TASK, "forget_bias": 1}, "forget_bias_needs_lstm", ["body", "forget_bias"], "cell lstm only"),
    ({**TASK, "hidden_size": 257}, "less_than_equal", ["body", "hidden_size"], "from 1 to 256"),
    ({**TASK, "learning_rate": 0}, "greater_than_equal", ["body", "learning_rate"], "learning_rate must be a number"),
    ({**TASK, "clip": -1}, "greater_than_equal", ["body", "clip"], "clip must be a number from"),
    ({**TASK, "optimizer": "rmsprop"}, "literal_error", ["body", "optimizer"], "one of adam, sgd"),
    ({**TASK, "steps": 0}, "greater_than_equal", ["body", "steps"], "steps must be a whole number"),
    ({**TASK, "network_every": 1}, "too_many_networks", ["body", "network_every"], "must be at least 2 for 500 steps"),
    ({**TASK, "after": 3}, "after_needs_resume", ["body", "after"], "after goes with resume"),
    ({"resume": "x", "seed": 3}, "goes_on", ["body", "seed"], "seed cannot change"),
    ({**TASK, "resume": "x"}, "goes_on", ["body", "task"], "task cannot change"),
    ({**TASK, "vocabulary": ["a"]}, "needs_a_network", ["body", "vocabulary"], "vocabulary belongs to"),
    ({"task": "adding", "input_size": 5}, "contradiction", ["body", "input_size"], "task adding makes it 2"),
    ({**TASK, "bidirectional": True}, "extra_forbidden", ["body", "bidirectional"], "Unknown field"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "kind", "loc", "words"), REFUSED)
def test_what_is_refused(client: Client, fields: dict[str, Any], kind: str, loc: list[Any], words: str) -> None:
    detail = refused(client, **fields)
    assert (detail["type"], detail["loc"]) == (kind, loc)
    assert words in detail["msg"]
    korean = only(client.post("/train?lang=ko", json=fields))
    assert korean["msg"] != detail["msg"]


def stored(client: Client, **fields: Any) -> str:
    """The id of a network that is stored now."""
    weights = client.post("/weights", json={"sentence": "a b", "hidden_size": 4, **fields})
    return str(client.post("/models?vocabulary=a;b", content=weights.content).json()["id"])


GIVEN: list[tuple[dict[str, Any], dict[str, Any], str, str]] = [
    ({"bidirectional": True}, {"symbols": ["a", "b"]}, "not_trainable", "bidirectional network cannot be trained"),
    ({}, {"symbols": ["a", "q"]}, "unknown_token", "“q”"),
    ({}, {"symbols": ["a", "b"], "spectral_radius": 1}, "of_the_seed", "spectral_radius draws a network"),
    ({}, {"symbols": ["a", "b"], "hidden_size": 5}, "contradiction", "hidden_size is 5"),
    ({}, {"task": "parity", "vocabulary": ["0", "1"], "batch_size": 4, "length": 3}, "", ""),
    ({}, {"task": "adding"}, "input_width", "reads 2 numbers at a step, and the network 4"),
    ({}, {"task": "brackets", "vocabulary": ["(", ")"], "kinds": 1, "asked": "depth"}, "wrong_head", "of 5 rows"),
]  # fmt: skip


@pytest.mark.parametrize(("drawn", "fields", "kind", "words"), GIVEN)
def test_a_network_that_does_not_fit_is_refused(
    client: Client, drawn: dict[str, Any], fields: dict[str, Any], kind: str, words: str
) -> None:
    fields = {"task": "recall", "steps": 3, "model": stored(client, **drawn), **fields}
    if not kind:
        assert answered(client, **fields)[-1][0] == "done"
        return
    detail = refused(client, **fields)
    assert detail["type"] == kind
    assert words in detail["msg"]


def test_a_network_that_nobody_stored_is_not_found(client: Client) -> None:
    assert refused(client, 404, task="recall", model="0" * 32)["type"] == "unknown_model"


def test_too_much_work_is_refused_with_its_formula(client: Client) -> None:
    detail = refused(client, task="recall", hidden_size=256, steps=100_000, delay=99)
    assert (detail["type"], detail["loc"]) == ("too_much_work", ["body", "steps"])
    assert "steps 100,000 × batch_size 32 × tokens 100 × hidden_size 256 × (" in detail["msg"]


def test_too_large_a_batch_is_refused_with_its_formula(client: Client) -> None:
    detail = refused(client, task="recall", batch_size=4096, delay=900, steps=1)
    assert (detail["type"], detail["loc"]) == ("too_large_batch", ["body", "batch_size"])
    assert "One step would keep too many numbers: tokens 901 × batch_size 4,096 × (" in detail["msg"]


def test_a_network_too_large_to_be_kept_is_refused(client: Client) -> None:
    words = " ".join(map(str, range(20_000)))
    fields = {"task": "text", "text": words, "tokenizer": "word", "hidden_size": 256, "batch_size": 1, "steps": 1}
    assert refused(client, 413, **fields)["type"] == "model_too_large"


def test_all_parameters_of_a_network_count() -> None:
    """8·4 of the embedding, 8·(4 + 8 + 2) of the layer, 8·9 of the head."""
    fields = {"task": "recall", "steps": 1}
    large_enough = Client(train_network_bytes=216 * 8)
    assert large_enough.post("/train", json=fields).status_code == 200
    large_enough.app.state.trainings.close()
    assert refused(Client(train_network_bytes=216 * 8 - 1), 413, **fields)["type"] == "model_too_large"


@pytest.mark.parametrize("is_given", [False, True])
def test_what_a_training_weighs_is_what_it_may_hold(client: Client, is_given: bool) -> None:
    """Its network, and its state once its turn is over; of a network that is given, two copies more."""
    fields: dict[str, Any] = {"task": "recall", "cell": "lstm", "hidden_size": 64, "steps": 2}
    if is_given:
        drawn = {"sentence": "a b c d e f g h", "cell": "lstm", "hidden_size": 64, "include": ["parameters"]}
        fields = {"task": "recall", "parameters": client.step(**drawn)["parameters"], "vocabulary": [*"abcdefgh"]}
    limits = Settings()
    made = train_plan.prepared(train_fields.train_request(limits).model_validate(fields), limits, no_models)
    learner = Learner(made.plan.options)
    learner.step()
    held = (
        len(saved(learner.state()))
        + len(json.dumps(made.order))
        + sum(array.nbytes for array in made.network.state_dict().values()) * (1 + is_given)
    )
    assert held <= made.weight < 1.2 * held


def test_trainings_that_would_hold_too_much_are_turned_away() -> None:
    """One by itself never is; one more of the same client is."""
    client = Client(train_bytes=1)
    assert client.post("/train", json={"task": "recall", "steps": 1}).status_code == 200
    plan = Plan(Options(Recall()), 1)
    client.app.state.trainings.admit(Job("127.0.0.1", plan, {}, weight=1))
    detail = refused(client, 503, task="recall", steps=1)
    client.app.state.trainings.close()
    assert "Too many trainings" in detail["msg"]


def test_the_price_is_in_limits(client: Client) -> None:
    limits = client.get("/limits").json()
    assert (limits["max_train_work"], limits["max_train_numbers"]) == (200_000_000_000, 16_000_000)
    assert {"steps", "batch_size"} <= set(limits["quantities"])
    terms = limits["work"]["/train"]["rnn"]["read"]
    sizes = {"steps": 500, "batch_size": 32, "tokens": 9, "hidden_size": 8, "input_size": 4, "num_layers": 1,
             "deeper_layers": 0, "vocabulary": 8}  # fmt: skip
    told = sum(term["factor"] * _product(sizes[name] for name in term["of"]) for term in terms)
    assert told == work.training(work.train_price, Rnn, sizes).amount == 500 * 32 * 9 * (8 * 4 + 8 * 8 + 8 * 8)


def _product(numbers: Iterator[int]) -> int:
    found = 1
    for number in numbers:
        found *= number
    return found


def test_a_server_may_train_nothing() -> None:
    detail = refused(Client(train_at_once=0), 403, **SMALL)
    assert detail["type"] == "training_off"


def test_a_body_is_read_as_everywhere(client: Client) -> None:
    assert client.post("/train", content=b"{}").status_code == 415
    assert (
        client.post("/train", content=b"x" * 2_000_000, headers={"content-type": "application/json"}).status_code == 413
    )
    assert only(client.post("/train?steps=3", json=SMALL))["loc"] == ["query", "steps"]
    assert client.get("/train").status_code == 405


def test_every_own_field_of_a_task_is_a_field_of_train(client: Client) -> None:
    model = client.app.openapi()["components"]["schemas"]["TrainRequest"]["properties"]
    for name, task in TASKS.items():
        for field in train_fields.own_fields(task):
            assert f"`{name}`" in model[field]["description"]
    assert all(field["description"] for field in model.values())


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 30), st.floats(), st.text(max_size=5),
    st.lists(st.one_of(st.integers(0, 3), st.text(max_size=2)), max_size=4),
    st.sampled_from([*TASKS, "gru", "lstm", "relu", "sgd", "char", "depth", 2**40, 1e300]),
)  # fmt: skip
NAMES = [
    *train_fields.TrainRequest.model_fields,
    *{name for task in TASKS.values() for name in train_fields.own_fields(task)},
]
BODIES = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5)


@settings(max_examples=examples(60))
@given(fields=BODIES, task=st.sampled_from([*TASKS]))
def test_nothing_is_a_500(client: Client, fields: dict[str, Any], task: str) -> None:
    """Small, so that whatever is allowed ends at once."""
    body = {"task": task, "hidden_size": 2, "batch_size": 2, **OWN.get(task, {}), **fields, "steps": 2}
    response: httpx.Response = client.post(
        "/train", content=json.dumps(body).encode(), headers={"content-type": "application/json"}
    )
    assert response.status_code in {200, 404, 413, 422}, response.text
    if response.status_code == 200:
        assert events(response.text)[-1][0] in {"done", "error"}
        assert "mistake" not in response.text
    else:
        assert all(detail["msg"] and detail["msg"] != detail["type"] for detail in response.json()["detail"])
