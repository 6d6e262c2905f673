"""The pieces of an answer, joined to a size worth a turn of the event loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

PIECE = 192 << 10
"""Bytes. A piece of 16,384 exact numbers is more, one of rounded numbers less: two of these go together."""


def gathered(pieces: Iterable[bytes], size: int = PIECE) -> Iterator[bytes]:
    """The same bytes in fewer pieces: each is at least `size` long, the last apart, and none is more than one too many.

    Each piece that is sent costs a thread's turn and a write; the small ones of a JSON answer (its head, its brackets,
    each name of its tail) took longer to send than to write.
    """
    waiting: list[bytes] = []
    length = 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length >= size:
            yield b"".join(waiting)
            waiting, length = [], 0
    if length:
        yield b"".join(waiting)
