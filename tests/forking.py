"""Servers forked from a process that has the app imported already: a start costs a quarter of `python -m app`.

What tests the start itself starts the real command: tests/test_command_line.py and tests/test_package.py.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Self

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 1 << 20
"""Bytes of an order: the arguments and the environment."""


class Forked:
    """A server that was forked: what the tests use of subprocess.Popen, for a process of another parent."""

    def __init__(self, report: socket.socket, stdout: IO[str], arguments: Sequence[str]) -> None:
        """`report`: where its process number comes, and its exit status once it has ended."""
        self.args = list(arguments)
        self.stdout = stdout
        self.returncode: int | None = None
        self._report = report
        self._lines = report.makefile("r", encoding="ascii")
        self.pid = int(self._lines.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stdout.close()
        self.wait()

    def poll(self) -> int | None:
        """Its exit status, minus the number of the signal that killed it; None while it runs."""
        if self.returncode is None and select.select([self._report], [], [], 0)[0]:
            self._ended()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The same when it has ended."""
        if self.returncode is None:
            if not select.select([self._report], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            self._ended()
        assert self.returncode is not None
        return self.returncode

    def communicate(self, timeout: float | None = None) -> tuple[str, None]:
        """All that it still prints, when it has ended."""
        found: list[str] = []
        reader = threading.Thread(target=lambda: found.append(self.stdout.read()), daemon=True)
        reader.start()
        reader.join(timeout)
        if reader.is_alive():
            raise subprocess.TimeoutExpired(self.args, timeout or 0)
        self.wait(timeout)
        return found[0], None

    def send_signal(self, sign: int) -> None:
        """Send a signal to it, where it still runs."""
        if self.poll() is None:
            os.kill(self.pid, sign)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _ended(self) -> None:
        self.returncode = int(self._lines.readline())
        self._lines.close()
        self._report.close()


class Starter:
    """The process that forks, one for all servers of a test process; it ends when its standard input does."""

    def __init__(self) -> None:
        self._orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            # the settings of a server come with its order, and nothing of them is read before
            environment = {name: value for name, value in os.environ.items() if not name.startswith("RNNFLOW_")}
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                cwd=ROOT,
                env=environment,
            )

    def close(self) -> None:
        self._orders.close()
        self._process.wait()

    def start(self, arguments: Sequence[str], environment: Mapping[str, str]) -> Forked:
        """A server with these arguments, in the folder of the project."""
        report, theirs = socket.socketpair()
        read, write = os.pipe()
        order = json.dumps([list(arguments), dict(environment)]).encode()
        try:
            socket.send_fds(self._orders, [order], [theirs.fileno(), write])
        finally:
            theirs.close()
            os.close(write)
        return Forked(report, os.fdopen(read, encoding="utf-8"), arguments)


@contextmanager
def allowed() -> Iterator[None]:
    """Servers of the app alone are forked in the block, where the system can."""
    if sys.platform == "linux":
        _Used.starter = Starter()
    try:
        yield
    finally:
        if _Used.starter is not None:
            _Used.starter.close()
            _Used.starter = None


class _Used:
    starter: Starter | None = None


def starter(folder: Path, module: str) -> Starter | None:
    """What forks such a server; None where it has to be started."""
    return _Used.starter if folder == ROOT and module == "app" else None


def main() -> int:
    """Fork a server an order, and tell of each that has ended, until nobody is left to order. Returns in each fork."""
    prepare()
    orders = socket.socket(fileno=os.dup(0))
    woken, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.set_wakeup_fd(waker)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    waited: list[Any] = [orders, woken]
    reports: dict[int, socket.socket] = {}
    while True:
        ready = select.select(waited, [], [])[0]
        if woken in ready:
            os.read(woken, 4096)
            tell(reports)
        if orders in ready:
            order, descriptors, _, _ = socket.recv_fds(orders, LONGEST, 2)
            if not order:
                break
            pid = os.fork()
            if pid == 0:
                arguments, environment = json.loads(order)
                return serve(arguments, environment, descriptors[1])
            os.close(descriptors[1])
            reports[pid] = socket.socket(fileno=descriptors[0])
            reports[pid].sendall(f"{pid}\n".encode())
    for pid in reports:
        os.kill(pid, signal.SIGTERM)
    return 0


def tell(reports: dict[int, socket.socket]) -> None:
    """Reap those that have ended, and report their exit status."""
    for pid in list(reports):
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            with reports.pop(pid) as report, suppress(OSError):
                report.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())


def prepare() -> None:
    """Import what a server needs; read and join the page's files, which are the same for each, and its sentences."""
    gc.disable()
    for name in ("app.command.serving", "uvicorn.lifespan.on", "uvicorn.loops.auto"):
        import_module(name)
    from app import main
    from app.settings import ROOT
    from app.web import assets, files, locales, pages

    static = files.StaticFiles(ROOT / "static")
    assets.script(static, pages.ENTRY)
    for name, parts in pages.STYLES.items():
        assets.styles(static, name, parts)
    for language in locales.catalogues_of(static.root / "locales").languages.values():
        assert language.keys
    setattr(main, files.StaticFiles.__name__, partial(_static, files.StaticFiles, static))
    gc.freeze()
    gc.enable()


def _static(make: Callable[..., Any], read: Any, root: Path, live: bool = False) -> Any:
    """The files that have been read, where those are asked for."""
    return read if root == read.root and not live else make(root, live)


def serve(arguments: list[str], environment: dict[str, str], output: int) -> int:
    """What `python -m app` does, in a process that has nothing of its parent's but what is imported."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(output, 1)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None
    command = import_module("app.__main__")
    sys.modules["__main__"] = command  # that of workers, which are spawned, and import everything by themselves
    sys.argv[:] = [str(command.__file__), *arguments]
    status: int = command.main()
    return status


if __name__ == "__main__":
    sys.exit(main())
