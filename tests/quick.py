"""How many examples a property is tried on: all of them in `make test`, a quarter in `make check`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

Example = TypeVar("Example")

QUICK = bool(os.environ.get("QUICK"))
"""Set by `make check`."""


def examples(count: int) -> int:
    """`count`, or a quarter of it where a quick answer is wanted."""
    return max(count // 4, 10) if QUICK else count


def share(cases: Sequence[Example]) -> Sequence[Example]:
    """All `cases`, or every fourth where a quick answer is wanted: for tests that are alike and dear."""
    return cases[::4] if QUICK else cases
