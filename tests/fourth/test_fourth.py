"""A cell is one file: with it every operation answers, and the page's tests draw what is answered."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.fourth.make import FOLDER, QUESTIONS
from tests.js.runs.make import answers
from tests.js.test_runs import compare
from tests.serving import serving

FIELDS: dict[str, Any] = {"sentence": "i am a boy", "cell": "mgu", "hidden_size": 3}


@pytest.fixture(scope="module")
def fourth() -> Iterator[str]:
    with serving("tests.fourth", RNNFLOW_DEVELOPMENT="true") as url:
        yield url


def ask(server: str, path: str, **fields: Any) -> Any:
    response = httpx.post(server + path, json={**FIELDS, **fields})
    assert response.status_code == 200, response.text
    return response.json()


def test_step_reads_it_by_its_own_formula(fourth: str) -> None:
    steps = ask(fourth, "/step", include=["gates", "products"])["steps"]
    before = [0.0] * 3
    for step in steps:
        f, n = (step["gates"][gate] for gate in ("f", "n"))
        sums = zip(f, step["ih"][3:], step["hh"][3:], strict=True)
        assert n == pytest.approx([math.tanh(ih + a * hh) for a, ih, hh in sums], rel=1e-12)
        made = [a * h + (1 - a) * b for a, b, h in zip(f, n, before, strict=True)]
        assert step["h"] == pytest.approx(made, rel=1e-12)
        before = step["h"]


@pytest.mark.parametrize("objective", ["recall", "next-token", "sum"])
def test_check_finds_its_gradients_right(fourth: str, objective: str) -> None:
    found = ask(fourth, "/check", objective=objective)
    assert found["worst_relative_error"] < 1e-7


def test_memory_and_what_if_answer(fourth: str) -> None:
    assert len(ask(fourth, "/memory", seeds=3)["distances"]) == 4
    edited = ask(fourth, "/what-if", edits=[{"t": 2, "token": "girl"}])
    assert edited["edited_loss"] != edited["loss"]


def test_weights_have_two_gates(fourth: str) -> None:
    answer = httpx.get(f"{fourth}/weights", params=FIELDS)
    assert answer.status_code == 200
    assert b'"rnn.weight_hh_l0"' in answer.content


def test_there_is_no_script_of_it(fourth: str) -> None:
    for lang, words in (("en", "PyTorch has no module for cell mgu"), ("ko", "모듈이 없어")):
        answer = httpx.get(f"{fourth}/script", params={**FIELDS, "lang": lang})
        assert answer.status_code == 422
        (problem,) = answer.json()["detail"]
        assert problem["loc"] == ["query", "cell"]
        assert words in problem["msg"]


def test_the_forms_offer_it(fourth: str) -> None:
    page = httpx.get(fourth).text
    assert 'value="mgu"' in page
    assert 'class="entrant" data-cell="mgu"' in page


def test_the_javascript_tests_draw_what_is_answered(fourth: str) -> None:
    for name, answer in answers(fourth, QUESTIONS).items():
        compare(FOLDER / f"{name}.json", answer)
