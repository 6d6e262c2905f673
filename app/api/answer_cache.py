"""Recent answers by request: a run is a pure function of its request, so an answer can be given again."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from cachetools import LRUCache

from .schemas import Edit, StepRequest, WhatIfRequest

LARGEST_SHARE = 16
"""An answer of more than one sixteenth of the cache is not kept: it would push out too many others."""
REQUEST_BYTES, EDIT_BYTES, NUMBER_BYTES = 2048, 1024, 40
"""What a request weighs without its texts and lists, an edit the same, and a number in a list, roughly."""


Key: TypeAlias = tuple[StepRequest, bool]


class Kept(NamedTuple):
    """An answer, and the bytes that it and its request take."""

    answer: bytes
    weight: int


class AnswerCache:
    """Answers by request, of at most `limit` bytes together; the least recently used goes first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: LRUCache[Key, Kept] = LRUCache(limit, getsizeof=lambda kept: kept.weight)

    def get(self, request: StepRequest) -> bytes | None:
        """The answer to `request`; None where it is not kept."""
        kept = self._kept.get(_key(request)) if self._kept and request.is_drawn else None
        return kept.answer if kept else None

    def keep(self, request: StepRequest, answer: bytes) -> None:
        """Keep the `answer` to `request`, unless it is too large, or of a network that is given."""
        if not request.is_drawn:
            return
        weight = sys.getsizeof(answer) + weigh(request)
        if weight * LARGEST_SHARE <= self._limit:
            self._kept[_key(request)] = Kept(answer, weight)


def _key(request: StepRequest) -> Key:
    """Of two equal requests that read numbers, only one may have sent the objective that the other takes for none."""
    return request, request.inputs is not None and "objective" in request.model_fields_set


def weigh(request: StepRequest) -> int:
    """The bytes of a request, roughly: its sentence, its numbers, its state and its edits."""
    state = request.state
    numbers = _count(request.inputs) + (_count(state.h) + _count(state.c) if state else 0)
    texts = sys.getsizeof(request.sentence) + sum(map(sys.getsizeof, request.labels or ()))
    edits = sum(map(_weigh_edit, request.edits)) if isinstance(request, WhatIfRequest) else 0
    return REQUEST_BYTES + texts + NUMBER_BYTES * numbers + edits


def _count(numbers: Sequence[Any] | None) -> int:
    """Numbers in a list, or in a list of lists; each of these weighs like two numbers more."""
    return sum(len(row) + 2 if isinstance(row, tuple) else 1 for row in numbers or ())


def _weigh_edit(edit: Edit) -> int:
    texts = sys.getsizeof(edit.token) + (sys.getsizeof(edit.from_.sentence) if edit.from_ else 0)
    return EDIT_BYTES + texts + NUMBER_BYTES * (len(edit.h or ()) + len(edit.x or ()))
