"""The pieces of an answer, joined to a size worth a turn of the event loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

PIECE = 1 << 19
"""Bytes, written in about a millisecond: a piece or two of 16,384 exact numbers, or three of rounded ones."""


def gathered(pieces: Iterable[bytes], size: int = PIECE) -> Iterator[bytes]:
    """The same bytes in fewer pieces: as many together as have at most `size` bytes; a longer one by itself.

    Each piece that is sent costs a thread's turn and a write; the small ones of a JSON answer (its head, its brackets,
    each name of its tail) took longer to send than to write.
    """
    waiting: list[bytes] = []
    length = 0
    for piece in pieces:
        if length and length + len(piece) > size:
            yield b"".join(waiting)
            waiting, length = [], 0
        waiting.append(piece)
        length += len(piece)
    if length:
        yield b"".join(waiting)
