"""An executor of one worker process, which starts with the first call and can be told to stop the call under way.

concurrent.futures.ProcessPoolExecutor is not used for three reasons, each of them tried: its workers outlive a server
that is killed, they import the server's own main module, and nothing reaches them in the middle of a call.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import IO, Any, ParamSpec, TypeVar, cast

from . import frames, worker
from .frames import CALL, RETURNED, STOP, Ended, frame

P = ParamSpec("P")
R = TypeVar("R")
BEGIN = (
    "import json, sys; from importlib import import_module; sys.path[:] = json.loads(sys.argv[1]);"
    "import_module(sys.argv[2]).main()"
)
"""What the process runs: the worker's module, found where the server finds it."""
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class CallFailed(RuntimeError):
    """A call raised in its worker; the message is its traceback."""


class OneProcess(Executor):
    """Calls one after another in one process. A process that dies fails its call; the next call starts another."""

    def __init__(self) -> None:
        self._calls = ThreadPoolExecutor(1, "worker-calls")
        self._stops = ThreadPoolExecutor(1, "worker-stops")
        self._writing, self._living = Lock(), Lock()
        self._is_shut = False
        self._process: subprocess.Popen[bytes] | None = None
        self._killed: subprocess.Popen[bytes] | None = None  # dying, though it may still take a call
        self._number = 0
        self._stopped = 0  # up to this number, calls are told to stop

    @property
    def pid(self) -> int | None:
        """The process that is running; None before the first call, and after one that died."""
        return self._process.pid if self._process else None

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Call `fn` in the process. The future raises BrokenProcessPool where the process dies, and CallFailed."""
        self._number += 1
        return self._calls.submit(self._call, self._number, (fn, args, kwargs))

    def stop(self) -> Future[None]:
        """Tell all calls so far to return as soon as they can (worker.stopped); returns before it is told."""
        self._stopped = self._number
        return self._stops.submit(self._stop)

    def kill(self) -> None:
        """End the process now; the next call starts another."""
        self._killed = process = self._process
        if process is not None:
            process.kill()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the process; a call under way fails."""
        with self._living:
            self._is_shut = True
        self._calls.shutdown(wait=False, cancel_futures=cancel_futures)
        self._stops.shutdown(wait=False, cancel_futures=True)
        self.kill()
        if wait:
            self._calls.shutdown(wait=True)
        self._bury()

    def _call(self, number: int, call: tuple[Any, ...]) -> Any:
        process = self._running() or self._start()
        if process is None:
            raise BrokenProcessPool("the executor is shut down")
        try:
            self._write(process, frame(CALL, number, call))
            if self._stopped >= number:  # told before there was a process to tell
                self._write(process, frame(STOP, number))
            kind, _, value = frames.read(cast("IO[bytes]", process.stdout).read)
        except (Ended, OSError, ValueError):  # ValueError: kill and shutdown close the pipes
            self._bury()
            raise BrokenProcessPool("the worker process died") from None
        if kind != RETURNED:
            raise CallFailed(value)
        return value[0]

    def _running(self) -> subprocess.Popen[bytes] | None:
        """The process, where it did not die since the last call, and was not told to."""
        process = self._process
        if process is not None and (process is self._killed or process.poll() is not None):
            self._bury()
        return self._process

    def _stop(self) -> None:
        process = self._process
        if process is not None:
            with suppress(OSError, ValueError):
                self._write(process, frame(STOP, self._stopped))

    def _write(self, process: subprocess.Popen[bytes], content: bytes) -> None:
        pipe = cast("IO[bytes]", process.stdin)
        with self._writing:
            pipe.write(content)
            pipe.flush()

    def _start(self) -> subprocess.Popen[bytes] | None:
        """A process of its own session: Ctrl+C in the terminal is for the server, which ends its workers itself.

        None once the executor is shut down: nobody would end it.
        """
        with self._living:
            return None if self._is_shut else self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        path = [str(Path(place).absolute()) for place in sys.path]
        command = [sys.executable, "-P", "-c", BEGIN, json.dumps(path), worker.__name__]
        self._process = subprocess.Popen(  # noqa: S603  # our own program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | ONE_THREAD,
            start_new_session=True,
        )
        return self._process

    def _bury(self) -> None:
        """Wait for the end of the process and close its pipes."""
        with self._living:
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError, ValueError):
                    pipe.close()
        process.wait()
