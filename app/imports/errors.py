"""The one failure of reading a file: which sentence says it, and what is filled in."""

from __future__ import annotations


class BadFile(ValueError):
    """A file that is not read. `reason` is a key of the table in docs/api.md, `values` what its sentence is filled with."""

    def __init__(self, reason: str, **values: object) -> None:
        self.reason = reason
        self.values = values
        said = ", ".join(f"{name} {value}" for name, value in values.items())
        super().__init__(f"{reason}: {said}" if said else reason)
