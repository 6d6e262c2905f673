from __future__ import annotations

import sys

import pytest

from app.api.answer_cache import LARGEST_SHARE, NUMBER_BYTES, AnswerCache, weigh
from app.api.schemas import StepRequest, WhatIfRequest

ANSWER = b"x" * 10
SIZE = sys.getsizeof(ANSWER)


def request(seed: int) -> StepRequest:
    return StepRequest(sentence="i", seed=seed)


def test_the_least_recently_used_goes_first() -> None:
    cache = AnswerCache(limit=LARGEST_SHARE * (weigh(request(0)) + SIZE))
    for seed in range(LARGEST_SHARE):
        cache.keep(request(seed), ANSWER)
    assert cache.get(request(0)) == ANSWER
    cache.keep(request(99), ANSWER)
    assert cache.get(request(1)) is None
    assert cache.get(request(0)) == cache.get(request(2)) == cache.get(request(99)) == ANSWER


def test_a_cache_of_no_bytes_keeps_nothing() -> None:
    cache = AnswerCache(limit=0)
    cache.keep(request(0), ANSWER)
    assert cache.get(request(0)) is None


STATE = {"h": [0.5] * 100}
LONG = "i" * 5_000


@pytest.mark.parametrize(
    ("asked", "at_least"),
    [
        (StepRequest(sentence=LONG), 5_000),
        (StepRequest(sentence="나" * 5_000), 10_000),
        (StepRequest.model_validate({"sentence": "i", "state": STATE}), 100 * NUMBER_BYTES),
        (StepRequest.model_validate({"sentence": "i", "state": {**STATE, "c": [0.5] * 100}}), 200 * NUMBER_BYTES),
        (StepRequest(inputs=[0.5] * 100), 300 * NUMBER_BYTES),
        (StepRequest(inputs=[[0.5] * 50] * 2), 100 * NUMBER_BYTES),
        (StepRequest(inputs=[1], labels=["나" * 200] * 9), 3_600),
        (WhatIfRequest.model_validate({"sentence": "i", "edits": [{"t": 0, **STATE}]}), 100 * NUMBER_BYTES),
        (WhatIfRequest.model_validate({"sentence": "i", "edits": [{"t": 0, "token": "나" * 200}] * 9}), 3_600),
        (
            WhatIfRequest.model_validate({"sentence": "i", "edits": [{"t": 0, "from": {"sentence": LONG, "t": 0}}]}),
            5_000,
        ),
    ],
)
def test_texts_and_numbers_of_a_request_weigh(asked: StepRequest, at_least: int) -> None:
    assert weigh(asked) - weigh(request(0)) >= at_least - sys.getsizeof("i")


def test_what_is_too_large_is_not_kept() -> None:
    asked = StepRequest.model_validate({"sentence": LONG, "state": STATE})
    enough = weigh(asked) + SIZE
    for weight, kept in ((enough, ANSWER), (enough - 1, None)):
        cache = AnswerCache(limit=LARGEST_SHARE * weight)
        cache.keep(asked, ANSWER)
        assert cache.get(asked) == kept


def test_a_name_that_is_given_again_makes_no_other_request() -> None:
    asked = StepRequest(sentence="i", include=("gates", "inputs", "gates"))
    assert asked == StepRequest(sentence="i", include=("gates", "inputs"))


def test_the_objective_that_numbers_take_unasked_is_not_that_of_who_asks_for_it() -> None:
    cache = AnswerCache(limit=10**6)
    cache.keep(StepRequest(inputs=[1, 2]), ANSWER)
    assert cache.get(StepRequest(inputs=[1.0, 2.0])) == ANSWER
    assert cache.get(StepRequest(inputs=[1, 2], objective="recall")) is None
    assert cache.get(StepRequest(inputs=[1, 3])) is None


def test_a_network_that_is_given_is_not_kept() -> None:
    cache = AnswerCache(limit=10**6)
    for asked in (
        StepRequest(inputs=[1], parameters={"rnn.weight_hh_l0": [[1]], "rnn.weight_ih_l0": [[1]]}),
        StepRequest(inputs=[1], model="x"),
    ):
        cache.keep(asked, ANSWER)
        assert cache.get(asked) is None
