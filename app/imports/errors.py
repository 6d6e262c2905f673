"""The one failure of reading a file: which sentence says it, and what is filled in."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 600
"""Characters of one value in a sentence."""


class BadFile(ValueError):
    """A file that is not read: `reason` is a type of problem, `values` are what its sentence is filled with."""

    def __init__(self, reason: str, **values: object) -> None:
        self.reason = reason
        self.values = {name: value[:LONGEST] if isinstance(value, str) else value for name, value in values.items()}
        said = ", ".join(f"{name} {value}" for name, value in values.items())
        super().__init__(f"{reason}: {said}" if said else reason)


def some(names: Iterable[object], most: int = 12, longest: int = 60) -> str:
    """A few names for a sentence, each shortened; an empty one is shown as two quotation marks."""
    shown = [str(name)[:longest] or '""' for name in names]
    return ", ".join(shown[:most]) + (", …" if len(shown) > most else "")
