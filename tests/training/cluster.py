"""A real Dask cluster for tests: a scheduler and workers, each a process of this machine that listens on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.training.experiment.executors import ONE_THREAD

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


@dataclass(frozen=True)
class Cluster:
    """Where the scheduler listens, its process, and its workers' processes."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def cluster(folder: Path, workers: int, **environment: str) -> Iterator[Cluster]:
    """A cluster whose files are in `folder`; all that is left of it is ended, each process by its own id.

    `environment` is the scheduler's.
    """
    with ExitStack() as stack:
        file = folder / "scheduler.json"
        options = ["--port", "0", "--scheduler-file", str(file)]
        scheduler = process(stack, "dask_scheduler", *options, log=folder / "scheduler.log", **environment)
        address = _address(file)
        started = [worker(stack, address, folder, number) for number in range(workers)]
        yield Cluster(address, scheduler, started)


def worker(stack: ExitStack, address: str, folder: Path, number: int) -> subprocess.Popen[bytes]:
    """One more worker of a scheduler, which takes one training at a time."""
    options = ["--nthreads", "1", "--no-nanny", "--local-directory", str(folder / f"worker{number}")]
    return process(stack, "dask_worker", address, *options, log=folder / f"worker{number}.log")


def process(stack: ExitStack, module: str, *arguments: str, log: Path, **environment: str) -> subprocess.Popen[bytes]:
    """A process of Dask's, ended when `stack` is left."""
    command = [sys.executable, "-m", f"distributed.cli.{module}", "--host", "127.0.0.1", "--no-dashboard", *arguments]
    environment = {**os.environ, **ONE_THREAD, "PYTHONPATH": str(ROOT), **environment}
    output = stack.enter_context(log.open("wb"))
    started = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    stack.callback(_end, started)
    return started


def _end(started: subprocess.Popen[bytes]) -> None:
    started.kill()
    started.wait()


def _address(file: Path) -> str:
    """The scheduler's address, once it has written it."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            address: str = json.loads(file.read_text(encoding="utf-8"))["address"]
        except (OSError, ValueError):
            time.sleep(0.05)
        else:
            return address
    raise RuntimeError("the scheduler did not start; see scheduler.log")
