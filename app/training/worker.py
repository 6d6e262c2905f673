"""A worker process: does one call after another, as process.py sends them, until the server is gone.

It ends when its standard input does, so that nothing is left of a server that is killed. What a call prints goes to
standard error: standard output has the results.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from . import frames
from .frames import CALL, RAISED, RETURNED, Ended, frame

STANDARD_INPUT, STANDARD_OUTPUT, STANDARD_ERROR = 0, 1, 2
NICE = 5
"""How much the server goes before its workers where there are fewer cores than processes."""


class _Stops:
    """Which call is under way, and up to which number calls are to stop."""

    current = 0
    until = 0


def stopped() -> bool:
    """Whether the call under way is to return as soon as it can; a training looks after every step.

    The process ends here where the server is gone.
    """
    while _waiting():
        try:
            _, number, _ = frames.read(_take)  # while a call is under way only a stop can come
        except Ended:
            os._exit(0)
        _Stops.until = max(_Stops.until, number)
    return _Stops.until >= _Stops.current


def _take(count: int) -> bytes:
    return os.read(STANDARD_INPUT, count)


if sys.platform == "win32":

    def _waiting() -> bool:
        import _winapi  # noqa: PLC0415
        import msvcrt  # noqa: PLC0415

        try:
            return bool(_winapi.PeekNamedPipe(msvcrt.get_osfhandle(STANDARD_INPUT), 0)[0])
        except BrokenPipeError:
            os._exit(0)

else:
    from select import POLLHUP, POLLIN, poll

    _poll = poll()
    _poll.register(STANDARD_INPUT, POLLIN | POLLHUP)

    def _waiting() -> bool:
        """Whether something can be read without waiting, the end too."""
        return bool(_poll.poll(0))


def main() -> None:
    """Answer calls until the server is gone."""
    answers = os.dup(STANDARD_OUTPUT)
    os.dup2(STANDARD_ERROR, STANDARD_OUTPUT)
    with suppress(AttributeError, OSError):  # Windows has no nice
        os.nice(NICE)
    with suppress(Ended, BrokenPipeError):
        while True:
            kind, number, call = frames.read(_take)
            if kind == CALL:
                _Stops.current = number
                _write(answers, _outcome(number, call))
            else:
                _Stops.until = max(_Stops.until, number)


def _outcome(number: int, call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]) -> bytes:
    """The frame with what a call returned, or with the traceback of what it raised."""
    function, arguments, named = call
    try:
        return frame(RETURNED, number, (partial(function, *arguments, **named)(),))
    except Exception:  # noqa: BLE001  # whatever it is, the server is told
        return frame(RAISED, number, traceback.format_exc())


def _write(answers: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(answers, left) :]
