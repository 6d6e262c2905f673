"""What every command line shares: the program's name, and errors of one line."""

from __future__ import annotations

import argparse
import re
import sys
from difflib import get_close_matches
from typing import NoReturn

from .. import __version__

IN_CHECKOUT = __name__.startswith("app.")
PROGRAM, HOST = ("python -m app", "localhost") if IN_CHECKOUT else ("rnnflow", "127.0.0.1")
VERSION = f"rnnflow {__version__}"

CLASS, EXPERIMENT = "class", "experiment"
"""The first word of a command line, where it asks for something else than to serve this machine."""
FAILED, MISUSED = 1, 2
"""Exit statuses: what was asked for cannot be done; it is nothing that can be asked for."""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line each."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, for an unknown option with the nearest known one; exit 2."""
        unknown = re.search(r"unrecognized arguments: (--[\w-]+)", message)
        nearest = get_close_matches(unknown[1], self._option_string_actions, n=1) if unknown else []
        hint = f"; did you mean {nearest[0]}?" if nearest else f"; {self.prog} --help lists the options"
        self.exit(2, f"{self.prog}: {message}{hint}\n")


def fail(status: int, *reasons: str) -> int:
    """Say each reason in a line on standard error; the exit status."""
    for reason in reasons:
        say(reason)
    return status


def say(text: str) -> None:
    """A line on standard error, under the program's name."""
    print(f"{PROGRAM}: {text}", file=sys.stderr)
