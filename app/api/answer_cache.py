"""Answers given lately: a run is a pure function of its request, so the same request need not be computed again."""

from __future__ import annotations

import sys
from collections import OrderedDict

from .schemas import StepRequest

LARGEST_SHARE = 16
"""An answer of more than one sixteenth of the memory is not kept: it would push out too many others."""
REQUEST_BYTES, NUMBER_BYTES = 2048, 40
"""What a request weighs without its sentence, and a number of its state, roughly."""


class Memory:
    """Answers by request; the least recently wanted are forgotten once all weigh more than `limit` bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._weight = 0
        self._kept: OrderedDict[StepRequest, bytes] = OrderedDict()

    def get(self, request: StepRequest) -> bytes | None:
        """The answer to `request`, if it is still known."""
        answer = self._kept.get(request) if self._kept else None
        if answer is not None:
            self._kept.move_to_end(request)
        return answer

    def keep(self, request: StepRequest, answer: bytes) -> None:
        """Remember the `answer` to a request not known, unless it is too heavy."""
        weight = _weight(request, answer)
        if weight * LARGEST_SHARE > self._limit:
            return
        self._kept[request] = answer
        self._weight += weight
        while self._weight > self._limit:
            self._weight -= _weight(*self._kept.popitem(last=False))


def _weight(request: StepRequest, answer: bytes) -> int:
    state = request.state
    numbers = len(state.h) + len(state.c or ()) if state else 0
    return len(answer) + REQUEST_BYTES + sys.getsizeof(request.sentence) + NUMBER_BYTES * numbers
