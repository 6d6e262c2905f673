from __future__ import annotations

from app.api.memory import LARGEST_SHARE, REQUEST_BYTES, Memory
from app.api.schemas import StepRequest


def request(seed: int) -> StepRequest:
    return StepRequest(sentence="i", seed=seed)


def test_the_least_recently_wanted_goes_first() -> None:
    memory = Memory(limit=LARGEST_SHARE * (REQUEST_BYTES + 10))
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
