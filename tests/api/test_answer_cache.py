from __future__ import annotations

import sys

from app.api.answer_cache import LARGEST_SHARE, NUMBER_BYTES, REQUEST_BYTES, Memory
from app.api.schemas import State, StepRequest


def request(seed: int) -> StepRequest:
    return StepRequest(sentence="i", seed=seed)


def test_the_least_recently_wanted_goes_first() -> None:
    memory = Memory(limit=LARGEST_SHARE * (REQUEST_BYTES + sys.getsizeof("i") + 10))
    for seed in range(LARGEST_SHARE):
        memory.keep(request(seed), b"x" * 10)
    assert memory.get(request(0)) == b"x" * 10
    memory.keep(request(99), b"x" * 10)
    assert memory.get(request(1)) is None
    assert memory.get(request(0)) is not None
    assert memory.get(request(99)) is not None


def test_what_is_too_heavy_is_not_kept() -> None:
    memory = Memory(limit=LARGEST_SHARE * REQUEST_BYTES)
    memory.keep(request(0), b"x")
    assert memory.get(request(0)) is None


def test_the_text_and_the_numbers_of_a_request_weigh_too() -> None:
    state = State(h=(0.5,) * 100, c=None)
    asked = StepRequest(sentence="i" * 5_000, hidden_size=100, state=state)
    enough = REQUEST_BYTES + sys.getsizeof(asked.sentence) + 100 * NUMBER_BYTES + 1
    for weight, kept in ((enough, b"x"), (enough - 1, None)):
        memory = Memory(limit=LARGEST_SHARE * weight)
        memory.keep(asked, b"x")
        assert memory.get(asked) == kept


def test_a_name_that_is_given_again_makes_no_other_request() -> None:
    asked = StepRequest(sentence="i", include=("gates", "inputs", "gates"))
    assert asked == StepRequest(sentence="i", include=("gates", "inputs"))
