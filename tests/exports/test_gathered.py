"""Pieces joined for sending."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.exports.gathered import gathered


@given(st.lists(st.binary(max_size=20)), st.integers(1, 30))
def test_the_same_bytes_in_pieces_worth_sending(pieces: list[bytes], size: int) -> None:
    found = list(gathered(pieces, size))
    assert b"".join(found) == b"".join(pieces)
    assert all(len(piece) <= size or piece in pieces for piece in found)
    assert all(found)
    assert all(len(one) + len(other) > size for one, other in pairwise(found))


def test_nothing_is_asked_for_before_it_is_due() -> None:
    """A long run is written while it is sent, so its text is never all in memory."""
    written = iter([b"abc"] * 9)
    next(gathered(written, 6))
    assert len(list(written)) == 6
