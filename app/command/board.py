"""What a teacher writes on the board: the page's addresses for other machines, and a QR code in the terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from typing import TextIO

from .. import interfaces, qr
from ..settings import Settings, variable

PUBLIC_URL = variable("public_url")
SAID = "For other machines"


def show(
    pages: Mapping[str, str | None], path: str, settings: Settings, *, wanted: bool, say: Callable[[str], None]
) -> None:
    """Print the addresses, and the code of the first one.

    `pages` are those of the interfaces, each with the name of its own; the one of the settings goes before them. Where
    there is none and the board is `wanted`, `say` is told why.
    """
    own = {f"{settings.public_url}{path}": None} if settings.public_url else None
    inside = own is None and bool(pages) and interfaces.in_container()
    known = own or ({} if inside else pages)
    for page, name in known.items():
        print(f"{SAID}: {page}" + (f"  ({name})" if name else ""))
    if known:
        _draw(next(iter(known)), say)
    elif inside:
        say(f"in a container: {PUBLIC_URL}=http://ADDRESS:PORT names the host's address for other machines")
    elif wanted:
        say("no other machine reaches this one: it is on no network, or --host is its own loopback address")
    sys.stdout.flush()


def _draw(page: str, say: Callable[[str], None]) -> None:
    try:
        lines = qr.lines(page, ink(sys.stdout, os.environ))
    except qr.TooLong:
        say("the address is too long for a QR code")
        return
    if sys.stdout.isatty() and qr.width(lines[0]) > shutil.get_terminal_size().columns:
        say("the terminal is too narrow for the QR code of the address")
        return
    print("\n".join(lines))


def ink(out: TextIO, environment: Mapping[str, str]) -> qr.Ink:
    """How a code can be drawn on `out`."""
    try:
        qr.HALVES.encode(out.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return "ascii"
    coloured = out.isatty() and environment.get("TERM") != "dumb"
    if sys.platform == "win32":  # an old console writes the codes of colours as they are
        coloured = coloured and "WT_SESSION" in environment
    return "ansi" if coloured else "blocks"
