"""A file read in a process of its own, where it is large enough to do harm.

What parses a file (protobuf, JSON, zlib) is C that holds the interpreter: a few megabytes that are made for it take
gigabytes and minutes, and meanwhile no other request is answered. The process has limits on its memory and its time,
and goes after the server where cores are few. `child.py` is its program.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import IO, Any, cast

import numpy as np

from ..engine.cells.base import Array
from ..training.process import BEGIN, ONE_THREAD
from . import HDF5, ZIP, archive, read
from .errors import BadFile
from .found import Found
from .tensors import Origin

SMALL = 1 << 16
"""Bytes of a file, unpacked, that is read where the call is made: it takes milliseconds, whatever is in it."""
MOST_MEMORY = 1 << 30
SECONDS = 30.0
CHILD = f"{__package__}.child"
LENGTH = 8
"""Bytes of a number that says how long what follows is."""
LONGEST_HEAD = 1 << 26
"""Bytes of all that an answer says beside its numbers."""


def read_apart(name: str, data: bytes | bytearray, **said: Any) -> tuple[str, Found]:
    """The same as `imports.read`. Raises BadFile, also where the limits are reached."""
    if _weight(data) <= SMALL:
        return read(name, bytes(data), **said)
    answer, numbers = _asked({"name": name, **said}, data)
    if "reason" in answer:
        raise BadFile(answer["reason"], **answer["values"])
    return answer["kind"], _found(answer["found"], numbers)


def _weight(data: bytes | bytearray) -> int:
    """Bytes of a file with what it unpacks, or more than SMALL. Raises BadFile."""
    if len(data) > SMALL or not data.startswith(ZIP) or data.startswith(HDF5):
        return len(data)
    with archive.opened(data) as opened:
        return len(data) + sum(member.file_size for member in opened.infolist())


def _asked(request: Mapping[str, Any], data: bytes | bytearray) -> tuple[dict[str, Any], dict[str, Array]]:
    """What the process answers, and the numbers of the arrays in it."""
    with _process(len(data)) as (process, timer):
        with suppress(OSError):  # it may have died
            _write(cast("IO[bytes]", process.stdin), request, data)
        try:
            return _read_answer(cast("IO[bytes]", process.stdout))
        except EOFError:
            late = not timer.is_alive()
            what = f"reading it takes over {SECONDS:.0f} seconds" if late else "it ends its reader"
            raise BadFile("file_damaged", what=what) from None


@contextmanager
def _process(size: int) -> Iterator[tuple[subprocess.Popen[bytes], Timer]]:
    """The process for a file of `size` bytes, which is killed when its time is over or the block ends."""
    path = [str(Path(place).absolute()) for place in sys.path]
    process = subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-P", "-c", BEGIN, json.dumps(path), CHILD, str(MOST_MEMORY + size)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | ONE_THREAD,
        start_new_session=True,
    )
    timer = Timer(SECONDS, process.kill)
    timer.start()
    try:
        yield process, timer
    finally:
        timer.cancel()
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                cast("IO[bytes]", pipe).close()
        process.wait()


def _write(pipe: IO[bytes], request: Mapping[str, Any], data: bytes | bytearray) -> None:
    head = json.dumps(request).encode()
    pipe.write(len(head).to_bytes(LENGTH, "little") + head)
    pipe.write(data)
    pipe.close()


def _read_answer(pipe: IO[bytes]) -> tuple[dict[str, Any], dict[str, Array]]:
    """The head, and each array read into its place. Raises EOFError."""
    answer: dict[str, Any] = json.loads(_exactly(pipe, int.from_bytes(_exactly(pipe, LENGTH), "little")))
    numbers = {}
    for name, shape in answer.get("arrays", ()):
        array: Array = np.empty(shape)
        if array.size and pipe.readinto(array.reshape(-1).view(np.uint8)) < array.nbytes:  # type: ignore[attr-defined]
            raise EOFError
        numbers[name] = array
    return answer, numbers


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    """Raises EOFError, also for more than any answer has."""
    data = pipe.read(count) if count <= LONGEST_HEAD else b""
    if len(data) < count:
        raise EOFError
    return data


def _found(said: dict[str, Any], numbers: dict[str, Array]) -> Found:
    """What `written` wrote."""
    origins = {name: Origin(file, tuple(shape), dtype) for name, (file, shape, dtype) in said["origins"].items()}
    lists = {name: None if said[name] is None else tuple(said[name]) for name in ("unused", "notes", "vocabulary")}
    return Found(**{**said, **lists, "origins": origins, "state_dict": numbers})


def written(kind: str, found: Found) -> Iterator[bytes]:
    """An answer as `_read_answer` reads it: the length of its head, the head, and the numbers of each array."""
    origins = {name: (origin.name, origin.shape, origin.dtype) for name, origin in found.origins.items()}
    own = {name: value for name, value in vars(found).items() if name != "state_dict"}
    arrays = [(name, array.shape) for name, array in found.state_dict.items()]
    yield head({"kind": kind, "found": own | {"origins": origins}, "arrays": arrays})
    for array in found.state_dict.values():
        yield np.ascontiguousarray(array).tobytes()


def head(answer: Mapping[str, Any]) -> bytes:
    """An answer without numbers."""
    text = json.dumps(answer, default=str).encode()
    return len(text).to_bytes(LENGTH, "little") + text
