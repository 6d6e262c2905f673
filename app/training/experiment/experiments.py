"""The experiments: what each asks of a network, by how far back the answer lies."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..tasks.base import Task
from ..tasks.recall import Recall

EXPERIMENTS: Mapping[str, Callable[[int], Task]] = {
    "recall": lambda delay: Recall(delay=delay),
}
"""The task for a delay, by the experiment's name."""
