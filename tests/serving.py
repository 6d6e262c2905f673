"""A real server for tests and scripts: `python -m app`, or what stands in for it, on a free port of this machine."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests import forking

ROOT = forking.ROOT
START_SECONDS = 30
HERE = ("--host", "127.0.0.1", "--port", "0")
Server = subprocess.Popen[str] | forking.Forked


@contextmanager
def serving(module: str = "app", **environment: str) -> Iterator[str]:
    """Start the server with `environment` on top of this one's; give its address, without a closing slash; stop it."""
    with started(module, **environment) as (_, url):
        yield url


@contextmanager
def started(module: str = "app", *arguments: str, **environment: str) -> Iterator[tuple[Server, str]]:
    """The same with more arguments; give its process too."""
    starter = forking.starter(ROOT, module)
    if starter is None:
        with started_in(ROOT, module, arguments, environment) as server:
            yield server
    else:
        with starter.start([*HERE, *arguments], os.environ | environment) as process, _running(process) as url:
            yield process, url


@contextmanager
def started_in(
    folder: Path, module: str, arguments: Iterable[str], environment: Mapping[str, str]
) -> Iterator[tuple[Server, str]]:
    """The same with `folder` as the working directory, from which Python takes `module`; it is never forked."""
    command = [sys.executable, "-m", module, *HERE, *arguments]
    with (
        subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        ) as process,
        _running(process) as url,
    ):
        yield process, url


@contextmanager
def _running(process: Server) -> Iterator[str]:
    """The address of a server that has begun; it ends with the block, by force where it does not go."""
    try:
        url = _address(process)
        _wait_for(f"{url}/healthz")
        yield url
    finally:
        process.terminate()
        try:
            process.communicate(timeout=START_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


def _address(process: Server) -> str:
    """The address in the first line the server prints: "RNN Flow: http://127.0.0.1:12345"."""
    assert process.stdout is not None
    line = process.stdout.readline()
    if "http://" not in line:
        raise RuntimeError(f"the server's first line names no address: {line!r}")
    return "http://" + line.split("http://", 1)[1].strip().rstrip("/")


def _wait_for(url: str) -> None:
    """Return when `url` answers 200; raise what it last said after START_SECONDS."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urlopen(url, timeout=START_SECONDS):
                return
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
