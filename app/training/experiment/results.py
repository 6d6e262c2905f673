"""The file of an experiment's outcomes, a JSON object a line: the recipe first, then each outcome as it comes."""

from __future__ import annotations

import errno
import json
import math
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from io import FileIO
from pathlib import Path
from typing import Any

from ... import __version__
from .grid import Recipe
from .outcome import Outcome

if sys.platform != "win32":
    import fcntl

NUMBER, NOTHING = (int, float), type(None)
KINDS: Mapping[str, tuple[type, ...]] = {
    "cell": (str,),
    "delay": (int,),
    "seed": (int,),
    "accuracy": (*NUMBER, NOTHING),
    "loss": (*NUMBER, NOTHING),
    "learned": (bool,),
    "diverged_at": (int, NOTHING),
    "steps": (int,),
    "curve": (list,),
    "reach_before": (list,),
    "reach_after": (list,),
    "seconds": NUMBER,
}
"""What each field of an outcome's line may hold; a list holds numbers and nulls."""


class UnusableFile(Exception):
    """The file cannot take the outcomes; the sentence says why, and what to do."""


class Results:
    """The outcomes of one recipe in a file; `outcomes` are those that it holds, by their keys."""

    def __init__(self, file: FileIO, path: Path, recipe: Recipe) -> None:
        """Read what is there, drop a last line that was never finished, and write the header where there is none.

        Raises UnusableFile where the file is another recipe's, another version's, damaged, or no such file at all.
        """
        self._file, self.path = file, path
        self.outcomes: dict[tuple[str, int, int], Outcome] = {}
        header = _line({"rnnflow": __version__, "recipe": asdict(recipe)})
        *lines, unfinished = file.read().split(b"\n")
        if lines:
            self._check_header(lines[0], recipe)
        elif not header.startswith(unfinished):
            raise UnusableFile(f"{path} holds no results; --out names another file")
        for number, line in enumerate(lines[1:], start=2):
            self._take(number, line)
        if unfinished:
            file.truncate(sum(len(line) + 1 for line in lines))
        if not lines:
            self._write(header)

    def add(self, outcome: Outcome) -> None:
        """Write an outcome, in one piece; it is on the disk when this returns."""
        self.outcomes[outcome.key] = outcome  # first: Ctrl-C may come as soon as the line is there
        self._write(_line(outcome.plain()))

    def _write(self, line: bytes) -> None:
        try:
            written = self._file.write(line)
            os.fsync(self._file.fileno())
        except OSError as error:
            raise UnusableFile(f"cannot write {self.path}: {error.strerror or error}") from error
        if written != len(line):
            raise UnusableFile(f"cannot write {self.path}: {os.strerror(errno.ENOSPC)}")

    def _check_header(self, line: bytes, recipe: Recipe) -> None:
        header = _object(line)
        found = header.get("recipe")
        if not isinstance(found, dict) or not isinstance(header.get("rnnflow"), str):
            raise UnusableFile(f"{self.path} holds no results; --out names another file")
        if header["rnnflow"] != __version__:
            self._refuse(f"by version {header['rnnflow']}, not {__version__}")
        wanted = asdict(recipe)
        for name in [*wanted, *found]:
            if name not in found or name not in wanted or found[name] != wanted[name]:
                self._refuse(f"with {name} {_said(found, name)}, not {_said(wanted, name)}")

    def _refuse(self, how: str) -> None:
        raise UnusableFile(f"{self.path} was made {how}: --out names another file")

    def _take(self, number: int, line: bytes) -> None:
        found = _object(line)
        if found.keys() != KINDS.keys() or not all(_fits(found[name], KINDS[name]) for name in KINDS):
            raise UnusableFile(f"{self.path} is damaged in line {number}: without that line it can be gone on with")
        plain: dict[str, Any] = {k: tuple(value) if isinstance(value, list) else value for k, value in found.items()}
        outcome = Outcome(**plain)
        self.outcomes[outcome.key] = outcome


@contextmanager
def opened(path: Path, recipe: Recipe) -> Iterator[Results]:
    """The results in the file at `path`, which is made where there is none. No other process writes to it meanwhile.

    Raises UnusableFile.
    """
    try:
        file = path.open("a+b", buffering=0)
    except OSError as error:
        raise UnusableFile(f"cannot write {path}: {error.strerror or error}") from error
    with file:
        _lock(file, path)
        file.seek(0)
        yield Results(file, path, recipe)


def _lock(file: FileIO, path: Path) -> None:
    """Keep others away until the file is closed; on Windows nothing is kept away."""
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UnusableFile(f"another experiment writes to {path}: --out names another file") from None


def _line(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def _object(line: bytes) -> dict[str, Any]:
    """The object of a line; an empty one where it holds something else."""
    try:
        found = json.loads(line, parse_constant=_no_number)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number of JSON")


def _fits(value: object, kinds: tuple[type, ...]) -> bool:
    """Whether a value is of one of `kinds`; True and False are no numbers."""
    if isinstance(value, list) and list in kinds:
        return all(_fits(item, (*NUMBER, NOTHING)) for item in value)
    return type(value) in kinds and (not isinstance(value, float) or math.isfinite(value))


def _said(values: Mapping[str, object], name: str) -> object:
    return json.dumps(values[name]) if name in values else "unsaid"
