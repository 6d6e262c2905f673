"""GET and POST /check."""

from __future__ import annotations

import pytest

from app.api.answers import Check
from tests.asgi import Client, only


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_every_step_and_every_parameter_is_checked(client: Client, cell: str) -> None:
    response = client.post("/check", json={"sentence": "i am a boy", "cell": cell, "objective": "next-token"})
    answer = Check.model_validate(response.json())
    assert [step.t for step in answer.steps] == [0, 1, 2, 3]
    parameters = client.step(sentence="i", cell=cell, include=["parameters"])["parameters"]
    assert [found.name for found in answer.parameters] == list(parameters)
    findings = [*answer.steps, *answer.parameters]
    assert answer.probes == sum(found.probes for found in findings)
    assert [step.probes for step in answer.steps] == [8] * 4
    errors = [found.relative_error for found in findings]
    assert answer.worst_relative_error == max(error for error in errors if error is not None) < 1e-7
    assert all(found.nudge is not None and 1e-8 < found.nudge < 0.1 for found in findings)


def test_get_and_post_agree(client: Client) -> None:
    got = client.get("/check?sentence=i am a boy&seed=3&digits=5")
    assert got.content == client.post("/check", json={"sentence": "i am a boy", "seed": 3, "digits": 5}).content


def test_beyond_reach_is_null_and_no_alarm(client: Client) -> None:
    answer = client.post("/check", json={"sentence": "never" + " so" * 60, "spectral_radius": 0.1}).json()
    assert answer["steps"][0] == {"t": 0, "relative_error": None, "probes": 0, "nudge": None}
    assert answer["worst_relative_error"] < 1e-5


def test_the_question_is_the_one_asked(client: Client) -> None:
    answer = client.post("/check", json={"sentence": "i am a boy", "loss_at": 1, "target": 3}).json()
    assert [step["relative_error"] for step in answer["steps"]][2:] == [0.0, 0.0]
    assert 0 < answer["worst_relative_error"] < 1e-7


def test_too_much_work_says_its_formula(client: Client) -> None:
    detail = only(client.post("/check", json={"sentence": "a b " * 10_000, "hidden_size": 256}))
    assert detail["type"] == "too_much_work"
    assert "nudged_steps 1,600,000 × hidden_size 256 / 8 + drawn 16,902 =" in detail["msg"]
    with_logits = {"sentence": "a b " * 9_000, "hidden_size": 200, "objective": "next-token"}
    assert (
        "nudged_steps 1,440,000 × hidden_size 200 / 8 + nudged_logits 2,880,000 / 16) + drawn"
        in only(client.post("/check", json=with_logits))["msg"]
    )


def test_a_truncated_gradient_is_not_checked(client: Client) -> None:
    refusal = client.get("/check?sentence=i+am+a+boy&truncate=2")
    assert refusal.status_code == 422
    assert refusal.json()["detail"][0]["loc"] == ["query", "truncate"]
    assert "leave truncate out" in refusal.json()["detail"][0]["msg"]
    assert client.get("/check?sentence=i+am+a+boy&truncate=4").status_code == 200
