"""Where the trainings run: processes of this machine, or a Dask cluster. Each is an Executor of concurrent.futures."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from distributed import Client

Place = Callable[[], AbstractContextManager[Executor]]
"""Opens an executor. Left by an error, it ends what runs there at once."""

ONE_THREAD: Mapping[str, str] = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
"""The environment of a process whose BLAS has one thread: the processes are as many as the processors already."""
CONNECT_SECONDS = 10


class NoCluster(Exception):
    """The Dask cluster cannot be used; the sentence says why."""


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not every system has it
        return os.cpu_count() or 1


def local(workers: int) -> Place:
    """Processes of this machine. They end with this one, however it ends."""

    @contextmanager
    def place() -> Iterator[Executor]:
        # A forked process would inherit a BLAS whose threads are already chosen.
        context = multiprocessing.get_context("spawn")
        followed, held = context.Pipe(duplex=False)
        with followed, held, _environment(ONE_THREAD):
            pool = ProcessPoolExecutor(workers, context, initializer=_follow, initargs=(followed,))
            try:
                yield pool
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                held.close()
                raise
            finally:
                pool.shutdown()

    return place


def _follow(parent: Connection) -> None:
    """In a worker: leave Ctrl-C to the parent, and end when it ends or lets go."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        parent.poll(None)  # nothing is ever sent: the pipe becomes readable when its other end is closed
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def dask(address: str, say: Callable[[str], None] = lambda _: None) -> Place:
    """The cluster whose scheduler is at `address`, such as tcp://10.0.0.5:8786; `say` is told where it has no workers.

    Opening it, and a cluster that is lost later, raises NoCluster. A worker that dies is no loss: the scheduler gives
    its training to another.
    """

    @contextmanager
    def place() -> Iterator[Executor]:
        with _client(address) as client:
            if not client.scheduler_info()["workers"]:
                say(f"{address} has no workers yet; waiting for the first")
            pool: Executor = client.get_executor(pure=False)  # type: ignore[no-untyped-call]
            try:
                yield pool
            except CancelledError:
                raise NoCluster(f"the cluster at {address} was lost") from None
            except ModuleNotFoundError as error:
                raise NoCluster(f"the workers at {address} lack a module: {error}") from error
            finally:
                pool.shutdown(wait=False)

    return place


@contextmanager
def _client(address: str) -> Iterator[Client]:
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        raise NoCluster("a Dask cluster needs the extra: pip install 'rnnflow[cluster]'") from None
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise NoCluster(f"no Dask scheduler answers at {address}") from error
    with client:
        try:
            yield client
        except KilledWorker as error:
            raise NoCluster(f"a training was lost with {error.allowed_failures + 1} workers in succession") from error
