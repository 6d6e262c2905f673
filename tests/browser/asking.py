"""What the drivers of browsers that Playwright does not drive have in common."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from typing import Any

PATIENCE = 20
"""Seconds for what must come: no test is about speed, and a machine may be busy."""


class Asking(ABC):
    """A page that answers JavaScript expressions. `errors` has what it complained of, where the browser tells."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    @abstractmethod
    def ask(self, expression: str) -> Any:
        """The value of a JavaScript expression, as JSON carries it."""

    def until(self, expression: str) -> Any:
        """Wait until a JavaScript expression gives something; give it."""
        deadline = time.monotonic() + PATIENCE
        while not (value := self.ask(expression)):
            assert time.monotonic() < deadline, f"it never came: {expression}; {self.errors}"
            time.sleep(0.05)
        return value
