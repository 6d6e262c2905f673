"""Server-sent events, read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

Event = tuple[str, dict[str, Any]]
"""Its name and its data."""


def events(text: str) -> list[Event]:
    """The events of a whole answer."""
    return [*read(text.splitlines(keepends=True))]


def read(lines: Iterable[str]) -> Iterator[Event]:
    """The events in the lines of an answer, as they come."""
    name = data = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ").strip()
        elif line.startswith("data: "):
            data = line.removeprefix("data: ")
        elif not line.strip() and name:
            yield name, json.loads(data)
            name = ""


def chunked(file: IO[bytes]) -> Iterator[str]:
    """The lines of a chunked answer whose head has been read."""
    left = b""
    while size := int(file.readline() or b"0", 16):
        left += file.read(size)
        file.readline()
        *lines, left = left.split(b"\n")
        yield from (f"{line.decode()}\n" for line in lines)


def steps(found: Iterable[Event]) -> list[dict[str, Any]]:
    """The data of the `step` events."""
    return [data for name, data in found if name == "step"]


def only_event(found: Iterable[Event], name: str) -> dict[str, Any]:
    """The data of the one event of that name."""
    (data,) = [data for other, data in found if other == name]
    return data
