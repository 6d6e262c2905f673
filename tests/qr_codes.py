"""QR codes in tests: the modules of a picture, and those that an address has."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import segno

from app import qr


def dark(svg: str) -> set[tuple[int, int]]:
    """The dark modules of a picture, (row, column) from its corner: it is one path of strokes, "M4 4.5h7m…"."""
    root = ET.fromstring(svg)
    path = root.findall("{*}path")[-1].attrib["d"]
    found, x, y = set(), 0.0, 0.0
    for sign, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?", path):
        if sign == "h":
            found |= {(int(y), int(x) + k) for k in range(int(first))}
            x += float(first)
        else:
            x, y = float(first) + (x if sign == "m" else 0), float(second) + (y if sign == "m" else 0)
    return found


def modules(address: str) -> set[tuple[int, int]]:
    """The dark modules of an address's code, as the library lays it out."""
    rows = segno.make_qr(address, error="l", mode="byte", mask=qr.MASK).matrix_iter(border=4)
    return {(i, j) for i, row in enumerate(rows) for j, module in enumerate(row) if module}
