"""What goes through the pipes between a server and its worker process: frames of a kind, a number and a pickle.

Both ends are the same program, and nobody else has these pipes: here a pickle is safe.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Callable
from typing import Any

HEAD = struct.Struct(">cQQ")
"""Kind, number of the call, and bytes of the pickle behind it."""
CALL, STOP, RETURNED, RAISED = b"C", b"S", b"R", b"E"
LONGEST_READ = 1 << 20


class Ended(EOFError):
    """The other end has closed the pipe."""


def frame(kind: bytes, number: int, value: object = None) -> bytes:
    """A frame to be written."""
    content = b"" if value is None else pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return HEAD.pack(kind, number, len(content)) + content


def read(take: Callable[[int], bytes]) -> tuple[bytes, int, Any]:
    """The next frame's kind, number and value; `take` gives up to so many bytes, b"" at the end. Raises Ended."""
    kind, number, length = HEAD.unpack(_whole(take, HEAD.size))
    return kind, number, pickle.loads(_whole(take, length)) if length else None  # noqa: S301  # see above


def _whole(take: Callable[[int], bytes], length: int) -> bytes:
    content = bytearray()
    while len(content) < length:
        piece = take(min(length - len(content), LONGEST_READ))
        if not piece:
            raise Ended
        content += piece
    return bytes(content)
