"""The process that apart.py starts: a file on standard input → its network, or a refusal, on standard output."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress

from . import read
from .apart import LENGTH, head, written
from .errors import BadFile

NICE = 5
"""How much the server goes before it."""


def main() -> None:
    """Read one file."""
    _limit(int(sys.argv[3]))
    given = sys.stdin.buffer
    request = json.loads(given.read(int.from_bytes(given.read(LENGTH), "little")))
    if request.get("vocabulary") is not None:
        request["vocabulary"] = tuple(request["vocabulary"])
    name, data = request.pop("name"), given.read()
    try:
        kind, found = read(name, data, **request)
    except BadFile as error:
        sys.stdout.buffer.write(head({"reason": error.reason, "values": error.values}))
        return
    for piece in written(kind, found):
        sys.stdout.buffer.write(piece)


def _limit(memory: int) -> None:
    """At most `memory` bytes, the last turn, no core."""
    with suppress(AttributeError, OSError):  # Windows has no nice
        os.nice(NICE)
    try:
        import resource  # noqa: PLC0415  # not on every system
    except ModuleNotFoundError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
