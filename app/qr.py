"""An address as a QR code: a picture for the page, lines of text for a terminal."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import segno

LONGEST = 2_953
"""Bytes that the largest code holds at the lowest level of correction (ISO/IEC 18004, table 7)."""
BORDER = 4
"""Light modules around a code, as its readers want them."""
KEPT = 64
"""Pictures that are kept, each of up to some 60 kB."""
MASK = 0
"""One of the eight masks, each of which every reader knows; to look for the best takes five times as long."""
BLACK_ON_WHITE, PLAIN = "\x1b[30;107m", "\x1b[0m"
HALVES = " ▄▀█"
"""Two modules, one above the other, as one character: 2 × above + below."""

Ink = Literal["ansi", "blocks", "ascii"]


class TooLong(ValueError):
    """An address that no code holds."""


def _code(address: str) -> segno.QRCode:
    """The smallest code, at the highest level of correction that it has room for. Raises TooLong."""
    import segno  # noqa: PLC0415 (most servers are never asked)

    if len(address.encode()) > LONGEST:
        raise TooLong
    return segno.make_qr(address, error="l", mode="byte", mask=MASK)


@lru_cache(KEPT)
def svg(address: str) -> str:
    """The picture: an <svg> in black and white, without a size of its own. Raises TooLong."""
    out = io.BytesIO()
    _code(address).save(
        out, kind="svg", border=BORDER, dark="#000", light="#fff", xmldecl=False, nl=False, omitsize=True,
        svgclass=None, lineclass=None,
    )  # fmt: skip
    return out.getvalue().decode()


def lines(address: str, ink: Ink) -> list[str]:
    """The code for a terminal, a text a line. Raises TooLong.

    With `ansi` its colours are black and white whatever the terminal's are. Else the light modules are drawn, for a
    terminal whose letters are lighter than its ground: in blocks, or in ASCII, twice as large.
    """
    rows = [[bool(module) for module in row] for row in _code(address).matrix_iter(border=BORDER)]
    if ink == "ascii":
        return ["".join("  " if dark else "##" for dark in row) for row in rows]
    drawn = rows if ink == "ansi" else [[not dark for dark in row] for row in rows]
    texts = [_pair(above, below) for above, below in zip(drawn[::2], [*drawn[1::2], drawn[-1]], strict=True)]
    return [f"{BLACK_ON_WHITE}{text}{PLAIN}" for text in texts] if ink == "ansi" else texts


def width(text: str) -> int:
    """The columns of a line."""
    return len(text.removeprefix(BLACK_ON_WHITE).removesuffix(PLAIN))


def _pair(above: Sequence[bool], below: Sequence[bool]) -> str:
    return "".join(HALVES[2 * up + down] for up, down in zip(above, below, strict=True))
