"""What the benchmarks of the server send."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Request(NamedTuple):
    """What is sent: a POST where there is a body."""

    target: str
    body: bytes | None = None
    content_type: str = "application/json"
    accept_encoding: str = "identity"


class Kind(NamedTuple):
    """A kind of request, by the name under which its result is printed."""

    name: str
    make: Callable[[int], Request]
    times: int = 3
